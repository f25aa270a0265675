"""How many rows of a raw file may be set aside before the file is taken for a broken one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

import polars as pl
from rapidfuzz import process

from pipeline.made import count
from pipeline.sources.told import told
from pipeline.steps import film_credits, films, movielens, ratings, titles
from pipeline.store.errors import TooManySetAside
from pipeline.store.manifest import SourceEntry
from pipeline.store.tables import scan
from pipeline.store.vocabulary import PlatformCode

FEW = 20
"""As many rows of a file may be set aside for each reason, whatever their share: small files have odd rows too."""

SHARE = 0.05
"""The share of a file's rows that may be set aside for a reason."""

NO_TITLE = "movieId is no title of the catalogues"

OWN_SHARES = {
    "row is blank": 1.0,  # says nothing, and nothing is lost with it
    "release_date is missing": 1.0,  # the assignment asks for these films to be dropped
    "id is no film of the film set": 1.0,  # follows the films that were dropped, or a part of the film set
}
"""The reasons with a share of their own."""

SHOWN = 3
"""Rows that a message shows."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The shares of a file's rows that may be set aside: by reason, and for all others."""

    by_reason: Mapping[str, float] = field(default_factory=dict)
    otherwise: float = SHARE

    @classmethod
    def asked(cls, asked: Sequence[str]) -> Self:
        """What `--tolerate` says: `SHARE` for all reasons, `REASON=SHARE` for one.

        Raises:
            ValueError: a share is no number from 0 to 1, or a reason none of ours; the message names the nearest.
        """
        by_reason, otherwise = {}, SHARE
        for each in asked:
            reason, _, share = each.rpartition("=")
            if not reason:
                otherwise = _share(share)
            elif reason.strip() in known_reasons():
                by_reason[reason.strip()] = _share(share)
            else:
                nearest, *_ = process.extractOne(reason, known_reasons())
                raise ValueError(f"{told(reason)!r} is no reason to set a row aside; the nearest is {nearest!r}")
        return cls(by_reason, otherwise)

    def share(self, reason: str) -> float:
        """What is put up with of one reason; what was asked for never lowers a share of its own but by its name."""
        return self.by_reason.get(reason, max(self.otherwise, OWN_SHARES.get(reason, 0.0)))

    def rows(self, reason: str, of: int) -> int:
        """As many rows of a file of so many may be set aside for a reason."""
        return max(FEW, int(self.share(reason) * of)) if self.share(reason) else 0


@cache
def known_reasons() -> tuple[str, ...]:
    """Every reason there is."""
    nobody = pl.Series([], dtype=pl.Int64)
    every = (titles.reasons(), ratings.reasons(), films.reasons(), film_credits.reasons(nobody, nobody))
    return tuple(
        dict.fromkeys([*(reason for those in every for reason in those), *movielens.reasons(), movielens.NO_FILM])
    )


def refuse_too_many(sources: Sequence[SourceEntry], quarantine: list[Path], tolerance: Tolerance) -> None:
    """Hold each file's rows that were set aside against what is put up with.

    Args:
        sources: what became of each file.
        quarantine: the parquet files of the rows that were set aside.
        tolerance: what is put up with.

    Raises:
        TooManySetAside: a file has more of them, or none of its rows entered.
    """
    if not quarantine:
        return
    aside = scan(quarantine)
    elsewhere = _of_missing_catalogues(sources)
    counts = aside.group_by("file", "reason").len().collect(engine="streaming")
    for source in sources:
        of_file = counts.filter(pl.col("file") == source.path).sort("len", "reason", descending=[True, False])
        by_reason = dict(of_file.select("reason", "len").rows())
        unknown = count(aside.filter(pl.col("file") == source.path, elsewhere)) if NO_TITLE in by_reason else 0
        if source.rows and source.set_aside == source.rows and not unknown:
            why = ", ".join(f"{reason} ({rows:,})" for reason, rows in by_reason.items())
            shown = ", ".join(_shown(aside, source.path, next(iter(by_reason))))
            raise TooManySetAside(
                f"{source.path}: none of its {source.rows:,} rows may enter: {why}; the first: {shown}; expected rows "
                f"such as docs/raw-files.md describes: is it the right file?"
            )
        for reason, rows in by_reason.items():
            counted = rows - (unknown if reason == NO_TITLE else 0)
            if counted > tolerance.rows(reason, source.rows):
                _refuse(source, reason, counted, tolerance, list(_shown(aside.filter(~elsewhere), source.path, reason)))


def _refuse(source: SourceEntry, reason: str, rows: int, tolerance: Tolerance, shown: Sequence[str]) -> None:
    share = rows / source.rows
    allow = min(1.0, (int(share * 100) + 1) / 100)
    raise TooManySetAside(
        f"{source.path}: {rows:,} of its {source.rows:,} rows ({share:.1%}) may not enter, as {reason}; "
        f"expected at most {tolerance.rows(reason, source.rows):,}; the first: {', '.join(shown)}; put the file right, "
        f"or allow it with: --tolerate '{reason}={allow:g}'"
    )


def _of_missing_catalogues(sources: Sequence[SourceEntry]) -> pl.Expr:
    """Ratings of platforms whose catalogue is not there are nobody's fault: ratings come for all platforms at once."""
    there = {source.path.rpartition("/")[2] for source in sources if source.path.startswith("catalogues/")}
    missing = [code.prefix for code in PlatformCode if not any(name.startswith(code.value) for name in there)]
    rated = pl.col("raw").str.json_path_match("$.movieId").str.extract(r"^([a-z])s[0-9]+$")
    return (pl.col("reason") == NO_TITLE) & rated.is_in(missing).fill_null(value=False)


def _shown(aside: pl.LazyFrame, path: str, reason: str) -> Iterator[str]:
    """The first rows, with what they said."""
    rows = aside.filter(pl.col("file") == path, pl.col("reason") == reason).select("row", "raw")
    for row, raw in rows.bottom_k(SHOWN, by="row").sort("row").collect(engine="streaming").rows():
        said = ",".join(cell or "" for cell in json.loads(raw).values())
        yield f"row {row} (`{told(said)}`)"


def _share(text: str) -> float:
    try:
        share = float(text.strip().removesuffix("%")) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"{told(text)!r} is no share of a file's rows; expected a number from 0 to 1, such as 0.1")
    return share
