import { useLanguage } from "../text/language";

interface Props {
  score: number | null;
  votes: number;
}

/** A mean score out of 5 with how many ratings it is of. */
export function Score({ score, votes }: Props) {
  const { text: t, format } = useLanguage();
  if (score === null) return <span class="score score-none">{t.unrated}</span>;
  return (
    <span class="score">
      <span aria-hidden="true" class="star">
        ★
      </span>{" "}
      <span class="sr">{t.score(format.score(score))}, </span>
      <strong aria-hidden="true">{format.score(score)}</strong>{" "}
      <span class="score-votes">{t.votes(format.count(votes), votes)}</span>
    </span>
  );
}
