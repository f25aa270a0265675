import type { ComponentChildren } from "preact";
import type { PlatformCode } from "../generated/queries";
import { widthOf } from "../text/letters";

interface Props {
  /** What is set in large. */
  name: string;
  /** Whose colour the board has; without one, it is dark with the colour of bulbs. */
  platform?: PlatformCode;
  /** Two words each, which stand at the ends of the lines above and below. */
  above: [ComponentChildren, ComponentChildren];
  below: [ComponentChildren, ComponentChildren];
}

/** A name set like letters on a theatre's board: the data hold no pictures. */
export function Board({ name, platform, above, below }: Props) {
  const longest = Math.max(...name.split(/\s+|(?<=-)/).map(widthOf));
  return (
    <div class={platform === undefined ? "poster film-poster" : "poster"} data-platform={platform}>
      <Line ends={above} />
      {/* The style sheet makes the letters as large as so many fit. */}
      <h1 lang="" style={{ "--all": widthOf(name), "--longest": longest }}>
        {name}
      </h1>
      <Line ends={below} />
    </div>
  );
}

function Line({ ends }: { ends: [ComponentChildren, ComponentChildren] }) {
  return (
    <p class="poster-line">
      <span>{ends[0]}</span>
      {ends[1] !== null && <span>{ends[1]}</span>}
    </p>
  );
}
