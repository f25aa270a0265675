"""What the page asks fits the schema. The build holds it too, in TypeScript; this needs no Node."""

from graphql import build_schema, concat_ast, parse, validate

from tests.make.project import ROOT

FILES = sorted((ROOT / "web" / "src" / "page" / "queries").glob("*.graphql"))


def test_every_query_of_the_page_fits_the_schema():
    schema = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))
    together = concat_ast([parse(file.read_text(encoding="utf-8")) for file in FILES])
    assert FILES
    assert validate(schema, together) == []
