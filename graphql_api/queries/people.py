"""Who is in the catalogues: everybody with the name as first written and the number of titles."""

import polars as pl


def people(credits: pl.LazyFrame) -> pl.LazyFrame:
    """One row a person and role. Credits come in the order of platform, show number and billing: the first counts.

    Returns:
        Columns `role`, `name`, `display_name` and `title_count`: within each role those in the most titles first, then
        by name.
    """
    return (
        credits.group_by("role", "name", maintain_order=True)
        .agg(pl.col("display_name").first(), title_count=pl.len())
        .sort("role", "title_count", "name", descending=[False, True, False])
    )
