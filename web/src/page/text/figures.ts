// Words for what the model card says in English: methods, what they are beside, how data were held out.
import type { Language } from "./language";
import { type Both, MEASURES } from "./measures";

const METHODS: Record<string, Both> = {
  "co-rating and content KNN": {
    en:
      "Beside a title stand those that the same people liked and that resemble it in description, cast, genres and " +
      "the like. Where few people liked a title, only likeness counts.",
    es:
      "Junto a un título están los que les gustaron a las mismas personas y se le parecen en descripción, reparto, " +
      "géneros y demás. Donde a pocos les gustó un título, cuenta solo el parecido.",
  },
  "content KNN": {
    en:
      "Beside each stand those that resemble it most in words and in what is known of it: people, genres, " +
      "companies. A rare thing in common counts for more than a frequent one.",
    es:
      "Junto a cada uno están los que más se le parecen en palabras y en lo que se sabe de él: personas, géneros, " +
      "productoras. Algo raro en común cuenta más que algo frecuente.",
  },
  EASE: {
    en:
      "Learnt from everybody's likes at once: how much liking one title speaks for another. What somebody liked is " +
      "added up, and the titles with most in their favour are suggested.",
    es:
      "Se aprende de lo que les gusta a todos a la vez: cuánto habla un título que gusta a favor de otro. Se suma " +
      "lo que le gustó a alguien y se recomienda lo que más tiene a favor.",
  },
  "content profile": {
    en: "Titles that resemble what the user rated 4 or above. What other people rated is not used.",
    es: "Títulos que se parecen a lo que el usuario puntuó con 4 o más. No se usa lo que puntuaron otros.",
  },
  "base rate": {
    en: "How common such scores are among all ratings: the same answer for everybody and every title.",
    es: "Qué tan comunes son esas puntuaciones entre todas: la misma respuesta para todos y para cualquier título.",
  },
  "user rate": {
    en: "How often this user gives such scores; somebody who has rated little is taken to be more like everybody.",
    es: "Con qué frecuencia da esas puntuaciones este usuario; quien puntuó poco se trata más como los demás.",
  },
  bias: {
    en:
      "How generous the user is, and how much better or worse than others the title is rated. Both together make an " +
      "expected score, and that a probability.",
    es:
      "Qué tan generoso es el usuario y cuánto mejor o peor que otros se puntúa el título. Ambas cosas dan una " +
      "puntuación esperada, y de ella sale la probabilidad.",
  },
  stack: {
    en:
      "How generous the user is, how the title is rated, what the user thought of titles that go together with this " +
      "one, and the user's mood of late: weighed together into a probability.",
    es:
      "Qué tan generoso es el usuario, cómo se puntúa el título, qué pensó de títulos afines y cómo viene puntuando " +
      "últimamente: todo junto da una probabilidad.",
  },
};

const WAYS: Record<string, Both> = {
  content: { en: "likeness of content alone", es: "solo el parecido del contenido" },
  "the most liked titles": { en: "the most liked titles", es: "los títulos que más gustan" },
  "the same lists, beside a title as popular that the user did not like": {
    en: "the same lists beside a title as popular that the user did not like",
    es: "las mismas listas junto a un título igual de popular que no le gustó",
  },
  popularity: { en: "the most popular titles", es: "los títulos más populares" },
  "base rate": { en: "one answer for everybody", es: "una misma respuesta para todos" },
  "user rate": { en: "the user's habits alone", es: "solo los hábitos del usuario" },
  bias: { en: "generosity and title", es: "generosidad y título" },
  stack: { en: "everything weighed together", es: "todo junto" },
  "user mean": { en: "the user's mean", es: "la media del usuario" },
  "global mean": { en: "the mean of all", es: "la media de todos" },
  "always the commoner answer": { en: "always giving the commoner answer", es: "dar siempre la respuesta más común" },
  "always the same answer": { en: "always giving the same answer", es: "dar siempre la misma respuesta" },
};

/** Words in the reader's language; where there are none, what the card says, in English. */
export interface Said {
  text: string;
  lang: Language;
}

function said(both: Both | undefined, language: Language, otherwise: string): Said {
  return both ? { text: both[language], lang: language } : { text: otherwise, lang: "en" };
}

/** What a method does. */
export function methodIn(language: Language, name: string, description: string): Said {
  return said(METHODS[name], language, description);
}

/** A simpler way, or the model itself among them. */
export function wayIn(language: Language, name: string): string {
  return said(WAYS[name], language, name).text;
}

const AT_THRESHOLD = /^(.+), score >= (\S+)$/;

/** What is measured, and what that says. */
export function measureIn(language: Language, name: string): { name: string; says: string } {
  const [, of = name, threshold] = AT_THRESHOLD.exec(name) ?? [];
  const measure = MEASURES[of];
  if (measure === undefined) return { name, says: "" };
  const from = language === "es" ? `${threshold} o más` : `${threshold} or above`;
  return {
    name: threshold === undefined ? measure.name[language] : `${measure.name[language]}: ${from}`,
    says: measure.says[language],
  };
}

const SPLITS: [RegExp, Record<Language, (amount: string) => string>][] = [
  [
    /^last (\S+) % of each user$/,
    { en: (n) => `the last ${n} % that each user rated`, es: (n) => `el último ${n} % que puntuó cada usuario` },
  ],
  [
    /^newest (\S+) % of all$/,
    { en: (n) => `the newest ${n} % of all ratings`, es: (n) => `el ${n} % más nuevo de todas las puntuaciones` },
  ],
  [
    /^users unseen, the (\S+) most rated titles$/,
    {
      en: (n) => `users it had not seen, the ${n} most rated titles`,
      es: (n) => `usuarios que no había visto, los ${n} títulos más puntuados`,
    },
  ],
  [
    /^(\S+) users held out, asked about titles that they liked$/,
    {
      en: (n) => `${n} users it had not seen, asked about titles they liked`,
      es: (n) => `${n} usuarios que no había visto y títulos que les gustaron`,
    },
  ],
];

/** How the data were held out. */
export function splitIn(language: Language, split: string): string {
  for (const [pattern, words] of SPLITS) {
    const found = pattern.exec(split);
    if (found) return words[language](found[1] ?? "");
  }
  return split;
}

/** How a figure stands beside a simpler way's, by the interval of the difference. */
export const compared = {
  en: {
    higher: "Higher is better.",
    lower: "Lower is better.",
    better: (way: string, low: string, high: string) => `Better than ${way}, by ${low} to ${high}.`,
    worse: (way: string, low: string, high: string) => `Worse than ${way}, by ${low} to ${high}.`,
    same: (way: string, low: string, high: string) => `No difference to ${way} was shown (${low} to ${high}).`,
    unknown: (way: string) => `The difference to ${way} was not worked out.`,
    popular:
      "What most people like is a hit beside any title. Whether a list belongs to its title shows in the last " +
      "comparison.",
  },
  es: {
    higher: "Más alto es mejor.",
    lower: "Más bajo es mejor.",
    better: (way: string, low: string, high: string) => `Mejor que ${way}, por entre ${low} y ${high}.`,
    worse: (way: string, low: string, high: string) => `Peor que ${way}, por entre ${low} y ${high}.`,
    same: (way: string, low: string, high: string) => `No se demostró una diferencia con ${way} (de ${low} a ${high}).`,
    unknown: (way: string) => `No se calculó la diferencia con ${way}.`,
    popular:
      "Lo que le gusta a la mayoría es un acierto junto a cualquier título. Que una lista sea propia de su título " +
      "se ve en la última comparación.",
  },
} as const;
