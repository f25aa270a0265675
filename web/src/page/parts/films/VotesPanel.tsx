import { useAnswer } from "../../api/useAnswer";
import { FilmVotesDocument, type FilmVotesQuery } from "../../generated/queries";
import { cut, filmPath, useParameters } from "../../state/address";
import { useLanguage } from "../../text/language";
import { Bars } from "../Bars";
import { AskForm } from "../Fields";
import { Panel } from "../Panel";
import { Answered } from "../States";
import { Alternatives } from "./Alternatives";
import { FilmField } from "./FilmField";
import { Unknown } from "./Unknown";

/** Votes of a film that it takes for a mean, where the answer does not say. */
const REQUIRED = 2000;

/** A film's votes and their mean, by its title; or that they are too few for one. */
export function VotesPanel({ example }: { example: string }) {
  const { text: t } = useLanguage();
  const [parameters, change] = useParameters();
  const title = cut(parameters["v.title"] || example, 100);
  const ask = (next: string) => change({ "v.title": next });
  const answer = useAnswer(FilmVotesDocument, { title });
  const words = t.film.votes;
  return (
    <Panel id="votes" title={words.title} lead={words.lead} document={FilmVotesDocument} variables={{ title }}>
      <AskForm label={words.title} onAsk={change} send={t.ask.send}>
        <FilmField name="v.title" value={title} onPick={ask} />
      </AskForm>
      <Answered answer={answer}>
        {({ filmVotes }) =>
          filmVotes ? <Votes found={filmVotes} /> : <Unknown name={title} meant={answer.meant} ask={ask} />
        }
      </Answered>
    </Panel>
  );
}

function Votes({ found }: { found: NonNullable<FilmVotesQuery["filmVotes"]> }) {
  const { text: t, format } = useLanguage();
  const words = t.film.votes;
  const few = found.__typename === "TooFewVotes";
  const required = few ? found.required : REQUIRED;
  const film = few ? found.film : { id: found.film.id, title: found.title, releaseYear: found.year };
  const votes = t.film.votesShort(format.count(found.count), found.count);
  const bars = [
    { label: t.film.heads.votes, value: found.count, shown: format.count(found.count), chosen: true },
    { label: words.needed, value: required, shown: format.count(required) },
  ];
  return (
    <>
      <div role="status">
        <p class="big">{few ? words.tooFewTitle : words.of(format.score(found.mean))}</p>
        <p class="under-big">
          <a href={filmPath(film.id)} lang="">
            {film.title}
          </a>
          <span>{film.releaseYear}</span>
          <span>{votes}</span>
        </p>
        {few && <p>{words.tooFew(format.count(found.count), format.count(required))}</p>}
      </div>
      <Alternatives films={found.alternatives} />
      <Bars
        alt={`${words.caption}: ${bars.map(({ label, shown }) => `${label}: ${shown}`).join(", ")}.`}
        caption={words.caption}
        heads={[t.film.heads.what, t.film.heads.votes]}
        bars={bars}
      />
    </>
  );
}
