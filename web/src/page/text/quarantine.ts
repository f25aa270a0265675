// Why rows were kept out, as the pipeline says it in English, in Spanish as well.
import type { Language } from "./language";

const SPANISH: [RegExp, string][] = [
  [/^(\S+) is missing$/, "falta $1"],
  [/^(\S+) is blank$/, "$1 está en blanco"],
  [/^(\S+) is not a whole number$/, "$1 no es un número entero"],
  [/^(\S+) is not a number$/, "$1 no es un número"],
  [/^(\S+) is not a number from (\S+) to (\S+)$/, "$1 no es un número de $2 a $3"],
  [/^(\S+) is not a number of minutes$/, "$1 no es un número de minutos"],
  [/^(\S+) is not a day$/, "$1 no es una fecha"],
  [/^(\S+) is not a year$/, "$1 no es un año"],
  [/^(\S+) is that of a row above$/, "$1 se repite de una fila anterior"],
  [/^id is no film of the film set$/, "id no es de ninguna película de la base"],
  [/^(\S+) cannot be read as a list of people$/, "$1 no se puede leer como una lista de personas"],
  [/^(\S+) cannot be read as a list of names$/, "$1 no se puede leer como una lista de nombres"],
  [/^(\S+) cannot be read as a name$/, "$1 no se puede leer como un nombre"],
  [/^the columns are shifted: (\S+) is neither (\S+) nor (\S+)$/, "las columnas están corridas: $1 no es $2 ni $3"],
  [/^(\S+) is no title of the catalogues$/, "$1 no es de ningún título de los catálogos"],
  [/^(\S+) is no film of the archive$/, "$1 no es de ninguna película del archivo"],
  [/^(\S+) is not a half step of (\S+) to (\S+)$/, "$1 no va de medio en medio de $2 a $3"],
  [/^(\S+) is not whole seconds$/, "$1 no son segundos enteros"],
  [/^row is blank$/, "la fila está en blanco"],
  [/^row has fewer fields than the first line$/, "la fila tiene menos campos que la primera línea"],
  [/^show_id is not an s and a number$/, "show_id no es una s y un número"],
  [/^type is neither Movie nor TV Show$/, "type no es Movie ni TV Show"],
  [/^duration is neither minutes nor seasons$/, "duration no está en minutos ni en temporadas"],
];

/** The reason in the reader's language, or in English where it has no words yet. */
export function reasonKeptOut(language: Language, reason: string): { text: string; lang: Language } {
  if (language === "en") return { text: reason, lang: "en" };
  const known = SPANISH.find(([pattern]) => pattern.test(reason));
  return known ? { text: reason.replace(...known), lang: "es" } : { text: reason, lang: "en" };
}
