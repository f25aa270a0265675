import { useAnswer } from "../../api/useAnswer";
import { FilmsByMonthDocument, FilmsByWeekdayDocument } from "../../generated/queries";
import { useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { Bars } from "../Bars";
import { AskForm, SelectField } from "../Fields";
import { Panel } from "../Panel";
import { Answered } from "../States";

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** Films by month of release. */
export function MonthPanel() {
  return <Calendar id="monthly" document={FilmsByMonthDocument} places={MONTHS} first="january" />;
}

/** Films by day of the week. */
export function WeekdayPanel() {
  return <Calendar id="weekly" document={FilmsByWeekdayDocument} places={WEEKDAYS} first="friday" />;
}

interface Props<Place extends string> {
  id: "monthly" | "weekly";
  document: Parameters<typeof useAnswer<Record<Place, number>, Record<string, never>>>[0];
  /** The months or days, as the query calls them. */
  places: readonly Place[];
  /** The one to begin with. */
  first: Place;
}

function Calendar<Place extends string>({ id, document, places, first }: Props<Place>) {
  const { text: t, language, format } = useLanguage();
  const [parameters, change] = useParameters();
  const answer = useAnswer(document, {});
  const words = t.film[id];
  const field = `${id}.of`;
  const chosen = places.find((place) => place === parameters[field]) ?? first;
  // The first of January 2024 was a Monday, so that the numbers of months and of days both count from there.
  const writer = new Intl.DateTimeFormat(language, {
    [id === "monthly" ? "month" : "weekday"]: "long",
    timeZone: "UTC",
  });
  const name = (place: Place) => {
    const at = places.indexOf(place);
    return writer.format(id === "monthly" ? Date.UTC(2024, at, 1) : Date.UTC(2024, 0, 1 + at));
  };
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  return (
    <Panel id={id} title={words.title} lead={words.lead} document={document} variables={{}}>
      <AskForm label={words.title} onAsk={change}>
        <SelectField
          name={field}
          label={words.field}
          value={chosen}
          options={places.map((place) => ({ value: place, name: capital(name(place)) }))}
        />
      </AskForm>
      <Answered answer={answer}>
        {(data) => {
          const most = places.reduce((best, place) => (data[place] > data[best] ? place : best), first);
          const bars = places.map((place) => ({
            label: capital(name(place)),
            value: data[place],
            shown: format.count(data[place]),
            chosen: place === chosen,
          }));
          const mostSaid = words.most(name(most), format.count(data[most]));
          return (
            <>
              <div role="status">
                <p class="big">{t.film.films(format.count(data[chosen]), data[chosen])}</p>
                <p class="soft">
                  {words.in(name(chosen))}. {most !== chosen && mostSaid}
                </p>
              </div>
              <Bars
                alt={`${words.caption}. ${mostSaid}`}
                caption={words.caption}
                heads={[words.field, t.film.heads.films]}
                bars={bars}
              />
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}
