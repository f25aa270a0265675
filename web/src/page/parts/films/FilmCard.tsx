import type { ComponentChildren } from "preact";
import type { FilmCardFragment } from "../../generated/queries";
import { filmPath } from "../../state/address";
import { useLanguage } from "../../text/language";

interface Props {
  film: FilmCardFragment;
  /** What else is to be said of it, such as why it is suggested. */
  children?: ComponentChildren;
}

/** A film among others: one link, with what tells it from its neighbours. */
export function FilmCard({ film, children }: Props) {
  const { text: t, format } = useLanguage();
  const votes = t.film.votesShort(format.count(film.voteCount), film.voteCount);
  return (
    <article class="card film-card">
      <p class="card-facts">{film.releaseYear}</p>
      <h3 class="card-title">
        <a href={filmPath(film.id)} lang="">
          {film.title}
        </a>
      </h3>
      <p class="card-genres" lang="en">
        {film.genres.slice(0, 3).join(", ")}
      </p>
      <p class="card-score">
        <span class="score">
          <span aria-hidden="true" class="star">
            ★
          </span>{" "}
          <span class="sr">{t.film.mean(format.score(film.voteAverage))}, </span>
          <strong aria-hidden="true">{format.score(film.voteAverage)}</strong> <span class="score-votes">{votes}</span>
        </span>
      </p>
      {children}
    </article>
  );
}
