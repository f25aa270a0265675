"""Raw files to measure with: synthetic ratings as many as the assignment's and more, in two shapes.

Titles are drawn at random for every rating, as they are in the assignment's own files; users rate a long-tailed number
of titles; scores have the shares counted there. The catalogues are the real ones where `CARTELERA_REAL_DATA` names
them, else they are generated too; both have the same ids.
"""

import os
import shutil
from pathlib import Path

import polars as pl

from pipeline.sample import write_sample

TITLES, USERS = 22_998, 115_078
"""As many as the assignment's files name."""

MOST_USERS = 1_000_000
"""More than any number that a user of one set of files has."""


def catalogues() -> str:
    """Which catalogues the files will have: `real` or `generated`."""
    return "real" if _real() else "generated"


def longer_files(folder: Path, ratings: int, times: int = 1) -> Path:
    """Eight files, so many times as long."""
    write_sample(folder, titles=TITLES, users=USERS, ratings=ratings * times, signal=0, films=0)
    return _with_catalogues(folder)


def more_files(folder: Path, ratings: int, times: int) -> Path:
    """So many times eight files of the usual length, no two alike."""
    for batch in range(times):
        part = folder / f"batch-{batch}"
        write_sample(part, titles=TITLES, users=USERS, ratings=ratings, signal=0, seed=batch, films=0)
        if not batch:
            (part / "catalogues").rename(folder / "catalogues")
            (folder / "ratings").mkdir()
        for file in (part / "ratings").glob("*.csv"):
            file.rename(folder / "ratings" / f"{batch * 8 + int(file.stem)}.csv")
        shutil.rmtree(part)
    return _with_catalogues(folder)


def more_users(folder: Path, ratings: int, times: int) -> Path:
    """So many times eight files of the usual length, each eight of other users: what they rate and when is repeated."""
    longer_files(folder, ratings)
    for batch in range(1, times):
        for number in range(1, 9):
            rows = pl.scan_csv(folder / "ratings" / f"{number}.csv")
            others = rows.with_columns(pl.col("userId") + batch * MOST_USERS)
            others.sink_csv(folder / "ratings" / f"{batch * 8 + number}.csv", engine="streaming")
    return folder


def _with_catalogues(folder: Path) -> Path:
    """The real catalogues in the place of the generated, where there are any."""
    if real := _real():
        for file in real.glob("*_titles.csv"):
            shutil.copyfile(file, folder / "catalogues" / file.name)
    return folder


def _real() -> Path | None:
    named = os.environ.get("CARTELERA_REAL_DATA")
    folder = Path(named) / "catalogues" if named else None
    return folder if folder and folder.is_dir() else None
