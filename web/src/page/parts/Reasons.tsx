import { useLanguage } from "../text/language";
import { reasonIn } from "../text/reasons";

/** Why something is suggested, the weightiest first. */
export function Reasons({ phrases }: { phrases: string[] }) {
  const { language, format } = useLanguage();
  return (
    <ul class="reasons">
      {phrases.map((phrase) => (
        <li key={phrase}>
          {reasonIn(language, format, phrase).map(({ text, lang, capitals }, place) =>
            lang === undefined ? (
              text
            ) : (
              <span key={place} lang={lang} class={capitals ? "capitals" : undefined}>
                {text}
              </span>
            ),
          )}
        </li>
      ))}
    </ul>
  );
}
