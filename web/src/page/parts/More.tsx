import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "../api/useAnswer";
import { useText } from "../text/language";
import { TroubleNote } from "./States";

interface Page<Node> {
  nodes: Node[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

interface Props<Node> {
  /** The page that was shown last. */
  page: Page<Node>;
  /** Asks, as soon as it may, for the page after a cursor. */
  useNext: (after: string, when: boolean) => Answer<Page<Node> | undefined>;
  /** An item of the list. */
  children: (node: Node, place: number) => ComponentChildren;
}

/** The end of a list: the pages after the one shown, each asked for by a button. The focus goes on with the list. */
export function More<Node>({ page, useNext, children }: Props<Node>) {
  const { endCursor, hasNextPage } = page.pageInfo;
  return hasNextPage && endCursor !== null ? (
    <Next after={endCursor} useNext={useNext}>
      {children}
    </Next>
  ) : null;
}

function Next<Node>({ after, useNext, children }: Omit<Props<Node>, "page"> & { after: string }) {
  const t = useText();
  const [wanted, want] = useState(false);
  const { data: page, trouble, loading, again } = useNext(after, wanted);
  const first = useRef<HTMLLIElement>(null);
  const come = page !== undefined && wanted;
  useEffect(() => {
    if (come) first.current?.querySelector("a")?.focus();
  }, [come]);
  if (!come) {
    return (
      <li class="more">
        {trouble && <TroubleNote trouble={trouble} again={again} />}
        <button type="button" class="button" aria-busy={wanted && loading} onClick={() => want(true)}>
          {wanted && loading ? t.loading : t.more}
        </button>
      </li>
    );
  }
  return (
    <>
      {page.nodes.map((node, place) => (
        <li key={place} {...(place === 0 && { ref: first })}>
          {children(node, place)}
        </li>
      ))}
      <More page={page} useNext={useNext}>
        {children}
      </More>
    </>
  );
}
