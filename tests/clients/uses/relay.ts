// What a page does with an answer: the types must say which fields may be null, and that ids and days are text.
import type { BrowseQuery } from "./__generated__/BrowseQuery.graphql";
import type { TitleList_Card$data } from "./__generated__/TitleList_Card.graphql";
import type { TitlePageQuery } from "./__generated__/TitlePageQuery.graphql";

export const nextPage = (page: BrowseQuery["response"]): BrowseQuery["variables"] => ({
  filter: { platform: ["NETFLIX"], releaseYear: { min: 2000 } },
  orderBy: { field: "SCORE", direction: "DESC" },
  after: page.titles.pageInfo.hasNextPage ? page.titles.pageInfo.endCursor : null,
});

export const captions = (page: BrowseQuery["response"]): string[] =>
  page.titles.nodes.map((title) => `${title.displayTitle.trim()}, ${title.releaseYear.toFixed()}`);

export const stars = (card: TitleList_Card$data): string => card.score?.toFixed(1) ?? "not rated";

export const added = ({ title }: TitlePageQuery["response"]): string => title?.dateAdded?.slice(0, 4) ?? "unknown";
