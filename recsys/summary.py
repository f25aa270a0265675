"""What a fit made, told to the person who ran it."""

import polars as pl

from pipeline.store.releases import Release
from recsys.choose import KEPT


def summary(release: Release) -> str:
    """Titles, neighbours, and how many titles have fewer than the others or none."""
    titles, kept = release.scan("titles"), release.scan("neighbours").group_by("title_id").agg(kept=pl.len())
    counts = titles.join(kept, on="title_id", how="left").select(pl.col("kept").fill_null(0)).collect()["kept"]
    none, few = int((counts == 0).sum()), int(((counts > 0) & (counts < KEPT)).sum())
    manifest = release.manifest
    return "\n".join(
        [
            f"Release {manifest.version} in {release.folder.parent}",
            f"Model {manifest.model_version} of dataset {manifest.dataset_version}",
            f"Titles: {len(counts):,}; neighbours: {counts.sum():,}",
            f"Fewer than {KEPT}, as too few others resemble them: {few:,} titles",
            f"None, as nothing but their own work resembles them: {none:,} titles",
        ]
    )
