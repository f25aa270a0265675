import { useLocation } from "preact-iso";
import { useAnswer } from "../api/useAnswer";
import { SuggestDocument } from "../generated/queries";
import { personPath, titlePath } from "../state/address";
import { useText } from "../text/language";
import { Combobox, type Option } from "./Combobox";
import { Icon } from "./Icon";

interface Place extends Option {
  href: string;
}

interface Props {
  text: string;
  onSearch: (text: string) => void;
}

/** The box that searches and suggests titles and actors: a suggestion leads to its page. */
export function SearchBox({ text, onSearch }: Props) {
  const t = useText();
  const { route } = useLocation();
  return (
    <form
      class="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(String(new FormData(event.currentTarget).get("q") ?? "").trim());
      }}
    >
      <Combobox
        name="q"
        label={t.search.label}
        listLabel={t.search.suggestions}
        placeholder={t.search.placeholder}
        text={text}
        useOptions={usePlaces}
        onPick={(place) => route(place.href)}
      />
      <button type="submit" class="search-submit" aria-label={t.search.submit}>
        <Icon name="search" />
      </button>
    </form>
  );
}

function usePlaces(text: string): Place[] {
  const t = useText();
  const { data } = useAnswer(SuggestDocument, { text }, text !== "");
  if (data === undefined) return [];
  const titles = data.search.nodes.map((each) => ({
    key: each.id,
    href: titlePath(each.id),
    name: each.displayTitle,
    detail: `${each.releaseYear} · ${t.platforms[each.platform.code]}`,
    platform: each.platform.code,
  }));
  const actors = data.actors.nodes.map((each) => ({
    key: each.id,
    href: personPath(each.displayName),
    name: each.displayName,
    detail: t.titles(String(each.titleCount), each.titleCount),
    icon: "person" as const,
  }));
  return [...titles, ...actors];
}
