import type { Format } from "../../text/format";

const LEAST = 0.01;

/** Money taken for each dollar; what is above nothing never reads as nothing. */
export function ratio(format: Format, value: number): string {
  return value > 0 && value < LEAST ? `<${format.figure(LEAST)}` : format.figure(value);
}
