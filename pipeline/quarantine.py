"""Rows that may not enter a table: why, and what they said."""

from collections.abc import Mapping

import polars as pl
import polars.selectors as cs

from pipeline.store.tables import Quarantine, conform


def with_reason(rows: pl.LazyFrame, reasons: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    """Mark each row with the first reason that holds for it; null marks a good row."""
    return rows.with_columns(
        reason=pl.coalesce(pl.when(holds).then(pl.lit(reason)) for reason, holds in reasons.items())
    )


def good(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The rows without a reason."""
    return rows.filter(pl.col("reason").is_null())


def forget_good(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The same rows without what the good ones said in the raw file: nothing asks for it any more."""
    return rows.with_columns(pl.when(pl.col("reason").is_not_null()).then(cs.starts_with("raw_")))


def set_aside(rows: pl.LazyFrame, table: str) -> pl.LazyFrame:
    """The rows with a reason, as the quarantine keeps them: the raw text of every column as one JSON object."""
    return (
        rows.filter(pl.col("reason").is_not_null())
        .with_columns(
            table=pl.lit(table),
            raw=pl.struct(cs.starts_with("raw_").name.map(lambda name: name.removeprefix("raw_"))).struct.json_encode(),
        )
        .pipe(conform, Quarantine)
    )
