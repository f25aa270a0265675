"""`python -m benchmarks.films`: the neighbours of films: how good they are on real ones, and what many cost."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from benchmarks.films.quality import kin_of, lacking, quality
from benchmarks.films.report import Figures, save
from benchmarks.measure import ROOT, load, machine, python, run
from pipeline.sources.layout import FILMS_FILE
from pipeline.store.releases import open_release

RESULTS = ROOT / "benchmarks" / "results"
RAW_FILMS = 45_466
"""Films to generate: as many rows as the public film set has."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep; the scratch folder is gone when this ends."""
    options = read(arguments)
    source = real()
    if source is None:
        say(
            "no film set: set CARTELERA_REAL_DATA to a folder that holds films/movies_dataset.csv; nothing was measured"
        )
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # by way of the folder's clean-up
    setting = machine("polars", "scikit-learn", "scipy", "sparse-dot-topn")
    command = f"python -m benchmarks.films --films {options.films} --runs {options.runs}"
    figures = Figures(f"{datetime.now(UTC):%Y-%m-%d}", command, setting)
    with tempfile.TemporaryDirectory(dir=options.scratch, prefix="cartelera-benchmark-") as folder:
        scratch = Path(folder)
        films = open_release(build(scratch / "real", source)).scan("films").sort("film_id").collect()
        figures.films, figures.lacking, figures.queries = films.height, lacking(films), len(kin_of(films))
        figures.quality = quality(films)
        say(f"generating {options.films:,} films")
        data = build(scratch / "generated", None, options.films)
        built = open_release(data).manifest
        figures.titles, figures.generated = (built.tables[name].rows for name in ("titles", "films"))
        for number in range(options.runs):
            again = scratch / f"fitted-{number}"  # what is fitted already is not fitted again
            shutil.copytree(data, again)
            cost = run(python("-m", "recsys", "fit", "--data", str(again)))
            say(f"  {cost.wall:.1f} s, {cost.cpu:.1f} s of CPU, {cost.peak:.0f} MB")
            figures.fit.append(cost)
            figures.table = table_of(again)
    figures.setting |= {"load at the end": load()}
    print(save(figures, options.results))
    return 0


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.films", description=__doc__)
    parser.add_argument("--films", type=int, default=RAW_FILMS, metavar="N", help="films to generate for the cost")
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="runs of the fit")
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="where to work")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go")
    return parser.parse_args(arguments)


def real() -> Path | None:
    """The films of the real film set, if there are any."""
    named = os.environ.get("CARTELERA_REAL_DATA")
    file = Path(named) / FILMS_FILE if named else None
    return file.resolve() if file and file.is_file() else None


def build(scratch: Path, source: Path | None, films: int = 0) -> Path:
    """A folder with a release of the sample's titles, with the films of a file or so many that are generated."""
    raw, data = scratch / "raw", scratch / "data"
    run(python("-m", "pipeline", "sample", "--raw", str(raw), "--ratings", "1000", "--films", str(films)))
    if source:
        (raw / FILMS_FILE).parent.mkdir()
        shutil.copyfile(source, raw / FILMS_FILE)
    run(python("-m", "pipeline", "build", "--raw", str(raw), "--data", str(data)))
    shutil.rmtree(raw)
    return data


def table_of(data: Path) -> dict[str, float]:
    """How large `film_neighbours` is: its rows, its reasons, and its megabytes as a file."""
    release = open_release(data)
    (file,) = release.files("film_neighbours")
    reasons = release.scan("film_neighbours").select(pl.col("reasons").explode().drop_nulls()).collect().to_series()
    return {
        "rows": release.manifest.tables["film_neighbours"].rows,
        "reasons": len(reasons),
        "distinct reasons": reasons.n_unique(),
        "file": round(file.stat().st_size / 2**20, 1),
    }


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
