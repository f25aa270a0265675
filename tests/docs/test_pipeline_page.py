"""The pages on pipeline, tables and model list the tables as their contracts have them, and every repair and reason."""

import inspect
import re

import polars as pl
import pytest

from pipeline.sources.layout import CATALOGUE_COLUMNS, FILM_COLUMNS
from pipeline.steps import film_credits, films, ratings, titles
from pipeline.store.tables import MODEL_TABLES, TABLES, schema
from tests.docs.pages import DOCS, paragraphs, section, table

PAGE = DOCS / "pipeline.md"
OF_TABLES = DOCS / "tables.md"
KINDS = {"String": "text", "Int32": "int32", "Int64": "int64", "Float32": "float32", "Float64": "float64",
         "Date": "date", "Boolean": "boolean", "Enum": "enum", "List": "list of text"}  # fmt: skip


@pytest.mark.parametrize(
    ("page", "name", "contract"),
    [
        *((OF_TABLES, name, contract) for name, contract in TABLES.items()),
        *((DOCS / "recommendations.md", name, contract) for name, contract in MODEL_TABLES.items()),
    ],
)
def test_a_table_has_its_columns_types_and_nulls(page, name, contract):
    columns = contract.columns()
    expected = [
        [f"`{column}`", KINDS[type(dtype).__name__ if not inspect.isclass(dtype) else dtype.__name__]]
        for column, dtype in schema(contract).items()
    ]
    written = table(page, f"`{name}`")
    assert [row[:2] for row in written] == expected
    assert {row[0].strip("`") for row in written if "null" in row[2]} == {
        column for column in schema(contract) if columns[column].nullable
    }


def test_every_reason_to_set_a_row_aside_is_listed():
    written = {token.content for token in section(PAGE, "What is set aside") if token.type == "inline"}
    nobody = pl.Series([], dtype=pl.Int64)
    reasons = [titles.reasons(), ratings.reasons(), films.reasons(), film_credits.reasons(nobody, nobody)]
    assert min(map(len, reasons)) > 3
    assert {f"`{reason}`" for those in reasons for reason in those} <= written


def test_every_repair_is_listed():
    raw = pl.LazyFrame(schema={f"raw_{column}": pl.String for column in (*CATALOGUE_COLUMNS, *FILM_COLUMNS)})
    repairs = [name for steps in (titles, films) for name in raw.pipe(steps.repairs).collect_schema().names()]
    written = "\n".join(token.content for token in section(PAGE, "What is repaired") if token.type == "inline")
    assert [repair for repair in repairs if f"`{repair}`" not in written] == []


@pytest.mark.parametrize(("kind", "chain"), [("title", titles.titles), ("film", films.films)])
def test_the_steps_are_named_in_their_order(kind, chain):
    steps = re.findall(r"\.pipe\((\w+)\)", inspect.getsource(chain))
    named = next(text for text in paragraphs(PAGE) if text.startswith(f"The steps of a {kind}"))
    assert re.findall(r"`(\w+)`", named) == steps
