import { personPath } from "../../state/address";
import { useLanguage } from "../../text/language";
import { ratio } from "./ratio";

interface Props {
  earned: { filmCount: number; totalReturn: number; meanReturn: number };
  name: string;
}

/** What somebody's films took for each dollar spent, in all and on average. */
export function Earned({ earned, name }: Props) {
  const { text: t, format } = useLanguage();
  const films = t.film.films(format.count(earned.filmCount), earned.filmCount);
  return (
    <div role="status">
      <p class="big">{t.film.total(t.film.times(ratio(format, earned.totalReturn)))}</p>
      <p class="under-big">
        <a href={personPath(name)} lang="">
          {name}
        </a>
        <span>{t.film.each(t.film.times(ratio(format, earned.meanReturn)), films)}</span>
      </p>
    </div>
  );
}
