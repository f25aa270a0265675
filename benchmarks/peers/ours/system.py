"""Ours: the command `serve` over the release that the tables were made from, once a row of settings."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.service.graphql import QUERIES, VARIABLES, common, post
from benchmarks.service.systems import Request, System
from benchmarks.service.tables import release_of

THREADS = {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""As the documentation says for a worker a core."""


class Ours(System):
    """The service with some settings."""

    warm = 1.0

    def __init__(self, name: str, says: str, **settings: str) -> None:
        self.name = name
        self.says = says
        self.settings = settings
        self.data = Path()

    def prepare(self, tables: Path, scratch: Path) -> None:  # noqa: ARG002 - nothing to install
        """Find the release."""
        self.data = release_of(tables)

    def command(self, port: int) -> list[str]:
        """`serve`."""
        return [sys.executable, "-m", "graphql_api", "--data", str(self.data), "--port", str(port)]

    def env(self) -> Mapping[str, str]:
        """The settings; what is logged goes to the same file as every system's."""
        return {"CARTELERA_LOG": "json", **THREADS, **self.settings}

    def request(self, item: str, variables: Mapping[str, Any]) -> Request | None:
        """Our own query."""
        return post(QUERIES[item], {name: variables[name] for name in VARIABLES[item]})

    def normal(self, item: str, answer: Any) -> Any:  # noqa: ANN401 - parsed JSON
        """The shape of the query."""
        return common(item, answer)


CACHE_OFF = {"CARTELERA_RESPONSE_CACHE_BYTES": "0"}

PLAIN = Ours(
    "ours-no-plans",
    "`serve` without compiled plans and without its cache of answers: Strawberry executes every request, over the same "
    "snapshot. Limits, metrics and log on. What the others' answers are compared with.",
    CARTELERA_ENGINE="off",
    **CACHE_OFF,
)

SYSTEMS = [
    Ours(
        "ours",
        "`serve` with its cache of answers off: compiled plans write each answer anew from encoded columns. Everything "
        "on that the service normally does: limits of cost, depth and size, metrics, a line of log a request.",
        **CACHE_OFF,
    ),
    Ours(
        "ours-cached",
        "`serve` as it is when nothing is set: as before, and whole answers kept, so that of 120 variable sets nearly "
        "every request is answered from memory.",
    ),
    Ours(
        "ours-rate",
        "`serve` with its cache of answers off and a limit of requests a client that is never reached: what counting "
        "them costs.",
        CARTELERA_RATE="999999999/hour",
        **CACHE_OFF,
    ),
    PLAIN,
]
