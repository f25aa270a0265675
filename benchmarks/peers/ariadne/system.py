"""Ariadne as its documentation shows it, and with everything that it lets one replace."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.peers.by_offset import SCHEMA, asking
from benchmarks.peers.environments import python_with
from benchmarks.service.graphql import QUERIES, common, post
from benchmarks.service.systems import Request, System

HERE = Path(__file__).parent
FUZZY = QUERIES["misspelt"].replace("{ search(", "{ search: fuzzy(")
BOTH = (
    "Ariadne's ASGI application on uvicorn (uvloop, httptools), plain functions as resolvers, `debug` off. Rows are "
    "dictionaries in memory, pages a slice by offset, recommendations a list of each title; counts, the longest "
    "title, score counts and the top actor are looked up in dictionaries made at the start. Search is a scan of "
    "lower-cased titles that stops at the tenth; misspelt: rapidfuzz's `process.extract` over all titles, as its "
    "documentation shows. A verdict is a lookup and one logistic function, a simpler model than ours. No "
    "limits, no log, no metrics. {more}"
)


class Ariadne(System):
    """The program in `program.py`."""

    def __init__(self, name: str, more: str, *, tuned: bool) -> None:
        self.name = name
        self.says = BOTH.format(more=more)
        self.tuned = tuned
        self.tables = Path()
        self.python = Path()

    def prepare(self, tables: Path, scratch: Path) -> None:
        """Install its libraries."""
        self.tables = tables
        self.python = python_with(scratch, HERE / "requirements.txt")

    def command(self, port: int) -> list[str]:
        """Uvicorn, without its log of requests."""
        options = ["--app-dir", str(HERE), "--port", str(port), "--no-access-log", "--log-level", "warning"]
        return [str(self.python), "-m", "uvicorn", "program:app", *options]

    def env(self) -> Mapping[str, str]:
        """Where the tables and the schema are."""
        return {"TABLES": str(self.tables), "SCHEMA": str(SCHEMA)} | ({"TUNED": "1"} if self.tuned else {})

    def request(self, item: str, variables: Mapping[str, Any]) -> Request | None:
        """All of them; misspelt texts are asked for by a field of their own."""
        return post(FUZZY, {"text": variables["text"]}) if item == "misspelt" else asking(item, variables)

    def normal(self, item: str, answer: Any) -> Any:  # noqa: ANN401 - parsed JSON
        """Named as ours."""
        return common(item, answer)


SYSTEMS = [
    Ariadne("ariadne", "As documented: each request is parsed and validated anew.", tuned=False),
    Ariadne(
        "ariadne-tuned",
        "Its options `query_parser` and `query_validator` keep what they have made of a text, and a handler of its "
        "own reads and writes JSON with orjson.",
        tuned=True,
    ),
]
