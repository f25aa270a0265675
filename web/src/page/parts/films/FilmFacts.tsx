import type { ComponentChildren } from "preact";
import { FilmDocument, type FilmQuery } from "../../generated/queries";
import { addressOf, personPath } from "../../state/address";
import { useLanguage } from "../../text/language";
import { GraphiqlLink } from "../GraphiqlLink";

export type Film = NonNullable<FilmQuery["film"]>;

/** How many of a cast stand there before the rest is unfolded. */
const FIRST = 12;

/** What is known of a film, beside its poster. */
export function FilmFacts({ film }: { film: Film }) {
  const { text, format } = useLanguage();
  const t = text.film;
  const votes = t.votesShort(format.count(film.voteCount), film.voteCount);
  return (
    <section class="facts" aria-label={film.title}>
      <p class="facts-score">
        <span class="score">
          <span aria-hidden="true" class="star">
            ★
          </span>{" "}
          <strong>{t.votes.of(format.score(film.voteAverage))}</strong> <span class="score-votes">{votes}</span>
        </span>
      </p>
      {film.tagline && (
        <p class="film-tagline" lang="en">
          {film.tagline}
        </p>
      )}
      {film.overview ? (
        <p class="facts-story" lang="en">
          {film.overview}
        </p>
      ) : (
        <p class="soft">{t.noOverview}</p>
      )}
      <dl>
        {film.directors.length > 0 && (
          <Fact name={t.facts.directors}>
            <People people={film.directors} />
          </Fact>
        )}
        {film.cast.length > 0 && (
          <Fact name={t.facts.cast}>
            <People people={film.cast.slice(0, FIRST)} />
            {film.cast.length > FIRST && (
              <details>
                <summary>{t.moreCast(format.count(film.cast.length - FIRST))}</summary>
                <People people={film.cast.slice(FIRST)} />
              </details>
            )}
          </Fact>
        )}
        {film.directors.length + film.cast.length === 0 && <Fact name={t.people}>{t.noPeople}</Fact>}
        <Fact name={t.facts.released}>{format.day(film.releaseDate)}</Fact>
        {film.runtime !== null && film.runtime > 0 && (
          <Fact name={t.facts.runtime}>{text.length(film.runtime, "MIN")}</Fact>
        )}
        {film.genres.length > 0 && (
          <Fact name={t.facts.genres}>
            <ul class="facts-list" lang="en">
              {film.genres.map((genre) => (
                <li key={genre}>
                  <a href={addressOf("/films", { "l.genre": genre })}>{genre}</a>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {film.collection && (
          <Fact name={t.facts.collection}>
            <span lang="">{film.collection}</span>
          </Fact>
        )}
        <Plain name={t.facts.languages} values={film.languages} />
        <Plain name={t.facts.countries} values={film.countries} lang="en" />
        <Plain name={t.facts.companies} values={film.companies} />
        <Fact name={t.facts.popularity}>{format.figure(film.popularity, 1)}</Fact>
      </dl>
      <GraphiqlLink of={film.title} document={FilmDocument} variables={{ id: film.id }} />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Plain({ name, values, lang = "" }: { name: string; values: string[]; lang?: string }) {
  const written = values.filter((value) => value !== "");
  if (written.length === 0) return null;
  return (
    <Fact name={name}>
      <span lang={lang}>{written.join(", ")}</span>
    </Fact>
  );
}

function People({ people }: { people: { displayName: string }[] }) {
  return (
    <ul class="facts-list" lang="">
      {people.map(({ displayName }) => (
        <li key={displayName}>
          <a href={personPath(displayName)}>{displayName}</a>
        </li>
      ))}
    </ul>
  );
}
