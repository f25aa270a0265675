import type { ComponentChildren } from "preact";
import { useText } from "../text/language";

/** Letters of a label from which a narrow screen gives it a line of its own. */
const LONG = 16;

export interface Bar {
  /** What is counted; unique. */
  label: string;
  value: number;
  /** The value as it is written. */
  shown: string;
  /** What gives the bar its colour. */
  platform?: string;
  /** Whether it is the one that was asked about. */
  chosen?: boolean;
}

interface Props {
  /** What the chart says, in a sentence. */
  alt: string;
  caption: ComponentChildren;
  /** Over the columns of the table: what is counted, and the count. */
  heads: [string, string];
  bars: Bar[];
}

/** A bar for each value, from 0, with the number beside it and the table behind. */
export function Bars({ alt, caption, heads, bars }: Props) {
  const t = useText();
  const long = bars.some((bar) => bar.label.length > LONG);
  const most = Math.max(...bars.map((bar) => bar.value), 0);
  return (
    <figure class="bars">
      <figcaption>{caption}</figcaption>
      <div class={long ? "bars-chart bars-long" : "bars-chart"} role="img" aria-label={alt}>
        {bars.map((bar) => (
          <div class="bars-row" key={bar.label} data-platform={bar.platform} data-chosen={bar.chosen || undefined}>
            <span class="bars-label">{bar.label}</span>
            <svg class="bars-track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width={most === 0 ? 0 : (100 * bar.value) / most} height="10" />
            </svg>
            <span class="bars-value">{bar.shown}</span>
          </div>
        ))}
      </div>
      <details>
        <summary>{t.table}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{heads[0]}</th>
              <th scope="col" class="number">
                {heads[1]}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label} data-chosen={bar.chosen || undefined}>
                <th scope="row">{bar.label}</th>
                <td class="number">{bar.shown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
