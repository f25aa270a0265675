/** What is in a tab of GraphiQL; variables as the JSON that its editor shows. */
export interface Tab {
  query: string;
  variables: string;
}

/** The JSON that stands in the editor of variables; nothing where there are none. */
export function variablesText(variables: Record<string, unknown>): string {
  return Object.keys(variables).length === 0 ? "" : JSON.stringify(variables, null, 2);
}
