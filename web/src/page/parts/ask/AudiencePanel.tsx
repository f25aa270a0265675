import { useAnswer } from "../../api/useAnswer";
import { RatingCountDocument } from "../../generated/queries";
import { useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { Bars } from "../Bars";
import { AskForm, SelectField } from "../Fields";
import { Panel } from "../Panel";
import { Answered } from "../States";
import { common } from "./commonest";

/** How many titles have an audience rating, beside the commonest. */
export function AudiencePanel() {
  const { text: t, format } = useLanguage();
  const [parameters, change] = useParameters();
  const rating = parameters["r.rating"] || "tv-ma";
  const variables = { rating };
  const answer = useAnswer(RatingCountDocument, variables);
  const words = t.ask.audience;
  const known = answer.data?.titles.facets.ratings.map(({ value }) => value) ?? [];
  const options = [...new Set([...known, rating])].map((value) => ({ value, name: value }));
  return (
    <Panel id="audience" title={words.title} lead={words.lead} document={RatingCountDocument} variables={variables}>
      <AskForm label={words.title} onAsk={change}>
        <SelectField name="r.rating" label={words.rating} value={rating} options={options} />
      </AskForm>
      <Answered answer={answer}>
        {({ ratingCount, titles }) => {
          const bars = common(titles.facets.ratings, rating, ratingCount, format.count);
          return (
            <>
              <div role="status">
                <p class="big">{t.titles(format.count(ratingCount), ratingCount)}</p>
              </div>
              <Bars
                alt={`${words.caption}: ${bars.map(({ label, shown }) => `${label} ${shown}`).join(", ")}.`}
                caption={words.caption}
                heads={[words.rating, t.ask.titlesHead]}
                bars={bars}
              />
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}
