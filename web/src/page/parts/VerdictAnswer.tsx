import type { VerdictQuery } from "../generated/queries";
import { userPath } from "../state/address";
import { useLanguage } from "../text/language";
import { Icon } from "./Icon";
import { Reasons } from "./Reasons";
import { sharesOf, VerdictBar } from "./VerdictBar";

/** From so many parts of 1 on a likelihood is told apart from the usual. */
const APART = 0.05;

interface Props {
  verdict: NonNullable<VerdictQuery["wouldLike"]>;
  /** Who was asked about. */
  user: number;
  /** The score from which a rating counts as liking, as it was asked. */
  threshold: number;
  /** Whether the service shows no users: then nothing is said of whether there is this one. */
  hidden: boolean;
}

/** The answer in large, how sure it is, and what it rests on. */
export function VerdictAnswer({ verdict, user, threshold, hidden }: Props) {
  const { text, format } = useLanguage();
  const t = text.title.verdict;
  const { recommended, probability, lift, basis, reasons, actualScore } = verdict;
  const { chance, from } = sharesOf(verdict, format);
  const half = probability >= 0.5;
  const said = recommended ? (half ? t.yes : t.ratherYes) : half ? t.ratherNo : t.no;
  const usual = Math.abs(lift - 1) < APART;
  return (
    <div class="verdict" data-answer={recommended ? "yes" : "no"}>
      <div class="verdict-said">
        <div role="status">
          <p class="big verdict-big">
            <Icon name={recommended ? "yes" : "no"} /> {said}
          </p>
          <p>
            {t.sentence(String(user), format.figure(threshold), chance)} {recommended && !half && t.less(from)}
            {!recommended && half && t.more(from)}
          </p>
          {verdict.user === null && !hidden && <p class="verdict-unknown">{t.unknown(String(user))}</p>}
        </div>
        <VerdictBar verdict={verdict} />
        {actualScore !== null && (
          <p class="verdict-actual">
            <span class="star" aria-hidden="true">
              ★
            </span>{" "}
            {t.actual(format.figure(actualScore))}
          </p>
        )}
      </div>
      <div class="verdict-why">
        <h3>{t.why}</h3>
        <Reasons phrases={reasons} />
        <p class="soft">
          {t.basis[basis]} {usual ? t.liftSame : t.lift(format.figure(lift, 1))}
        </p>
        {verdict.user !== null && (
          <p>
            <a href={userPath(verdict.user.userId)}>{t.userPage(String(verdict.user.userId))}</a>
          </p>
        )}
      </div>
    </div>
  );
}
