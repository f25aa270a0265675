// Words of the view of a title, and of the views of a person and a user that it leads to.
import { person } from "./person";
import { user } from "./user";
import { verdict } from "./verdict";

const en = {
  one: "A title",
  rating: "Audience rating",
  ratingFilled: "the platform gave none; G stands in for it",
  genres: "Genres",
  countries: "Countries",
  added: "On the platform since",
  directors: "Directed by",
  cast: "With",
  noCast: "Hulu's catalogue never names a cast.",
  alsoOn: "Also on",
  gate: {
    USER_ONLY: "Take it lightly: here, mean scores are chance.",
    NONE: "Take it lightly: here, scores are chance.",
    MISJOINED: "Take it lightly: the ratings may belong to other titles.",
    INSUFFICIENT: "Take it lightly: there are too few ratings to tell.",
  },
  facts: "Facts",
  similar: {
    title: "Similar titles",
    lead: "By story, people and genres, or by what the same users liked: each says why.",
    none: "Nothing is like it",
    noneAdvice: "No title of the catalogues shares enough with this one to be named.",
    browse: "Look through the catalogues",
  },
  verdict: verdict.en,
  person: person.en,
  user: user.en,
};

const es: typeof en = {
  one: "Un título",
  rating: "Clasificación por edad",
  ratingFilled: "la plataforma no la da; se toma G en su lugar",
  genres: "Géneros",
  countries: "Países",
  added: "En la plataforma desde",
  directors: "Dirección",
  cast: "Reparto",
  noCast: "El catálogo de Hulu nunca nombra un reparto.",
  alsoOn: "También en",
  gate: {
    USER_ONLY: "Tómala con reserva: aquí las medias son azar.",
    NONE: "Tómala con reserva: aquí las puntuaciones son azar.",
    MISJOINED: "Tómala con reserva: las puntuaciones podrían ser de otros títulos.",
    INSUFFICIENT: "Tómala con reserva: hay muy pocas puntuaciones para saber.",
  },
  facts: "Ficha",
  similar: {
    title: "Títulos parecidos",
    lead: "Por historia, personas y géneros, o porque les gustaron a los mismos usuarios: cada uno dice por qué.",
    none: "Nada se le parece",
    noneAdvice: "Ningún título de los catálogos tiene bastante en común con este.",
    browse: "Recorrer los catálogos",
  },
  verdict: verdict.es,
  person: person.es,
  user: user.es,
};

export const title = { en, es };
