"""The tables of the release that a report is about: scanned, never collected whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import polars as pl

from pipeline.store.card import CARD, ModelCard
from pipeline.store.manifest import Manifest
from pipeline.store.releases import Release


@dataclass(frozen=True, slots=True)
class Tables:
    """What sections read. Each frame has the columns of its contract in `pipeline.store.tables`.

    Attributes:
        manifest: what the release says of itself.
        card: what its models say of themselves; None where none were fitted.
        titles: a row a title (some 23,000).
        credits: a row a person of a title.
        ratings: a row a rating (up to 11 million: aggregate before collecting, with `collect`).
        title_scores: a row a rated title.
        films: a row a film.
        film_credits: a row a person of a film.
        quarantine: a row a raw row that was set aside.
    """

    manifest: Manifest
    card: ModelCard | None
    titles: pl.LazyFrame
    credits: pl.LazyFrame
    ratings: pl.LazyFrame
    title_scores: pl.LazyFrame
    films: pl.LazyFrame
    film_credits: pl.LazyFrame
    quarantine: pl.LazyFrame

    @classmethod
    def of(cls, release: Release) -> Self:
        """Those of a release.

        Raises:
            DamagedRelease: the manifest is without a table, or the model card cannot be read.
        """
        names = ("titles", "credits", "ratings", "title_scores", "films", "film_credits", "quarantine")
        frames = {name: release.scan(name) for name in names}
        card = ModelCard.read(release.folder) if (release.folder / CARD).is_file() else None
        return cls(manifest=release.manifest, card=card, **frames)

    def rows(self, table: str) -> int:
        """How many rows the manifest says that a table has; 0 where it has no such table."""
        entry = self.manifest.tables.get(table)
        return entry.rows if entry else 0

    def set_aside(self, table: str) -> Mapping[str, int]:
        """How many raw rows were kept out of a table, by reason."""
        entry = self.manifest.tables.get(table)
        return entry.set_aside if entry else {}


def collect(rows: pl.LazyFrame) -> pl.DataFrame:
    """Collect what has been aggregated, in batches: memory grows with the answer and not with the table."""
    return rows.collect(engine="streaming")
