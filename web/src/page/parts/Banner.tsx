import { StandingDocument } from "../generated/queries";
import { useAnswer } from "../api/useAnswer";
import { useText } from "../text/language";
import { Icon } from "./Icon";

/** What a reader must know of the data before believing anything: that they are made up, that scores are chance. */
export function Banner() {
  const t = useText();
  const { data } = useAnswer(StandingDocument, {});
  if (data === undefined) return null;
  const signal = data.modelCard.signal;
  const warning = signal === "HEALTHY" || signal === "NOT_MEASURED" ? null : t.gate[signal];
  if (!data.dataset.synthetic && warning === null) return null;
  return (
    <aside class="banner" aria-label={t.nav.about}>
      {data.dataset.synthetic && <p>{t.banner}</p>}
      {warning !== null && (
        <p>
          <Icon name="warning" /> {warning} <a href="/about">{t.gate.more}</a>
        </p>
      )}
    </aside>
  );
}
