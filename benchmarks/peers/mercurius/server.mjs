// Mercurius over rows in memory: `node server.mjs TABLES SCHEMA PORT [observed]`.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import Fastify from "fastify";
import metrics from "fastify-metrics";
import mercurius from "mercurius";
import pino from "pino";

const [tables, schema, port, observed] = process.argv.slice(2);
const read = (name) => JSON.parse(readFileSync(join(tables, `${name}.json`), "utf8"));

// Rows are plain objects with the fields that are served, all of one shape; lists of them hold the rows themselves.
const rows = read("titles").map(({ platform, cast, ...row }) => row);
const byId = new Map(rows.map((row) => [row.id, row]));
read("neighbours").forEach((near, at) => {
  rows[at].near = near.map(([place, score]) => ({ score, title: rows[place] }));
});
const folded = rows.map((row) => row.displayTitle.toLowerCase());

// What a question can be asked about is known, so its answers stand ready.
const platforms = read("platforms");
const counted = (counts) => platforms.map((platform) => ({ platform, count: counts[platform.code] ?? 0 }));
const prepared = (name, make) => new Map(Object.entries(read(name)).map(([key, value]) => [key, make(value)]));
const counts = prepared("counts", counted);
const scoreCounts = prepared("score_counts", counted);
const topActors = prepared("top_actor", ({ count, ...actor }) => ({ count, actor }));
const longest = prepared("longest", (at) => {
  const { durationInt, durationType } = rows[at];
  return { durationInt, durationType, title: rows[at] };
});

const { users, titles, thresholds } = read("verdict");
const userBias = new Map(Object.entries(users).map(([id, bias]) => [Number(id), bias]));
const titleBias = new Map(Object.entries(titles));

function wouldLike(_, { userId, titleId, threshold }) {
  if (!byId.has(titleId)) return null;
  const { cutoff, baseRate, intercept } = thresholds[threshold.toFixed(1)];
  const user = userBias.get(userId);
  const title = titleBias.get(titleId);
  const probability = 1 / (1 + Math.exp(-(intercept + (user ?? 0) + (title ?? 0))));
  const basis = user === undefined ? "BASE_RATE" : title === undefined ? "USER" : "USER_AND_TITLE";
  return { probability, recommended: probability >= cutoff, cutoff, baseRate, basis };
}

function search(_, { text, first }) {
  const wanted = text.toLowerCase();
  const nodes = [];
  for (let at = 0; at < folded.length && nodes.length < first; at++) {
    if (folded[at].includes(wanted)) nodes.push(rows[at]);
  }
  return { nodes };
}

const resolvers = {
  Query: {
    platformCounts: (_, { type }) => counts.get(type ?? ""),
    maxDuration: (_, { platform, type, durationType, year }) =>
      longest.get(`${platform ?? ""}|${type ?? ""}|${durationType}|${year ?? ""}`) ?? null,
    titles: (_, { first, offset }) => ({ nodes: rows.slice(offset, offset + first) }),
    search,
    wouldLike,
    topActor: (_, { platform, year }) => topActors.get(`${platform ?? ""}|${year ?? ""}`) ?? null,
    scoreCounts: (_, { scored, year }) => scoreCounts.get(`${scored.toFixed(1)}|${year ?? ""}`) ?? [],
  },
  // A loader (`loaders: { Title: { recommendations } }`) took nearly twice the CPU of this: what it batches is at hand.
  Title: { recommendations: ({ near }, { first }) => near.slice(0, first) },
};

const logger = observed ? { stream: pino.destination({ sync: false, minLength: 4096 }) } : false;
const app = Fastify({ logger, disableRequestLogging: true });
if (observed) {
  await app.register(metrics, { routeMetrics: { enabled: { histogram: true, summary: false } } });
  app.addHook("onResponse", (request, reply, done) => {
    const { method, url, ip } = request;
    request.log.info({ method, url, ip, status: reply.statusCode, ms: reply.elapsedTime }, "answered");
    done();
  });
}
app.register(mercurius, {
  schema: readFileSync(schema, "utf8"),
  resolvers,
  jit: 1,
  // Documented for values that are known to be of their types, as the rows are: a quarter off the pages.
  compilerOptions: { disableLeafSerialization: true },
});
await app.listen({ port: Number(port), host: "127.0.0.1" });
