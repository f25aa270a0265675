import { useText } from "../../text/language";
import { Board } from "../Board";
import type { Film } from "./FilmFacts";

/** A film on a board of nobody's colour: no platform shows it. */
export function FilmPoster({ film }: { film: Film }) {
  const t = useText();
  const genre = <span lang="en">{film.genres[0] ?? ""}</span>;
  const length = film.runtime !== null && film.runtime > 0 ? t.length(film.runtime, "MIN") : null;
  return <Board name={film.title} above={[t.types.MOVIE, film.releaseYear]} below={[genre, length]} />;
}
