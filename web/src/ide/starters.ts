// The tabs to begin with: the queries in `starters/`, in the order of their names, with the variables that lie beside.
import { type Tab, variablesText } from "./tab";

const queries = import.meta.glob<string>("./starters/*.graphql", { query: "?raw", import: "default", eager: true });
const variables = import.meta.glob<Record<string, unknown>>("./starters/*.json", { import: "default", eager: true });

export const starters: Tab[] = Object.keys(queries)
  .sort()
  .map((file) => ({
    query: queries[file] ?? "",
    variables: variablesText(variables[file.replace(/graphql$/, "json")] ?? {}),
  }));
