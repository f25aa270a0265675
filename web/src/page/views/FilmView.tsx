import { useAnswer } from "../api/useAnswer";
import { FilmDocument, LikeFilmDocument } from "../generated/queries";
import { FilmFacts } from "../parts/films/FilmFacts";
import { FilmPoster } from "../parts/films/FilmPoster";
import { FilmSuggestions } from "../parts/films/FilmSuggestions";
import { Money } from "../parts/films/Money";
import { Panel } from "../parts/Panel";
import { Answered, Empty } from "../parts/States";
import { useTitle } from "../state/address";
import { useText } from "../text/language";
import { NotFound } from "./NotFound";

/** A film of the film set: what is known of it, its money, and what is like it. */
export function FilmView({ id = "" }: { id?: string }) {
  return <One key={id} id={`film:${id}`} />; // of another film nothing may stay
}

function One({ id }: { id: string }) {
  const t = useText();
  const answer = useAnswer(FilmDocument, { id });
  const film = answer.data?.film;
  const missing = film === null && answer.trouble === null; // else it may be there
  useTitle(missing ? t.notFound.title : (film?.title ?? ""));
  if (missing) return <NotFound />;
  return (
    <div class="page-wide film-view">
      {film == null && <h1 class="sr">{t.film.title}</h1>}
      <Answered answer={answer}>
        {(data) =>
          data.film && (
            <>
              <div class="title-top">
                <FilmPoster film={data.film} />
                <FilmFacts film={data.film} />
              </div>
              <Money film={data.film} />
              <Alike id={id} />
            </>
          )
        }
      </Answered>
    </div>
  );
}

function Alike({ id }: { id: string }) {
  const t = useText().film;
  const answer = useAnswer(LikeFilmDocument, { id });
  return (
    <Panel id="similar" title={t.alike} lead={t.similar.lead} document={LikeFilmDocument} variables={{ id }}>
      <Answered answer={answer}>
        {({ film }) =>
          film && film.recommendations.length > 0 ? (
            <FilmSuggestions list={film.recommendations} />
          ) : (
            <Empty title={t.similar.none}>
              <p>
                <a href="/films">{t.back}</a>
              </p>
            </Empty>
          )
        }
      </Answered>
    </Panel>
  );
}
