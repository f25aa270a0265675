import { type Answer, useAnswer } from "../api/useAnswer";
import {
  ActorDocument,
  ActorMoreDocument,
  type ActorQuery,
  type CreditedFragment,
  DirectorDocument,
  DirectorMoreDocument,
} from "../generated/queries";
import { useLanguage } from "../text/language";
import { Bars } from "./Bars";
import { FilmReturns } from "./FilmReturns";
import { More } from "./More";
import { Panel } from "./Panel";
import { TitleCard } from "./TitleCard";

export type Role = "actor" | "director";
type Credited = NonNullable<ActorQuery["actor"]>;

/** Titles from which it is worth a chart how they spread. */
const FEW = 4;

const DOCUMENTS = { actor: ActorDocument, director: DirectorDocument } as const;

/** What somebody was in, in front of the camera or behind it. */
export function Credits({ role, person, name }: { role: Role; person: Credited; name: string }) {
  const { text, format } = useLanguage();
  const t = text.title.person;
  const { titles, filmReturn, films } = person;
  const count = role === "actor" ? t.actorCount : t.directorCount;
  const next = (after: string, when: boolean) => useMore(role, name, after, when);
  return (
    <Panel id={role} title={t[role]} document={DOCUMENTS[role]} variables={{ name }}>
      {titles.totalCount > 0 && (
        <>
          <p class="big">{count(format.count(titles.totalCount), titles.totalCount)}</p>
          {titles.totalCount >= FEW && <Spread titles={titles} />}
          <h3>{t.newest}</h3>
          <ul class="cards">
            {titles.nodes.map((title) => (
              <li key={title.id}>
                <TitleCard title={title} />
              </li>
            ))}
            <More page={titles} useNext={next}>
              {(title) => <TitleCard title={title} />}
            </More>
          </ul>
        </>
      )}
      {films.totalCount > 0 && <FilmReturns films={films} earned={filmReturn} />}
    </Panel>
  );
}

function useMore(role: Role, name: string, after: string, when: boolean): Answer<CreditedFragment | undefined> {
  const actor = useAnswer(ActorMoreDocument, { name, after }, when && role === "actor");
  const director = useAnswer(DirectorMoreDocument, { name, after }, when && role === "director");
  return role === "actor"
    ? { ...actor, data: actor.data?.actor?.titles }
    : { ...director, data: director.data?.director?.titles };
}

/** How the titles spread over platforms and genres. */
function Spread({ titles }: { titles: Credited["titles"] }) {
  const { text, format } = useLanguage();
  const t = text.title.person;
  const { platforms, genres } = titles.facets;
  const bar = (label: string, value: number, platform?: string) => ({
    label,
    value,
    shown: format.count(value),
    ...(platform !== undefined && { platform }),
  });
  const byPlatform = platforms.map(({ platform, count }) => bar(text.platforms[platform.code], count, platform.code));
  const byGenre = genres.map(({ value, count }) => bar(value, count));
  const most = (bars: typeof byPlatform) => bars.reduce((best, each) => (each.value > best.value ? each : best));
  if (byPlatform.length === 0) return null;
  return (
    <div class="spread">
      <Bars
        caption={t.platforms}
        alt={t.platformsAlt(most(byPlatform).label, most(byPlatform).shown)}
        heads={[t.platform, t.count]}
        bars={byPlatform}
      />
      {byGenre.length > 0 && (
        <Bars
          caption={t.genres}
          alt={t.genresAlt(most(byGenre).label, most(byGenre).shown)}
          heads={[t.genre, t.count]}
          bars={byGenre}
        />
      )}
    </div>
  );
}
