// What a page does with an answer: the types must say which fields may be null, and that ids and days are text.
import { type ResultOf, type VariablesOf } from "gql.tada";
import { Browse } from "./Browse";
import { FilmScoreAndVotes } from "./FilmScoreAndVotes";
import { graphql } from "./graphql";
import { TitlePage } from "./TitlePage";

const Card = graphql(`
  fragment Card on Title {
    id
    score
  }
`);

export const nextPage = (page: ResultOf<typeof Browse>): VariablesOf<typeof Browse> => ({
  filter: { platform: ["NETFLIX"], releaseYear: { min: 2000 } },
  orderBy: { field: "SCORE", direction: "DESC" },
  after: page.titles.pageInfo.hasNextPage ? page.titles.pageInfo.endCursor : null,
});

export const captions = (page: ResultOf<typeof Browse>): string[] =>
  page.titles.nodes.map((title) => `${title.displayTitle.trim()}, ${title.releaseYear.toFixed()}`);

export const stars = (card: ResultOf<typeof Card>): string => card.score?.toFixed(1) ?? "not rated";

export const added = ({ title }: ResultOf<typeof TitlePage>): string => title?.dateAdded?.slice(0, 4) ?? "unknown";

export const votes = ({ filmVotes }: ResultOf<typeof FilmScoreAndVotes>): string => {
  switch (filmVotes?.__typename) {
    case "VoteSummary":
      return filmVotes.mean.toFixed(1);
    case "TooFewVotes":
      return filmVotes.message;
    default:
      return "unknown film";
  }
};
