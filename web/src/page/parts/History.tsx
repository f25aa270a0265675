import { type Answer, useAnswer } from "../api/useAnswer";
import { HistoryDocument, type HistoryQuery } from "../generated/queries";
import { titlePath } from "../state/address";
import { useLanguage } from "../text/language";
import { More } from "./More";
import { Panel } from "./Panel";
import { PlatformBadge } from "./PlatformBadge";
import { Answered, Empty } from "./States";

type Rated = NonNullable<HistoryQuery["user"]>["history"];

/** What a user rated, newest first; where the service does not show that, why not. */
export function History({ user }: { user: number }) {
  const { text, format } = useLanguage();
  const t = text.title.user;
  const answer = useAnswer(HistoryDocument, { user, after: null });
  const list = answer.data?.user?.history;
  const hidden = answer.trouble?.kind === "hidden";
  const next = (after: string, when: boolean) => useMore(user, after, when);
  return (
    <Panel
      id="history"
      title={t.history}
      lead={list && t.historyLead(format.count(list.totalCount), list.totalCount)}
      document={HistoryDocument}
      variables={{ user }}
    >
      {hidden ? (
        <Empty title={t.historyHidden}>
          <p>{t.historyHiddenAdvice}</p>
        </Empty>
      ) : (
        <Answered answer={answer}>
          {(data) =>
            data.user && (
              <ol class="history">
                {data.user.history.nodes.map((rated, place) => (
                  <li key={place}>
                    <Entry rated={rated} />
                  </li>
                ))}
                <More page={data.user.history} useNext={next}>
                  {(rated) => <Entry rated={rated} />}
                </More>
              </ol>
            )
          }
        </Answered>
      )}
    </Panel>
  );
}

function useMore(user: number, after: string, when: boolean): Answer<Rated | undefined> {
  const answer = useAnswer(HistoryDocument, { user, after }, when);
  return { ...answer, data: answer.data?.user?.history };
}

function Entry({ rated: { title, score, ratedAt } }: { rated: Rated["nodes"][number] }) {
  const { text, format } = useLanguage();
  return (
    <div class="history-row">
      <span class="history-score">
        <span class="star" aria-hidden="true">
          ★
        </span>{" "}
        <strong aria-hidden="true">{format.score(score)}</strong>
        <span class="sr">{text.title.user.gaveScore(format.score(score))}</span>
      </span>
      <a href={titlePath(title.id)} lang="">
        {title.displayTitle}
      </a>
      <span class="history-facts">
        <span>{title.releaseYear}</span> <PlatformBadge platform={title.platform} />
      </span>
      <time class="soft" dateTime={ratedAt}>
        {format.day(ratedAt)}
      </time>
    </div>
  );
}
