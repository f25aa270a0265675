import { useAnswer } from "../../api/useAnswer";
import { type PlatformCode, TopActorDocument, type TopActorQuery } from "../../generated/queries";
import { personPath, useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { Bars } from "../Bars";
import { AskForm } from "../Fields";
import { Panel } from "../Panel";
import { Answered, Empty } from "../States";
import { PlatformField, platformOf, PLATFORMS, TypeField, typeOf, YearField, yearOf } from "./fields";

/** Who plays in the most titles, with all who tie. */
export function ActorPanel() {
  const { text: t } = useLanguage();
  const [parameters, change] = useParameters();
  const platform = platformOf(parameters["a.platform"]);
  const variables = {
    platform,
    year: yearOf(parameters["a.year"]),
    addedYear: yearOf(parameters["a.added"]),
    type: typeOf(parameters["a.type"]),
  };
  const answer = useAnswer(TopActorDocument, variables);
  const words = t.ask.actor;
  return (
    <Panel id="actor" title={words.title} lead={words.lead} document={TopActorDocument} variables={variables}>
      <AskForm label={words.title} onAsk={change} send={t.ask.send}>
        <PlatformField name="a.platform" parameters={parameters} />
        <TypeField name="a.type" parameters={parameters} />
        <YearField name="a.year" parameters={parameters} />
        <YearField name="a.added" parameters={parameters} added />
      </AskForm>
      <Answered answer={answer}>{(data) => <Busiest data={data} platform={platform} />}</Answered>
    </Panel>
  );
}

function Busiest({ data, platform }: { data: TopActorQuery; platform: PlatformCode | null }) {
  const { text: t, format } = useLanguage();
  const words = t.ask.actor;
  const found = data.topActor;
  const bars = PLATFORMS.map((code) => {
    const top = data[code];
    const name = top?.actor.displayName ?? (code === "HULU" ? words.hulu : t.ask.none);
    return {
      label: code === "HULU" && !top ? name : words.row(t.platforms[code], name),
      value: top?.count ?? 0,
      shown: top ? format.count(top.count) : "–",
      platform: code,
      chosen: code === platform,
    };
  });
  const others = found?.tied.nodes.filter((each) => each.displayName !== found.actor.displayName).slice(0, 5) ?? [];
  const tied = (found?.tied.totalCount ?? 1) - 1;
  const alt = `${words.caption}: ${bars.map(({ label, shown }) => `${label}, ${shown}`).join("; ")}.`;
  return (
    <>
      <div role="status">
        {found ? (
          <>
            <p class="big">
              <a href={personPath(found.actor.displayName)} lang="">
                {found.actor.displayName}
              </a>
            </p>
            <p class="under-big">
              <strong>{words.count(format.count(found.count), found.count)}</strong>
            </p>
          </>
        ) : (
          <Empty title={platform === "HULU" ? words.hulu : words.noCast}>
            <p>{platform === "HULU" ? words.huluAdvice : words.noCastAdvice}</p>
          </Empty>
        )}
      </div>
      {tied > 0 && (
        <p class="tied">
          {words.tied(format.count(tied), tied)}{" "}
          {others.map((each, place) => (
            <span key={each.displayName}>
              {place > 0 && ", "}
              <a href={personPath(each.displayName)} lang="">
                {each.displayName}
              </a>
            </span>
          ))}
          {tied > others.length && ` ${t.ask.longest.more(format.count(tied - others.length))}`}
        </p>
      )}
      {bars.some((bar) => bar.value > 0) && <Bars alt={alt} caption={words.caption} heads={words.heads} bars={bars} />}
    </>
  );
}
