import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./Icon";

/** Milliseconds without a key after which suggestions are asked for. */
const STILL = 120;

export interface Option {
  /** Unique among the options. */
  key: string;
  name: string;
  detail: string;
  platform?: string;
  icon?: IconName;
}

interface Props<Picked extends Option> {
  label: string;
  /** What the list of suggestions is called. */
  listLabel: string;
  /** What stands in the box; another text replaces what was typed. */
  text: string;
  /** A hook that asks for suggestions to a text: an empty text wants none. It must always be the same. */
  useOptions: (text: string) => Picked[];
  onPick: (option: Picked) => void;
  /** The box's name in its form, where the form wants what was typed. */
  name?: string;
  placeholder?: string;
  required?: boolean;
}

/** A box to type into that suggests: by keys and by pointer. What was typed is sent by the form around it. */
export function Combobox<Picked extends Option>(props: Props<Picked>) {
  const { label, listLabel, text, useOptions, onPick, name, placeholder = "", required = false } = props;
  const [typed, setTyped] = useState(text);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => setTyped(text), [text]);

  const asked = useStill(typed.trim().slice(0, 100));
  const wanted = open && asked.length > 1;
  const found = useOptions(wanted ? asked : "");
  const options = wanted ? found : [];
  const shown = options.length > 0;
  const at = active < options.length ? active : -1;
  const picked = options[at];

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const pick = (option: Picked) => {
    close();
    setTyped(option.name);
    onPick(option);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return; // the keys are those of the language's own input
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = options.length + 1; // one more for the box itself
      setActive(((at + 1 + step + places) % places) - 1);
    } else if (event.key === "Escape") {
      if (shown) close();
      else setTyped("");
    } else if (event.key === "Enter") {
      if (picked === undefined) close();
      else {
        event.preventDefault(); // the form is not sent
        pick(picked);
      }
    }
  };

  return (
    <div
      ref={box}
      class="combobox"
      onFocusOut={(event) => {
        if (!box.current?.contains(event.relatedTarget as Node | null)) close();
      }}
    >
      <input
        type="text"
        role="combobox"
        name={name}
        required={required}
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
        maxLength={100}
        placeholder={placeholder}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label={listLabel} class="suggestions" hidden={!shown}>
        {options.map((option, place) => (
          <li
            key={option.key}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === at}
            data-platform={option.platform}
            onPointerDown={(event) => event.preventDefault()} // the box keeps the focus
            onClick={() => pick(option)}
          >
            {option.icon && <Icon name={option.icon} />}
            <span class="suggestion-name" lang="">
              {option.name}
            </span>
            <span class="suggestion-detail">{option.detail}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A text once nobody has changed it for a moment. */
function useStill(text: string): string {
  const [still, setStill] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setStill(text), STILL);
    return () => clearTimeout(timer);
  }, [text]);
  return still;
}
