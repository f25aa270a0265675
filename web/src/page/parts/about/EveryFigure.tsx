import { measureIn, splitIn, wayIn } from "../../text/figures";
import { useLanguage } from "../../text/language";
import type { Metric } from "./FigureOf";

const DIGITS = 3;

/** All figures of a model in one table, folded away. */
export function EveryFigure({ metrics }: { metrics: Metric[] }) {
  const { text: t, language, format } = useLanguage();
  const words = t.about.models;
  const figure = (value: number) => format.figure(value, DIGITS, DIGITS);
  return (
    <details>
      <summary>{words.every}</summary>
      <div class="table-scroll" role="group" aria-label={words.every} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.heldOut}</th>
              <th scope="col">{words.figure}</th>
              <th scope="col" class="number">
                {words.ours}
              </th>
              <th scope="col" class="number">
                {words.interval}
              </th>
              <th scope="col">{words.beside}</th>
            </tr>
          </thead>
          <tbody>
            {metrics.map((metric) => (
              <tr key={`${metric.split} ${metric.name}`}>
                <td>{splitIn(language, metric.split)}</td>
                <th scope="row">{measureIn(language, metric.name).name}</th>
                <td class="number">{figure(metric.value)}</td>
                <td class="number">
                  {metric.interval ? `${figure(metric.interval.low)} – ${figure(metric.interval.high)}` : "–"}
                </td>
                <td>
                  {metric.baselines.map((each) => `${wayIn(language, each.name)} ${figure(each.value)}`).join("; ") ||
                    "–"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
