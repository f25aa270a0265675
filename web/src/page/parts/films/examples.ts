import { useAnswer } from "../../api/useAnswer";
import { FilmExamplesDocument } from "../../generated/queries";

export interface Examples {
  /** How many films there are. */
  total: number;
  /** The most voted film. */
  title: string;
  /** Who plays in and who directed the most voted of those films that say so; null where none does. */
  actor: string | null;
  director: string | null;
  /** Genres of the most voted films. */
  genres: string[];
}

/** What to ask about to begin with: of the film set that is being served, whichever it is. */
export function useExamples() {
  const answer = useAnswer(FilmExamplesDocument, {});
  const films = answer.data?.films;
  const nodes = films?.nodes ?? [];
  const data: Examples | undefined = films && {
    total: films.totalCount,
    title: nodes[0]?.title ?? "",
    actor: nodes.find((film) => film.cast.length > 0)?.cast[0]?.displayName ?? null,
    director: nodes.find((film) => film.directors.length > 0)?.directors[0]?.displayName ?? null,
    genres: [...new Set(nodes.flatMap((film) => film.genres))].sort(),
  };
  return { ...answer, data };
}
