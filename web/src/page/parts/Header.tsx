import { useLocation } from "preact-iso";
import { type Language, useLanguage } from "../text/language";
import { useParameters } from "../state/address";
import { useTheme } from "../state/theme";
import { Icon } from "./Icon";

const LANGUAGES: Language[] = ["es", "en"];

/** The marquee: where one is, where one can go, in which language and light. */
export function Header() {
  const { language, text: t, choose } = useLanguage();
  const [theme, changeTheme] = useTheme();
  const { path } = useLocation();
  const [parameters, change] = useParameters();
  const speak = (next: Language) => {
    choose(next);
    if (parameters.lang) change({ lang: "" }, true); // else the address would have its way again
  };
  const links = [
    { href: "/", name: t.nav.search },
    { href: "/ask", name: t.nav.ask },
    { href: "/films", name: t.nav.films },
    { href: "/about", name: t.nav.about },
    { href: "/eda", name: t.nav.report },
  ];
  return (
    <header class="marquee">
      <div class="marquee-row">
        <a class="wordmark" href="/">
          Cartelera
        </a>
        <nav aria-label={t.nav.label}>
          <ul>
            {links.map(({ href, name }) => (
              <li key={href}>
                <a href={href} aria-current={path === href ? "page" : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="marquee-tools">
          <div class="languages" role="group" aria-label={t.language.label}>
            {LANGUAGES.map((each) => (
              <button
                key={each}
                type="button"
                lang={each}
                aria-pressed={language === each}
                aria-label={`${each.toUpperCase()}, ${t.language[each]}`}
                onClick={() => speak(each)}
              >
                {each.toUpperCase()}
              </button>
            ))}
          </div>
          <button
            type="button"
            class="icon-button"
            aria-label={theme === "dark" ? t.theme.light : t.theme.dark}
            onClick={changeTheme}
          >
            <Icon name={theme === "dark" ? "sun" : "moon"} />
          </button>
        </div>
      </div>
    </header>
  );
}
