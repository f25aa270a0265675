import { useAnswer } from "../../api/useAnswer";
import { MaxDurationDocument, type MaxDurationQuery, type PlatformCode } from "../../generated/queries";
import { titlePath, useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { Bars } from "../Bars";
import { AskForm, SelectField } from "../Fields";
import { Panel } from "../Panel";
import { PlatformBadge } from "../PlatformBadge";
import { Answered, Empty } from "../States";
import { PlatformField, platformOf, PLATFORMS, TypeField, typeOf, YearField, yearOf } from "./fields";

const UNITS = ["MIN", "SEASON"] as const;

/** The longest title: of a year, a platform, in minutes or in seasons. */
export function LongestPanel() {
  const { text: t } = useLanguage();
  const [parameters, change] = useParameters();
  const unit = parameters["d.unit"] === "SEASON" ? "SEASON" : "MIN";
  const variables = {
    year: yearOf(parameters["d.year"]),
    addedYear: yearOf(parameters["d.added"]),
    platform: platformOf(parameters["d.platform"]),
    durationType: unit,
    type: typeOf(parameters["d.type"]),
  } as const;
  const answer = useAnswer(MaxDurationDocument, variables);
  const words = t.ask.longest;
  return (
    <Panel id="longest" title={words.title} lead={words.lead} document={MaxDurationDocument} variables={variables}>
      <AskForm label={words.title} onAsk={change} send={t.ask.send}>
        <SelectField
          name="d.unit"
          label={words.unit}
          value={unit}
          options={UNITS.map((each) => ({ value: each, name: words.units[each] }))}
        />
        <PlatformField name="d.platform" parameters={parameters} />
        <TypeField name="d.type" parameters={parameters} />
        <YearField name="d.year" parameters={parameters} />
        <YearField name="d.added" parameters={parameters} added />
      </AskForm>
      <Answered answer={answer}>{(data) => <Longest data={data} platform={variables.platform} />}</Answered>
    </Panel>
  );
}

function Longest({ data, platform }: { data: MaxDurationQuery; platform: PlatformCode | null }) {
  const { text: t, format } = useLanguage();
  const words = t.ask.longest;
  const found = data.maxDuration;
  const bars = PLATFORMS.map((code) => {
    const best = data[code];
    return {
      label: words.row(t.platforms[code], best?.title.displayTitle ?? t.ask.none),
      value: best?.durationInt ?? 0,
      shown: best ? t.length(best.durationInt, best.durationType) : "–",
      platform: code,
      chosen: code === platform,
    };
  });
  const others = found?.tied.nodes.filter((each) => each.id !== found.title.id).slice(0, 5) ?? [];
  const alt = words.alt(bars.map(({ label, shown }) => `${label}, ${shown}`).join("; "));
  const tied = (found?.tied.totalCount ?? 1) - 1;
  return (
    <>
      <div role="status">
        {found ? (
          <>
            <p class="big">
              <a href={titlePath(found.title.id)} lang="">
                {found.title.displayTitle}
              </a>
            </p>
            <p class="under-big">
              <strong>{t.length(found.durationInt, found.durationType)}</strong>
              <span>{found.title.releaseYear}</span>
              <PlatformBadge platform={found.title.platform} />
            </p>
          </>
        ) : (
          <Empty title={t.ask.noneTitle}>
            <p>{t.ask.noneAdvice}</p>
          </Empty>
        )}
      </div>
      {tied > 0 && (
        <p class="tied">
          {words.tied(format.count(tied), tied)}{" "}
          {others.map((each, place) => (
            <span key={each.id}>
              {place > 0 && ", "}
              <a href={titlePath(each.id)} lang="">
                {each.displayTitle}
              </a>
            </span>
          ))}
          {tied > others.length && ` ${words.more(format.count(tied - others.length))}`}
        </p>
      )}
      {bars.some((bar) => bar.value > 0) && <Bars alt={alt} caption={words.caption} heads={words.heads} bars={bars} />}
    </>
  );
}
