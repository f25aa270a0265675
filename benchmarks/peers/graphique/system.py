"""Graphique over the tables of `frames`, asked for columns.

Its requirements hold back two libraries: with sqlglot 30 ibis 12 cannot drop the tables that it makes for each request,
and DuckDB 2 lacks a method that ibis 12 calls.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.peers import frames
from benchmarks.peers.environments import python_with
from benchmarks.service.graphql import post
from benchmarks.service.items import FIELDS
from benchmarks.service.systems import Request, System, SystemFailed

HERE = Path(__file__).parent
SHOWN = ("id", "displayTitle", "releaseYear")
LENGTH = ("durationInt", "durationType")
NEAR = ("row", "id", "displayTitle", "score", "nearId", "nearTitle", "nearYear")
COUNTED = ("platform", "count")
TOP = ("count", "name", "displayName")

Row = dict[str, Any]
Rows = list[Row]
Variables = Mapping[str, Any]


def _columns(*names: str) -> str:
    return "columns { " + " ".join(f"{name} {{ values }}" for name in names) + " }"


BY_KEY = "query ($key: String!) { found: %s { filter(key: {eq: [$key]}) { %s } } }"
BY_PLACE = "query ($ge: BigInt!, $lt: BigInt!) { found: %s { filter(row: {ge: $ge, lt: $lt}) { %s } } }"
QUERIES = {
    "counts": BY_KEY % ("counts", _columns("platform", "name", "count")),
    "longest": BY_KEY % ("longest", _columns(*LENGTH, *SHOWN)),
    "page": "query ($offset: BigInt!) { found: titles { filter: slice(offset: $offset, limit: 50) { "
    + _columns(*FIELDS)
    + " } } }",
    "nested": BY_PLACE % ("nested", _columns(*NEAR)),
    "search": "query ($text: JSON!) { titles { found: filter(where: {string: {contains: [{name: "
    '"folded"}, {value: $text}]}}) { filter: slice(limit: 10) { ' + _columns(*SHOWN) + " } } } }",
    "actor": "query ($top: String!, $scores: String!) { "
    f"found: topActor {{ filter(key: {{eq: [$top]}}) {{ {_columns(*TOP)} }} }} "
    f"scored: scoreCounts {{ filter(key: {{eq: [$scores]}}) {{ {_columns(*COUNTED)} }} }} }}",
}

VARIABLES: dict[str, Callable[[Variables], Row]] = {
    "counts": lambda v: {"key": v["type"] or ""},
    "longest": lambda v: {"key": _key(v["platform"], v["type"], v["durationType"], v["year"])},
    "page": lambda v: {"offset": v["offset"]},
    "nested": lambda v: {"ge": v["offset"], "lt": v["offset"] + 20},
    "search": lambda v: {"text": v["text"].lower()},
    "actor": lambda v: {"top": _key(v["platform"], v["year"]), "scores": _key(v["scored"], v["year"])},
}
"""What is sent of an item's variables."""


class Graphique(System):
    """The program in `program.py`."""

    name = "graphique"
    says = (
        "Graphique 2 on uvicorn (uvloop, httptools): its GraphQL schema is made from the tables, which it asks through "
        "ibis in DuckDB, in memory; each request becomes SQL, which is planned and run anew. Counts, the longest "
        "title, score counts and the top actor are looked up by a key, pages are slices, recommendations stand in a "
        "table joined beforehand. Answers are columns, not rows, as it advises: less to write than rows of objects. "
        "Search is a scan of lower-cased titles for the text. It is not asked for verdicts, which want a program. "
        "No limits, no log, no metrics."
    )

    def __init__(self) -> None:
        self.folder = Path()
        self.python = Path()

    def prepare(self, tables: Path, scratch: Path) -> None:
        """Install its libraries and write its tables."""
        self.folder = scratch / "tables"
        self.python = python_with(scratch / "environment", HERE / "requirements.txt")
        frames.write(tables, self.folder)

    def command(self, port: int) -> list[str]:
        """Uvicorn, without its log of requests."""
        options = ["--app-dir", str(HERE), "--port", str(port), "--no-access-log", "--log-level", "warning"]
        return [str(self.python), "-m", "uvicorn", "program:app", *options]

    def env(self) -> Mapping[str, str]:
        """Where the tables are."""
        return {"FRAMES": str(self.folder)}

    def request(self, item: str, variables: Mapping[str, Any]) -> Request | None:
        """All but misspelt texts and verdicts."""
        return post(QUERIES[item], VARIABLES[item](variables)) if item in QUERIES else None

    def normal(self, item: str, answer: Any) -> Any:  # noqa: ANN401 - parsed JSON
        """Rows of its columns, nested as ours."""
        if answer.get("errors"):
            raise SystemFailed(f"{item} was answered with an error: {str(answer['errors'])[:300]}")
        data = answer["data"]
        rows = _rows(data["titles"]["found"] if item == "search" else data["found"])
        match item:
            case "counts":
                return _counts(rows)
            case "longest":
                return {**_some(rows[0], LENGTH), "title": _some(rows[0], SHOWN)} if rows else None
            case "nested":
                return frames.nested(rows)
            case "actor":
                return {"topActor": rows[0] if rows else None, "scoreCounts": _counts(_rows(data["scored"]))}
        return rows


def _key(*parts: Any) -> str:  # noqa: ANN401 - variables
    return "|".join("" if part is None else str(part) for part in parts)


def _rows(table: dict[str, Any]) -> Rows:
    columns = {name: column["values"] for name, column in table["filter"]["columns"].items()}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _some(row: Row, names: tuple[str, ...]) -> Row:
    return {name: row[name] for name in names}


def _counts(rows: Rows) -> dict[str, int]:
    return {row["platform"]: row["count"] for row in rows}


SYSTEM = Graphique()
