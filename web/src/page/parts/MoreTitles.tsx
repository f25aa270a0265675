import { useEffect, useRef } from "preact/hooks";
import { useAnswer } from "../api/useAnswer";
import { BrowseMoreDocument, SearchMoreDocument } from "../generated/queries";
import { type Choice, filterOf, orderOf } from "../state/choice";
import { useText } from "../text/language";
import { TroubleNote } from "./States";
import { TitleCard } from "./TitleCard";

interface Props {
  choice: Choice;
  after: string;
  /** Which page this is; the first, which stands elsewhere, is 1. */
  page: number;
  /** How many pages are wanted, the first among them. */
  pages: number;
  want: (pages: number) => void;
}

/** The pages of a list of titles after its first, one asked for at a time. The focus goes on with the list. */
export function MoreTitles({ choice, after, page, pages, want }: Props) {
  const t = useText();
  const wanted = page <= pages;
  const ranked = choice.order === "MATCH";
  const filter = filterOf(choice);
  const found = useAnswer(SearchMoreDocument, { text: choice.text, filter, after }, wanted && ranked);
  const listed = { filter: choice.text ? { ...filter, text: choice.text } : filter, orderBy: orderOf(choice), after };
  const browsed = useAnswer(BrowseMoreDocument, listed, wanted && !ranked);
  const answered = ranked ? found.data?.search : browsed.data?.titles;
  const { trouble, loading, again } = ranked ? found : browsed;
  const come = wanted && answered !== undefined;
  const pressed = useRef(false); // a page that the address asks for takes no focus
  const first = useRef<HTMLLIElement>(null);
  const press = () => {
    pressed.current = true;
    want(page);
  };
  useEffect(() => {
    if (come && pressed.current) first.current?.querySelector("a")?.focus();
  }, [come]);
  if (!wanted || answered === undefined) {
    return (
      <li class="more">
        {trouble && <TroubleNote trouble={trouble} again={again} />}
        <button type="button" class="button" aria-busy={wanted && loading} onClick={press}>
          {wanted && loading ? t.loading : t.more}
        </button>
      </li>
    );
  }
  const { nodes, pageInfo } = answered;
  return (
    <>
      {nodes.map((title, place) => (
        <li key={title.id} {...(place === 0 && { ref: first })}>
          <TitleCard title={title} />
        </li>
      ))}
      {pageInfo.hasNextPage && pageInfo.endCursor && (
        <MoreTitles choice={choice} after={pageInfo.endCursor} page={page + 1} pages={pages} want={want} />
      )}
    </>
  );
}
