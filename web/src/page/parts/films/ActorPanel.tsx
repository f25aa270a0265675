import { useAnswer } from "../../api/useAnswer";
import { ActorReturnDocument } from "../../generated/queries";
import { cut, useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { Bars } from "../Bars";
import { AskForm, TextField } from "../Fields";
import { Panel } from "../Panel";
import { Answered, Empty } from "../States";
import { Earned } from "./Earned";
import { ratio } from "./ratio";
import { Unknown } from "./Unknown";

/** What an actor's films took for each dollar spent. */
export function ActorPanel({ example }: { example: string | null }) {
  const { text: t, format } = useLanguage();
  const [parameters, change] = useParameters();
  const name = cut(parameters["a.name"] || example || "", 200);
  const ask = (next: string) => change({ "a.name": next });
  const answer = useAnswer(ActorReturnDocument, { name }, name !== "");
  const words = t.film.actor;
  return (
    <Panel id="actor" title={words.title} lead={words.lead} document={ActorReturnDocument} variables={{ name }}>
      {name === "" ? (
        <Empty title={t.film.noCredits} />
      ) : (
        <AskForm label={words.title} onAsk={change} send={t.ask.send}>
          <TextField name="a.name" label={words.field} value={name} />
        </AskForm>
      )}
      <Answered answer={answer}>
        {({ actorReturn }) => {
          if (actorReturn === null)
            return <Unknown name={name} meant={answer.meant} ask={ask} advice={t.film.unknownPerson} />;
          const films = actorReturn.actor.films.nodes.filter((film) => film.returnRatio > 0);
          const bars = films.map((film, place) => ({
            label:
              films.findIndex(({ title }) => title === film.title) === place
                ? film.title
                : `${film.title} (${film.releaseYear})`,
            value: film.returnRatio,
            shown: t.film.times(ratio(format, film.returnRatio)),
          }));
          return (
            <>
              <Earned earned={actorReturn} name={actorReturn.actor.displayName} />
              {bars.length > 0 && (
                <Bars
                  alt={`${words.caption}: ${bars.map(({ label, shown }) => `${label}, ${shown}`).join("; ")}.`}
                  caption={words.caption}
                  heads={[t.film.heads.film, t.film.heads.return]}
                  bars={bars}
                />
              )}
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}
