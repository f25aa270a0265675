import { type Answer, useAnswer } from "../../api/useAnswer";
import { FilmListDocument, type FilmFilter, type FilmListQuery, type FilmOrder } from "../../generated/queries";
import { cut, useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { AskForm, SelectField, TextField } from "../Fields";
import { More } from "../More";
import { Panel } from "../Panel";
import { Answered, Empty } from "../States";
import { FilmCard } from "./FilmCard";

/** Votes from which a mean is ranked: below, single votes come first. */
const ENOUGH = 500;
const ORDERS = {
  VOTED: { field: "VOTE_COUNT", direction: "DESC" },
  POPULAR: { field: "POPULARITY", direction: "DESC" },
  BEST: { field: "VOTE_AVERAGE", direction: "DESC" },
  NEWEST: { field: "RELEASE_DATE", direction: "DESC" },
  OLDEST: { field: "RELEASE_DATE", direction: "ASC" },
  REVENUE: { field: "REVENUE", direction: "DESC" },
  RETURN: { field: "RETURN_RATIO", direction: "DESC" },
  TITLE: { field: "TITLE", direction: "ASC" },
} as const satisfies Record<string, FilmOrder>;
type Order = keyof typeof ORDERS;
const NAMES = Object.keys(ORDERS) as Order[];

/** The films, a page at a time. */
export function FilmList({ genres }: { genres: string[] }) {
  const { text: t, format } = useLanguage();
  const [parameters, change] = useParameters();
  const text = cut(parameters["l.text"] ?? "", 100);
  const genre = parameters["l.genre"] ?? "";
  const order = NAMES.find((each) => each === parameters["l.order"]) ?? "VOTED";
  const filter: FilmFilter = {
    ...(text !== "" && { text }),
    ...(genre !== "" && { genre: [genre] }),
    ...(order === "BEST" && { minVotes: ENOUGH }),
  };
  const variables = { filter, orderBy: ORDERS[order] };
  const answer = useAnswer(FilmListDocument, variables);
  const words = t.film.list;
  const useNext = (after: string, when: boolean): Answer<FilmListQuery["films"] | undefined> => {
    const next = useAnswer(FilmListDocument, { ...variables, after }, when);
    return { ...next, data: next.data?.films };
  };
  return (
    <Panel id="list" title={words.title} document={FilmListDocument} variables={variables}>
      <AskForm label={words.title} onAsk={change} send={t.film.list.send}>
        <TextField name="l.text" label={words.text} value={text} required={false} />
        <SelectField
          name="l.genre"
          label={words.genre}
          all={t.all}
          value={genre}
          options={[...new Set([...genres, genre])].filter(Boolean).map((each) => ({ value: each, name: each }))}
        />
        <SelectField
          name="l.order"
          label={words.order}
          value={order}
          options={NAMES.map((each) => ({ value: each, name: words.orders[each] }))}
        />
      </AskForm>
      <Answered answer={answer}>
        {({ films }) => (
          <>
            <div role="status">
              <p class="soft">{t.film.films(format.count(films.totalCount), films.totalCount)}</p>
            </div>
            {films.totalCount === 0 ? (
              <Empty title={words.none}>
                <p>{words.noneAdvice}</p>
              </Empty>
            ) : (
              <ul class="cards" key={JSON.stringify(variables)}>
                {films.nodes.map((film) => (
                  <li key={film.id}>
                    <FilmCard film={film} />
                  </li>
                ))}
                <More page={films} useNext={useNext}>
                  {(film) => <FilmCard film={film} />}
                </More>
              </ul>
            )}
          </>
        )}
      </Answered>
    </Panel>
  );
}
