import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { takeKey } from "../api/client";
import type { Trouble } from "../api/trouble";
import type { Answer } from "../api/useAnswer";
import { useText } from "../text/language";

interface Props<Data> {
  answer: Answer<Data>;
  /** What stands there while the first answer is awaited; else a few grey lines. */
  waiting?: ComponentChildren;
  children: (data: Data) => ComponentChildren;
}

/** What a question came to: its answer, or that it is awaited, or what went wrong. */
export function Answered<Data>({ answer, waiting, children }: Props<Data>) {
  const { data, trouble, loading, again } = answer;
  return (
    <>
      {trouble !== null && <TroubleNote trouble={trouble} again={again} />}
      {data !== undefined ? (
        <div class={loading ? "answer answer-old" : "answer"} aria-busy={loading}>
          {children(data)}
        </div>
      ) : (
        loading && trouble === null && (waiting ?? <Waiting />)
      )}
    </>
  );
}

/** Something is awaited. */
export function Waiting({ lines = 3 }: { lines?: number }) {
  const t = useText();
  return (
    <div class="waiting" role="status">
      <span class="sr">{t.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="waiting-line" aria-hidden="true" />
      ))}
    </div>
  );
}

/** What went wrong, in the reader's words, and what to do about it. */
export function TroubleNote({ trouble, again }: { trouble: Trouble; again: () => void }) {
  const t = useText();
  const { kind, message } = trouble;
  return (
    <div class="trouble" role="alert" data-kind={kind}>
      <p class="empty-title">{t.trouble.title[kind]}</p>
      <p>{t.trouble.advice[kind]}</p>
      {(kind === "input" || kind === "ours") && <p lang="en">{message}</p>}
      {kind === "key" && <KeyForm />}
      {(kind === "offline" || kind === "busy" || kind === "ours") && (
        <button type="button" class="button" onClick={again}>
          {t.trouble.again}
        </button>
      )}
    </div>
  );
}

function KeyForm() {
  const t = useText();
  const [key, setKey] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    takeKey(key.trim());
  };
  return (
    <form class="key-form" onSubmit={send}>
      <label>
        {t.trouble.keyLabel}
        <input
          type="password"
          autocomplete="off"
          required
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button">
        {t.trouble.keySend}
      </button>
    </form>
  );
}

/** There is nothing to show, and that is no error. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
