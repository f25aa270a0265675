import { useAnswer } from "../api/useAnswer";
import { SampleUsersDocument, VerdictDocument } from "../generated/queries";
import { useParameters } from "../state/address";
import { userNumber } from "../state/number";
import { useLanguage } from "../text/language";
import { Panel } from "./Panel";
import { SampleUsers } from "./SampleUsers";
import { Answered, Empty } from "./States";
import { UserForm } from "./UserForm";
import { VerdictAnswer } from "./VerdictAnswer";

const THRESHOLDS = [2.5, 3, 3.5, 4, 4.5];
const USUAL = 3;

/** Whether a user would like a title. The address says who and from which score; else it is the busiest user. */
export function Verdict({ id }: { id: string }) {
  const { text, format } = useLanguage();
  const t = text.title.verdict;
  const [parameters, change] = useParameters();
  const samples = useAnswer(SampleUsersDocument, {});
  const users = samples.data?.users ?? [];
  const user = userNumber(parameters.user) ?? users[0]?.userId ?? null;
  const threshold = THRESHOLDS.find((each) => String(each) === parameters.threshold) ?? USUAL;
  const shown = user === null ? "" : String(user);
  const variables = { user: user ?? 0, title: id, threshold };
  const answer = useAnswer(VerdictDocument, variables, user !== null);
  const hidden = samples.data !== undefined && users.length === 0;
  const trouble = samples.trouble ?? answer.trouble;
  return (
    <Panel id="verdict" title={t.title} lead={t.lead} document={VerdictDocument} variables={variables}>
      <UserForm value={shown} submit={t.ask} onUser={(number) => change({ user: String(number) })}>
        <label class="field">
          {t.threshold}
          <select
            value={String(threshold)}
            onChange={(event) => change({ threshold: event.currentTarget.value, user: shown })}
          >
            {THRESHOLDS.map((score) => (
              <option key={score} value={String(score)}>
                {t.thresholdOption(format.figure(score))}
              </option>
            ))}
          </select>
        </label>
      </UserForm>
      {users.length > 0 && (
        <SampleUsers users={users} label={t.samples}>
          {(each) => (
            <button
              type="button"
              class="chip"
              aria-pressed={each.userId === user}
              aria-label={text.title.user.sample(String(each.userId), text.votes(format.count(each.votes), each.votes))}
              onClick={() => change({ user: String(each.userId) })}
            >
              {each.userId}
            </button>
          )}
        </SampleUsers>
      )}
      {hidden && <p class="soft">{t.hidden}</p>}
      {hidden && user === null && <Empty title={t.hiddenFirst} />}
      <Answered
        answer={{
          ...answer,
          trouble,
          loading: answer.loading || samples.loading,
          again: samples.trouble ? samples.again : answer.again,
        }}
      >
        {({ wouldLike }) =>
          wouldLike &&
          answer.of && (
            <VerdictAnswer
              verdict={wouldLike}
              user={answer.of.user}
              threshold={answer.of.threshold ?? USUAL}
              hidden={hidden}
            />
          )
        }
      </Answered>
    </Panel>
  );
}
