import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { userNumber } from "../state/number";
import { useText } from "../text/language";

interface Props {
  /** The number to begin with. */
  value: string;
  submit: string;
  onUser: (user: number) => void;
  /** Further fields. */
  children?: ComponentChildren;
}

/** A form for a user's number. What is no number is said, and not asked. */
export function UserForm({ value, submit, onUser, children }: Props) {
  const t = useText().title.verdict;
  const [typed, setTyped] = useState(value);
  const [wrong, setWrong] = useState(false);
  const advice = useId();
  const before = useRef(value);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Somebody may have begun to type before there was a value to begin with.
    const first = before.current === "";
    const busy = document.activeElement === field.current;
    before.current = value;
    setTyped((typed) => (first && (busy || typed !== "") ? typed : value));
    setWrong(false);
  }, [value]);
  const send = (event: Event) => {
    event.preventDefault();
    const user = userNumber(typed);
    setWrong(user === null);
    if (user !== null) onUser(user);
  };
  return (
    <form class="fields" noValidate onSubmit={send}>
      <label class="field field-short">
        {t.user}
        <input
          ref={field}
          type="text"
          inputmode="numeric"
          autocomplete="off"
          maxLength={10}
          value={typed}
          aria-invalid={wrong}
          aria-describedby={wrong ? advice : undefined}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      {children}
      <button type="submit" class="button button-strong">
        {submit}
      </button>
      {wrong && (
        <p id={advice} class="field-wrong" role="alert">
          {t.invalid}
        </p>
      )}
    </form>
  );
}
