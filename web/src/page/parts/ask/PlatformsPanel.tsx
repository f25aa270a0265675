import { useAnswer } from "../../api/useAnswer";
import { PlatformCountsDocument } from "../../generated/queries";
import { useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { AskForm } from "../Fields";
import { Panel } from "../Panel";
import { Answered } from "../States";
import { PlatformBars } from "./PlatformBars";
import { PlatformField, platformOf, TypeField, typeOf } from "./fields";

/** How many titles each platform has; of one of them, or of all together, in large. */
export function PlatformsPanel() {
  const { text: t, format } = useLanguage();
  const [parameters, change] = useParameters();
  const chosen = platformOf(parameters["p.platform"]);
  const variables = { type: typeOf(parameters["p.type"]) };
  const answer = useAnswer(PlatformCountsDocument, variables);
  const words = t.ask.platforms;
  return (
    <Panel id="platforms" title={words.title} lead={words.lead} document={PlatformCountsDocument} variables={variables}>
      <AskForm label={words.title} onAsk={change}>
        <PlatformField name="p.platform" parameters={parameters} />
        <TypeField name="p.type" parameters={parameters} />
      </AskForm>
      <Answered answer={answer}>
        {({ platformCounts }) => {
          const counted = platformCounts.filter(({ platform }) => chosen === null || platform.code === chosen);
          const total = counted.reduce((sum, { count }) => sum + count, 0);
          return (
            <>
              <div role="status">
                <p class="big">{t.titles(format.count(total), total)}</p>
                <p class="soft">{chosen ? words.one(t.platforms[chosen]) : words.every}</p>
              </div>
              <PlatformBars caption={words.caption} rows={platformCounts} chosen={chosen} />
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}
