import { useText } from "../../text/language";
import { Empty } from "../States";

interface Props {
  /** What was asked for and is not there. */
  name: string;
  /** What may have been meant. */
  meant: string[];
  ask: (name: string) => void;
  /** What to do where nothing near was found; else to choose among the films that are suggested. */
  advice?: string;
}

/** Nothing has this name; those that may have been meant are a press away. */
export function Unknown({ name, meant, ask, advice }: Props) {
  const t = useText();
  return (
    <Empty title={t.film.unknown(name)}>
      <p>{meant.length > 0 ? t.film.meant : (advice ?? t.film.unknownAdvice)}</p>
      {meant.length > 0 && (
        <p class="chips">
          {meant.map((each) => (
            <button key={each} type="button" class="chip" lang="" onClick={() => ask(each)}>
              {each}
            </button>
          ))}
        </p>
      )}
    </Empty>
  );
}
