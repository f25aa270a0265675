// Words of the sentences that say why something is suggested. `{}` stands for what is named.

const en = {
  words: "Words in common: {}",
  genre: (one: boolean): string => (one ? "Same genre: {}" : "Same genres: {}"),
  cast: "Also with {}",
  director: (_one: boolean): string => "Also directed by {}",
  form: {
    movies: (decade: string) => `Both are films of the ${decade}s`,
    series: (decade: string) => `Both are series of the ${decade}s`,
  },
  country: (one: boolean): string => (one ? "Same country: {}" : "Same countries: {}"),
  company: (one: boolean): string => (one ? "Same company: {}" : "Same companies: {}"),
  title: "Similar title",
  admirers: (some: string, all: string) => `${some} of the ${all} who liked it liked this too`,
  sameUsers: "Liked by the same users",
  likedBy: (shown: string, amount: number) => (amount === 1 ? "Liked by 1 user" : `Liked by ${shown} users`),
  because: "Because they liked {}",
  similarTo: "Similar to {}, which they liked",
  similarToLiked: "Similar to what they liked",
  sameTaste: "Liked by users with the same taste",
  everybody: "This holds for everybody",
  nothingTold: "Ratings tell nothing here",
  unknown: "Nothing is known of this user",
  base: (share: string, score: string) => `${share} of all ratings are ${score} or above`,
  titleTells: "Titles make no difference here: the answer is the same for all of them",
  nobody: "Nobody else has rated this title",
  habits: "How this user rates, as far as that is known",
  gives: (own: string, score: string, all: string) =>
    `This user gives ${own} of titles ${score} or above; over all users it is ${all}`,
  likeOthers: "This title is rated like others",
  higher: (points: string) => `This title is rated ${points} points higher than others`,
  lower: (points: string) => `This title is rated ${points} points lower than others`,
  alike: (score: string) => `Liked by the same users: {}, which this user gave ${score}`,
};

const es: typeof en = {
  words: "Palabras en común: {}",
  genre: (one) => (one ? "Mismo género: {}" : "Mismos géneros: {}"),
  cast: "También con {}",
  director: (one) => (one ? "También dirige {}" : "También dirigen {}"),
  form: {
    movies: (decade) => `Dos películas de los años ${decade}`,
    series: (decade) => `Dos series de los años ${decade}`,
  },
  country: (one) => (one ? "Mismo país: {}" : "Mismos países: {}"),
  company: (one) => (one ? "Misma productora: {}" : "Mismas productoras: {}"),
  title: "Título parecido",
  admirers: (some, all) => `De ${all} personas a las que les gustó, a ${some} también les gustó este`,
  sameUsers: "Les gustó a los mismos usuarios",
  likedBy: (shown, amount) => (amount === 1 ? "Le gustó a 1 usuario" : `Les gustó a ${shown} usuarios`),
  because: "Porque le gustó {}",
  similarTo: "Se parece a {}, que le gustó",
  similarToLiked: "Se parece a lo que le gustó",
  sameTaste: "Les gustó a usuarios con los mismos gustos",
  everybody: "Esto vale para todos",
  nothingTold: "Aquí las puntuaciones no dicen nada",
  unknown: "No se sabe nada de este usuario",
  base: (share, score) => `el ${share} de todas las puntuaciones son de ${score} o más`,
  titleTells: "Aquí el título no cambia nada: la respuesta es la misma para todos",
  nobody: "Nadie más ha puntuado este título",
  habits: "Cómo puntúa este usuario, hasta donde se sabe",
  gives: (own, score, all) =>
    `Este usuario le da ${score} o más al ${own} de los títulos; entre todos los usuarios es el ${all}`,
  likeOthers: "Este título recibe puntuaciones como los demás",
  higher: (points) => `Este título recibe ${points} puntos más que los demás`,
  lower: (points) => `Este título recibe ${points} puntos menos que los demás`,
  alike: (score) => `Les gusta a los mismos usuarios: {}, al que este usuario le dio ${score}`,
};

export type ReasonWords = typeof en;

export const reasonWords = { en, es };
