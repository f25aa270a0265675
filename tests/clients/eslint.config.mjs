// graphql-eslint's recommended rules for the schema and the operations, and a description for everything in the schema.
import graphql from "@graphql-eslint/eslint-plugin";

const rules = (name) => graphql.configs[`flat/${name}`].rules;

// Types that are values, not things: nobody fetches a count or an interval again by its id. A new type is either a
// `Node`, with an id, or stands in this list.
const VALUES = [
  "ActorReturn",
  "Baseline",
  "Dataset",
  "DatasetSource",
  "DatasetTable",
  "DirectorReturn",
  "FilmRecommendation",
  "FilmScore",
  "HistoryEntry",
  "Interval",
  "LongestTitle",
  "Metric",
  "Model",
  "ModelCard",
  "PageInfo",
  "PlatformCount",
  "Recommendation",
  "SignalTest",
  "TitleFacets",
  "TooFewVotes",
  "TopActor",
  "ValueCount",
  "Verdict",
  "VoteSummary",
  "YearCount",
];

export default [
  {
    files: ["**/*.graphql"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: "schema.graphql", documents: "operations/*.graphql" } },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  {
    files: ["schema.graphql"],
    rules: {
      ...rules("schema-recommended"),
      // The rule asks every object type for an `id: ID!`. A page of a list has none either: Relay's specification
      // says what is in it.
      "@graphql-eslint/strict-id-in-types": [
        "error",
        { exceptions: { types: VALUES, suffixes: ["Connection", "Edge"] } },
      ],
      // It finds `Title.title`, the text that is a title's name in every brief, and `User.userId`, the number that the
      // files of ratings call so, beside `User.id`. The rule takes no exceptions.
      "@graphql-eslint/no-typename-prefix": "off",
      // Recommended is a description for types and root fields only.
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
    },
  },
  { files: ["operations/*.graphql"], rules: rules("operations-recommended") },
];
