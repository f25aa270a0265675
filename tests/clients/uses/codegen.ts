// What a page does with an answer: the types must say which fields may be null, and that ids and days are text.
import { useFragment } from "./gql";
import {
  type BrowseQuery,
  type BrowseQueryVariables,
  TitleCardFragmentDoc,
  type TitlePageQuery,
} from "./gql/graphql";

export const nextPage = (page: BrowseQuery): BrowseQueryVariables => ({
  filter: { platform: ["NETFLIX"], releaseYear: { min: 2000 } },
  orderBy: { field: "SCORE", direction: "DESC" },
  after: page.titles.pageInfo.hasNextPage ? page.titles.pageInfo.endCursor : null,
});

export const captions = (page: BrowseQuery): string[] =>
  page.titles.nodes.map((title) => `${title.displayTitle.trim()}, ${title.releaseYear.toFixed()}`);

export const stars = ({ title }: TitlePageQuery): string =>
  useFragment(TitleCardFragmentDoc, title)?.score?.toFixed(1) ?? "not rated";

export const added = ({ title }: TitlePageQuery): string => title?.dateAdded?.slice(0, 4) ?? "unknown";
