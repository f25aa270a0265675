// Words of the view of a user.
const en = {
  ticket: "User",
  heading: (user: string) => `User ${user}`,
  gave: (shown: string, amount: number) => (amount === 1 ? "gave 1 rating" : `gave ${shown} ratings`),
  mean: (score: string) => `mean ${score} of 5`,
  recommended: "What to watch next",
  recommendedLead: "Titles that this user has not rated, best first.",
  bases: {
    RATINGS: "They rest on what users with the same taste rated well.",
    CONTENT: "They rest on what is like the titles that this user rated well.",
    POPULARITY: "They rest on what most users rate well: not enough is known of this user's taste.",
  },
  none: "Nothing to suggest",
  noneAdvice: "What this user rated says nothing about other titles.",
  history: "What they rated",
  historyLead: (shown: string, amount: number) => (amount === 1 ? "1 rating." : `${shown} ratings, newest first.`),
  historyHidden: "This service does not show what users rated",
  historyHiddenAdvice: "Whoever runs it has set so: what somebody rated is personal.",
  gaveScore: (score: string) => `${score} of 5`,
  other: "Look at another user",
  number: "User number",
  go: "Go",
  unknown: (user: string) => `Nobody has the number ${user} here`,
  unknownAdvice: "Pick one of those above, who rated the most, or try another number.",
  hidden: "This service does not show its users",
  hiddenAdvice: "Whoever runs it has set so. You can still ask on a title's page whether a user would like it.",
  sample: (user: string, votes: string) => `User ${user}, ${votes}`,
};

const es: typeof en = {
  ticket: "Usuario",
  heading: (user) => `Usuario ${user}`,
  gave: (shown, amount) => (amount === 1 ? "dio 1 puntuación" : `dio ${shown} puntuaciones`),
  mean: (score) => `media de ${score} sobre 5`,
  recommended: "Qué ver después",
  recommendedLead: "Títulos que este usuario no ha puntuado, los mejores primero.",
  bases: {
    RATINGS: "Se basan en lo que puntuaron bien usuarios con los mismos gustos.",
    CONTENT: "Se basan en lo que se parece a los títulos que este usuario puntuó bien.",
    POPULARITY: "Se basan en lo que la mayoría puntúa bien: se sabe muy poco del gusto de este usuario.",
  },
  none: "Nada que sugerir",
  noneAdvice: "Lo que este usuario puntuó no dice nada de otros títulos.",
  history: "Lo que puntuó",
  historyLead: (shown, amount) =>
    amount === 1 ? "1 puntuación." : `${shown} puntuaciones, de la más nueva a la más antigua.`,
  historyHidden: "Este servicio no muestra lo que puntuaron los usuarios",
  historyHiddenAdvice: "Así lo decidió quien lo administra: lo que alguien puntuó es personal.",
  gaveScore: (score) => `${score} de 5`,
  other: "Ver a otro usuario",
  number: "Número de usuario",
  go: "Ir",
  unknown: (user) => `Aquí nadie tiene el número ${user}`,
  unknownAdvice: "Elige a alguien de los de arriba, que son quienes más puntuaron, o prueba con otro número.",
  hidden: "Este servicio no muestra a sus usuarios",
  hiddenAdvice:
    "Así lo decidió quien lo administra. En la página de un título sí puedes preguntar si le gustaría a un usuario.",
  sample: (user, votes) => `Usuario ${user}, ${votes}`,
};

export const user = { en, es };
