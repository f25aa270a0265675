import { ModelCardDocument, type ModelCardQuery } from "../../generated/queries";
import { useLanguage } from "../../text/language";
import { wayIn } from "../../text/figures";
import { Icon } from "../Icon";
import { Panel } from "../Panel";

type Card = ModelCardQuery["modelCard"];

/** What the gate found: what that means for scores, verdicts and suggestions, and the tests behind. */
export function SignalPanel({ card }: { card: Card }) {
  const { text: t } = useLanguage();
  const words = t.about.signal;
  return (
    <Panel id="signal" title={words.title} lead={words.lead} document={ModelCardDocument} variables={{}}>
      <p class="big signal" data-good={card.signal === "HEALTHY"}>
        <Icon name={card.signal === "HEALTHY" ? "yes" : "warning"} /> {words.titles[card.signal]}
      </p>
      <ul class="points">
        {words.means[card.signal].map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {card.tests.length > 0 && <Tests tests={card.tests} />}
    </Panel>
  );
}

function Tests({ tests }: { tests: Card["tests"] }) {
  const { text: t } = useLanguage();
  const words = t.about.signal;
  const name = useName();
  const resultOf = ({ passed, value }: Card["tests"][number]) => {
    if (passed !== null) return passed ? words.passed : words.failed;
    return value === null ? words.notMade : words.undecided;
  };
  return (
    <>
      <h3>{words.tests}</h3>
      <div class="table-scroll" role="group" aria-label={words.tests} tabIndex={0}>
        <table class="tests">
          <thead>
            <tr>
              <th scope="col">{words.test}</th>
              <th scope="col">{words.result}</th>
              <th scope="col">{words.finding}</th>
            </tr>
          </thead>
          <tbody>
            {tests.map((test) => (
              <tr key={test.name}>
                <th scope="row">{name(test.name)}</th>
                <td class="tests-result" data-passed={test.passed ?? undefined}>
                  {test.passed !== null && <Icon name={test.passed ? "yes" : "no"} />} {resultOf(test)}
                </td>
                <td lang="en">{test.finding}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** How a test is called in the reader's words. */
function useName(): (name: string) => string {
  const { text: t, language } = useLanguage();
  const words = t.about.signal;
  return (name) => {
    const [better, simpler] = name.split(" instead of ");
    if (better !== undefined && simpler !== undefined)
      return words.step(wayIn(language, better), wayIn(language, simpler));
    if (name.startsWith("no leak: ")) return words.leak(wayIn(language, name.slice("no leak: ".length)));
    return words.names[name] ?? name;
  };
}
