// Words of the view of a person.
const en = {
  actor: "In the cast",
  director: "As director",
  actorCount: (shown: string, amount: number) => (amount === 1 ? "In 1 title" : `In ${shown} titles`),
  directorCount: (shown: string, amount: number) => (amount === 1 ? "Directed 1 title" : `Directed ${shown} titles`),
  newest: "Titles, newest first",
  platforms: "By platform",
  platformsAlt: (most: string, count: string) => `Titles by platform; most on ${most}: ${count}.`,
  genres: "By genre",
  genresAlt: (most: string, count: string) => `Titles by genre; most are ${most}: ${count}.`,
  platform: "Platform",
  genre: "Genre",
  count: "Titles",
  films: "Films of the film set",
  filmsBig: (mean: string) => `${mean} back for each dollar`,
  filmsLead: (films: string, amount: number, total: string) =>
    amount === 1
      ? "1 film took in so much for what it cost; 0 if a figure is unknown."
      : `A film took in so much for what it cost, averaged over ${films} (${total} in sum); 0 if a figure is unknown.`,
  filmsFirst: (shown: string) => `The newest ${shown} are listed.`,
  film: "Film",
  year: "Year",
  budget: "Cost",
  revenue: "Took in",
  returned: "For each dollar",
  unknownAmount: "unknown",
  unknown: (name: string) => `Nobody is called “${name}” here`,
  unknownAdvice: "People are found by their whole name, as the catalogues write it.",
  near: "Did you mean",
  search: "Look for it in titles and casts",
};

const es: typeof en = {
  actor: "En el reparto",
  director: "En la dirección",
  actorCount: (shown, amount) => (amount === 1 ? "Actúa en 1 título" : `Actúa en ${shown} títulos`),
  directorCount: (shown, amount) => (amount === 1 ? "Dirige 1 título" : `Dirige ${shown} títulos`),
  newest: "Títulos, del más nuevo al más antiguo",
  platforms: "Por plataforma",
  platformsAlt: (most, count) => `Títulos por plataforma; la que más tiene es ${most}: ${count}.`,
  genres: "Por género",
  genresAlt: (most, count) => `Títulos por género; el más frecuente es ${most}: ${count}.`,
  platform: "Plataforma",
  genre: "Género",
  count: "Títulos",
  films: "Películas de la base de películas",
  filmsBig: (mean) => `${mean} por cada dólar`,
  filmsLead: (films, amount, total) =>
    amount === 1
      ? "Tanto recaudó 1 película por lo que costó; 0 si falta un dato."
      : `Tanto recaudó una película por lo que costó, en promedio de ${films} (${total} en suma); 0 si falta un dato.`,
  filmsFirst: (shown) => `Se listan las ${shown} más nuevas.`,
  film: "Película",
  year: "Año",
  budget: "Costó",
  revenue: "Recaudó",
  returned: "Por cada dólar",
  unknownAmount: "se desconoce",
  unknown: (name) => `Aquí nadie se llama «${name}»`,
  unknownAdvice: "A las personas se las encuentra por su nombre completo, como lo escriben los catálogos.",
  near: "¿Querías decir…?",
  search: "Buscarlo en títulos y repartos",
};

export const person = { en, es };
