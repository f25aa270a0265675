import type { ComponentChildren } from "preact";
import { useAnswer } from "../api/useAnswer";
import { StandingDocument, TitleDocument, type TitleQuery } from "../generated/queries";
import { addressOf, personPath, titlePath } from "../state/address";
import { written } from "../state/choice";
import { useLanguage } from "../text/language";
import { countryIn } from "../text/places";
import { GraphiqlLink } from "./GraphiqlLink";
import { Icon } from "./Icon";
import { PlatformBadge } from "./PlatformBadge";
import { Score } from "./Score";

type Title = NonNullable<TitleQuery["title"]>;

/** What is known of a title, beside its poster. */
export function TitleFacts({ title }: { title: Title }) {
  const { text, language, format } = useLanguage();
  const t = text.title;
  const countries = title.countries.map((country) => ({ country, ...countryIn(language, country) }));
  return (
    <section class="facts" aria-label={t.facts}>
      <p class="facts-score">
        <Score score={title.score} votes={title.votes} />
        {title.score !== null && <Doubt />}
      </p>
      {title.displayDescription !== null && (
        <p class="facts-story" lang="en">
          {title.displayDescription}
        </p>
      )}
      <dl>
        {title.directors.length > 0 && (
          <Fact name={t.directors}>
            <People people={title.directors} />
          </Fact>
        )}
        {title.cast.length > 0 && (
          <Fact name={t.cast}>
            <People people={title.cast} />
          </Fact>
        )}
        {title.cast.length === 0 && title.platform.code === "HULU" && <Fact name={t.cast}>{t.noCast}</Fact>}
        {title.genres.length > 0 && (
          <Fact name={t.genres}>
            <ul class="facts-list" lang="en">
              {title.genres.map((genre) => (
                <li key={genre}>
                  <a href={addressOf("/", { genre: written([genre]) })}>{genre}</a>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {countries.length > 0 && (
          <Fact name={t.countries}>
            <ul class="facts-list">
              {countries.map(({ country, name, lang }) => (
                <li key={country}>
                  <a href={addressOf("/", { country: written([country]) })} lang={lang}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name={t.rating}>
          <a href={addressOf("/", { rating: written([title.rating]) })}>{title.rating.toUpperCase()}</a>
          {title.ratingFilled && <span class="soft"> ({t.ratingFilled})</span>}
        </Fact>
        {title.dateAdded !== null && <Fact name={t.added}>{format.day(title.dateAdded)}</Fact>}
        {title.alsoOn.length > 0 && (
          <Fact name={t.alsoOn}>
            <ul class="facts-list">
              {title.alsoOn.map((other) => (
                <li key={other.id}>
                  <a href={titlePath(other.id)} class="facts-place">
                    <PlatformBadge platform={other.platform} />
                  </a>
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
      <GraphiqlLink of={t.facts} document={TitleDocument} variables={{ id: title.id }} />
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

function People({ people }: { people: { id: string; displayName: string }[] }) {
  return (
    <ul class="facts-list" lang="">
      {people.map(({ id, displayName }) => (
        <li key={id}>
          <a href={personPath(displayName)}>{displayName}</a>
        </li>
      ))}
    </ul>
  );
}

/** What the gate found, in a few words, where scores are not to be believed. */
function Doubt() {
  const { text } = useLanguage();
  const signal = useAnswer(StandingDocument, {}).data?.modelCard.signal ?? "HEALTHY";
  if (signal === "HEALTHY" || signal === "NOT_MEASURED") return null;
  return (
    <a class="facts-doubt" href="/about">
      <Icon name="warning" /> {text.title.gate[signal]}
    </a>
  );
}
