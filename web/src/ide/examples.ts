// Values for the variables of the starter tabs, taken from what is being served: its most rated title, its most voted
// film. The values that lie beside the queries are those of the public data, and a sample has none of them.
import query from "./examples.graphql?raw";
import { ask } from "./fetcher";
import { type Tab, variablesText } from "./tab";

const PATIENCE = 2000; // ms; then the values beside the queries do

interface Examples {
  titles: { nodes: { id: string; displayTitle: string }[] };
  films: { nodes: { title: string; cast: Person[]; directors: Person[] }[] };
  users: { userId: number }[];
}

interface Person {
  displayName: string;
}

/** The tabs with values that this service has something to say about, or as they are where it does not tell. */
export async function withExamples(tabs: Tab[]): Promise<Tab[]> {
  const values = await examples();
  return tabs.map((tab) => {
    if (tab.variables === "") return tab;
    const variables = JSON.parse(tab.variables) as Record<string, unknown>;
    for (const name of Object.keys(variables)) variables[name] = values[name] ?? variables[name];
    return { ...tab, variables: variablesText(variables) };
  });
}

async function examples(): Promise<Record<string, unknown>> {
  try {
    const { data } = (await (await ask({ query }, {}, AbortSignal.timeout(PATIENCE))).json()) as { data?: Examples };
    const title = data?.titles.nodes[0];
    const film = data?.films.nodes[0];
    return {
      titleId: title?.id,
      text: title?.displayTitle,
      userId: data?.users[0]?.userId,
      film: film?.title,
      actor: film?.cast[0]?.displayName,
      director: film?.directors[0]?.displayName,
    };
  } catch {
    return {}; // not ready, or a key is wanted: GraphiQL says so when it asks for the schema
  }
}
