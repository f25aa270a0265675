import { StandingDocument } from "../generated/queries";
import { useAnswer } from "../api/useAnswer";
import { useLanguage } from "../text/language";
import { hasGraphiql } from "./GraphiqlLink";

export function Footer() {
  const { text: t, format } = useLanguage();
  const { data } = useAnswer(StandingDocument, {});
  return (
    <footer class="foot">
      <p>{t.tagline}.</p>
      <p class="foot-links">
        <a href="/schema.graphql">{t.footer.api}</a>
        {hasGraphiql && <a href="/graphiql">{t.footer.graphiql}</a>}
        {data && <a href="/about">{t.footer.release(data.dataset.version, format.day(data.dataset.builtAt))}</a>}
      </p>
    </footer>
  );
}
