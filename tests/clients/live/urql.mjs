// urql against an address: what it makes of our answers and what went over the wire, as JSON.
import { readFile } from "node:fs/promises";
import { Client, cacheExchange, fetchExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { attempt, recording } from "./wire.mjs";

const url = process.argv[2];
const operations = JSON.parse(await readFile("operations.json", "utf8"));

async function answers(more) {
  const { fetch, seen } = recording();
  const client = new Client({ url, fetch, exchanges: [cacheExchange, fetchExchange], ...more });
  const found = {};
  for (const [name, { query, variables }] of Object.entries(operations)) {
    const { data, error } = await client.query(query, variables).toPromise();
    if (error) throw error;
    found[name] = data;
  }
  return { found, seen };
}

const BESIDE = `{ title(id: "as1") { cast(first: 0) { id } } platformCounts(platform: HULU) { count } }`;

async function errors(query) {
  const client = new Client({ url, exchanges: [cacheExchange, fetchExchange] });
  const { data, error } = await client.query(query, {}).toPromise();
  return {
    data: data ?? null,
    recognised: !error.networkError,
    codes: error.graphQLErrors.map((each) => each.extensions?.code ?? null),
  };
}

// Asked twice with different variables: the second time the service knows the query.
async function persisted(name, preferGetForPersistedQueries) {
  const { fetch, seen } = recording();
  const exchanges = [cacheExchange, persistedExchange({ preferGetForPersistedQueries }), fetchExchange];
  const client = new Client({ url, fetch, exchanges });
  const titles = [];
  for (const id of ["ns1", "as2"]) {
    const query = `query ${name}($id: ID!) { title(id: $id) { id displayTitle } }`;
    const { data, error } = await client.query(query, { id }).toPromise();
    if (error) throw error;
    titles.push(data.title.displayTitle);
  }
  return { titles, seen };
}

console.log(
  JSON.stringify({
    answers: await attempt(() => answers({ preferGetMethod: false })),
    answersByGet: await attempt(() => answers({ preferGetMethod: "force" })),
    errors: {
      field: await attempt(() => errors(BESIDE)),
      unknownField: await attempt(() => errors("{ platforms { colour } }")),
      unknownEnum: await attempt(() => errors("{ platformCounts(platform: NETFLICKS) { count } }")),
    },
    persisted: {
      post: await attempt(() => persisted("UrqlByPost", false)),
      get: await attempt(() => persisted("UrqlByGet", "force")),
    },
  }),
);
