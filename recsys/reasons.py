"""Why two titles are alike, in a few words: the fields that make up most of their cosine, with what they share."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import numpy as np
import polars as pl
from scipy import sparse

from recsys.fields import Field
from recsys.nearest import DIGITS
from recsys.space import Space

MOST = 4
"""Reasons of a pair at most."""

LEAST_SHARE = 0.1
"""A field that makes up less of the cosine is no reason, unless none makes up more."""

AT_A_TIME = 50_000
"""Pairs whose shared tokens one thread holds in memory at a time."""


def with_reasons(pairs: pl.DataFrame, space: Space) -> pl.DataFrame:
    """Pairs of rows (`query`, `candidate`, `score`) with their `reasons`, the weightiest first."""
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        parts = list(pool.map(explain, pairs.iter_slices(AT_A_TIME), repeat(space)))
    return pl.concat(parts or [explain(pairs, space)])


def explain(pairs: pl.DataFrame, space: Space) -> pl.DataFrame:
    """The same for as many as fit into memory."""
    least = LEAST_SHARE * pl.lit(pairs["score"]).gather("pair")
    reasons = (
        pl.concat(shares(pairs, space))
        .with_columns(pl.col("share").round(DIGITS))
        .sort("pair", "share", "field", descending=[False, True, False])
        .filter((pl.col("share") >= least) | pl.col("pair").is_first_distinct())
        .group_by("pair", maintain_order=True)
        .agg(reasons=pl.col("reason").head(MOST))
    )
    numbered = pairs.lazy().with_row_index("pair")
    return numbered.join(reasons, on="pair", how="left", maintain_order="left").drop("pair").collect()


def shares(pairs: pl.DataFrame, space: Space) -> Iterator[pl.LazyFrame]:
    """What each field says of the pairs: its `share` of the cosine and its `reason`.

    Shares add up to the cosine, so that of the field without shown tokens is what the others leave.
    """
    rest = pairs["score"].to_numpy().astype(np.float64)
    for place, block in enumerate(space.blocks):
        if block.field.shown:
            shared = block.matrix[pairs["query"].to_numpy()].multiply(block.matrix[pairs["candidate"].to_numpy()])
            rest = rest - shared.sum(axis=1)
            yield tell(shared.tocoo(), block.tokens, block.field).with_columns(field=pl.lit(place))
    for place, block in enumerate(space.blocks):
        if not block.field.shown:
            left = pl.LazyFrame({"share": rest}).with_row_index("pair")
            yield left.select("pair", "share", reason=pl.lit(block.field.one), field=pl.lit(place))


def tell(shared: sparse.coo_array, tokens: pl.Series, field: Field) -> pl.LazyFrame:
    """What one field says of the pairs that share anything in it, from the products of what they share."""
    pair, token = shared.coords
    return (
        pl.LazyFrame({"pair": pair, "token": token, "share": shared.data})
        .with_columns(
            pl.col("pair").cast(pl.UInt32),
            product=pl.col("share").round(DIGITS),
            text=pl.lit(tokens).gather("token"),
        )
        .sort("pair", "product", "token", descending=[False, True, False])
        .group_by("pair", maintain_order=True)
        .agg(pl.col("share").sum(), shared=pl.len(), named=pl.col("text").head(field.shown))
        .with_columns(pl.col("named").list.join(", "))
        .with_columns(reason=pl.when(pl.col("shared") == 1).then(said(field.one)).otherwise(said(field.many)))
        .select("pair", "share", "reason")
    )


def said(words: str) -> pl.Expr:
    """The words of a field with what is shared in their place."""
    return pl.format(words, "named")
