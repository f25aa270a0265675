// How the page asks: urql over POST /graphql. Each answer is kept as long as the same release answers.
import { cacheExchange, Client, fetchExchange } from "@urql/core";
import { useEffect, useState } from "preact/hooks";
import { keep, kept } from "../state/keep";

const KEY = "cartelera:key";
/** Milliseconds after which an answer is given up: longer than the service itself may take. */
const PATIENCE = 20_000;
/** A key with other signs cannot be one: without it the service asks for one again. */
const SENDABLE = /^[\x21-\x7e]+$/;
/** Milliseconds between two new beginnings: while several processes take a new release, each answers from its own. */
const CALM = 5_000;

/** The API key of this tab, where the service asks for one. */
let keyOfTab = kept("sessionStorage", KEY) ?? "";

/** Begin again with another key. */
export function takeKey(key: string): void {
  keyOfTab = key;
  if (keep("sessionStorage", KEY, key)) window.location.reload();
  else renew();
}

let version = "";
let renew = () => {};
let renewed = -CALM;
let timer: ReturnType<typeof setTimeout> | undefined;

function makeClient(): Client {
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: () => ({
      headers: SENDABLE.test(keyOfTab) ? { Authorization: `Bearer ${keyOfTab}` } : {},
      credentials: "omit",
    }),
    fetch: async (input, init) => {
      const response = await fetch(input, { ...init, signal: patient(init?.signal) });
      noteVersion(response.headers);
      return response;
    },
  });
}

/** Another release answers: what was kept of the one before is let go. */
function noteVersion(headers: Headers): void {
  const now = [headers.get("X-Dataset-Version"), headers.get("X-Model-Version")].join(" ").trim();
  if (now === "" || now === version) return;
  const known = version !== "";
  version = now;
  if (!known || timer !== undefined) return;
  timer = setTimeout(
    () => {
      timer = undefined;
      renewed = performance.now();
      renew();
    },
    Math.max(0, renewed + CALM - performance.now()),
  );
}

/** A signal that gives up when another does, or when it has taken too long. */
function patient(other: AbortSignal | null | undefined): AbortSignal {
  const given = new AbortController(); // AbortSignal.any is younger than what else the page needs of a browser
  const giveUp = () => given.abort(new DOMException("the service took too long", "TimeoutError"));
  if (other?.aborted) giveUp();
  other?.addEventListener("abort", giveUp, { once: true });
  setTimeout(giveUp, PATIENCE);
  return given.signal;
}

/** The client of this page: a new one, which knows nothing yet, once a new release answers. */
export function useClient(): Client {
  const [client, setClient] = useState(makeClient);
  useEffect(() => {
    renew = () => setClient(makeClient());
  }, []);
  return client;
}
