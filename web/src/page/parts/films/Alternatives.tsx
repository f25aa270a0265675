import { filmPath } from "../../state/address";
import { useLanguage } from "../../text/language";

interface Props {
  films: { id: string; releaseYear: number; voteCount: number }[];
}

/** The other films with a title, told apart by year and votes. */
export function Alternatives({ films }: Props) {
  const { text: t, format } = useLanguage();
  if (films.length === 0) return null;
  return (
    <p class="tied">
      {t.film.alternatives(format.count(films.length), films.length)}{" "}
      {films.map((film, place) => (
        <span key={film.id}>
          {place > 0 && ", "}
          <a href={filmPath(film.id)}>{film.releaseYear}</a> (
          {t.film.votesShort(format.count(film.voteCount), film.voteCount)})
        </span>
      ))}
    </p>
  );
}
