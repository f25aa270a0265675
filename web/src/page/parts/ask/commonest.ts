import type { Bar } from "../Bars";

const MOST = 6;

/** Bars of the commonest values, the one that was asked about always among them. */
export function common(
  values: { value: string; count: number }[],
  asked: string,
  count: number,
  shown: (count: number) => string,
): Bar[] {
  const isAsked = (value: string) => value.toLowerCase() === asked.toLowerCase();
  const first = values.slice(0, MOST);
  const rows = first.some(({ value }) => isAsked(value)) ? first : [...first, { value: asked, count }];
  return rows.map((row) => ({
    label: row.value,
    value: row.count,
    shown: shown(row.count),
    chosen: isAsked(row.value),
  }));
}
