import type { ComponentChildren } from "preact";
import { GraphiqlLink } from "./GraphiqlLink";

interface Props {
  /** Unique on the page: links lead to it. */
  id: string;
  title: string;
  lead?: ComponentChildren;
  /** The query behind what is shown. */
  document: { toString(): string };
  variables: object;
  children: ComponentChildren;
}

/** A question with its form and its answer, and the query behind. */
export function Panel({ id, title, lead, document, variables, children }: Props) {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-title`}>
      <header class="panel-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <GraphiqlLink of={title} document={document} variables={variables} />
      </header>
      {lead && <p class="panel-lead">{lead}</p>}
      {children}
    </section>
  );
}
