import { useAnswer } from "../api/useAnswer";
import { TitleDocument } from "../generated/queries";
import { Poster } from "../parts/Poster";
import { Similar } from "../parts/Similar";
import { Answered } from "../parts/States";
import { TitleFacts } from "../parts/TitleFacts";
import { Verdict } from "../parts/Verdict";
import { useTitle } from "../state/address";
import { useText } from "../text/language";
import { NotFound } from "./NotFound";

/** A title: what is known of it, whether a user would like it, and what is like it. */
export function TitleView({ id = "" }: { id?: string }) {
  return <One key={id} id={id} />; // of another title nothing may stay
}

function One({ id }: { id: string }) {
  const t = useText();
  const answer = useAnswer(TitleDocument, { id });
  const title = answer.data?.title;
  const missing = title === null && answer.trouble === null; // else it may be there
  useTitle(missing ? t.notFound.title : (title?.displayTitle ?? ""));
  if (missing) return <NotFound />;
  return (
    <div class="page-wide title-view">
      {title == null && <h1 class="sr">{t.title.one}</h1>}
      <Answered answer={answer} waiting={<WaitingTitle />}>
        {(data) =>
          data.title && (
            <>
              <div class="title-top">
                <Poster title={data.title} />
                <TitleFacts title={data.title} />
              </div>
              <Verdict id={id} />
              <Similar id={id} />
            </>
          )
        }
      </Answered>
    </div>
  );
}

function WaitingTitle() {
  const t = useText();
  return (
    <div class="title-top" role="status">
      <span class="sr">{t.loading}</span>
      <div class="poster card-waiting" aria-hidden="true" />
    </div>
  );
}
