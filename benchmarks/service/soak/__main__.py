"""`make soak`: serve a release of realistic size, attack it, and say whether good clients would have noticed."""

import argparse
import asyncio
import multiprocessing
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.measure import machine
from benchmarks.service.soak import good, hostile, probe
from benchmarks.service.soak.clients import Tally
from pipeline.build import build
from pipeline.progress import Steps
from pipeline.sample import write_sample
from pipeline.store.releases import activate
from recsys.fit import fit
from tests.attacks.gauges import Server
from tests.graphql_api.serving import Served, serving

GOOD, HOSTILE = 40, 240
"""Connections of each."""
ALONE_SECONDS = 5.0
"""How long it is measured what the service answers to good clients alone."""
SETTLED = 0.2
"""The part of the time after which memory may grow no more: by then all that is remembered is full."""
GROWTH = 50 * 2**20
HEALTHZ = 0.1
SIZE = {"titles": 22_998, "users": 2_000, "ratings": 200_000, "films": 45_466}
"""As many titles and films as the public data have."""
SPAWNED = multiprocessing.get_context("spawn")


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak for some minutes; 1 where a good client was harmed, the service grew or ended."""
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, metavar="N", help="how long")
    parser.add_argument("--data", type=Path, metavar="DIR", help="releases to serve, rather than a generated one")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="cartelera-soak-") as folder:
        data, log = options.data or release(Path(folder)), Path(folder) / "log"
        with serving(data, log) as served:
            return soak(served, log, options.minutes * 60)


def release(folder: Path) -> Path:
    """A generated release of realistic size, with a model."""
    write_sample(folder / "raw", **SIZE)
    built = build(folder / "raw", folder / "data", Steps())
    activate(folder / "data", built.manifest.version)
    fitted = fit(folder / "data", built.manifest.version, say=lambda _: None)
    activate(folder / "data", fitted.manifest.version)
    return folder / "data"


def soak(served: Served, log: Path, seconds: float) -> int:
    """Attack a server for a while, and tell how it went."""
    port, server = served.port, Server(served.process.pid)
    asked = asyncio.run(good.questions(port))
    (alone,) = together((good.work, port, ALONE_SECONDS, GOOD, asked))
    begun = server.cpu()
    asyncio.run(hostile.each_once(port))
    dear_seconds = (server.cpu() - begun) / len(hostile.DEAR)
    logged, begun, memory = log.stat().st_size, server.cpu(), [server.memory()]
    parts = [(good.work, port, seconds, GOOD, asked), (probe.work, port, seconds)]
    parts += [(hostile.work, port, seconds, HOSTILE // 2)] * 2
    tallies = together(*parts, meanwhile=lambda: memory.append(server.memory()))
    fine, probed, *attacks = tallies
    attacked: Counter[str] = sum((each.counts for each in attacks), Counter())
    alive = served.process.poll() is None
    written = log.read_bytes()
    took = attacked.pop("seconds") / len(attacks)
    dear = attacked.pop(hostile.ASKED) * dear_seconds / took
    offered = (sum(fine.counts.values()) - fine.counts.pop("seconds") + attacked.total()) / took
    capacity = alone.counts["answered"] / ALONE_SECONDS
    settled = memory[int(len(memory) * SETTLED) + 1]
    slow = statistics.quantiles(probed.seconds, n=100)[98] if len(probed.seconds) > 100 else max(probed.seconds)

    sizes = (memory[0], settled, memory[len(memory) // 2], memory[-1])
    setting = ", ".join(f"{name} {value}" for name, value in machine().items())
    print(f"{datetime.now(UTC):%Y-%m-%d}, {seconds / 60:g} minutes, {setting}")
    print(f"good clients alone: {capacity:,.0f} answers/s, {spread(alone.seconds)}")
    print(
        f"offered: {offered:,.0f} requests/s of {GOOD} good and {HOSTILE} hostile connections, "
        f"among them dear ones that would take {dear:.1f} cores"
    )
    print(f"good: {told(fine.counts)}; {spread(fine.seconds)}")
    print(f"hostile: {told(attacked)}")
    print(f"/healthz: {told(probed.counts)}; p99 {slow * 1_000:.1f}, {spread(probed.seconds)}")
    print(
        f"memory: {' '.join(f'{each / 2**20:.0f}' for each in sizes)} MB at the beginning, settled, halfway, at the end"
    )
    print(f"CPU: {(server.cpu() - begun) / seconds:.2f} cores; log: {(len(written) - logged) / 2**20:,.1f} MB")
    for line in [line for line in written.splitlines() if b"Traceback" in line][:1]:
        print("note:", line.decode())
    for note in [note for each in tallies for note in each.notes]:
        print("note:", note)
    faults = {
        "the server ended": not alive,
        "memory grew": memory[-1] - settled > GROWTH,
        "good clients got wrong answers": fine.counts["wrong"] > 0,
        "no good client was answered": not fine.counts["answered"],
        "there is a traceback in the log": b"Traceback" in written,
        "/healthz took too long": slow >= HEALTHZ or probed.counts["lost"] > 0,
    }
    for fault in (name for name, holds in faults.items() if holds):
        print("FAILED:", fault)
    return int(any(faults.values()))


def together(*parts: tuple[Any, ...], meanwhile: Callable[[], object] = lambda: None) -> list[Tally]:
    """What each part saw, all of them at work at once in processes of their own."""
    running = []
    for function, *arguments in parts:
        ours, theirs = SPAWNED.Pipe(duplex=False)
        process = SPAWNED.Process(target=function, args=(*arguments, theirs), daemon=True)
        process.start()
        running.append((process, ours))
    found = []
    for process, ours in running:
        while not ours.poll(1):
            meanwhile()
            if not process.is_alive() and not ours.poll(0):
                raise RuntimeError(f"{process.name} ended with {process.exitcode}")
        found.append(ours.recv())
        process.join()
    return found


def spread(seconds: Sequence[float]) -> str:
    """Half of all, and the longest, in milliseconds."""
    return f"p50 {statistics.median(seconds) * 1_000:.1f}, max {max(seconds) * 1_000:.1f} ms" if seconds else "none"


def told(counts: Counter[str]) -> str:
    """How often each."""
    return ", ".join(f"{name} {count:,}" for name, count in counts.most_common() if name != "seconds")


if __name__ == "__main__":
    sys.exit(main())
