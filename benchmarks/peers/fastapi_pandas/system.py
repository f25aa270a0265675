"""FastAPI + pandas: what the service is compared with in the assignment's own terms."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.peers.environments import python_with
from benchmarks.service.systems import Request, System

HERE = Path(__file__).parent
ROUTES = {
    "counts": "/counts",
    "longest": "/longest",
    "page": "/titles",
    "nested": "/recommendations",
    "search": "/search",
    "misspelt": "/misspelt",
    "verdict": "/verdict",
    "actor": "/actor",
}
PAGES = {"page": 50, "nested": 20}
OURS = {"after", "meant"}
"""Variables that say nothing to it."""


class FastApiPandas(System):
    """A route a question."""

    name = "fastapi-pandas"
    says = (
        "FastAPI on uvicorn (uvloop, httptools), a pandas frame read from CSV, a route a question, each an `async def` "
        "that filters the frame for every request and is answered with orjson; no GraphQL, no choice of fields, no "
        "limits, no log, no metrics. Of the tables it takes the titles, the neighbours (joined a page at a time) and "
        "the biases of verdicts; counts, the longest title and the top actor it works out each time, as the "
        "assignment's students write it. Search is `str.contains` over the titles; misspelt: rapidfuzz's "
        "`process.extract` over all titles, as its documentation shows. Verdicts are a lookup and one logistic "
        "function: a simpler model than ours."
    )

    def __init__(self) -> None:
        self.tables = Path()
        self.python = Path()

    def prepare(self, tables: Path, scratch: Path) -> None:
        """Install its libraries."""
        self.tables = tables
        self.python = python_with(scratch, HERE / "requirements.txt")

    def command(self, port: int) -> list[str]:
        """Uvicorn as FastAPI's documentation starts it, without its log of requests."""
        options = ["--app-dir", str(HERE), "--port", str(port), "--no-access-log", "--log-level", "warning"]
        return [str(self.python), "-m", "uvicorn", "program:app", *options]

    def env(self) -> Mapping[str, str]:
        """Where the tables are."""
        return {"TABLES": str(self.tables), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

    def request(self, item: str, variables: Mapping[str, Any]) -> Request | None:
        """A GET with the variables in the query string."""
        asked = {name: value for name, value in variables.items() if name not in OURS and value is not None}
        if item in PAGES:
            asked["limit"] = PAGES[item]
        return Request("GET", f"{ROUTES[item]}?{urlencode(asked)}", {"Accept": "application/json"}, b"")


SYSTEM = FastApiPandas()
