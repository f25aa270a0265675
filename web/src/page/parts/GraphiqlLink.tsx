import { useText } from "../text/language";
import { Icon } from "./Icon";

/** Whether this service shows GraphiQL: it says so in the page that it sends. */
export const hasGraphiql = document.documentElement.dataset.graphiql !== "off";

interface Props {
  /** What the query asks, for who hears the link without seeing what stands around it. */
  of: string;
  document: { toString(): string };
  variables: object;
}

/** Leads to GraphiQL with the query behind what is shown. */
export function GraphiqlLink({ of, document, variables }: Props) {
  const t = useText();
  if (!hasGraphiql) return null;
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value != null));
  const parameters = new URLSearchParams({ query: laidOut(document.toString()), variables: JSON.stringify(given) });
  return (
    <a class="graphiql-link" href={`/graphiql#${parameters}`} aria-label={t.openGraphiqlOf(of)}>
      <Icon name="code" /> {t.openGraphiql}
    </a>
  );
}

/** The generated text without the indentation of its first lines. */
function laidOut(query: string): string {
  return query.trim().replace(/^ {4}(?=fragment|query)/gm, "\n");
}
