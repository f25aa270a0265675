// Types of every query in src/page/queries, from schema.graphql: a schema that no longer fits them ends the build here.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as add from "@graphql-codegen/add";
import { codegen } from "@graphql-codegen/core";
import * as documents from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse } from "graphql";

const here = (...path) => join(import.meta.dirname, ...path);
const folder = here("src/page/queries");
const filename = here("src/page/generated/queries.ts");

const schema = buildSchema(readFileSync(here("../schema.graphql"), "utf8"));
const queries = readdirSync(folder)
  .filter((name) => name.endsWith(".graphql"))
  .sort()
  .map((name) => ({ location: join(folder, name), document: parse(readFileSync(join(folder, name), "utf8")) }));

const config = {
  documentMode: "string",
  enumsAsTypes: true,
  useTypeImports: true,
  avoidOptionals: { field: true, inputValue: false },
  scalars: { Date: "string", DateTime: "string", ID: "string" },
  strictScalars: true,
  skipTypename: true,
};
const text = await codegen({
  schema: parse(readFileSync(here("../schema.graphql"), "utf8")),
  schemaAst: schema,
  documents: queries,
  filename,
  config,
  plugins: [{ add: { content: "// Written by codegen.mjs." } }, { operations: {} }, { documents: {} }],
  pluginMap: { add, operations, documents },
});
mkdirSync(dirname(filename), { recursive: true });
writeFileSync(filename, text);
