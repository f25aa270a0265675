import { useAnswer } from "../../api/useAnswer";
import { FilmScoreDocument, type FilmScoreQuery } from "../../generated/queries";
import { cut, filmPath, useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { Bars } from "../Bars";
import { AskForm } from "../Fields";
import { Panel } from "../Panel";
import { Answered } from "../States";
import { Alternatives } from "./Alternatives";
import { FilmField } from "./FilmField";
import { Unknown } from "./Unknown";

/** A film's year and popularity, by its title. */
export function PopularityPanel({ example }: { example: string }) {
  const { text: t } = useLanguage();
  const [parameters, change] = useParameters();
  const title = cut(parameters["p.title"] || example, 100);
  const ask = (next: string) => change({ "p.title": next });
  const answer = useAnswer(FilmScoreDocument, { title });
  const words = t.film.popularity;
  return (
    <Panel id="popularity" title={words.title} lead={words.lead} document={FilmScoreDocument} variables={{ title }}>
      <AskForm label={words.title} onAsk={change} send={t.ask.send}>
        <FilmField name="p.title" value={title} onPick={ask} />
      </AskForm>
      <Answered answer={answer}>
        {({ filmScore, films }) =>
          filmScore ? (
            <Popularity found={filmScore} popular={films.nodes} />
          ) : (
            <Unknown name={title} meant={answer.meant} ask={ask} />
          )
        }
      </Answered>
    </Panel>
  );
}

interface Props {
  found: NonNullable<FilmScoreQuery["filmScore"]>;
  /** The most popular films. */
  popular: FilmScoreQuery["films"]["nodes"];
}

function Popularity({ found, popular }: Props) {
  const { text: t, format } = useLanguage();
  const words = t.film.popularity;
  const own = { id: found.film.id, title: found.title, releaseYear: found.year, popularity: found.popularity };
  const all = [...popular, ...(popular.some(({ id }) => id === own.id) ? [] : [own])];
  const bars = all.map((film) => ({
    label: `${film.title} (${film.releaseYear})`,
    value: film.popularity,
    shown: format.figure(film.popularity, 1),
    chosen: film.id === own.id,
  }));
  return (
    <>
      <div role="status">
        <p class="big">
          {format.figure(found.popularity, 1)} <span class="big-unit">{words.is}</span>
        </p>
        <p class="under-big">
          <a href={filmPath(found.film.id)} lang="">
            {found.title}
          </a>
          <span>{words.released(found.year)}</span>
        </p>
      </div>
      <Alternatives films={found.alternatives} />
      <Bars
        alt={`${words.caption}: ${bars.map(({ label, shown }) => `${label}: ${shown}`).join(", ")}.`}
        caption={words.caption}
        heads={[t.film.heads.film, t.film.facts.popularity]}
        bars={bars}
      />
    </>
  );
}
