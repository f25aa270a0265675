"""`python -m benchmarks.service.swaps --data DIR`: what it takes to go from release to release under load.

The current release, which should have models, is served by workers from a folder of links, and made current again and
again under two names in turn, which is as good as a newer one: all of it is loaded, checked, and takes its place.
"""

import argparse
import asyncio
import itertools
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from graphql_api.memory import POLARS_VARIABLE
from pipeline.store.releases import activate, open_release
from tests.graphql_api.server.swapping import QUESTIONS, Log, memory_of, until, workers_of
from tests.graphql_api.serving import serving

NAMES = ("one", "other")
PATIENCE = 300
"""Seconds that loading a release may take."""


@dataclass
class Load:
    """Clients that ask one question after the other."""

    url: str
    seconds: list[float] = field(default_factory=list)
    failed: int = 0
    stopped: bool = False

    async def ask(self, number: int) -> None:
        """One client."""
        async with httpx2.AsyncClient(timeout=PATIENCE) as client:
            for query in itertools.islice(itertools.cycle(QUESTIONS.values()), number, None):
                if self.stopped:
                    return
                started = time.perf_counter()
                try:
                    answer = await client.post(self.url, json={"query": query})
                    self.failed += answer.status_code != 200
                except httpx2.HTTPError:
                    self.failed += 1
                self.seconds.append(time.perf_counter() - started)
                await asyncio.sleep(0.01)


async def measure(data: Path, workers: int, swaps: int, clients: int) -> None:
    """Serve, swap and say what it took."""
    activate(data, NAMES[0])
    settings = {"CARTELERA_LOG": "json", "CARTELERA_POLL_SECONDS": "0.2", POLARS_VARIABLE: ""}
    with serving(data, data / "log", "--workers", str(workers), **settings) as served:
        log = Log(served.log)
        pids, load = workers_of(served.process.pid), Load(f"{served.url}/graphql")

        def loaded() -> int:
            return sum(event.startswith("serving release ") for event in log.events())

        await until(lambda: loaded() == workers, PATIENCE)
        await asyncio.sleep(3)
        tell("at first", pids)
        async with asyncio.TaskGroup() as group:
            for number in range(clients):
                group.create_task(load.ask(number))
            for swap in range(1, swaps + 1):
                started = time.perf_counter()
                activate(data, NAMES[swap % 2])
                await until(lambda swap=swap: loaded() == workers * (swap + 1), PATIENCE)
                took = time.perf_counter() - started
                await asyncio.sleep(4)  # the last answers, and the garbage collector
                tell(f"{swap} swaps ({took:.1f} s)", pids)
            load.stopped = True
    slowest = max(load.seconds, default=0)
    sys.stdout.write(f"{len(load.seconds):,} requests, {load.failed} failed, the slowest {slowest:.2f} s\n")


def tell(when: str, pids: list[int]) -> None:
    """A line of the memory of each worker: now, and the most there ever was, in MB."""
    now = [round(memory_of(pid)["Rss"]) for pid in pids]
    lines = [Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines() for pid in pids]
    most = [round(int(line.split()[1]) / 1024) for each in lines for line in each if line.startswith("VmHWM")]
    sys.stdout.write(f"{when}: {now} MB, at most {most}\n")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--swaps", type=int, default=10)
    parser.add_argument("--clients", type=int, default=3)
    asked = parser.parse_args()
    release = open_release(asked.data)
    with tempfile.TemporaryDirectory(dir=asked.data, prefix=".swaps-") as name:  # beside it, where links can be
        for each in NAMES:
            shutil.copytree(release.folder, Path(name) / each, copy_function=lambda a, b: Path(b).hardlink_to(a))
        asyncio.run(measure(Path(name), asked.workers, asked.swaps, asked.clients))


if __name__ == "__main__":
    main()
