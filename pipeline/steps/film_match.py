"""Which titles of the catalogues each film of a MovieLens archive is, by its names and its year.

Names agree where catalogues and archive differ in accents, articles and punctuation; years are at most one apart. What
could be several works is none of them.
"""

import polars as pl

from pipeline.steps.movielens import as_words
from pipeline.steps.text import key
from pipeline.store.vocabulary import TitleType


def match(films: pl.LazyFrame, titles: pl.LazyFrame) -> pl.LazyFrame:
    """One row a film that shares a name with a title, whatever their years.

    Args:
        films: Films that may enter, as `films` makes them.
        titles: `titles` as finished.

    Returns:
        `movielens_id`, `title_ids` (those that are the film; none if it cannot be said), and what tells why: `apart`,
        `years`, `fitting`, `works` and `owner`.
    """
    return pair(films, titles).pipe(find_nearest).pipe(count_works).pipe(find_owner).pipe(gather)


def pair(films: pl.LazyFrame, titles: pl.LazyFrame) -> pl.LazyFrame:
    """Each film with each title of a name of its own: how many years apart, and whether their very words agree."""
    there = titles.filter(pl.col("type") == TitleType.MOVIE).select(
        "title_id", "release_year", title_words=as_words(pl.col("display_title"))
    )
    return (
        films.select("movielens_id", "year", words="names")
        .explode("words", empty_as_null=False, keep_nulls=False)
        .with_columns(key=key(pl.col("words")))
        .join(there.with_columns(key=key(pl.col("title_words"))), on="key")
        .group_by("movielens_id", "title_id")
        .agg(
            pl.col("key", "release_year").first(),
            apart=(pl.col("year") - pl.col("release_year")).abs().first(),
            alike=(pl.col("words") == pl.col("title_words")).any(),
        )
    )


def find_nearest(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """Mark the titles that a film may be: those of its year, or else those a year apart.

    Letters are enough in the same year (`10,000 BC`, `10,000 B.C.`); a year apart words must agree (`It`, not `I.T.`).
    """
    fits = (pl.col("apart") == 0) | ((pl.col("apart") == 1) & pl.col("alike"))
    apart = pl.when(fits).then("apart")
    return pairs.with_columns(nearest=(apart == apart.min().over("movielens_id")).fill_null(value=False))


def count_works(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """How many works a film's nearest titles are: titles of one name and one year are the same work."""
    work = pl.struct("key", "release_year").filter("nearest")
    return pairs.with_columns(works=work.n_unique().over("movielens_id"))


def find_owner(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """Give each title to one film: of those of one work that it is nearest to, the first that MovieLens numbered.

    It has some films twice, and a few that only their number tells apart.
    """
    may = pl.col("nearest") & (pl.col("works") == 1)
    closest = pl.col("apart").filter(may).min().over("title_id")
    owner = pl.col("movielens_id").filter(may & (pl.col("apart") == pl.col("closest"))).min().over("title_id")
    return pairs.with_columns(closest=closest).with_columns(owner=owner)


def gather(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """One row a film."""
    own = pl.col("nearest") & (pl.col("works") == 1) & (pl.col("owner") == pl.col("movielens_id"))
    return pairs.group_by("movielens_id").agg(
        title_ids=pl.col("title_id").filter(own).sort(),
        apart=pl.col("apart").filter(own).min(),
        fitting=pl.col("title_id").filter("nearest").sort(),
        years=pl.col("release_year").unique().sort(),
        works=pl.col("works").max(),
        owner=pl.col("owner").filter("nearest").min(),
    )
