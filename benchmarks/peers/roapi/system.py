"""ROAPI over the Parquet tables of `frames`, asked in SQL."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.peers import frames
from benchmarks.peers.environments import python_with
from benchmarks.service.items import FIELDS
from benchmarks.service.systems import Request, System

HERE = Path(__file__).parent
HEADERS = {"Content-Type": "text/plain", "Accept": "application/json"}
TABLES = ("titles", "nested", "counts", "longest", "top_actor", "score_counts", "users", "thresholds")

Row = dict[str, Any]
Rows = list[Row]

QUERIES = {
    "counts": "SELECT platform, name, count FROM counts WHERE key = '{type}'",
    "longest": 'SELECT "durationInt", "durationType", id, "displayTitle", "releaseYear" FROM longest '
    "WHERE key = '{platform}|{type}|{durationType}|{year}'",
    "page": "SELECT " + ", ".join(f'"{field}"' for field in FIELDS) + " FROM titles "
    'WHERE "row" >= {offset} AND "row" < {offset} + 50 ORDER BY "row"',
    "nested": 'SELECT "row", id, "displayTitle", score, "nearId", "nearTitle", "nearYear" FROM nested '
    'WHERE "row" >= {offset} AND "row" < {offset} + 20 ORDER BY "row", rank',
    "search": 'SELECT id, "displayTitle", "releaseYear" FROM titles WHERE strpos(folded, \'{text}\') > 0 LIMIT 10',
    "verdict": 'SELECT cutoff, "baseRate", users.bias AS user_bias, titles.bias AS title_bias, '
    "1 / (1 + exp(-(intercept + coalesce(users.bias, 0) + coalesce(titles.bias, 0)))) AS probability "
    'FROM titles JOIN thresholds ON threshold = {threshold} LEFT JOIN users ON "userId" = {userId} '
    "WHERE titles.id = '{titleId}'",
    "actor": "SELECT platform, score_counts.count, top_actor.count AS top, top_actor.name AS actor, "
    "\"displayName\" FROM score_counts LEFT JOIN top_actor ON top_actor.key = '{platform}|{year}' "
    "WHERE score_counts.key = '{scored}|{year}'",
}


class Roapi(System):
    """Its program, which a wheel brings."""

    name = "roapi"
    says = (
        "ROAPI, a program in Rust that serves tables in memory through DataFusion; asked in SQL, a POST of text to "
        "`/api/sql`, which is planned anew each time. It gets the tables as Parquet files: counts, the longest title, "
        "score counts and the top actor are looked up by a key, pages by the place in the list, recommendations in a "
        "table joined beforehand. It has no GraphQL of this kind: rows are flat (a title is repeated for each of its "
        "recommendations) and nulls are left out. Search is a scan of lower-cased titles for the text; a verdict is "
        "one logistic function over joined tables, a simpler model than ours. No limits, no metrics, no log."
    )

    def __init__(self) -> None:
        self.folder = Path()

    def prepare(self, tables: Path, scratch: Path) -> None:
        """Install its wheel and write its tables."""
        self.folder = scratch
        python_with(scratch / "environment", HERE / "requirements.txt")
        frames.write(tables, scratch / "tables")

    def command(self, port: int) -> list[str]:
        """One process, with its tables in memory, which is what it does unless told otherwise."""
        tables = [part for name in TABLES for part in ("--table", f"{name}={self.folder / 'tables' / name}.parquet")]
        return [str(self.folder / "environment" / "bin" / "roapi"), "--addr-http", f"127.0.0.1:{port}", *tables]

    def env(self) -> Mapping[str, str]:
        """Only what goes wrong is logged."""
        return {"RUST_LOG": "error"}

    def request(self, item: str, variables: Mapping[str, Any]) -> Request | None:
        """All but misspelt texts."""
        if item not in QUERIES:
            return None
        values = {name: _text(value) for name, value in variables.items()}
        values["text"] = values.get("text", "").lower()
        return Request("POST", "/api/sql", HEADERS, QUERIES[item].format(**values).encode())

    def normal(self, item: str, answer: Any) -> Any:  # noqa: ANN401 - parsed JSON
        """Nested as ours; what is left out is null."""
        return FORMS[item](answer)


def _text(value: Any) -> str:  # noqa: ANN401 - a variable
    """A value as it stands in SQL, within quotes if it is a text; nothing for null, as in the keys."""
    return "" if value is None else str(value).replace("'", "''")


def _longest(rows: Rows) -> Row | None:
    if not rows:
        return None
    row = rows[0]
    length = {field: row.pop(field) for field in ("durationInt", "durationType")}
    return length | {"title": row}


def _verdict(rows: Rows) -> Row:
    row = rows[0]
    basis = "BASE_RATE" if "user_bias" not in row else "USER" if "title_bias" not in row else "USER_AND_TITLE"
    known = {name: row[name] for name in ("probability", "cutoff", "baseRate")}
    return known | {"recommended": row["probability"] >= row["cutoff"], "basis": basis}


def _actor(rows: Rows) -> Row:
    top = rows[0]
    known = {"count": top["top"], "name": top["actor"], "displayName": top["displayName"]} if "top" in top else None
    return {"topActor": known, "scoreCounts": _counts(rows)}


def _counts(rows: Rows) -> Row:
    return {row["platform"]: row["count"] for row in rows}


def _page(rows: Rows) -> Rows:
    return [{field: row.get(field) for field in FIELDS} for row in rows]


FORMS: dict[str, Callable[[Rows], Any]] = {
    "counts": _counts,
    "longest": _longest,
    "page": _page,
    "nested": frames.nested,
    "search": list,
    "verdict": _verdict,
    "actor": _actor,
}
"""What brings an answer's rows into the common form."""


SYSTEM = Roapi()
