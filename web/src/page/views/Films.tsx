import { ActorPanel } from "../parts/films/ActorPanel";
import { MonthPanel, WeekdayPanel } from "../parts/films/CalendarPanel";
import { DirectorPanel } from "../parts/films/DirectorPanel";
import { useExamples } from "../parts/films/examples";
import { FilmList } from "../parts/films/FilmList";
import { PopularityPanel } from "../parts/films/PopularityPanel";
import { SimilarPanel } from "../parts/films/SimilarPanel";
import { VotesPanel } from "../parts/films/VotesPanel";
import { Answered, Empty } from "../parts/States";
import { useTitle } from "../state/address";
import { useLanguage } from "../text/language";

const PANELS = ["monthly", "weekly", "popularity", "votes", "actor", "director", "similar"] as const;

/** The film set: its questions, each a form with its answer, and the films to look through. */
export function Films() {
  const { text: t, format } = useLanguage();
  const answer = useExamples();
  useTitle(t.nav.films);
  const total = answer.data?.total ?? 0;
  return (
    <div class="page-wide">
      <div class="opening">
        <h1>{t.film.heading}</h1>
        {total > 0 && (
          <>
            <p class="opening-lead">{t.film.lead(t.film.films(format.count(total), total))}</p>
            <nav class="chips" aria-label={t.film.jump}>
              {PANELS.map((panel) => (
                <a key={panel} class="chip" href={`#${panel}`}>
                  {t.film[panel].short}
                </a>
              ))}
              <a class="chip" href="#list">
                {t.film.list.title}
              </a>
            </nav>
          </>
        )}
      </div>
      <Answered answer={answer}>
        {(examples) =>
          examples.total === 0 ? (
            <Empty title={t.film.emptyTitle}>
              <p>{t.film.emptyAdvice}</p>
            </Empty>
          ) : (
            <div class="panels">
              <MonthPanel />
              <WeekdayPanel />
              <PopularityPanel example={examples.title} />
              <VotesPanel example={examples.title} />
              <ActorPanel example={examples.actor} />
              <DirectorPanel example={examples.director} />
              <SimilarPanel example={examples.title} />
              <FilmList genres={examples.genres} />
            </div>
          )
        }
      </Answered>
    </div>
  );
}
