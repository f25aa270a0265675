// Numbers, dates and lists as a language writes them.
import type { Language } from "./language";

export interface Format {
  /** A count: 12,345. */
  count: (value: number) => string;
  /** A figure with so many digits behind the point at most, and so many at least. */
  figure: (value: number, digits?: number, least?: number) => string;
  /** A score, with one digit behind the point. */
  score: (value: number) => string;
  /** A share of 1 in per cent. */
  share: (value: number, digits?: number) => string;
  /** US dollars, shortened: $1.8B. */
  money: (value: number) => string;
  /** A day, of an ISO date or moment. */
  day: (iso: string) => string;
  /** A moment with its time, UTC. */
  moment: (iso: string) => string;
  /** Several things: a, b and c. */
  list: (items: string[]) => string;
}

export function formatOf(language: Language): Format {
  const locale = language === "es" ? "es-419" : "en-US";
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const count = number({ maximumFractionDigits: 0 });
  const score = number({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const money = number({ style: "currency", currency: "USD", notation: "compact", maximumSignificantDigits: 3 });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  return {
    count: (value) => count.format(value),
    figure: (value, digits = 2, least = 0) =>
      number({ minimumFractionDigits: least, maximumFractionDigits: digits, signDisplay: "negative" }).format(value),
    score: (value) => score.format(value),
    share: (value, digits = 0) => number({ style: "percent", maximumFractionDigits: digits }).format(value),
    money: (value) => money.format(value),
    day: (iso) => day.format(new Date(iso)),
    moment: (iso) => `${moment.format(new Date(iso))} UTC`,
    list: (items) => list.format(items),
  };
}
