// What GraphiQL keeps in the browser, without headers: it would write them into its history, and they hold keys.
import type { Tab } from "./tab";

const TABS = "graphiql:tabState";

/** The browser's own storage where it lets us, else none; then nothing is kept. */
function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

const kept = browserStorage();

export const storage = {
  get length(): number {
    return kept?.length ?? 0;
  },
  getItem: (name: string): string | null => kept?.getItem(name) ?? null,
  setItem: (name: string, value: string): void => kept?.setItem(name, withoutHeaders(value)),
  removeItem: (name: string): void => kept?.removeItem(name),
  clear: (): void => kept?.clear(),
};

/** The tab that was open when the page was left; null where none was kept. */
export function keptTab(): Tab | null {
  try {
    const { tabs, activeTabIndex } = JSON.parse(storage.getItem(TABS) ?? "") as KeptTabs;
    const open = tabs[activeTabIndex];
    return open ? { query: open.query ?? "", variables: open.variables ?? "" } : null;
  } catch {
    return null;
  }
}

interface KeptTabs {
  tabs: { query: string | null; variables?: string | null }[];
  activeTabIndex: number;
}

function withoutHeaders(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), (name, each: unknown) => (name === "headers" ? null : each));
  } catch {
    return value; // a query, or a size: not JSON
  }
}
