// How questions go from GraphiQL to /graphql.
import type { GraphiQLProps } from "graphiql";

type Headers = Record<string, string>;

const KEY_HEADERS = ["authorization", "x-api-key"];
let key: Headers = {}; // in memory only: whoever opens the page next finds none
const listeners = new Set<(wanted: boolean) => void>();

/** Be told whether the service wants another key than it gets; returns how to stop that. */
export function onKeyWanted(listener: (wanted: boolean) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Send a question by POST. A key that was given once goes along until the page is left, whichever tab it stood in. */
export async function ask(question: object, headers: Headers = {}, signal: AbortSignal | null = null) {
  const given = Object.entries(headers).filter(([name]) => KEY_HEADERS.includes(name.toLowerCase()));
  if (given.length > 0) key = Object.fromEntries(given);
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      Accept: "application/graphql-response+json, application/json;q=0.9",
      "Content-Type": "application/json",
      ...key,
      ...headers,
    },
    body: JSON.stringify(question),
    credentials: "omit",
    signal,
  });
  for (const listener of listeners) listener(response.status === 401);
  return response;
}

export const fetcher: GraphiQLProps["fetcher"] = async (question, options) => {
  const response = await ask(question, (options?.headers ?? {}) as Headers);
  const text = await response.text();
  try {
    return JSON.parse(text) as object;
  } catch {
    return { errors: [{ message: `${response.status} ${response.statusText}: ${text.slice(0, 200)}` }] };
  }
};
