import { useAnswer } from "../api/useAnswer";
import { ModelCardDocument } from "../generated/queries";
import { ModelPanel } from "../parts/about/ModelPanel";
import { ServedPanel } from "../parts/about/ServedPanel";
import { SignalPanel } from "../parts/about/SignalPanel";
import { hasGraphiql } from "../parts/GraphiqlLink";
import { Answered, Empty } from "../parts/States";
import { useTitle } from "../state/address";
import { useText } from "../text/language";

/** What is served, what the ratings tell, how good the models are, and what none of it knows. */
export function About() {
  const t = useText();
  const answer = useAnswer(ModelCardDocument, {});
  useTitle(t.nav.about);
  const words = t.about;
  return (
    <div class="page-wide about-view">
      <div class="opening">
        <h1>{words.heading}</h1>
        <p class="opening-lead">{words.lead}</p>
        <nav class="chips" aria-label={words.jump}>
          {(["signal", "models", "served", "limits"] as const).map((part) => (
            <a key={part} class="chip" href={`#${part}`}>
              {words[part].short}
            </a>
          ))}
        </nav>
      </div>
      <Answered answer={answer}>
        {({ modelCard }) => (
          <>
            <SignalPanel card={modelCard} />
            <section id="models" class="models" aria-label={words.models.short}>
              {modelCard.models.length === 0 ? (
                <Empty title={words.models.none}>
                  <p>{words.models.noneAdvice}</p>
                </Empty>
              ) : (
                modelCard.models.map((model) => <ModelPanel key={model.task} model={model} />)
              )}
            </section>
          </>
        )}
      </Answered>
      <ServedPanel />
      <section id="limits" class="limits" aria-labelledby="limits-title">
        <h2 id="limits-title">{words.limits.title}</h2>
        <ul class="points">
          {words.limits.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <p class="links">
          <a href="/eda">{words.links.report}</a>
          <a href="/schema.graphql">{words.links.schema}</a>
          {hasGraphiql && <a href="/graphiql">{words.links.graphiql}</a>}
        </p>
      </section>
    </div>
  );
}
