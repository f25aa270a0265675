import { ModelCardDocument, type ModelCardQuery, type ModelTask } from "../../generated/queries";
import { methodIn, splitIn } from "../../text/figures";
import { useLanguage } from "../../text/language";
import { Panel } from "../Panel";
import { EveryFigure } from "./EveryFigure";
import { FigureOf } from "./FigureOf";

type Model = ModelCardQuery["modelCard"]["models"][number];

/** The figures that are shown at once, where a model has them; the others are a press away. */
const FIRST = [
  "hit@5",
  "NDCG@100",
  "recall@20",
  "accuracy, score >= 3",
  "AUC, score >= 3",
  "log-loss, mean over thresholds",
];
const IDS: Record<ModelTask, string> = {
  SIMILAR_TITLES: "similar-titles",
  USER_RECOMMENDATIONS: "suggestions",
  WOULD_LIKE: "verdicts",
  SIMILAR_FILMS: "similar-films",
};

/** A model: what it does, and how good it is beside simpler ways. */
export function ModelPanel({ model }: { model: Model }) {
  const { text: t, language } = useLanguage();
  const words = t.about.models;
  const method = methodIn(language, model.name, model.description);
  const split = model.metrics[0]?.split;
  const same = model.metrics.filter((metric) => metric.split === split);
  const chosen = FIRST.flatMap((name) => same.find((metric) => metric.name === name) ?? []);
  const shown = chosen.length > 0 ? chosen : same.slice(0, 1);
  return (
    <Panel id={IDS[model.task]} title={words.tasks[model.task]} document={ModelCardDocument} variables={{}}>
      <p lang={method.lang}>{method.text}</p>
      {split === undefined ? (
        <p class="soft">{model.task === "SIMILAR_FILMS" ? words.notMeasured : words.notMeasuredRatings}</p>
      ) : (
        <>
          <p class="soft">{words.measuredOn(splitIn(language, split))}</p>
          <div class="figures-of">
            {shown.map((metric) => (
              <FigureOf key={metric.name} metric={metric} of={model.name} />
            ))}
          </div>
        </>
      )}
      {model.metrics.length > shown.length && <EveryFigure metrics={model.metrics} />}
      <details>
        <summary>{words.exactly}</summary>
        <p>
          {words.method}: <span lang="en">{model.name}</span>
        </p>
        <p lang="en">{model.description}</p>
      </details>
    </Panel>
  );
}
