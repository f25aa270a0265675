"""Which titles a question is about."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

import polars as pl

from pipeline.store.vocabulary import PlatformCode, TitleType

Question = Callable[[pl.LazyFrame, Sequence[str]], pl.LazyFrame]
"""A question asked of titles for each combination of some of their columns."""

KEYS = ("platform", "type", "release_year", "added_year")
"""The columns that a selection narrows by."""


class Selection(NamedTuple):
    """Titles that match everything given; what is None does not narrow. The fields are the values of `KEYS`."""

    platform: PlatformCode | None = None
    type: TitleType | None = None
    year: int | None = None
    """Of release."""
    added_year: int | None = None

    @property
    def is_of_both_years(self) -> bool:
        """Whether it narrows by release and by adding at once, which `for_each_selection` leaves out."""
        return self.year is not None and self.added_year is not None

    def of(self, titles: pl.LazyFrame) -> pl.LazyFrame:
        """The titles selected."""
        return titles.filter(
            *(pl.col(name) == value for name, value in zip(KEYS, self, strict=True) if value is not None)
        )


def for_each_selection(question: Question, rows: pl.LazyFrame) -> pl.LazyFrame:
    """A question's answers for every selection there is, `KEYS` null where a selection does not narrow.

    Both years at once are left out: they would be most of the answers, and few people ask.
    """
    answers = [
        question(rows.filter(*(pl.col(name).is_not_null() for name in by)), by).with_columns(
            pl.lit(None, dtype=dtype).alias(name) for name, dtype in _KEY_TYPES.items() if name not in by
        )
        for by in _groupings()
    ]
    columns = answers[0].collect_schema().names()
    return pl.concat([answer.select(columns) for answer in answers])


def per_group(rows: pl.LazyFrame, by: Sequence[str], **answers: pl.Expr) -> pl.LazyFrame:
    """Answers for each combination of some columns; without columns all rows are one group, and no rows are none."""
    if by:
        return rows.group_by(by, maintain_order=True).agg(**answers)
    # Polars makes a plain selection of such a group, and that has one row even of no rows at all.
    whole = rows.group_by(everything=pl.lit(0), maintain_order=True).agg(rows=pl.len(), **answers)
    return whole.filter(pl.col("rows") > 0).drop("everything", "rows")


def _groupings() -> Iterator[tuple[str, ...]]:
    for platform, title_type, year in product(("platform", None), ("type", None), ("release_year", "added_year", None)):
        yield tuple(name for name in (platform, title_type, year) if name)


_KEY_TYPES = {
    "platform": pl.Enum(PlatformCode),
    "type": pl.Enum(TitleType),
    "release_year": pl.Int32(),
    "added_year": pl.Int32(),
}
