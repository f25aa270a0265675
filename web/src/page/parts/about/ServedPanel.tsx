import { useAnswer } from "../../api/useAnswer";
import { DatasetServedDocument, ModelCardDocument } from "../../generated/queries";
import { useLanguage } from "../../text/language";
import { Panel } from "../Panel";
import { Answered } from "../States";
import { Sources } from "./Sources";
import { Tables } from "./Tables";
import { useModelVersion } from "./useModelVersion";

/** What is being served: versions, tables with what was kept out of them, raw files. */
export function ServedPanel() {
  const { text: t, format } = useLanguage();
  const answer = useAnswer(DatasetServedDocument, {});
  const fitted = useAnswer(ModelCardDocument, {}).data?.modelCard.fittedAt;
  const model = useModelVersion();
  const words = t.about.served;
  return (
    <Panel id="served" title={words.title} lead={words.lead} document={DatasetServedDocument} variables={{}}>
      <Answered answer={answer}>
        {({ dataset }) => (
          <>
            <p>{dataset.synthetic ? <strong>{words.synthetic}</strong> : words.real}</p>
            <dl class="figures">
              <div>
                <dt>{words.version}</dt>
                <dd>{dataset.version}</dd>
              </div>
              <div>
                <dt>{words.built}</dt>
                <dd class="figures-words">{format.moment(dataset.builtAt)}</dd>
              </div>
              {model !== undefined && (
                <div>
                  <dt>{words.model}</dt>
                  <dd>{model ?? words.noModel}</dd>
                </div>
              )}
              {fitted && (
                <div>
                  <dt>{words.fitted}</dt>
                  <dd class="figures-words">{format.moment(fitted)}</dd>
                </div>
              )}
            </dl>
            <Tables tables={dataset.tables} />
            <Sources sources={dataset.sources} />
          </>
        )}
      </Answered>
    </Panel>
  );
}
