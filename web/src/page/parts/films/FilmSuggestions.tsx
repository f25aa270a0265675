import type { FilmCardFragment } from "../../generated/queries";
import { Reasons } from "../Reasons";
import { FilmCard } from "./FilmCard";

/** Films that are like another, nearest first, each with why. */
export function FilmSuggestions({ list }: { list: { film: FilmCardFragment; reasons: string[] }[] }) {
  return (
    <ol class="cards suggested">
      {list.map(({ film, reasons }) => (
        <li key={film.id}>
          <FilmCard film={film}>
            <Reasons phrases={reasons} />
          </FilmCard>
        </li>
      ))}
    </ol>
  );
}
