"""Strawberry + polars as documented, in the project's own environment: the same versions as ours."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.service.graphql import QUERIES, VARIABLES, common, post
from benchmarks.service.items import FIELDS
from benchmarks.service.systems import Request, System

HERE = Path(__file__).parent
SEARCHED = "nodes: %s(text: $text, first: 10) { id displayTitle releaseYear }"
OWN = {
    "page": "query Page($offset: Int!) { nodes: titles(offset: $offset, limit: 50) { " + " ".join(FIELDS) + " } }",
    "nested": "query Nested($offset: Int!) { nodes: titles(offset: $offset, limit: 20) { id displayTitle "
    "recommendations(first: 5) { score title { id displayTitle releaseYear } } } }",
    "search": "query Search($text: String!) { " + SEARCHED % "search" + " }",
    "misspelt": "query Search($text: String!) { " + SEARCHED % "fuzzy" + " }",
}
"""Where its schema is simpler than ours: pages by offset, lists without connections."""


class StrawberryPolars(System):
    """The same library, without anything of ours."""

    name = "strawberry-polars"
    says = (
        "Strawberry with its ASGI view on uvicorn (uvloop, httptools) as its documentation shows: dataclass types, "
        "enums, a data loader for the lists, pages by offset. Each request builds a lazy query over polars frames in "
        "memory (one thread) and collects it; counts, the longest title and the top actor are worked out each time. "
        "The standard library writes the JSON; Strawberry keeps parsed and validated documents by itself. No limits, "
        "no log, no metrics. Search is a scan for the text; misspelt: rapidfuzz's `process.extract` over all titles. "
        "Verdicts are a lookup and one logistic function: a simpler model than ours."
    )

    def __init__(self) -> None:
        self.tables = Path()

    def prepare(self, tables: Path, scratch: Path) -> None:  # noqa: ARG002 - nothing to install
        """Remember where the tables are."""
        self.tables = tables

    def command(self, port: int) -> list[str]:
        """Uvicorn, without its log of requests."""
        options = ["--app-dir", str(HERE), "--port", str(port), "--no-access-log", "--log-level", "warning"]
        return [sys.executable, "-m", "uvicorn", "program:app", *options]

    def env(self) -> Mapping[str, str]:
        """Where the tables are; one thread, which costs least CPU for queries so small."""
        return {"TABLES": str(self.tables), "POLARS_MAX_THREADS": "1"}

    def request(self, item: str, variables: Mapping[str, Any]) -> Request | None:
        """Its own query where it has one."""
        sent = VARIABLES[item] if item not in ("page", "nested") else ("offset",)
        return post(OWN.get(item, QUERIES[item]), {name: variables[name] for name in sent})

    def normal(self, item: str, answer: Any) -> Any:  # noqa: ANN401 - parsed JSON
        """Lists stand where ours are connections."""
        if item in OWN and not answer.get("errors"):
            return answer["data"]["nodes"]
        return common(item, answer)


SYSTEM = StrawberryPolars()
