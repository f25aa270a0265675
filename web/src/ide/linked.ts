// A query that the address carries: /graphiql#query=...&variables=... or ?query=...
import type { Tab } from "./tab";

/** The query of the address, which is taken out of it: loading the page again must not open one more tab. */
export function takeLinked(): Tab | null {
  const { hash, search, pathname } = window.location;
  const parameters = [hash.slice(1), search.slice(1)].map((part) => new URLSearchParams(part));
  const query = parameters.map((each) => each.get("query")).find(Boolean);
  if (!query) return null;
  const variables = parameters.map((each) => each.get("variables")).find(Boolean) ?? "";
  window.history.replaceState(null, "", pathname);
  return { query, variables: laidOut(variables) };
}

/** Take up a query that is put into the address of the open page: a browser does not load the page again for it. */
export function followLinks(): void {
  window.addEventListener("hashchange", () => {
    if (new URLSearchParams(window.location.hash.slice(1)).has("query")) window.location.reload();
  });
}

function laidOut(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json; // the editor shows what is wrong with it
  }
}
