import { useAnswer } from "../../api/useAnswer";
import { CountryCountDocument } from "../../generated/queries";
import { cut, useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { countryIn } from "../../text/places";
import { Bars } from "../Bars";
import { AskForm, TextField } from "../Fields";
import { Panel } from "../Panel";
import { Answered } from "../States";
import { common } from "./commonest";
import { filterOf, TypeField, typeOf, YearField, yearOf } from "./fields";

/** How many titles come from a country, beside those that most come from. */
export function CountryPanel() {
  const { text: t, language, format } = useLanguage();
  const [parameters, change] = useParameters();
  const country = cut(parameters["c.country"] || "Argentina", 100);
  const year = yearOf(parameters["c.year"]);
  const type = typeOf(parameters["c.type"]);
  const variables = { country, year, type, filter: filterOf(year, null, type) };
  const answer = useAnswer(CountryCountDocument, variables);
  const words = t.ask.country;
  const known = answer.data?.titles.facets.countries.map(({ value }) => value) ?? [];
  return (
    <Panel id="country" title={words.title} lead={words.lead} document={CountryCountDocument} variables={variables}>
      <AskForm label={words.title} onAsk={change} send={t.ask.send}>
        <TextField name="c.country" label={words.country} value={country} offered={known} />
        <TypeField name="c.type" parameters={parameters} />
        <YearField name="c.year" parameters={parameters} />
      </AskForm>
      <Answered answer={answer}>
        {({ countryCount, titles }) => {
          const bars = common(titles.facets.countries, country, countryCount, format.count).map((bar) => ({
            ...bar,
            label: countryIn(language, bar.label.toLowerCase()).name,
          }));
          return (
            <>
              <div role="status">
                <p class="big">{t.titles(format.count(countryCount), countryCount)}</p>
                <p class="soft">
                  {countryCount === 0
                    ? words.none(country)
                    : words.from(countryIn(language, country.toLowerCase()).name)}
                </p>
              </div>
              <Bars
                alt={`${words.caption}: ${bars.map(({ label, shown }) => `${label} ${shown}`).join(", ")}.`}
                caption={words.caption}
                heads={[words.country, t.ask.titlesHead]}
                bars={bars}
              />
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}
