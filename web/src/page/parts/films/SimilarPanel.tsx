import { useAnswer } from "../../api/useAnswer";
import { SimilarFilmsDocument } from "../../generated/queries";
import { cut, useParameters } from "../../state/address";
import { useText } from "../../text/language";
import { AskForm, SelectField } from "../Fields";
import { Panel } from "../Panel";
import { Answered, Empty } from "../States";
import { FilmField } from "./FilmField";
import { FilmSuggestions } from "./FilmSuggestions";
import { Unknown } from "./Unknown";

const LEAST = ["5", "6", "7", "8"];

/** Films like a film, by its title; those alone with a mean vote high enough, where one is asked for. */
export function SimilarPanel({ example }: { example: string }) {
  const t = useText();
  const [parameters, change] = useParameters();
  const title = cut(parameters["s.title"] || example, 100);
  const least = LEAST.find((each) => each === parameters["s.vote"]) ?? "";
  const ask = (next: string) => change({ "s.title": next });
  const variables = { title, minVoteAverage: least === "" ? null : Number(least) };
  const answer = useAnswer(SimilarFilmsDocument, variables);
  const words = t.film.similar;
  return (
    <Panel id="similar" title={words.title} lead={words.lead} document={SimilarFilmsDocument} variables={variables}>
      <AskForm label={words.title} onAsk={change} send={t.ask.send}>
        <FilmField name="s.title" value={title} onPick={ask} />
        <SelectField
          name="s.vote"
          label={words.least}
          all={t.any}
          value={least}
          options={LEAST.map((each) => ({ value: each, name: each }))}
        />
      </AskForm>
      <Answered answer={answer}>
        {({ filmRecommendations: found }) => {
          if (found === null) return <Unknown name={title} meant={answer.meant} ask={ask} />;
          if (found.length > 0) return <FilmSuggestions list={found} />;
          return (
            <Empty title={words.none}>
              <p>{words.noneAdvice}</p>
            </Empty>
          );
        }}
      </Answered>
    </Panel>
  );
}
