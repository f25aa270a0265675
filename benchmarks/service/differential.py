"""`make differential`: documents drawn at random, each answered by the engine and by Strawberry, byte for byte.

The program ends with 1 at the first difference, and prints the shortest document that it finds for it. A document that
the service would refuse is counted and not compared.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from graphql_api.catalogue.snapshot import Snapshot, load
from graphql_api.visibility import UsersShown
from pipeline.build import build
from pipeline.progress import Steps
from pipeline.sample import write_sample
from pipeline.store.releases import open_release
from recsys.fit import fit
from tests.conftest import FILM_NEIGHBOURS, NEIGHBOURS, SAID, publish_fitted
from tests.graphql_api.engine.comparing import Comparison, Differs, Kind
from tests.graphql_api.engine.drawn import drawn
from tests.graphql_api.engine.rewriting import Asked
from tests.graphql_api.engine.shortest import shortest
from tests.graphql_api.engine.words import words_of
from tests.small import write_small

DRAWN = 25
"""Documents that are drawn from one seed; several are made of each."""
EVERY = 5_000
"""Documents after which it is said how far it is."""


class Asking(NamedTuple):
    """Where is asked: of which snapshot, and what may be asked about it."""

    name: str
    comparison: Comparison
    words: Mapping[str, Sequence[Any]]


def compare(asking: Asking, number: int, documents: int = DRAWN) -> Asked | None:
    """Compare what is drawn from one seed; the shortest document that is answered differently, if there is one."""
    for each in drawn(number, asking.words, documents):
        try:
            asking.comparison.compare(each)
        except Differs:
            return shortest(each, asking.comparison.differs)
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare so many documents; print how many of them said something."""
    parser = argparse.ArgumentParser(prog="make differential", description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000, metavar="N", help="how many")
    parser.add_argument("--seed", type=int, default=int(time.time()), metavar="N", help="of the first batch")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="a folder of releases: its current one is asked as well"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="cartelera-differential-") as folder, ExitStack() as stack:
        asking = [*_asking(Path(folder), options.data, stack)]
        gc.freeze()  # what stays for ever need not be looked through again and again
        begun, number, told, found = time.monotonic(), options.seed, EVERY, None
        with suppress(KeyboardInterrupt):  # whoever has waited long enough is told what was found so far
            while found is None and (done := _documents(asking)) < options.documents:
                at = asking[number % len(asking)]
                found = compare(at, number)
                number += 1
                if done >= told:
                    print(f"{done:,} documents, {done / (time.monotonic() - begun):.0f} a second", flush=True)
                    told += EVERY
        if found is not None:
            print(f"A difference at {at.name}, seed {number - 1}:")
            try:
                at.comparison.compare(found)
            except Differs as differs:
                print(differs)
        _tell(asking, time.monotonic() - begun, options.seed)
    return int(found is not None)


def _asking(folder: Path, data: Path | None, stack: ExitStack) -> Iterator[Asking]:
    """The snapshots that are asked, by how much of users they show."""
    for name, snapshot in _snapshots(folder, data):
        words = words_of(snapshot)
        for shown in (UsersShown.HISTORY, *([UsersShown.IDS, UsersShown.OFF] if name != "the data given" else [])):
            yield Asking(f"{name}, users {shown}", stack.enter_context(Comparison(snapshot, shown)), words)


def _snapshots(folder: Path, data: Path | None) -> Iterator[tuple[str, Snapshot]]:
    built = build(write_small(folder / "raw"), folder / "small", Steps())
    yield "the small catalogue", load(publish_fitted(folder / "small", built, NEIGHBOURS, FILM_NEIGHBOURS, said=SAID))
    write_sample(folder / "sample", titles=500, users=100, ratings=3_000, films=600)
    sampled = build(folder / "sample", folder / "sampled", Steps())
    fitted = fit(folder / "sampled", sampled.manifest.version, say=lambda _: None)
    yield "a generated sample", load(fitted)
    if data is not None:
        yield "the data given", load(open_release(data))


def _documents(asking: Sequence[Asking]) -> int:
    return sum(each.comparison.documents for each in asking)


def _tell(asking: Sequence[Asking], seconds: float, first: int) -> None:
    comparisons = [each.comparison for each in asking]
    documents, refused = _documents(asking), sum(each.refused for each in comparisons)
    kinds: Counter[Kind] = sum((each.kinds for each in comparisons), Counter())
    reasons: Counter[str] = sum((each.reasons for each in comparisons), Counter())
    print(f"{datetime.now(UTC):%Y-%m-%d}: {documents:,} documents in {seconds / 60:.1f} minutes, seed {first}")
    print(f"not compared, because the service refuses them: {refused:,}")
    print(
        f"pairs of answers: {kinds.total():,},", ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common())
    )
    print("left to Strawberry for:", ", ".join(f"{why} {count:,}" for why, count in reasons.most_common()) or "nothing")


if __name__ == "__main__":
    sys.exit(main())
