// Words of the questions to the film set.
const en = {
  monthly: {
    short: "By month",
    title: "In which month do films come out?",
    lead: "Over all years.",
    field: "Month",
    caption: "Films by month of release",
    most: (name: string, shown: string) => `Most came out in ${name}: ${shown}.`,
    in: (name: string) => `came out in ${name}`,
  },
  weekly: {
    short: "By weekday",
    title: "On which day of the week?",
    lead: "Over all years.",
    field: "Day of the week",
    caption: "Films by day of the week of release",
    most: (name: string, shown: string) => `Most came out on a ${name}: ${shown}.`,
    in: (name: string) => `came out on a ${name}`,
  },
  popularity: {
    short: "How popular",
    title: "How popular is a film?",
    lead: "Popularity as the film set measures it: 0 or more, without an upper end.",
    is: "popularity",
    released: (year: number) => `released in ${year}`,
    caption: "Beside the most popular films",
  },
  votes: {
    short: "What people vote",
    title: "What do people vote?",
    lead: "The mean is told from 2,000 votes on; below that it says little.",
    of: (mean: string) => `${mean} of 10`,
    tooFew: (shown: string, required: string) =>
      `It has only ${shown} of the ${required} votes that it takes, so that no mean is given.`,
    tooFewTitle: "Too few votes",
    caption: "Votes beside what it takes",
    needed: "It takes",
  },
  actor: {
    short: "An actor's films",
    title: "What did an actor's films earn?",
    lead: "Dollars taken for each dollar spent, one film after the other. A film whose money is unknown counts as 0.",
    field: "Actor",
    caption: "The films that earned most for what they cost",
  },
  director: {
    short: "A director's films",
    title: "What did a director's films earn?",
    lead: "The same, with every film and its money.",
    field: "Director",
    caption: "Every film, oldest first",
  },
  similar: {
    short: "Films like it",
    title: "Which films are like it?",
    lead: "By overview, genres and companies; films since 1970.",
    least: "Mean vote at least",
    none: "No similar film",
    noneAdvice: "None is alike enough, or none has a mean vote that high. Try a lower one.",
  },
};

const es: typeof en = {
  monthly: {
    short: "Por mes",
    title: "¿En qué mes se estrena más?",
    lead: "De todos los años.",
    field: "Mes",
    caption: "Películas por mes de estreno",
    most: (name, shown) => `El mes con más estrenos es ${name}: ${shown}.`,
    in: (name) => `se estrenaron en ${name}`,
  },
  weekly: {
    short: "Por día",
    title: "¿En qué día de la semana?",
    lead: "De todos los años.",
    field: "Día de la semana",
    caption: "Películas por día de la semana del estreno",
    most: (name, shown) => `El día con más estrenos es el ${name}: ${shown}.`,
    in: (name) => `se estrenaron un ${name}`,
  },
  popularity: {
    short: "Qué tan popular",
    title: "¿Qué tan popular es una película?",
    lead: "La popularidad según la mide la base: desde 0, sin tope.",
    is: "de popularidad",
    released: (year) => `estrenada en ${year}`,
    caption: "Junto a las más populares",
  },
  votes: {
    short: "Qué vota la gente",
    title: "¿Qué vota la gente?",
    lead: "El promedio se da a partir de 2000 votos; con menos dice poco.",
    of: (mean) => `${mean} de 10`,
    tooFew: (shown, required) =>
      `Tiene solo ${shown} de los ${required} votos que hacen falta; por eso no se da un promedio.`,
    tooFewTitle: "Muy pocos votos",
    caption: "Los votos y los que hacen falta",
    needed: "Hacen falta",
  },
  actor: {
    short: "De una actriz o un actor",
    title: "¿Cuánto rindieron las películas de alguien?",
    lead:
      "Dólares ganados por cada dólar gastado, película por película. Si no se sabe el dinero de una, cuenta como " +
      "0.",
    field: "Actor o actriz",
    caption: "Las que más rindieron por lo que costaron",
  },
  director: {
    short: "De quien dirige",
    title: "¿Y las de quien dirige?",
    lead: "Lo mismo, con cada película y su dinero.",
    field: "Director o directora",
    caption: "Todas sus películas, de la más antigua a la más nueva",
  },
  similar: {
    short: "Parecidas",
    title: "¿Qué películas se le parecen?",
    lead: "Por sinopsis, géneros y productoras; películas desde 1970.",
    least: "Promedio de votos desde",
    none: "Ninguna se parece",
    noneAdvice: "Ninguna se parece lo suficiente, o ninguna tiene un promedio tan alto. Prueba con uno más bajo.",
  },
};

export const questions = { en, es };
