"""What a fit made, told to the person who ran it."""

from collections.abc import Iterator

import polars as pl

from pipeline.store.card import ModelCard
from pipeline.store.releases import Release
from recsys.choose import KEPT


def summary(release: Release) -> str:
    """Titles and films, how many have few neighbours or none, what ratings were found to tell, and the models."""
    manifest = release.manifest
    told = [
        f"Release {manifest.version} in {release.folder.parent}",
        f"Model {manifest.model_version} of dataset {manifest.dataset_version}",
        *_neighbours(release, "titles", "neighbours", "title_id"),
    ]
    if manifest.tables["films"].rows:
        told += _neighbours(release, "films", "film_neighbours", "film_id")
    card = ModelCard.read(release.folder)
    told += [
        f"Ratings: {card.signal}. {card.summary}",
        *(f"{model.task.capitalize()}: {model.name}" for model in card.models),
    ]
    return "\n".join(told)


def _neighbours(release: Release, name: str, neighbours: str, key: str) -> Iterator[str]:
    kept = release.scan(neighbours).group_by(key).agg(kept=pl.len())
    counts = release.scan(name).join(kept, on=key, how="left").select(pl.col("kept").fill_null(0)).collect()["kept"]
    none, few = int((counts == 0).sum()), int(((counts > 0) & (counts < KEPT)).sum())
    yield f"{name.capitalize()}: {len(counts):,}; neighbours: {counts.sum():,}"
    yield f"Fewer than {KEPT}, as too few others resemble them: {few:,} {name}"
    yield f"None, as nothing but their own work resembles them: {none:,} {name}"
