// Words of the view `about`: what is served and how far it is to be trusted. Figures have theirs in figures.ts.
import { signal } from "./signal";

const en = {
  heading: "Data and models",
  lead: "What is served here, where it comes from, and how far to believe it.",
  jump: "On this page",
  links: {
    report: "The analysis of these data",
    schema: "The API, described",
    graphiql: "Ask it yourself in GraphiQL",
  },
  served: {
    short: "What is served",
    title: "What is served",
    lead:
      "Everything on this page comes from one release: tables and models that were made together and are replaced " +
      "together.",
    synthetic:
      "These data are a sample: they were generated because there were no raw files. No title, name or rating is real.",
    real: "These data come from raw files, which are listed below.",
    version: "Data version",
    model: "Model version",
    noModel: "none",
    built: "Built",
    fitted: "Models fitted",
    tables: "Tables",
    table: "Table",
    holds: "What it holds",
    rows: "Rows",
    out: "Kept out",
    outCaption: "Rows of raw files that were kept out, and why",
    why: "Why",
    noneOut: "No row was kept out.",
    sources: "Raw files",
    noSources: "There are none: the sample was generated.",
    file: "File",
    hash: "SHA-256",
    hashes: "The SHA-256 of each file in full",
  },
  tables: {
    titles: "titles of the four platforms",
    credits: "who plays in which title, in billing order",
    ratings: "scores that users gave",
    title_scores: "votes and mean score of each title",
    rating_sums: "sums from which mean scores are worked out again",
    films: "films of the film set",
    film_credits: "who plays in and directed which film",
    neighbours: "titles like a title",
    content_neighbours: "the same by content alone, for later fits",
    film_neighbours: "films like a film",
    quarantine: "rows that were kept out, as they came",
    user_sums: "votes and sum of scores of each user",
    co_liked: "titles that the same users liked",
    movielens: "which film of MovieLens is which title",
  } as Record<string, string>,
  signal: signal.en,
  models: {
    short: "The models",
    none: "No model has been fitted",
    noneAdvice:
      "Search, the questions and the film set work all the same. For suggestions and verdicts, whoever runs the " +
      "service can fit one: recsys fit.",
    tasks: {
      SIMILAR_TITLES: "Similar titles",
      USER_RECOMMENDATIONS: "Suggestions for a user",
      WOULD_LIKE: "Would a user like a title?",
      SIMILAR_FILMS: "Similar films",
    },
    method: "Method",
    exactly: "How it works, exactly",
    measuredOn: (split: string) => `Measured on: ${split}.`,
    notMeasured: "Nothing tells which films people find alike, so it has no figure.",
    notMeasuredRatings: "The ratings do not allow it to be measured.",
    every: "Every figure",
    figure: "Figure",
    way: "Way",
    ours: "this model",
    heldOut: "Measured on",
    interval: "95 % interval",
    beside: "Beside it",
  },
  limits: {
    short: "What it does not know",
    title: "What it does not know",
    points: [
      "Platforms change what they show. A catalogue is as old as the file it came from, and says nothing about " +
        "your country.",
      "People are told apart by name alone: two of the same name are one person here, and one who is written in " +
        "two ways is two.",
      "What was never rated has no score. What few people rated has one that says little.",
      "A verdict is a probability, worked out from what people rated in the past. It knows nothing of your mood, " +
        "or of who sits beside you.",
      "Similar means similar in words, people and genres, or liked by the same people; not as good.",
      "Money in the film set is as it was told: not corrected for inflation, often unknown, and sometimes wrong.",
      "Every difference between models is told with its 95 % interval. Where that holds 0, no difference was " +
        "shown, whichever figure is larger.",
    ],
  },
};

const es: typeof en = {
  heading: "Datos y modelos",
  lead: "Qué se ofrece aquí, de dónde viene y hasta dónde creerlo.",
  jump: "En esta página",
  links: { report: "El análisis de estos datos", schema: "La API, descrita", graphiql: "Pregúntale con GraphiQL" },
  served: {
    short: "Qué se ofrece",
    title: "Qué se ofrece",
    lead: "Todo lo que ves viene de una misma versión: tablas y modelos que se hicieron juntos y se reemplazan juntos.",
    synthetic:
      "Estos datos son una muestra: se generaron porque no había archivos originales. Ningún título, nombre o " +
      "puntuación es real.",
    real: "Estos datos vienen de archivos originales; más abajo está la lista.",
    version: "Versión de los datos",
    model: "Versión de los modelos",
    noModel: "ninguna",
    built: "Fecha de los datos",
    fitted: "Fecha de los modelos",
    tables: "Tablas",
    table: "Tabla",
    holds: "Qué contiene",
    rows: "Filas",
    out: "Descartadas",
    outCaption: "Filas de los archivos que se descartaron, y por qué",
    why: "Por qué",
    noneOut: "No se descartó ninguna fila.",
    sources: "Archivos originales",
    noSources: "No hay: la muestra fue generada.",
    file: "Archivo",
    hash: "SHA-256",
    hashes: "El SHA-256 completo de cada archivo",
  },
  tables: {
    titles: "títulos de las cuatro plataformas",
    credits: "quién actúa en cada título, en orden de reparto",
    ratings: "puntuaciones que dieron los usuarios",
    title_scores: "votos y puntuación media de cada título",
    rating_sums: "sumas con las que se recalculan las medias",
    films: "la base de películas",
    film_credits: "quién actúa en cada película y quién la dirigió",
    neighbours: "títulos parecidos a cada título",
    content_neighbours: "lo mismo solo por contenido, para ajustes futuros",
    film_neighbours: "películas parecidas a cada película",
    quarantine: "filas descartadas, tal como llegaron",
    user_sums: "votos y suma de puntuaciones de cada usuario",
    co_liked: "títulos que les gustaron a los mismos usuarios",
    movielens: "qué película de MovieLens es cada título",
  },
  signal: signal.es,
  models: {
    short: "Los modelos",
    none: "No se ajustó ningún modelo",
    noneAdvice:
      "La búsqueda, las preguntas y la base de películas funcionan igual. Para tener recomendaciones y veredictos, " +
      "quien administra el servicio puede ajustar uno: recsys fit.",
    tasks: {
      SIMILAR_TITLES: "Títulos parecidos",
      USER_RECOMMENDATIONS: "Recomendaciones para un usuario",
      WOULD_LIKE: "¿Le gustaría un título a un usuario?",
      SIMILAR_FILMS: "Películas parecidas",
    },
    method: "Método",
    exactly: "Cómo funciona exactamente",
    measuredOn: (split) => `Se midió con: ${split}.`,
    notMeasured: "Nada dice qué películas le parecen semejantes a la gente, así que no hay una cifra.",
    notMeasuredRatings: "Las puntuaciones no permiten medirlo.",
    every: "Todas las cifras",
    figure: "Cifra",
    way: "Manera",
    ours: "este modelo",
    heldOut: "Se midió con",
    interval: "Intervalo del 95 %",
    beside: "Para comparar",
  },
  limits: {
    short: "Qué no sabe",
    title: "Qué no sabe",
    points: [
      "Las plataformas cambian lo que ofrecen. Un catálogo es tan viejo como el archivo del que salió, y no dice " +
        "nada de tu país.",
      "A las personas se las distingue solo por el nombre: dos que se llaman igual aquí son una, y quien aparece " +
        "escrito de dos maneras es dos.",
      "Lo que nadie puntuó no tiene puntuación. Lo que puntuaron pocos tiene una que dice poco.",
      "Un veredicto es una probabilidad, calculada con lo que la gente puntuó en el pasado. No sabe nada de tu " +
        "ánimo ni de con quién lo vas a ver.",
      "Parecido quiere decir parecido en palabras, personas y géneros, o que les gustó a las mismas personas; no " +
        "que sea igual de bueno.",
      "El dinero de la base de películas está tal como llegó: sin corregir por inflación, muchas veces desconocido y a " +
        "veces equivocado.",
      "Cada diferencia entre modelos va con su intervalo del 95 %. Si incluye el 0, no se demostró ninguna " +
        "diferencia, sea cual sea la cifra mayor.",
    ],
  },
};

export const about = { en, es };
