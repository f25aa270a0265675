import { useAnswer } from "../../api/useAnswer";
import { DirectorReturnDocument, type DirectorReturnQuery } from "../../generated/queries";
import { cut, filmPath, useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { AskForm, TextField } from "../Fields";
import { Panel } from "../Panel";
import { Answered, Empty } from "../States";
import { Earned } from "./Earned";
import { ratio } from "./ratio";
import { Unknown } from "./Unknown";

/** What a director's films took for each dollar spent, each with its money. */
export function DirectorPanel({ example }: { example: string | null }) {
  const { text: t } = useLanguage();
  const [parameters, change] = useParameters();
  const name = cut(parameters["d.name"] || example || "", 200);
  const ask = (next: string) => change({ "d.name": next });
  const answer = useAnswer(DirectorReturnDocument, { name }, name !== "");
  const words = t.film.director;
  return (
    <Panel id="director" title={words.title} lead={words.lead} document={DirectorReturnDocument} variables={{ name }}>
      {name === "" ? (
        <Empty title={t.film.noCredits} />
      ) : (
        <AskForm label={words.title} onAsk={change} send={t.ask.send}>
          <TextField name="d.name" label={words.field} value={name} />
        </AskForm>
      )}
      <Answered answer={answer}>
        {({ directorReturn }) =>
          directorReturn ? (
            <>
              <Earned earned={directorReturn} name={directorReturn.director.displayName} />
              <FilmTable films={directorReturn.films} />
            </>
          ) : (
            <Unknown name={name} meant={answer.meant} ask={ask} advice={t.film.unknownPerson} />
          )
        }
      </Answered>
    </Panel>
  );
}

function FilmTable({ films }: { films: NonNullable<DirectorReturnQuery["directorReturn"]>["films"] }) {
  const { text: t, format } = useLanguage();
  const heads = t.film.heads;
  const known = (value: number, shown: string) => (value > 0 ? shown : t.film.money.unknown);
  return (
    <div>
      <h3 class="table-name">{t.film.director.caption}</h3>
      <div class="table-scroll" role="group" aria-label={t.film.director.caption} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{heads.film}</th>
              <th scope="col">{heads.released}</th>
              <th scope="col" class="number">
                {heads.return}
              </th>
              <th scope="col" class="number">
                {heads.budget}
              </th>
              <th scope="col" class="number">
                {heads.revenue}
              </th>
            </tr>
          </thead>
          <tbody>
            {films.map((film) => (
              <tr key={film.id}>
                <th scope="row">
                  <a href={filmPath(film.id)} lang="">
                    {film.title}
                  </a>
                </th>
                <td>{format.day(film.releaseDate)}</td>
                <td class="number">{known(film.returnRatio, t.film.times(ratio(format, film.returnRatio)))}</td>
                <td class="number">{known(film.budget, format.money(film.budget))}</td>
                <td class="number">{known(film.revenue, format.money(film.revenue))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
