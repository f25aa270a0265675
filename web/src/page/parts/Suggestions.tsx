import type { SuggestedFragment } from "../generated/queries";
import { Reasons } from "./Reasons";
import { TitleCard } from "./TitleCard";

/** Titles that are suggested, best first, each with why. */
export function Suggestions({ list }: { list: SuggestedFragment[] }) {
  return (
    <ol class="cards suggested">
      {list.map(({ title, reasons }) => (
        <li key={title.id}>
          <TitleCard title={title}>
            <Reasons phrases={reasons} />
          </TitleCard>
        </li>
      ))}
    </ol>
  );
}
