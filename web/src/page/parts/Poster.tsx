import type { TitleCardFragment } from "../generated/queries";
import { useText } from "../text/language";
import { Board } from "./Board";

/** A title on its platform's board. */
export function Poster({ title }: { title: TitleCardFragment }) {
  const t = useText();
  const { displayTitle, platform, releaseYear, type, durationInt, durationType } = title;
  const length = durationInt !== null && durationType !== null ? t.length(durationInt, durationType) : null;
  return (
    <Board
      name={displayTitle}
      platform={platform.code}
      above={[t.platforms[platform.code], releaseYear]}
      below={[t.types[type], length]}
    />
  );
}
