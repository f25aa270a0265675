"""The same work on the other platforms."""

import polars as pl


def also_on(titles: pl.LazyFrame) -> pl.LazyFrame:
    """The titles of other platforms that are the same work: same type and key, released at most one year apart.

    Returns:
        Columns `title_id` and `others`, in platform order, then by title and id; no row for a work on one platform.
    """
    known = titles.filter(pl.col("title_key").is_not_null())
    other = known.select("type", "title_key", other=pl.struct("platform", "title", "title_id", "release_year"))
    elsewhere = pl.col("other").struct.field("platform") != pl.col("platform")
    apart = (pl.col("other").struct.field("release_year") - pl.col("release_year")).abs()
    return (
        known.join(other, on=["type", "title_key"])
        .filter(elsewhere, apart <= 1)
        .group_by("title_id")
        .agg(others=pl.col("other").sort().struct.field("title_id"))
    )
