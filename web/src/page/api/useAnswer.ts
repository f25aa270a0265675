// A question of the page and where its answer stands.
import { type AnyVariables, type TypedDocumentNode, useQuery } from "@urql/preact";
import { useEffect, useRef } from "preact/hooks";
import type { TypedDocumentString } from "../generated/queries";
import { type Trouble, troubleOf } from "./trouble";

/** Milliseconds between two looks whether a service that has nothing yet has something now. */
const AGAIN = 3_000;

export interface Answer<Data, Variables = AnyVariables> {
  /** What was answered: while the next answer is on its way, still the last. Undefined before the first. */
  data: Data | undefined;
  /** What `data` was the answer to: while the next is on its way, not what is asked now. */
  of: Variables | undefined;
  /** Names that may have been meant, where nothing has the one that was asked for. */
  meant: string[];
  /** What went wrong; with `data`, only a part of it did. */
  trouble: Trouble | null;
  /** Whether an answer is awaited. */
  loading: boolean;
  /** Ask again, whatever is kept. */
  again: () => void;
}

/** Ask a question of queries/ as long as `when` holds; a service that has nothing to answer from yet is asked again. */
export function useAnswer<Data, Variables extends AnyVariables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  when = true,
): Answer<Data, Variables> {
  const query = document.toString() as unknown as TypedDocumentNode<Data, Variables>;
  const [state, execute] = useQuery<Data, Variables>({ query, variables, pause: !when });
  const again = () => execute({ requestPolicy: "network-only" });
  const trouble = state.error ? troubleOf(state.error) : null;
  const last = useRef<{ data?: Data; of?: Variables | undefined }>({});
  if (state.data != null) last.current = { data: state.data, of: state.operation?.variables };

  const wait = trouble?.kind === "notReady" ? Math.max(AGAIN, (trouble.retryAfter ?? 0) * 1_000) : 0;
  useEffect(() => {
    if (wait === 0 || state.fetching) return;
    const timer = setTimeout(again, wait);
    return () => clearTimeout(timer);
  }, [wait, state.fetching]);

  const data = state.data ?? (trouble === null && when ? last.current.data : undefined);
  return {
    data,
    of: last.current.of,
    meant: meantBy(state.extensions),
    trouble,
    loading: state.fetching || state.stale,
    again,
  };
}

function meantBy(extensions: { suggestions?: { suggestions: string[] }[] } | undefined): string[] {
  return [...new Set(extensions?.suggestions?.flatMap((each) => each.suggestions))];
}
