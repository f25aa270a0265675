// Words for what the model card measures.
import type { Language } from "./language";

/** Words in both languages. */
export type Both = Record<Language, string>;

interface Measure {
  name: Both;
  /** What it says, in a sentence. */
  says: Both;
}

export const MEASURES: Record<string, Measure> = {
  "hit@5": {
    name: { en: "A hit among the first five", es: "Un acierto entre los cinco primeros" },
    says: {
      en: "How often one of the five beside a title that somebody liked is another that they liked.",
      es: "Con qué frecuencia uno de los cinco junto a un título que le gustó a alguien es otro que también le gustó.",
    },
  },
  "NDCG@100": {
    name: { en: "Order of the list (NDCG@100)", es: "Orden de la lista (NDCG@100)" },
    says: {
      en: "How far up in a list of 100 stands what the user liked; 1 is perfect.",
      es: "Qué tan arriba, en una lista de 100, está lo que le gustó al usuario; 1 es perfecto.",
    },
  },
  "recall@20": {
    name: { en: "Found among 20", es: "Encontrado entre 20" },
    says: {
      en: "Which part of what the user liked is among the first 20.",
      es: "Qué parte de lo que le gustó al usuario está entre los primeros 20.",
    },
  },
  "recall@50": {
    name: { en: "Found among 50", es: "Encontrado entre 50" },
    says: {
      en: "Which part of what the user liked is among the first 50.",
      es: "Qué parte de lo que le gustó al usuario está entre los primeros 50.",
    },
  },
  "log-loss, mean over thresholds": {
    name: { en: "Log-loss, over all thresholds", es: "Log-loss, en todos los umbrales" },
    says: {
      en: "How surprised somebody is by what happened who believes the probabilities; 0 is not at all.",
      es: "Cuánto se sorprende con lo que pasó quien cree en las probabilidades; 0 es nada.",
    },
  },
  "log-loss": {
    name: { en: "Log-loss", es: "Log-loss" },
    says: {
      en: "How surprised somebody is by what happened who believes the probabilities; 0 is not at all.",
      es: "Cuánto se sorprende con lo que pasó quien cree en las probabilidades; 0 es nada.",
    },
  },
  "RMSE of the score": {
    name: { en: "Error of the score (RMSE)", es: "Error de la puntuación (RMSE)" },
    says: {
      en: "How many points the expected score is off, large errors weighing more.",
      es: "Por cuántos puntos falla la puntuación esperada; los errores grandes pesan más.",
    },
  },
  AUC: {
    name: { en: "Telling apart (AUC)", es: "Capacidad de distinguir (AUC)" },
    says: {
      en:
        "Of a title that was liked and one that was not, how often the liked one had the higher probability; 0.5 is " +
        "chance.",
      es:
        "Entre un título que gustó y uno que no, con qué frecuencia el que gustó tenía más probabilidad; 0.5 es el " +
        "azar.",
    },
  },
  "calibration error": {
    name: { en: "Calibration error", es: "Error de calibración" },
    says: {
      en: "How far probabilities are from how often it happened.",
      es: "Qué tan lejos están las probabilidades de lo que pasó de verdad.",
    },
  },
  accuracy: {
    name: { en: "Right answers", es: "Respuestas correctas" },
    says: {
      en: "How often the likelier answer was right.",
      es: "Con qué frecuencia la respuesta más probable fue la correcta.",
    },
  },
  "balanced accuracy at the cutoff": {
    name: { en: "Right answers, yes and no counted alike", es: "Respuestas correctas, con el sí y el no por igual" },
    says: {
      en: "The same of the answers that are given, as if yes and no were as common; 0.5 is guessing.",
      es: "Lo mismo con las respuestas que se dan, como si sí y no fueran igual de comunes; 0.5 es adivinar.",
    },
  },
};
