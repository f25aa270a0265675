"""Which of a title's nearest candidates it is shown with, and in which order."""

import polars as pl

KEPT = 50
"""Neighbours of a title at most: some remain when a page filters them by platform, type and year."""

EARLY = 5
"""The places that a page shows at first."""

EARLY_OF_A_FRANCHISE = 2
"""Neighbours of one franchise among the early places, so that something new can be found there."""


def choose(candidates: pl.LazyFrame, titles: pl.DataFrame, mentioned: pl.DataFrame) -> pl.LazyFrame:
    """The neighbours of each query with their `rank`, from candidates in the order of query and nearness.

    `titles` has in the row of each title its `work` (equal for titles that may be the same), `year` and `franchise`;
    `mentioned` says which rows have the name of which franchise, as `works.mentions` finds them.
    """

    def asked(name: str) -> pl.Expr:
        return pl.lit(titles[name]).gather("query")

    def mentions(row: str, franchise: pl.Expr) -> pl.Expr:
        return paired(pl.col(row), franchise).is_in(pairs.implode())

    pairs = mentioned.select(paired(pl.col("row"), pl.col("franchise"))).to_series()
    kin = mentions("query", pl.col("franchise")) | mentions("candidate", asked("franchise"))
    return (
        candidates.filter(pl.col("query") != pl.col("candidate"))
        .with_columns(pl.lit(titles[name]).gather("candidate").alias(name) for name in titles.columns)
        .filter(~same_work_as(asked("work"), asked("year")))
        .with_columns(kin=kin)
        .with_row_index("place")
        .pipe(one_of_each_work)
        .pipe(spread_franchises)
        .filter(pl.col("rank") <= KEPT)
        .select("query", "rank", "candidate", "score")
    )


def same_work_as(work: pl.Expr, year: pl.Expr) -> pl.Expr:
    """Whether a title is the same work as another: platforms differ by a year in when something came out."""
    return (pl.col("work") == work) & ((pl.col("year") - year).abs() <= 1)


def one_of_each_work(candidates: pl.LazyFrame) -> pl.LazyFrame:
    """The nearest title of each work.

    That a year apart is the same work does not chain: of 2000, 2001 and 2002 the first and the last are two works. So
    the nearest of a key enters, those within a year of it go, then the nearest of what is left enters, until none is.
    """
    rest = candidates.with_columns(key=of_one_query("work")).collect()
    entered = [rest.clear()]
    while rest.height:
        nearest = rest["key"].is_first_distinct()
        entered.append(rest.filter(nearest))
        others = rest.filter(~nearest).join(entered[-1].select("key", entered="year"), on="key")
        rest = others.filter((pl.col("year") - pl.col("entered")).abs() > 1).drop("entered").sort("place")
    return pl.concat(entered).lazy().sort("place").drop("key")


def spread_franchises(candidates: pl.LazyFrame) -> pl.LazyFrame:
    """Number the candidates, but let the third and further ones of a franchise wait until the early places are taken.

    So do the third and further kin of the title asked about, whatever they are called.

    Where there are not enough others to take them, those that wait are left out.
    """
    waiting = candidates
    for _ in range(EARLY_OF_A_FRANCHISE):
        waiting = waiting.filter(~of_one_query("franchise").is_first_distinct())
    kin = ~pl.col("kin") | (pl.col("kin").cum_sum().over("query") <= EARLY_OF_A_FRANCHISE)
    may_be_early = pl.col("waits").is_null() & kin
    return (
        candidates.join(waiting.select("place", waits=True), on="place", how="left", maintain_order="left")
        .with_columns(late=~may_be_early | (may_be_early.cum_sum().over("query") > EARLY))
        .filter(~pl.col("late") | ((~pl.col("late")).sum().over("query") == EARLY))
        .sort("query", "late", "place")
        .with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("query"))
    )


def of_one_query(number: str) -> pl.Expr:
    """A number for each pair of a query and what it is asked about."""
    return paired(pl.col("query"), pl.col(number))


def paired(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """A number for each pair of numbers: it is compared faster than the two."""
    return one.cast(pl.UInt64) * 2**32 + other
