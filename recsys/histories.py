"""The arrays of what each user rated: all ratings, those of each user newest first."""

import numpy as np
import polars as pl

from pipeline.store.arrays import Arrays
from recsys.interactions import places


def histories(ratings: pl.LazyFrame, titles: pl.Series) -> Arrays:
    """`users` and the `history_` arrays.

    Ratings of one moment are in the order of title, last first, as models know them; of a title the highest is first.

    Args:
        ratings: `user_id`, `title_id`, `score` and `rated_at`, in any order.
        titles: the ids of all titles, in the order in which they are numbered.
    """
    rows = (
        ratings.select("user_id", "score", "rated_at", title=places(pl.col("title_id"), titles))
        .drop_nulls("title")
        .sort("user_id", "rated_at", "title", "score", descending=[False, True, True, True])
        .collect()
    )
    counts = rows.group_by("user_id", maintain_order=True).agg(rows=pl.len())
    return {
        "users": counts["user_id"].cast(pl.Int32).to_numpy(),
        "history_starts": np.concatenate([[0], counts["rows"].to_numpy().cumsum()]).astype(np.int64),
        "history_titles": rows["title"].to_numpy(),
        "history_scores": (rows["score"] * 2).cast(pl.UInt8).to_numpy(),
        "history_times": rows["rated_at"].to_numpy(),
    }
