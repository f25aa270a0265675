// Spanish or English: as the address says (?lang=es), as was chosen before, as the browser prefers.
import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import { keep, kept } from "../state/keep";
import { type Text, en } from "./en";
import { es } from "./es";
import { type Format, formatOf } from "./format";

export type Language = "en" | "es";
const KEPT = "cartelera:language";
const TEXTS: Record<Language, Text> = { en, es };

interface Chosen {
  language: Language;
  text: Text;
  format: Format;
  choose: (language: Language) => void;
}

function isLanguage(text: string | null): text is Language {
  return text === "en" || text === "es";
}

function preferred(): Language {
  const asked = [new URLSearchParams(window.location.search).get("lang"), kept("localStorage", KEPT)];
  const found = asked.find(isLanguage);
  if (found) return found;
  return navigator.languages.map((each) => each.slice(0, 2)).find(isLanguage) ?? "en";
}

const Context = createContext<Chosen | null>(null);

export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState(preferred);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const chosen = useMemo(
    () => ({
      language,
      text: TEXTS[language],
      format: formatOf(language),
      choose: (next: Language) => {
        keep("localStorage", KEPT, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Context.Provider value={chosen}>{children}</Context.Provider>;
}

export function useLanguage(): Chosen {
  const chosen = useContext(Context);
  if (chosen === null) throw new Error("there is no LanguageProvider above");
  return chosen;
}

/** The words of the page, in the reader's language. */
export const useText = () => useLanguage().text;
