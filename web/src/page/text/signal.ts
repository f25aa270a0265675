// Words for what the ratings were found to tell.
const en = {
  short: "What ratings tell",
  title: "What the ratings tell",
  lead:
    "Before ratings are used for anything, they are tested: do users differ, do titles differ, do users have " +
    "tastes in common, and do the ratings stand at the titles they name?",
  tests: "The tests",
  test: "Test",
  finding: "What was found",
  result: "Result",
  passed: "passed",
  failed: "not passed",
  notMade: "not made",
  undecided: "undecided",
  titles: {
    HEALTHY: "The ratings mean something",
    USER_ONLY: "The ratings tell about users, not about titles",
    NONE: "The ratings tell nothing",
    MISJOINED: "The ratings seem to stand at the wrong titles",
    INSUFFICIENT: "There are too few ratings to tell",
    NOT_MEASURED: "The ratings were not tested",
  },
  means: {
    HEALTHY: [
      "Scores: some titles are liked better than others, and by more than chance would make of it. A mean of " +
        "many ratings can be believed; one of a few can not.",
      "Verdicts rest on both the user and the title.",
      "Suggestions rest on what people with the same taste liked, and on content where few have rated a title.",
    ],
    USER_ONLY: [
      "Scores: some users give more than others, but titles differ only as chance would have it. Ranking titles " +
        "by score ranks nothing.",
      "Verdicts rest on the user alone: they are the same for every title.",
      "Suggestions rest on content alone: description, cast, genres and the like.",
    ],
    NONE: [
      "Scores: neither users nor titles differ by more than chance. A score here says nothing.",
      "Verdicts are the same for everybody: how common such scores are.",
      "Suggestions rest on content alone: description, cast, genres and the like.",
    ],
    MISJOINED: [
      "Scores: the ratings agree with one another, but not with the titles they name, as if ids had been mixed " +
        "up. A score probably belongs to another title.",
      "Verdicts rest on the user alone.",
      "Similar titles rest on content; nothing is suggested to users.",
    ],
    INSUFFICIENT: [
      "Scores: the ratings are too few to decide all that they should. The tests below say what stayed open; " +
        "until then, take scores with care.",
      "Verdicts rest on the user at most, never on the title.",
      "Suggestions rest on content alone: description, cast, genres and the like.",
    ],
    NOT_MEASURED: [
      "Scores: there are no ratings, or no model has been fitted, so nobody has looked.",
      "There is nothing that a verdict could rest on.",
      "Suggestions, where there are any, rest on content alone.",
    ],
  },
  names: {
    "user effect": "Do users differ?",
    "title effect": "Do titles differ?",
    "spread of titles": "Are some titles rated more than others?",
    "collaborative lift": "Do users have tastes in common?",
    "agreement with content": "Do the ratings stand at the right titles?",
  } as Record<string, string>,
  step: (better: string, simpler: string) => `Is “${better}” better than “${simpler}”?`,
  leak: (way: string) => `Was “${way}” not told the answers?`,
};

const es: typeof en = {
  short: "Qué dicen las puntuaciones",
  title: "Qué dicen las puntuaciones",
  lead:
    "Antes de usar las puntuaciones para algo, se las pone a prueba: ¿se diferencian los usuarios?, ¿se " +
    "diferencian los títulos?, ¿hay gustos en común?, ¿son de los títulos que nombran?",
  tests: "Las pruebas",
  test: "Prueba",
  finding: "Qué se encontró",
  result: "Resultado",
  passed: "superada",
  failed: "no superada",
  notMade: "no se hizo",
  undecided: "sin decidir",
  titles: {
    HEALTHY: "Las puntuaciones significan algo",
    USER_ONLY: "Las puntuaciones dicen algo de los usuarios, pero nada de los títulos",
    NONE: "Las puntuaciones no dicen nada",
    MISJOINED: "Las puntuaciones parecen ser de otros títulos",
    INSUFFICIENT: "Hay muy pocas puntuaciones para saberlo",
    NOT_MEASURED: "Las puntuaciones no se pusieron a prueba",
  },
  means: {
    HEALTHY: [
      "Puntuaciones: unos títulos gustan más que otros, y más de lo que explicaría el azar. Se le puede creer a " +
        "una media de muchas puntuaciones; a una de pocas, no.",
      "Los veredictos dependen tanto del usuario como del título.",
      "Las recomendaciones se basan en lo que les gustó a personas con los mismos gustos, y en el contenido " +
        "donde pocos puntuaron.",
    ],
    USER_ONLY: [
      "Puntuaciones: unos usuarios dan más que otros, pero los títulos se diferencian solo por azar. Ordenarlos " +
        "por puntuación no ordena nada.",
      "Los veredictos dependen solo del usuario: son los mismos para todos los títulos.",
      "Las recomendaciones se basan solo en el contenido: descripción, reparto, géneros y demás.",
    ],
    NONE: [
      "Puntuaciones: ni los usuarios ni los títulos se diferencian más que por azar. Aquí una puntuación no " +
        "dice nada.",
      "Los veredictos son los mismos para todos: qué tan comunes son esas puntuaciones.",
      "Las recomendaciones se basan solo en el contenido: descripción, reparto, géneros y demás.",
    ],
    MISJOINED: [
      "Puntuaciones: concuerdan entre sí, pero no con los títulos que nombran, como si se hubieran mezclado los " +
        "números. Una puntuación probablemente es de otro título.",
      "Los veredictos dependen solo del usuario.",
      "Los títulos parecidos se basan en el contenido; a los usuarios no se les recomienda nada.",
    ],
    INSUFFICIENT: [
      "Puntuaciones: son muy pocas para decidir todo lo que deberían. Las pruebas dicen qué quedó abierto; " +
        "mientras tanto, tómalas con cuidado.",
      "Los veredictos dependen, como mucho, del usuario; nunca del título.",
      "Las recomendaciones se basan solo en el contenido: descripción, reparto, géneros y demás.",
    ],
    NOT_MEASURED: [
      "Puntuaciones: no hay, o no se ajustó ningún modelo, así que nadie las examinó.",
      "No hay nada en que pueda basarse un veredicto.",
      "Las recomendaciones, si las hay, se basan solo en el contenido.",
    ],
  },
  names: {
    "user effect": "¿Se diferencian los usuarios?",
    "title effect": "¿Se diferencian los títulos?",
    "spread of titles": "¿Unos títulos se puntúan más que otros?",
    "collaborative lift": "¿Tienen los usuarios gustos en común?",
    "agreement with content": "¿Son de los títulos que nombran?",
  },
  step: (better, simpler) => `¿Es mejor «${better}» que «${simpler}»?`,
  leak: (way) => `¿Es seguro que «${way}» no conocía las respuestas?`,
};

export const signal = { en, es };
