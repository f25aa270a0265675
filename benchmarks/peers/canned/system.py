"""The ceiling, once bare and once behind our metrics and our line of log; and our connection alone."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.service.graphql import QUERIES, VARIABLES, common, post
from benchmarks.service.systems import Request, System


class Canned(System):
    """Answers of the length that ours have, ready beforehand."""

    canned = True

    def __init__(self, name: str, says: str, *options: str) -> None:
        self.name = name
        self.says = says
        self.options = options
        self.answers = Path()

    def prepare(self, tables: Path, scratch: Path) -> None:  # noqa: ARG002 - nothing to install
        """Find the answers."""
        self.answers = tables / "canned.json"

    def command(self, port: int) -> list[str]:
        """`program`."""
        return [sys.executable, "-m", "benchmarks.peers.canned.program", str(self.answers), str(port), *self.options]

    def request(self, item: str, variables: Mapping[str, Any]) -> Request | None:
        """What ours is sent, with the name of the item in the query string."""
        return post(QUERIES[item], {name: variables[name] for name in VARIABLES[item]}, f"/graphql?{item}")

    def normal(self, item: str, answer: Any) -> Any:  # noqa: ANN401 - parsed JSON
        """Always the same."""
        return common(item, answer)


SYSTEMS = [
    Canned(
        "canned",
        "uvicorn (uvloop, httptools) and nothing else: the body of a POST is read, decoded with orjson and answered "
        "with one answer of ours of middling length. What any Python server costs; it answers nothing.",
    ),
    Canned(
        "canned-told",
        "The same behind our metrics and our line of log, both as in the service and to the same kind of place.",
        "told",
    ),
    Canned(
        "canned-connection",
        "Our connection without anything behind it: a request is read, and one answer of ours of middling length sent.",
        "connection",
    ),
]
