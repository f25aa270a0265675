import { useState } from "preact/hooks";
import { useAnswer } from "../api/useAnswer";
import { MenusDocument, type MenusQuery } from "../generated/queries";
import type { Parameters } from "../state/address";
import { type Choice, filtersOn, filterWithout, type Menu, NO_FILTERS, written } from "../state/choice";
import { useLanguage } from "../text/language";
import { countryIn } from "../text/places";

interface Props {
  choice: Choice;
  change: (changes: Parameters) => void;
}

interface Counted extends Props {
  /** What there is of each value; undefined until it was answered. */
  menus: MenusQuery | undefined;
}

interface Value {
  value: string;
  name: string;
  count: number;
}

/** What the results can be narrowed to, with how many there are of each. Folded away where there is no room. */
export function Filters({ choice, change }: Props) {
  const { text: t, language } = useLanguage();
  const { data } = useAnswer(MenusDocument, {
    platform: filterWithout(choice, "platform"),
    type: filterWithout(choice, "type"),
    genre: filterWithout(choice, "genre"),
    rating: filterWithout(choice, "rating"),
    country: filterWithout(choice, "country"),
    year: filterWithout(choice, "year"),
  });
  const [unfolded, unfold] = useState(false);
  const on = filtersOn(choice);
  const toggle = (menu: Menu, value: string) => {
    const chosen = choice.menus[menu];
    const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
    change({ [menu]: written(next) });
  };
  const same = (values: { value: string; count: number }[] = []) =>
    values.map((each) => ({ ...each, name: each.value }));
  const menus: { menu: Menu; title: string; values: Value[] }[] = [
    {
      menu: "platform",
      title: t.search.platform,
      values: (data?.platform.facets.platforms ?? []).map(({ platform: { code }, count }) => ({
        value: code,
        name: t.platforms[code],
        count,
      })),
    },
    { menu: "genre", title: t.search.genre, values: same(data?.genre.facets.genres) },
    { menu: "rating", title: t.search.rating, values: same(data?.rating.facets.ratings) },
    {
      menu: "country",
      title: t.search.country,
      values: same(data?.country.facets.countries).map((each) => ({
        ...each,
        name: countryIn(language, each.value).name,
      })),
    },
  ];
  return (
    <section class="filters" aria-label={t.search.filters}>
      <button type="button" class="filters-fold button" aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>
        {on > 0 ? t.search.filtersOn(on) : t.search.filters}
      </button>
      <div class={unfolded ? "filters-body filters-unfolded" : "filters-body"}>
        {on > 0 && (
          <button type="button" class="link-button" onClick={() => change(NO_FILTERS)}>
            {t.search.clearAll}
          </button>
        )}
        <Types choice={choice} menus={data} change={change} />
        {menus.map(({ menu, title, values }) => (
          <fieldset key={menu} data-menu={menu} hidden={values.length === 0 && choice.menus[menu].length === 0}>
            <legend>{title}</legend>
            <ul>
              {withChosen(values, choice.menus[menu]).map((each) => (
                <li key={each.value}>
                  <label data-platform={menu === "platform" ? each.value : undefined}>
                    <input
                      type="checkbox"
                      checked={choice.menus[menu].includes(each.value)}
                      onChange={() => toggle(menu, each.value)}
                    />
                    <span>{each.name}</span>
                    <Count value={each.count} />
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
        ))}
        <Years choice={choice} menus={data} change={change} />
      </div>
    </section>
  );
}

/** A value that is chosen can always be given up, also where no result has it any more. */
function withChosen(values: Value[], chosen: string[]): Value[] {
  const gone = chosen.filter((value) => !values.some((each) => each.value === value));
  return [...values, ...gone.map((value) => ({ value, name: value, count: 0 }))];
}

function Count({ value }: { value: number }) {
  const { format } = useLanguage();
  return <span class="count">{format.count(value)}</span>;
}

function Types({ choice, menus, change }: Counted) {
  const { text: t } = useLanguage();
  const counts = Object.fromEntries((menus?.type.facets.types ?? []).map(({ value, count }) => [value, count]));
  return (
    <fieldset data-menu="type">
      <legend>{t.search.type}</legend>
      <ul>
        {(["", "MOVIE", "TV_SHOW"] as const).map((type) => (
          <li key={type}>
            <label>
              <input type="radio" name="type" checked={choice.type === type} onChange={() => change({ type })} />
              <span>{type === "" ? t.all : t.typesMany[type]}</span>
              {type !== "" && <Count value={counts[type] ?? 0} />}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Years({ choice, menus, change }: Counted) {
  const { text: t, format } = useLanguage();
  const years = menus?.year.facets.releaseYears ?? [];
  const first = years[0];
  const last = years[years.length - 1];
  const most = years.reduce((best, each) => (each.count > best.count ? each : best), years[0] ?? { year: 0, count: 0 });
  const span = first && last ? last.year - first.year + 1 : 0;
  const set = (name: "from" | "to") => (event: Event) => {
    const value = (event.currentTarget as HTMLInputElement).value;
    if (value === "" || /^\d{4}$/.test(value)) change({ [name]: value });
  };
  return (
    <fieldset data-menu="year">
      <legend>{t.search.year}</legend>
      {first && last && span > 1 && (
        <svg
          class="years"
          role="img"
          viewBox={`0 0 ${span} 30`}
          preserveAspectRatio="none"
          aria-label={t.search.yearsChart(first.year, last.year, most.year, format.count(most.count))}
        >
          {years.map(({ year, count }) => (
            <rect
              key={year}
              x={year - first.year}
              y={30 - (30 * count) / most.count}
              width="0.85"
              height={(30 * count) / most.count}
            />
          ))}
        </svg>
      )}
      <div class="years-fields">
        {(["from", "to"] as const).map((name) => (
          <label key={name}>
            {t.search[name]}
            <input
              type="number"
              inputmode="numeric"
              min="1000"
              max="9999"
              placeholder={String((name === "from" ? first : last)?.year ?? "")}
              value={choice[name] ?? ""}
              onChange={set(name)}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
