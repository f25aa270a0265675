import type { ComponentChildren } from "preact";
import type { TitleCardFragment } from "../generated/queries";
import { titlePath } from "../state/address";
import { useText } from "../text/language";
import { PlatformBadge } from "./PlatformBadge";
import { Score } from "./Score";

interface Props {
  title: TitleCardFragment;
  /** What else is to be said of it, such as why it is suggested. */
  children?: ComponentChildren;
}

/** A title among others: one link, with what tells it from its neighbours. */
export function TitleCard({ title, children }: Props) {
  const t = useText();
  const length =
    title.durationInt !== null && title.durationType !== null && t.length(title.durationInt, title.durationType);
  const facts = [title.releaseYear, t.types[title.type], length].filter(Boolean);
  const places = [title.platform, ...title.alsoOn.map((each) => each.platform)];
  return (
    <article class="card" data-platform={title.platform.code}>
      <p class="card-platforms">
        {places.map((platform) => (
          <PlatformBadge key={platform.code} platform={platform} />
        ))}
      </p>
      <h3 class="card-title">
        <a href={titlePath(title.id)} lang="">
          {title.displayTitle}
        </a>
      </h3>
      <p class="card-facts">{facts.join(" · ")}</p>
      <p class="card-genres">{title.genres.slice(0, 3).join(", ")}</p>
      <p class="card-score">
        <Score score={title.score} votes={title.votes} />
      </p>
      {children}
    </article>
  );
}
