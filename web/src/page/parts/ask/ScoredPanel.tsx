import { useAnswer } from "../../api/useAnswer";
import { ScoreCountsDocument, type ScoreCountsQuery } from "../../generated/queries";
import { useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { AskForm, NumberField } from "../Fields";
import { Panel } from "../Panel";
import { Answered } from "../States";
import { PlatformBars } from "./PlatformBars";
import { filterOf, PlatformField, platformOf, TypeField, typeOf, YearField, yearOf } from "./fields";

const USUAL = 3.5;
const [LEAST, MOST] = [0.5, 5];

/** How many titles have a mean score above a limit, with where mean scores lie: often all close together. */
export function ScoredPanel() {
  const { text: t } = useLanguage();
  const [parameters, change] = useParameters();
  const scored = limitOf(parameters["s.scored"]);
  const year = yearOf(parameters["s.year"]);
  const platform = platformOf(parameters["s.platform"]);
  const type = typeOf(parameters["s.type"]);
  const variables = { scored, year, platform, type, filter: filterOf(year, platform, type) };
  const answer = useAnswer(ScoreCountsDocument, variables);
  const words = t.ask.scored;
  return (
    <Panel id="scored" title={words.title} lead={words.lead} document={ScoreCountsDocument} variables={variables}>
      <AskForm label={words.title} onAsk={change} send={t.ask.send}>
        <NumberField
          name="s.scored"
          label={words.limit}
          value={String(scored)}
          min={LEAST}
          max={MOST}
          step={0.01}
          required
        />
        <PlatformField name="s.platform" parameters={parameters} />
        <TypeField name="s.type" parameters={parameters} />
        <YearField name="s.year" parameters={parameters} />
      </AskForm>
      <Answered answer={answer}>{(data) => <Scored data={data} scored={scored} />}</Answered>
    </Panel>
  );
}

function limitOf(text: string | undefined): number {
  const value = Number(text || USUAL);
  return value >= LEAST && value <= MOST ? value : USUAL;
}

function Scored({ data, scored }: { data: ScoreCountsQuery; scored: number }) {
  const { text: t, format } = useLanguage();
  const words = t.ask.scored;
  const total = data.scoreCounts.reduce((sum, { count }) => sum + count, 0);
  const all = data.titles.totalCount;
  const range = data.titles.facets.scoreRange;
  const [low, high] = range ? [format.figure(range.low), format.figure(range.high)] : ["", ""];
  const where = range === null ? words.unrated : range.high <= scored ? words.over(high) : words.range(low, high);
  return (
    <>
      <div role="status">
        <p class="big">{t.titles(format.count(total), total)}</p>
        <p class="soft">
          {all === 0 ? t.ask.noneAdvice : words.of(where, format.count(all), format.share(total / all, 1))}
        </p>
      </div>
      {all > 0 && <PlatformBars caption={words.caption(format.figure(scored))} rows={data.scoreCounts} />}
    </>
  );
}
