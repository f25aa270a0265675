import { useAnswer } from "../api/useAnswer";
import { SimilarDocument } from "../generated/queries";
import { useText } from "../text/language";
import { Panel } from "./Panel";
import { Answered, Empty } from "./States";
import { Suggestions } from "./Suggestions";

/** The titles most like one, with why. */
export function Similar({ id }: { id: string }) {
  const t = useText().title.similar;
  const variables = { id };
  const answer = useAnswer(SimilarDocument, variables);
  return (
    <Panel id="similar" title={t.title} lead={t.lead} document={SimilarDocument} variables={variables}>
      <Answered answer={answer}>
        {({ recommendations }) =>
          recommendations && recommendations.length > 0 ? (
            <Suggestions list={recommendations} />
          ) : (
            <Empty title={t.none}>
              <p>{t.noneAdvice}</p>
              <p>
                <a href="/">{t.browse}</a>
              </p>
            </Empty>
          )
        }
      </Answered>
    </Panel>
  );
}
