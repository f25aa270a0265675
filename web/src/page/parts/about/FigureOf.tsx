import type { ModelCardQuery } from "../../generated/queries";
import { compared, measureIn, wayIn } from "../../text/figures";
import { useLanguage } from "../../text/language";
import { Bars } from "../Bars";
import { Icon } from "../Icon";

export type Metric = ModelCardQuery["modelCard"]["models"][number]["metrics"][number];
type Baseline = Metric["baselines"][number];

export type Stand = "better" | "worse" | "same" | "unknown";

const DIGITS = 3;
const POPULAR = "the most liked titles";

/** A figure of a model as a bar beside those of simpler ways, and whether the differences are more than chance. */
export function FigureOf({ metric, of }: { metric: Metric; of: string }) {
  const { text: t, language, format } = useLanguage();
  const words = compared[language];
  const { name, says } = measureIn(language, metric.name);
  const bar = (label: string, value: number) => ({ label, value, shown: format.figure(value, DIGITS, DIGITS) });
  const own = { ...bar(t.about.models.ours, metric.value), chosen: true };
  const bars = [own, ...metric.baselines.map((each) => bar(wayIn(language, each.name), each.value))];
  const popular = metric.baselines.some((each) => each.name === POPULAR && standOf(metric, each) === "worse");
  return (
    <div class="figure-of" data-model={of}>
      <Bars
        alt={`${name}: ${bars.map(({ label, shown }) => `${label} ${shown}`).join("; ")}.`}
        caption={
          <>
            {name}
            <span class="figure-says">
              {says} {metric.higherIsBetter ? words.higher : words.lower}
            </span>
          </>
        }
        heads={[t.about.models.way, t.about.models.figure]}
        bars={bars}
      />
      <ul class="stands">
        {metric.baselines.map((each) => (
          <li key={each.name} data-stand={standOf(metric, each)}>
            <Difference metric={metric} baseline={each} />
          </li>
        ))}
      </ul>
      {popular && <p class="soft">{words.popular}</p>}
    </div>
  );
}

function Difference({ metric, baseline }: { metric: Metric; baseline: Baseline }) {
  const { language, format } = useLanguage();
  const words = compared[language];
  const way = wayIn(language, baseline.name);
  const stand = standOf(metric, baseline);
  if (baseline.difference === null || stand === "unknown") return <>{words.unknown(way)}</>;
  const { low, high } = baseline.difference;
  const figure = (value: number) => format.figure(value, DIGITS, DIGITS);
  if (stand === "same") return <>{words.same(way, figure(low), figure(high))}</>;
  const [least = 0, most = 0] = [Math.abs(low), Math.abs(high)].sort((one, other) => one - other);
  return (
    <>
      <Icon name={stand === "better" ? "yes" : "no"} /> {words[stand](way, figure(least), figure(most))}
    </>
  );
}

/** How a model stands beside a simpler way, by the 95 % interval of the difference. */
export function standOf(metric: Metric, { difference }: Baseline): Stand {
  if (difference === null) return "unknown";
  if (difference.low <= 0 && difference.high >= 0) return "same";
  return difference.low > 0 === metric.higherIsBetter ? "better" : "worse";
}
