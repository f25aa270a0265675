// Apollo Client against an address: what it makes of our answers and what went over the wire, as JSON.
import { readFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { attempt, recording } from "./wire.mjs";

const uri = process.argv[2];
const operations = JSON.parse(await readFile("operations.json", "utf8"));
const possibleTypes = JSON.parse(await readFile("possible-types.json", "utf8"));
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

const over = (link, cache = new InMemoryCache({ possibleTypes })) => new ApolloClient({ link, cache });
const client = over(new HttpLink({ uri }));

async function answers() {
  const found = {};
  for (const [name, { query, variables }] of Object.entries(operations)) {
    found[name] = (await client.query({ query: gql(query), variables })).data;
  }
  return found;
}

const BESIDE = `{ title(id: "as1") { cast(first: 0) { id } } platformCounts(platform: HULU) { count } }`;

async function errors(query) {
  const { data, error } = await client.query({ query: gql(query), errorPolicy: "all" });
  return {
    data: data ?? null,
    recognised: CombinedGraphQLErrors.is(error),
    codes: CombinedGraphQLErrors.is(error) ? error.errors.map((each) => each.extensions?.code ?? null) : [],
  };
}

async function fragmentOnNode(cache) {
  const query = gql`{ title(id: "ns1") { displayTitle ...Again } } fragment Again on Node { id }`;
  return (await over(new HttpLink({ uri }), cache).query({ query })).data.title.id ?? null;
}

// Asked twice with different variables: the second time the service knows the query.
async function persisted(name, hashed, http) {
  const { fetch, seen } = recording();
  const links = [new PersistedQueryLink({ sha256, ...hashed }), new HttpLink({ uri, fetch, ...http })];
  const asking = over(ApolloLink.from(links));
  const query = gql(`query ${name}($id: ID!) { title(id: $id) { id displayTitle } }`);
  const titles = [];
  for (const id of ["ns1", "as2"]) {
    titles.push((await asking.query({ query, variables: { id } })).data.title.displayTitle);
  }
  return { titles, seen };
}

console.log(
  JSON.stringify({
    answers: await attempt(() => answers()),
    errors: {
      field: await attempt(() => errors(BESIDE)),
      unknownField: await attempt(() => errors("{ platforms { colour } }")),
      unknownEnum: await attempt(() => errors("{ platformCounts(platform: NETFLICKS) { count } }")),
    },
    fragmentOnNode: {
      with: await attempt(() => fragmentOnNode()),
      without: await attempt(() => fragmentOnNode(new InMemoryCache())),
    },
    persisted: {
      post: await attempt(() => persisted("ByPost", {}, {})),
      getOnceKnown: await attempt(() => persisted("ByGetOnceKnown", { useGETForHashedQueries: true }, {})),
      get: await attempt(() => persisted("ByGet", { useGETForHashedQueries: true }, { useGETForQueries: true })),
    },
  }),
);
