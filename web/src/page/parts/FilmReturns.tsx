import type { ActorQuery } from "../generated/queries";
import { filmPath } from "../state/address";
import { useLanguage } from "../text/language";

type Actor = NonNullable<ActorQuery["actor"]>;

interface Props {
  films: Actor["films"];
  earned: Actor["filmReturn"];
}

/** The films of somebody in the film set, with what they cost and took in. */
export function FilmReturns({ films, earned }: Props) {
  const { text, format } = useLanguage();
  const t = text.title.person;
  const amount = (dollars: number) => (dollars > 0 ? format.money(dollars) : t.unknownAmount);
  return (
    <section class="film-returns" aria-label={t.films}>
      <h3>{t.films}</h3>
      {earned && (
        <>
          <p class="big">{t.filmsBig(format.figure(earned.meanReturn))}</p>
          <p>
            {t.filmsLead(format.count(earned.filmCount), earned.filmCount, format.figure(earned.totalReturn))}{" "}
            {films.totalCount > films.nodes.length && t.filmsFirst(format.count(films.nodes.length))}
          </p>
        </>
      )}
      <div class="table-scroll" tabIndex={0} role="group" aria-label={t.films}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.film}</th>
              <th scope="col" class="number">
                {t.year}
              </th>
              <th scope="col" class="number">
                {t.budget}
              </th>
              <th scope="col" class="number">
                {t.revenue}
              </th>
              <th scope="col" class="number">
                {t.returned}
              </th>
            </tr>
          </thead>
          <tbody>
            {films.nodes.map((film) => (
              <tr key={film.id}>
                <th scope="row" lang="">
                  <a href={filmPath(film.id)}>{film.title}</a>
                </th>
                <td class="number">{film.releaseYear}</td>
                <td class="number">{amount(film.budget)}</td>
                <td class="number">{amount(film.revenue)}</td>
                <td class="number">{film.returnRatio > 0 ? format.figure(film.returnRatio) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
