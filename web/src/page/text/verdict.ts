// Words of the verdict: whether a user would like a title.
import type { VerdictBasis } from "../generated/queries";

const en = {
  title: "Would a user like this?",
  lead: "Pick someone who rated titles before, and what counts as liking.",
  user: "User number",
  threshold: "Liking starts at",
  thresholdOption: (score: string) => `${score} of 5`,
  ask: "Ask",
  samples: "Users to try it with",
  hidden:
    "This service shows nothing of its users, so there is nobody to pick from. A number you know still gets an answer.",
  hiddenFirst: "Type a user's number and ask.",
  yes: "Probably yes",
  no: "Probably not",
  // Where few ratings are so good, less than half is much; where most are, more than half is little.
  ratherYes: "Rather yes",
  ratherNo: "Rather not",
  less: (cutoff: string) => `Less than half, but so good a score is rare: from ${cutoff} on, the answer is yes.`,
  more: (cutoff: string) => `More than half, but so good a score is common: it takes ${cutoff} for a yes.`,
  sentence: (user: string, score: string, share: string) =>
    `The chance that user ${user} gives it ${score} or more is ${share}.`,
  bar: (share: string, cutoff: string, base: string) =>
    `Chance ${share}. The answer is yes from ${cutoff}. Of all ratings, ${base} are as good.`,
  cutoff: (share: string) => `yes from ${share}`,
  base: (share: string) => `all ratings: ${share}`,
  lift: (times: string) => `${times} times as likely as for ratings in general.`,
  liftSame: "About as likely as for ratings in general.",
  basis: {
    USER_AND_TITLE: "It rests on both the user and the title.",
    USER: "It rests on the user's habits alone: the answer is the same for every title.",
    BASE_RATE: "It knows neither user nor title: the answer is the same for everybody.",
  } satisfies Record<VerdictBasis, string>,
  actual: (score: string) => `In fact, they gave it ${score}.`,
  unknown: (user: string) => `Nobody has the number ${user} here, so this is what holds for everybody.`,
  why: "Why",
  userPage: (user: string) => `What else user ${user} rated, and might like`,
  invalid: "A user's number is made of digits, such as 414.",
};

const es: typeof en = {
  title: "¿Le gustaría a un usuario?",
  lead: "Elige a alguien que ya haya puntuado títulos y desde qué nota cuenta que le gusta.",
  user: "Número de usuario",
  threshold: "Le gusta a partir de",
  thresholdOption: (score) => `${score} de 5`,
  ask: "Preguntar",
  samples: "Usuarios para probar",
  hidden:
    "Este servicio no muestra nada de sus usuarios: no hay a quién elegir. Un número que conozcas sí tendrá respuesta.",
  hiddenFirst: "Escribe el número de un usuario y pregunta.",
  yes: "Probablemente sí",
  no: "Probablemente no",
  ratherYes: "Más bien sí",
  ratherNo: "Más bien no",
  less: (cutoff) => `Es menos de la mitad, pero una nota así es poco frecuente: desde el ${cutoff} la respuesta es sí.`,
  more: (cutoff) => `Es más de la mitad, pero una nota así es frecuente: para un sí hace falta el ${cutoff}.`,
  sentence: (user, score, share) => `La probabilidad de que el usuario ${user} le dé ${score} o más es del ${share}.`,
  bar: (share, cutoff, base) =>
    `Probabilidad: ${share}. Es un sí desde el ${cutoff}. El ${base} de todas las puntuaciones son así de buenas.`,
  cutoff: (share) => `sí desde el ${share}`,
  base: (share) => `todas las puntuaciones: ${share}`,
  lift: (times) => `Es ${times} veces tan probable como en las puntuaciones en general.`,
  liftSame: "Es casi tan probable como en las puntuaciones en general.",
  basis: {
    USER_AND_TITLE: "Se basa en el usuario y en el título.",
    USER: "Se basa solo en los hábitos del usuario: la respuesta es la misma para cualquier título.",
    BASE_RATE: "No se sabe nada del usuario ni del título: la respuesta es la misma para todos.",
  },
  actual: (score) => `En realidad, le dio ${score}.`,
  unknown: (user) => `Aquí nadie tiene el número ${user}: esto es lo que vale para todos.`,
  why: "Por qué",
  userPage: (user) => `Qué más puntuó el usuario ${user} y qué podría gustarle`,
  invalid: "El número de un usuario se escribe con cifras, por ejemplo 414.",
};

export const verdict = { en, es };
