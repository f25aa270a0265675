// Why something is suggested: the phrases that the service makes, in the reader's words.
import type { Format } from "./format";
import type { Language } from "./language";
import { countryIn } from "./places";
import { type ReasonWords, reasonWords } from "./reasonWords";

/** A part of a sentence; with `lang` where it is not in the reader's language, "" for names. */
export interface Piece {
  text: string;
  lang?: string;
  /** Whether it is written in lower case and shown with capitals. */
  capitals?: boolean;
}

type Named = (text: string) => Piece[];
interface Spoken {
  words: ReasonWords;
  format: Format;
  language: Language;
}
type Rule = [RegExp, (spoken: Spoken, found: string[]) => Piece[]];

const plain = (text: string): Piece[] => [{ text }];

/** A sentence with what is named in its place. */
function fill(sentence: string, named: Piece[]): Piece[] {
  const [before = "", after = ""] = sentence.split("{}");
  return [{ text: before }, ...named, { text: after }].filter((piece) => piece.text !== "");
}

const english: Named = (text) => [{ text, lang: "en" }];
const people: Named = (text) => [{ text, lang: "", capitals: true }];
const title: Named = (text) => [{ text, lang: "" }];
const places = (text: string, language: Language): Piece[] => [
  {
    text: text
      .split(", ")
      .map((each) => countryIn(language, each).name)
      .join(", "),
  },
];

/** A share as the service writes it: `81%`. */
const share = ({ format }: Spoken, text: string) => format.share(Number(text.replace("%", "")) / 100);
const figure = ({ format }: Spoken, text: string) => format.figure(Number(text));

const ALIKE: Rule[] = [
  [/^similar (?:description|overview): (.+)$/, ({ words }, [what = ""]) => fill(words.words, english(what))],
  [/^same (genres?): (.+)$/, ({ words }, [said, what = ""]) => fill(words.genre(said === "genre"), english(what))],
  [/^same cast: (.+)$/, ({ words }, [who = ""]) => fill(words.cast, people(who))],
  [
    /^same (directors?): (.+)$/,
    ({ words }, [said, who = ""]) => fill(words.director(said === "director"), people(who)),
  ],
  [
    /^both (movies|series) of the (\d+)s$/,
    ({ words }, [form = "", decade = ""]) => plain(words.form[form as "movies" | "series"](decade)),
  ],
  [
    /^same (country|countries): (.+)$/,
    ({ words, language }, [said, where = ""]) => fill(words.country(said === "country"), places(where, language)),
  ],
  [
    /^same (company|companies): (.+)$/,
    ({ words }, [said, who = ""]) => fill(words.company(said === "company"), title(who)),
  ],
  [/^similar title$/, ({ words }) => plain(words.title)],
  [
    /^(\d+) of (\d+) who liked it liked this too$/,
    ({ words, format }, [some, all]) => plain(words.admirers(format.count(Number(some)), format.count(Number(all)))),
  ],
  [/^liked by the same users$/, ({ words }) => plain(words.sameUsers)],
];

const PERSONAL: Rule[] = [
  [
    /^liked by ([\d,]+) users?$/,
    ({ words, format }, [shown = ""]) => {
      const amount = Number(shown.replaceAll(",", ""));
      return plain(words.likedBy(format.count(amount), amount));
    },
  ],
  [/^because you liked (.+)$/, ({ words }, [what = ""]) => fill(words.because, title(what))],
  [/^similar to what you liked: (.+)$/, ({ words }, [what = ""]) => fill(words.similarTo, title(what))],
  [/^similar to what you liked$/, ({ words }) => plain(words.similarToLiked)],
  [/^liked by users with the same taste$/, ({ words }) => plain(words.sameTaste)],
];

const WHO = {
  "the same for everybody": "everybody",
  "ratings tell nothing here": "nothingTold",
  "nothing is known of this user": "unknown",
} as const;

const JUDGED: Rule[] = [
  [
    new RegExp(`^(${Object.keys(WHO).join("|")}): (\\d+%) of all ratings are ([\\d.]+) or above$`),
    (spoken, [who = "", part = "", score = ""]) => {
      const base = spoken.words.base(share(spoken, part), figure(spoken, score));
      return plain(`${spoken.words[WHO[who as keyof typeof WHO]]}: ${base}`);
    },
  ],
  [/^what is said of this title tells nothing: /, ({ words }) => plain(words.titleTells)],
  [/^nobody else has rated this title$/, ({ words }) => plain(words.nobody)],
  [/^how this user rates, as far as that is known$/, ({ words }) => plain(words.habits)],
  [/^nothing is known of this user$/, ({ words }) => plain(words.unknown)],
  [
    /^this user gives (\d+%) of titles ([\d.]+) or above, all users (\d+%)$/,
    (spoken, [own = "", score = "", all = ""]) =>
      plain(spoken.words.gives(share(spoken, own), figure(spoken, score), share(spoken, all))),
  ],
  [/^this title is rated like others$/, ({ words }) => plain(words.likeOthers)],
  [
    /^this title is rated ([\d.]+) points higher than others$/,
    (spoken, [points = ""]) => plain(spoken.words.higher(figure(spoken, points))),
  ],
  [
    /^this title is rated ([\d.]+) points lower than others$/,
    (spoken, [points = ""]) => plain(spoken.words.lower(figure(spoken, points))),
  ],
  [
    /^liked by the same users: (.+), which this user gave ([\d.]+)$/,
    (spoken, [what = "", score = ""]) => fill(spoken.words.alike(figure(spoken, score)), title(what)),
  ],
];

const RULES = [...ALIKE, ...PERSONAL, ...JUDGED];

/** A phrase of the service in the reader's words; one that is not known stays as it is, in English. */
export function reasonIn(language: Language, format: Format, phrase: string): Piece[] {
  for (const [pattern, said] of RULES) {
    const found = pattern.exec(phrase);
    if (found) return said({ words: reasonWords[language], format, language }, found.slice(1));
  }
  return [{ text: phrase.charAt(0).toUpperCase() + phrase.slice(1), lang: "en" }];
}
