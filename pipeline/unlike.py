"""Raw files held against the current release: much smaller, gone, or the catalogue of another platform."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from pipeline.sources.layout import CATALOGUE_FILES, FILM_CREDITS_FILE, FILMS_FILE, PACKED, RATINGS_FOLDER
from pipeline.sources.movielens import MOVIELENS_FOLDER
from pipeline.sources.movielens import RATINGS as MOVIELENS_RATINGS
from pipeline.sources.source import Sources
from pipeline.store.errors import ReleaseError, UnlikeCurrent
from pipeline.store.manifest import SourceEntry
from pipeline.store.releases import Release, open_release
from pipeline.store.tables import scan
from pipeline.store.vocabulary import PlatformCode

WORTH_COMPARING = 100
"""Rows from which on a file that shrinks is worth a word."""

SHRUNK = 0.5
"""The share of the rows before that there must be."""

ALIKE = 0.5
"""The share of a catalogue's rows from which on it is taken for another's."""

FEW = 20
"""Rows that two catalogues may share by chance: small ones have the same numbers, and a few titles."""


ALL_RATINGS = f"{RATINGS_FOLDER}/*.csv"
ALL_OF_MOVIELENS = f"{MOVIELENS_FOLDER}/**/{MOVIELENS_RATINGS}"
"""What stands for ratings, wherever they lie."""


def current(data: Path) -> Release | None:
    """The release to compare with; null if there is none that can be read."""
    try:
        return open_release(data)
    except ReleaseError:
        return None


def refuse_smaller(sources: Sources, release: Release) -> None:
    """Each catalogue, the film set, all ratings together, and those of MovieLens must have half of the rows as before.

    A generated sample and real files are not compared with each other.

    Raises:
        UnlikeCurrent: one has fewer, or is gone.
    """
    if release.manifest.synthetic != sources.synthetic:
        return
    version, now = release.manifest.version, rows_by_kind(sources)
    for kind, before in rows_by_kind(release.manifest.sources).items():
        rows = now.get(kind, 0)
        if before >= WORTH_COMPARING and rows < SHRUNK * before:
            found = f"{kind}: {rows:,} rows" if rows else f"{kind} is not there"
            raise UnlikeCurrent(
                f"{found}, and the current release {version} was made of {before:,}; expected half of them at least: "
                f"is a file cut or missing? put it back, or, if that is meant, accept it with: --accept-smaller"
            )


def rows_by_kind(sources: Iterable[SourceEntry] | Sources) -> Mapping[str, int]:
    """How many rows there are of each catalogue, of films and credits, and of all ratings, those of MovieLens apart."""
    kinds = {*CATALOGUE_FILES.values(), FILMS_FILE, FILM_CREDITS_FILE}
    rows: dict[str, int] = {}
    for source in sources:
        name = source.path.removesuffix(PACKED)
        kind = name if name in kinds else ALL_RATINGS if name.startswith(f"{RATINGS_FOLDER}/") else None
        if name.startswith(f"{MOVIELENS_FOLDER}/") and name.endswith(f"/{MOVIELENS_RATINGS}"):
            kind = ALL_OF_MOVIELENS
        if kind:
            rows[kind] = rows.get(kind, 0) + source.rows
    return rows


def refuse_other_platform(titles: Path, release: Release | None) -> None:
    """A catalogue most of whose rows are another's is that of another platform under a wrong name.

    Args:
        titles: the finished table.
        release: the current one; null to compare the catalogues with one another only.

    Raises:
        UnlikeCurrent: one is.
    """
    rows = scan(titles).select("platform", "show_id", "title").collect()
    before = _titles_of(release) if release else None
    before = rows.clear() if before is None else before
    for platform in PlatformCode:
        ours = _of(rows, platform)
        for other in PlatformCode:
            if other == platform:
                continue
            beside, stood = (_alike(ours, _of(those, other)) for those in (rows, before))
            if _most(beside, ours):
                _refuse(platform, other, beside, ours, f"the same as those of {CATALOGUE_FILES[other]}", "")
            if _most(stood, ours) and not _most(_alike(ours, _of(before, platform)), ours):
                where = f"those of {other.display_name} in the current release"
                _refuse(platform, other, stood, ours, where, "; if the current release is wrong: --accept-smaller")


def _refuse(platform: PlatformCode, other: PlatformCode, alike: int, ours: pl.DataFrame, what: str, more: str) -> None:
    raise UnlikeCurrent(
        f"{CATALOGUE_FILES[platform]}: {alike:,} of its {ours.height:,} rows ({alike / ours.height:.0%}) are {what}; "
        f"expected the catalogue of {platform.display_name} and not of {other.display_name}: give the file the name of "
        f"its platform{more}"
    )


def _titles_of(release: Release) -> pl.DataFrame | None:
    """A release that is damaged says nothing: the next one is to take its place."""
    try:
        return release.scan("titles").select("platform", "show_id", "title").collect()
    except (ReleaseError, OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None


def _of(rows: pl.DataFrame, platform: PlatformCode) -> pl.DataFrame:
    return rows.filter(pl.col("platform") == platform).select("show_id", "title")


def _alike(ours: pl.DataFrame, theirs: pl.DataFrame) -> int:
    return ours.join(theirs, on=["show_id", "title"], how="semi").height


def _most(alike: int, ours: pl.DataFrame) -> bool:
    return alike > max(FEW, ALIKE * ours.height)
