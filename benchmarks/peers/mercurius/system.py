"""Mercurius + graphql-jit, bare and with a log line and metrics as ours has them."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.peers.by_offset import SCHEMA, asking
from benchmarks.peers.environments import DONE, run
from benchmarks.service.graphql import common
from benchmarks.service.systems import Request, System, SystemFailed

HERE = Path(__file__).parent
PROGRAM = "server.mjs"
PACKAGES = "package.json"

BARE = (
    "Fastify and its GraphQL adapter mercurius on node, which keeps parsed and validated documents, with `jit: 1` "
    "(graphql-jit compiles a document the second time it comes; leaf serialisation off, as its documentation allows "
    "for values known to be right) and `NODE_ENV=production`. Rows are plain objects in memory, pages a slice by "
    "offset, recommendations an array of each title; counts, the longest title, score counts and the top actor are "
    "looked up in maps made at the start. Search is a scan of lower-cased titles for the text that stops at the tenth "
    "(no order by relevance, no misspellings, no casts); a verdict is a lookup and one logistic function, a simpler "
    "model than ours. {more}"
)


class Mercurius(System):
    """The program in `server.mjs`."""

    warm = 5.0

    def __init__(self, name: str, more: str, *, observed: bool) -> None:
        self.name = name
        self.says = BARE.format(more=more)
        self.observed = observed
        self.tables = Path()
        self.folder = Path()

    def prepare(self, tables: Path, scratch: Path) -> None:
        """Install its packages beside a copy of the program, which looks for them there."""
        if not shutil.which("node") or not shutil.which("npm"):
            raise SystemFailed("found no node and npm on the PATH, which mercurius needs: install Node 20 or newer")
        self.tables, self.folder = tables, scratch
        wanted, done = (HERE / PACKAGES).read_text(encoding="utf-8"), scratch / DONE
        scratch.mkdir(parents=True, exist_ok=True)
        for name in (PACKAGES, PROGRAM):
            shutil.copy(HERE / name, scratch / name)
        if not done.exists() or done.read_text(encoding="utf-8") != wanted:
            run(["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"], scratch)
            done.write_text(wanted, encoding="utf-8")

    def command(self, port: int) -> list[str]:
        """One process of node."""
        arguments = [str(self.tables), str(SCHEMA), str(port), *(["observed"] if self.observed else [])]
        return [shutil.which("node") or "node", str(self.folder / PROGRAM), *arguments]

    def env(self) -> Mapping[str, str]:
        """As its documentation has it in production."""
        return {"NODE_ENV": "production"}

    def request(self, item: str, variables: Mapping[str, Any]) -> Request | None:
        """All but misspelt texts, which a scan cannot find."""
        return None if item == "misspelt" else asking(item, variables)

    def normal(self, item: str, answer: Any) -> Any:  # noqa: ANN401 - parsed JSON
        """Named as ours."""
        return common(item, answer)


SYSTEMS = [
    Mercurius("mercurius", "No limits, no log, no metrics: it does less than ours for each request.", observed=False),
    Mercurius(
        "mercurius-observed",
        "With one line of JSON a request (pino, written in blocks as its documentation advises) and a histogram of "
        "request times (fastify-metrics), as ours has; still no limits.",
        observed=True,
    ),
]
