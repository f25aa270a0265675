// Countries in the reader's language: the catalogues write them in English, in lower case.
import type { Language } from "./language";

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Countries that the catalogues call otherwise than the browser, or that are no more. */
const OTHERWISE: Record<string, string> = {
  "czech republic": "CZ",
  "hong kong": "HK",
  "ivory coast": "CI",
  myanmar: "MM",
  palestine: "PS",
  "puerto rico": "PR",
  russia: "RU",
  "soviet union": "SU",
  syria: "SY",
  turkey: "TR",
  "united states": "US",
};

let codes: Map<string, string> | undefined;

function codeOf(country: string): string | undefined {
  codes ??= new Map([...everyCode(), ...Object.entries(OTHERWISE)]);
  return codes.get(country);
}

function everyCode(): [string, string][] {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return pairs.flatMap((code): [string, string][] => {
    const name = names.of(code);
    return name === undefined ? [] : [[name.toLowerCase(), code]];
  });
}

/** The country's name, and the language it is in: English where no other is known. */
export function countryIn(language: Language, country: string): { name: string; lang: Language } {
  const code = codeOf(country);
  const named = (style: "short" | "long") =>
    code && new Intl.DisplayNames(language === "es" ? "es-419" : "en", { type: "region", style }).of(code);
  const short = named("short"); // `Hong Kong` for what is long, but also `US`
  const name = short && short.length < 4 ? named("long") : short;
  return name ? { name, lang: language } : { name: capital(country), lang: "en" };
}

const capital = (text: string) => text.replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase());
