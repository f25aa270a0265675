"""Ratings to compare on, from a file of MovieLens."""

from pathlib import Path

import polars as pl

from recsys.interactions import Interactions


def read(file: Path) -> Interactions:
    """A CSV file with `userId`, `movieId`, `rating` and `timestamp`; titles in the order of their ids as text."""
    ratings = pl.scan_csv(file).select(
        user_id=pl.col("userId").cast(pl.Int32),
        title_id=pl.col("movieId").cast(pl.String),
        score=pl.col("rating").cast(pl.Float32),
        rated_at=pl.col("timestamp").cast(pl.Int64),
    )
    titles = ratings.select(pl.col("title_id").unique().sort()).collect()["title_id"]
    return Interactions.read(ratings, titles)
