import { FilmDocument } from "../../generated/queries";
import { useLanguage } from "../../text/language";
import { Bars } from "../Bars";
import { Panel } from "../Panel";
import type { Film } from "./FilmFacts";
import { ratio } from "./ratio";

/** What a film cost and took; what is unknown is said to be. */
export function Money({ film }: { film: Film }) {
  const { text, format } = useLanguage();
  const t = text.film.money;
  const written = (value: number) => (value > 0 ? format.money(value) : t.unknown);
  const whole = film.profit !== null;
  const figures = [
    [t.return, whole ? text.film.times(ratio(format, film.returnRatio)) : t.unknown],
    [
      (film.profit ?? 0) < 0 ? t.loss : t.profit,
      film.profit !== null ? format.money(Math.abs(film.profit)) : t.unknown,
    ],
    [t.budget, written(film.budget)],
    [t.revenue, written(film.revenue)],
  ] as const;
  const bars = [
    { label: t.budget, value: film.budget, shown: written(film.budget) },
    { label: t.revenue, value: film.revenue, shown: written(film.revenue) },
  ];
  return (
    <Panel id="money" title={t.title} document={FilmDocument} variables={{ id: film.id }}>
      <dl class="figures">
        {figures.map(([name, shown]) => (
          <div key={name} data-unknown={shown === t.unknown || undefined}>
            <dt>{name}</dt>
            <dd>{shown}</dd>
          </div>
        ))}
      </dl>
      {whole ? (
        <Bars
          alt={`${t.caption}: ${bars.map(({ label, shown }) => `${label} ${shown}`).join(", ")}.`}
          caption={t.caption}
          heads={t.heads}
          bars={bars}
        />
      ) : (
        <p class="soft">{t.partly}</p>
      )}
    </Panel>
  );
}
