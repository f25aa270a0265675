// The fields of a form that asks: what is chosen asks at once, what is typed when it is sent.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Parameters } from "../state/address";

interface FormProps {
  label: string;
  /** Told the values of all fields, by their names, which are those of the address. */
  onAsk: (values: Parameters) => void;
  children: ComponentChildren;
  /** What the button is called that sends what was typed; without it there is nothing to type. */
  send?: string;
}

/** Fields in a row. A value that cannot be is not asked about; the browser says why when it is sent. */
export function AskForm({ label, onAsk, children, send }: FormProps) {
  const ask = (form: HTMLFormElement) => {
    if (!form.checkValidity()) return;
    onAsk(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()])));
  };
  return (
    <form
      class="fields"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        ask(event.currentTarget);
      }}
      onChange={(event) => {
        // Words half typed are no question yet; a number that the arrows have changed is.
        if ((event.target as HTMLInputElement).type !== "text") ask(event.currentTarget);
      }}
    >
      {children}
      {send !== undefined && (
        <button type="submit" class="button">
          {send}
        </button>
      )}
    </form>
  );
}

interface FieldProps {
  name: string;
  label: string;
  value: string;
}

interface SelectProps extends FieldProps {
  options: { value: string; name: string }[];
  /** What the empty choice is called; without it something must be chosen. */
  all?: string;
}

export function SelectField({ name, label, value, options, all }: SelectProps) {
  return (
    <label class="field">
      {label}
      <select name={name} value={value}>
        {all !== undefined && <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface NumberProps extends FieldProps {
  min: number;
  max: number;
  step?: number;
  placeholder?: string;
  required?: boolean;
}

export function NumberField({
  name,
  label,
  value,
  min,
  max,
  step = 1,
  placeholder = "",
  required = false,
}: NumberProps) {
  const [typed, type] = useTyped(value);
  return (
    <label class="field field-short">
      {label}
      <input
        type="number"
        inputmode={step < 1 ? "decimal" : "numeric"}
        name={name}
        min={min}
        max={max}
        step={step}
        required={required}
        placeholder={placeholder}
        value={typed}
        onInput={(event) => type(event.currentTarget.value)}
      />
    </label>
  );
}

interface TextProps extends FieldProps {
  /** What is offered while something is typed; anything else may be typed too. */
  offered?: string[];
  required?: boolean;
}

export function TextField({ name, label, value, offered = [], required = true }: TextProps) {
  const [typed, type] = useTyped(value);
  const list = `${name}-offered`;
  return (
    <label class="field field-text">
      {label}
      <input
        type="text"
        name={name}
        required={required}
        maxLength={200}
        list={offered.length > 0 ? list : undefined}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={(event) => type(event.currentTarget.value)}
      />
      {offered.length > 0 && (
        <datalist id={list}>
          {offered.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </label>
  );
}

/** A text being typed, which another address replaces. */
function useTyped(value: string): [string, (text: string) => void] {
  const [typed, type] = useState(value);
  useEffect(() => type(value), [value]);
  return [typed, type];
}
