import { useAnswer } from "../api/useAnswer";
import { ActorDocument, DirectorDocument, NearNamesDocument } from "../generated/queries";
import { Credits } from "../parts/Credits";
import { Empty, TroubleNote, Waiting } from "../parts/States";
import { addressOf, cut, personPath, useTitle } from "../state/address";
import { useLanguage } from "../text/language";

/** Somebody of the catalogues or the film set: people are told apart by name only. */
export function PersonView({ name = "" }: { name?: string }) {
  return <One key={name} name={name} />;
}

function One({ name }: { name: string }) {
  const { text } = useLanguage();
  const asked = { actor: useAnswer(ActorDocument, { name }), director: useAnswer(DirectorDocument, { name }) };
  const actor = asked.actor.data?.actor;
  const director = asked.director.data?.director;
  const known = actor?.displayName ?? director?.displayName;
  const waiting = asked.actor.loading || asked.director.loading;
  const failed = [asked.actor, asked.director].find((answer) => answer.trouble !== null);
  const unknown = actor === null && director === null && failed === undefined;
  useTitle(known ?? name);
  return (
    <div class="page-wide person-view">
      <div class="credit">
        <h1 lang={unknown ? undefined : ""}>{unknown ? text.title.person.unknown(name) : (known ?? name)}</h1>
      </div>
      {failed?.trouble && <TroubleNote trouble={failed.trouble} again={failed.again} />}
      {!unknown && waiting && known === undefined && <Waiting lines={6} />}
      {actor && <Credits role="actor" person={actor} name={name} />}
      {director && <Credits role="director" person={director} name={name} />}
      {unknown && <Unknown name={name} />}
    </div>
  );
}

/** Where nobody has a name: those who have nearly that, and the search. */
function Unknown({ name }: { name: string }) {
  const { text, format } = useLanguage();
  const t = text.title.person;
  const sought = cut(name.trim(), 100);
  const near = useAnswer(NearNamesDocument, { text: sought }, sought !== "").data?.actors.nodes ?? [];
  return (
    <div role="status">
      <Empty title={t.unknownAdvice}>
        {near.length > 0 && (
          <>
            <p>{t.near}</p>
            <ul class="chips">
              {near.map((each) => (
                <li key={each.id}>
                  <a class="chip" href={personPath(each.displayName)}>
                    <span lang="">{each.displayName}</span>
                    <span class="chip-more">{text.titles(format.count(each.titleCount), each.titleCount)}</span>
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
          <a href={addressOf("/", { q: sought })}>{t.search}</a>
        </p>
      </Empty>
    </div>
  );
}
