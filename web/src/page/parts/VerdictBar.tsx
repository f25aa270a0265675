import type { VerdictQuery } from "../generated/queries";
import type { Format } from "../text/format";
import { useLanguage } from "../text/language";

type Verdict = NonNullable<VerdictQuery["wouldLike"]>;

/** The shares of a verdict in per cent. A "no" at 22 % with a yes from 22 % would puzzle: then a digit more is told. */
export function sharesOf({ probability, cutoff, baseRate }: Verdict, format: Format) {
  const digits = format.share(probability) === format.share(cutoff) ? 1 : 0;
  const shown = (share: number) => format.share(share, digits);
  return { chance: shown(probability), from: shown(cutoff), all: shown(baseRate) };
}

/** How probable it is, on a rule from 0 to 1, with where a yes begins above and how all ratings stand below. */
export function VerdictBar({ verdict }: { verdict: Verdict }) {
  const { text, format } = useLanguage();
  const t = text.title.verdict;
  const { probability, cutoff, baseRate } = verdict;
  const { chance, from, all } = sharesOf(verdict, format);
  return (
    <div class="rule" role="img" aria-label={t.bar(chance, from, all)}>
      <span class="rule-mark rule-above" style={{ "--at": cutoff }}>
        {t.cutoff(from)}
      </span>
      <svg class="rule-track" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        <rect class="rule-fill" width={1000 * probability} height="100" />
        <line class="rule-cutoff" x1={1000 * cutoff} x2={1000 * cutoff} y1="-40" y2="100" />
        <line class="rule-base" x1={1000 * baseRate} x2={1000 * baseRate} y1="0" y2="140" />
      </svg>
      <span class="rule-mark rule-below" style={{ "--at": baseRate }}>
        {t.base(all)}
      </span>
    </div>
  );
}
