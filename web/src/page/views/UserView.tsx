import { useLocation } from "preact-iso";
import { useAnswer } from "../api/useAnswer";
import { SampleUsersDocument, UserDocument } from "../generated/queries";
import { History } from "../parts/History";
import { Panel } from "../parts/Panel";
import { SampleUsers } from "../parts/SampleUsers";
import { Answered, Empty } from "../parts/States";
import { Suggestions } from "../parts/Suggestions";
import { UserForm } from "../parts/UserForm";
import { userPath, useTitle } from "../state/address";
import { userNumber } from "../state/number";
import { useLanguage } from "../text/language";
import { NotFound } from "./NotFound";

/** Somebody who rated titles: what to watch next, and what they rated. */
export function UserView({ id = "" }: { id?: string }) {
  const user = userNumber(id);
  return user === null ? <NotFound /> : <One key={user} user={user} />;
}

function One({ user }: { user: number }) {
  const { text, format } = useLanguage();
  const t = text.title.user;
  const variables = { user };
  const answer = useAnswer(UserDocument, variables);
  const samples = useAnswer(SampleUsersDocument, {});
  const users = samples.data?.users ?? [];
  const hidden = samples.data !== undefined && users.length === 0;
  const found = answer.data?.user;
  useTitle(t.heading(String(user)));
  return (
    <div class="page-wide user-view">
      <div class="user-top">
        <div class="ticket">
          <h1>
            <span class="ticket-word">{t.ticket}</span>{" "}
            <span class="ticket-number" style={{ "--letters": String(user).length }}>
              {user}
            </span>
          </h1>
          {found && (
            <p class="ticket-facts">
              <span>{t.gave(format.count(found.votes), found.votes)}</span>
              <span>{t.mean(format.score(found.mean))}</span>
            </p>
          )}
        </div>
        {!hidden && (
          <section class="user-other" aria-labelledby="other-title">
            <h2 id="other-title">{t.other}</h2>
            <Others user={user} />
          </section>
        )}
      </div>
      {found === null && answer.trouble === null && samples.data !== undefined ? (
        <div role="status">
          <Empty title={hidden ? t.hidden : t.unknown(String(user))}>
            <p>{hidden ? t.hiddenAdvice : t.unknownAdvice}</p>
            {hidden && (
              <p>
                <a href="/">{text.notFound.home}</a>
              </p>
            )}
          </Empty>
        </div>
      ) : (
        <Panel id="next" title={t.recommended} lead={t.recommendedLead} document={UserDocument} variables={variables}>
          <Answered answer={answer}>
            {(data) => {
              const list = data.user?.recommendations ?? [];
              const first = list[0];
              return first === undefined ? (
                data.user && (
                  <Empty title={t.none}>
                    <p>{t.noneAdvice}</p>
                  </Empty>
                )
              ) : (
                <>
                  <p class="soft">{t.bases[first.basis]}</p>
                  <Suggestions list={list} />
                </>
              );
            }}
          </Answered>
        </Panel>
      )}
      {found && <History user={user} />}
    </div>
  );
}

/** Another user to go to: by number, or one of those who rated most. */
function Others({ user }: { user: number }) {
  const { text, format } = useLanguage();
  const t = text.title.user;
  const { route } = useLocation();
  const users = useAnswer(SampleUsersDocument, {}).data?.users ?? [];
  return (
    <>
      <UserForm value="" submit={t.go} onUser={(number) => route(userPath(number))} />
      {users.length > 0 && (
        <SampleUsers users={users} label={text.title.verdict.samples}>
          {(each) => (
            <a
              class="chip"
              href={userPath(each.userId)}
              aria-current={each.userId === user ? "page" : undefined}
              aria-label={t.sample(String(each.userId), text.votes(format.count(each.votes), each.votes))}
            >
              {each.userId}
            </a>
          )}
        </SampleUsers>
      )}
    </>
  );
}
