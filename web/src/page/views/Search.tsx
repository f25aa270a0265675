import { useRef } from "preact/hooks";
import { Answered, Empty } from "../parts/States";
import { Filters } from "../parts/Filters";
import { GraphiqlLink } from "../parts/GraphiqlLink";
import { MoreTitles } from "../parts/MoreTitles";
import { SearchBox } from "../parts/SearchBox";
import { TitleCard } from "../parts/TitleCard";
import { useAnswer } from "../api/useAnswer";
import {
  BrowseDocument,
  type BrowseQuery,
  type BrowseQueryVariables,
  SearchDocument,
  type SearchQueryVariables,
} from "../generated/queries";
import { type Parameters, useParameters, useTitle } from "../state/address";
import { type Choice, choiceOf, filterOf, filtersOn, NO_FILTERS, type Order, orderOf } from "../state/choice";
import { useLanguage } from "../text/language";

/** Pages that an address may ask for at once. */
const MOST_PAGES = 20;

/** The catalogues: found by words, narrowed by menus, in an order; or simply looked through. */
export function Search() {
  const { text: t, format } = useLanguage();
  const [parameters, set] = useParameters();
  const change = (changes: Parameters) => set({ ...changes, pages: "" });
  const choice = choiceOf(parameters);
  const { document, variables, answer } = useMatches(choice);
  useTitle(choice.text);
  const answered = textOf(answer.of);
  const bare = choice.text === "" && filtersOn(choice) === 0;
  return (
    <div class="page-wide">
      <div class={bare ? "hero" : "hero hero-small"}>
        <h1>{bare ? t.search.heading : t.nav.search}</h1>
        {bare && answer.data && (
          <p>{t.search.lead(t.titles(format.count(answer.data.totalCount), answer.data.totalCount))}</p>
        )}
        <SearchBox text={choice.text} onSearch={(q) => change({ q })} />
      </div>
      <Answered answer={answer} waiting={<WaitingCards />}>
        {(data) =>
          data.totalCount === 0 && bare ? (
            <Empty title={t.search.emptyTitle}>
              <p>{t.search.emptyAdvice}</p>
            </Empty>
          ) : (
            <div class="browse">
              <Filters choice={choice} change={change} />
              <section class="results" aria-label={t.nav.search}>
                <div class="results-head">
                  <div role="status">
                    <h2>
                      {answered
                        ? t.search.found(format.count(data.totalCount), data.totalCount, answered)
                        : t.search.matching(format.count(data.totalCount), data.totalCount)}
                    </h2>
                  </div>
                  <OrderMenu choice={choice} change={(order) => change({ order })} />
                  <GraphiqlLink of={t.nav.search} document={document} variables={variables} />
                </div>
                {data.totalCount === 0 ? (
                  <Empty title={t.search.none}>
                    <p>{t.search.noneAdvice}</p>
                    {filtersOn(choice) > 0 && (
                      <button type="button" class="button" onClick={() => change(NO_FILTERS)}>
                        {t.search.clearAll}
                      </button>
                    )}
                  </Empty>
                ) : (
                  <ul class="cards">
                    {data.nodes.map((title) => (
                      <li key={title.id}>
                        <TitleCard title={title} />
                      </li>
                    ))}
                    {data.pageInfo.hasNextPage && data.pageInfo.endCursor && (
                      <MoreTitles
                        key={JSON.stringify(variables)}
                        choice={choice}
                        after={data.pageInfo.endCursor}
                        page={2}
                        pages={Math.min(Number(parameters.pages) || 1, MOST_PAGES)}
                        want={(pages) => set({ pages: String(pages) }, true)}
                      />
                    )}
                  </ul>
                )}
              </section>
            </div>
          )
        }
      </Answered>
    </div>
  );
}

/** Ranked by the search where there is a text and no other order was chosen, else listed in that order. */
function useMatches(choice: Choice) {
  const ranked = choice.order === "MATCH";
  const filter = filterOf(choice);
  const found = useAnswer(SearchDocument, { text: choice.text, filter }, ranked);
  const listed = { filter: choice.text ? { ...filter, text: choice.text } : filter, orderBy: orderOf(choice) };
  const browsed = useAnswer(BrowseDocument, listed, !ranked);
  const { search } = found.data ?? {};
  const asked = ranked
    ? { ...found, data: search as BrowseQuery["titles"] | undefined }
    : { ...browsed, data: browsed.data?.titles };
  // From one question to the other the last answer stays: with the menu that was changed, the focus would go.
  const last = useRef(asked.data);
  if (asked.data !== undefined) last.current = asked.data;
  const answer = { ...asked, data: asked.data ?? (asked.trouble === null ? last.current : undefined) };
  return ranked
    ? { document: SearchDocument, variables: { text: choice.text, filter }, answer }
    : { document: BrowseDocument, variables: listed, answer };
}

/** The text that an answer is to: of a search, or of the filter of a list. */
function textOf(variables: Partial<SearchQueryVariables & BrowseQueryVariables> | undefined): string {
  return variables?.text ?? variables?.filter?.text ?? "";
}

function OrderMenu({ choice, change }: { choice: Choice; change: (order: string) => void }) {
  const { text: t } = useLanguage();
  const orders = (Object.keys(t.search.orders) as Order[]).filter((each) => each !== "MATCH" || choice.text !== "");
  return (
    <label class="order">
      <span>{t.search.order}</span>
      <select value={choice.order} onChange={(event) => change(event.currentTarget.value)}>
        {orders.map((each) => (
          <option key={each} value={each}>
            {t.search.orders[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

function WaitingCards() {
  const { text: t } = useLanguage();
  return (
    <div class="browse" role="status">
      <span class="sr">{t.loading}</span>
      <div class="filters" aria-hidden="true" />
      <div class="cards" aria-hidden="true">
        {Array.from({ length: 9 }, (_, place) => (
          <div key={place} class="card card-waiting" />
        ))}
      </div>
    </div>
  );
}
