"""`python -m benchmarks.recsys.peers`: lists and predictions beside those of implicit, LensKit and Surprise."""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import ROOT, load, machine
from benchmarks.recsys.peers import curve, environments, ranking, rating
from benchmarks.recsys.peers.data import read
from benchmarks.recsys.peers.folds import folds
from benchmarks.recsys.peers.report import Figures, save

RESULTS = ROOT / "benchmarks" / "results"
FOR_LISTS = "ml-1m-half/ratings.csv"
FOR_SCORES = ("ml-1m-half/ratings.csv", "ml-latest-small/ratings.csv")
PARTS = ("ranking", "rating", "curve")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep; the scratch folder is gone when this ends."""
    options = parse(arguments)
    parts = {*options.parts, *(["curve"] if options.curve else [])}
    for_lists, for_scores = files(options.ratings)
    if {"ranking", "rating"} & parts and not for_lists:
        print("no ratings: --ratings names a file, or CARTELERA_REAL_DATA the folder of real data")
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # by way of the folder's clean-up
    figures = Figures(f"{datetime.now(UTC):%Y-%m-%d}", command(options), machine("numpy", "scipy", "polars"))
    figures.setting |= dict(each.split("==") for pins in environments.PEERS.values() for each in pins)
    with tempfile.TemporaryDirectory(dir=options.scratch, prefix="cartelera-benchmark-") as folder:
        scratch = Path(folder)
        kept = options.environments or scratch
        if "ranking" in parts:
            ratings = read(for_lists[0])
            figures.add_lists(name(for_lists[0]), ratings, ranking.compare(folds(ratings), scratch, kept, say))
            save(figures, options.results)  # each time, so that giving up on the rest loses only that
        if "rating" in parts:
            for file in for_scores:
                ratings = read(file)
                for way in rating.SPLITS:
                    figures.add_scores(rating.compare(name(file), ratings, way, options.models, scratch, kept, say))
                    save(figures, options.results)
        if "curve" in parts:
            for titles in sorted(options.titles):
                figures.curve.append(curve.measure(titles, say))
                save(figures, options.results)
    figures.setting |= {"load at the end": load()}
    print(save(figures, options.results))
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recsys.peers", description=__doc__)
    parser.add_argument("--ratings", type=Path, metavar="FILE", help="ratings of your own, as MovieLens has them")
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=["ranking", "rating"], help="what to measure")
    parser.add_argument("--models", nargs="+", choices=rating.MODELS, default=[*rating.MODELS], help="of Surprise")
    parser.add_argument("--curve", action="store_true", help="also what fitting costs by the number of titles")
    parser.add_argument(
        "--titles", type=int, nargs="+", default=[5_000, 10_000, 20_000, 30_000], metavar="N", help="of the curve"
    )
    parser.add_argument("--environments", type=Path, metavar="DIR", help="keep the peers' environments there")
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="where to work")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go")
    return parser.parse_args(arguments)


def command(options: argparse.Namespace) -> str:
    """The command that was given, without the folders of this machine."""
    given = [" --ratings FILE"] if options.ratings else []
    if options.parts != ["ranking", "rating"]:
        given.append(f" --parts {' '.join(options.parts)}".rstrip())
    if "rating" in options.parts and options.models != [*rating.MODELS]:
        given.append(f" --models {' '.join(options.models)}")
    if options.curve or "curve" in options.parts:
        given.append(f" --curve --titles {' '.join(map(str, options.titles))}")
    return "python -m benchmarks.recsys.peers" + "".join(given)


def files(given: Path | None) -> tuple[list[Path], list[Path]]:
    """The files to make lists and to predict scores from: what was given, else the real ones, else none."""
    if given:
        return [given], [given]
    folder = os.environ.get("CARTELERA_REAL_DATA")
    if not folder:
        return [], []
    return [Path(folder) / FOR_LISTS], [Path(folder) / each for each in FOR_SCORES]


def name(file: Path) -> str:
    """A set of ratings is called by its folder."""
    return file.resolve().parent.name


def say(line: str) -> None:
    """Tell how far it is."""
    print(f"{datetime.now(UTC):%H:%M:%S} {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
