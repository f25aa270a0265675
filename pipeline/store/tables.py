"""The contract of every table: its columns and types, its key, and what must hold in each row."""

from pathlib import Path

import dataframely as dy
import polars as pl

from pipeline.store.vocabulary import Basis, DurationType, PlatformCode, Role, TitleType


class Titles(dy.Schema):
    """One row a title of one platform, in the order of platform and show number."""

    title_id = dy.String(primary_key=True, regex=r"^[adhn]s[0-9]+$")
    platform = dy.Enum(PlatformCode, nullable=False)
    show_id = dy.String(nullable=False, regex=r"^s[0-9]+$")
    type = dy.Enum(TitleType, nullable=False)
    title = dy.String(nullable=False, min_length=1)
    display_title = dy.String(nullable=False, min_length=1)
    # Titles of one type with equal keys, years at most one apart, are the same work; null is equal to nothing.
    title_key = dy.String(nullable=True, min_length=1)
    directors = dy.List(dy.String(nullable=False, min_length=1), nullable=False)
    # `cast` is a method of every dataframely schema, so the attribute needs another name than the column.
    cast_ = dy.List(dy.String(nullable=False, min_length=1), nullable=False, alias="cast")
    countries = dy.List(dy.String(nullable=False, min_length=1), nullable=False)
    date_added = dy.Date(nullable=True)
    added_year = dy.Int32(nullable=True)
    release_year = dy.Int32(nullable=False)
    rating = dy.String(nullable=False, min_length=1)
    rating_filled = dy.Bool(nullable=False)
    duration_int = dy.Int32(nullable=True, min=0)
    duration_type = dy.Enum(DurationType, nullable=True)
    genres = dy.List(dy.String(nullable=False, min_length=1), nullable=False)
    description = dy.String(nullable=True)
    display_description = dy.String(nullable=True)

    @dy.rule()
    def id_is_prefix_and_show_id(cls) -> pl.Expr:
        """The id is the platform's first letter and the show id."""
        return cls.title_id.col == cls.platform.col.cast(pl.String).str.head(1) + cls.show_id.col

    @dy.rule()
    def length_has_a_unit(cls) -> pl.Expr:
        """A length and its unit come together or not at all."""
        return cls.duration_int.col.is_null() == cls.duration_type.col.is_null()

    @dy.rule()
    def added_year_is_of_date_added(cls) -> pl.Expr:
        """The year added is the year of the day added."""
        return cls.added_year.col.eq_missing(cls.date_added.col.dt.year())

    @dy.rule()
    def filled_rating_is_g(cls) -> pl.Expr:
        """A rating that stands for none is `g`."""
        return ~cls.rating_filled.col | (cls.rating.col == "g")


class Credits(dy.Schema):
    """One row a person of one title in one role; `billing` counts from 1."""

    title_id = dy.String(primary_key=True)
    role = dy.Enum(Role, primary_key=True)
    billing = dy.Int32(nullable=False, min=1)
    name = dy.String(primary_key=True, min_length=1)
    display_name = dy.String(nullable=False, min_length=1)


class Ratings(dy.Schema):
    """One row a rating, in parts ordered by user, time, title and score. `rated_at` is in seconds since 1970, UTC."""

    user_id = dy.Int32(nullable=False, min=0)
    title_id = dy.String(nullable=False)
    score = dy.Float32(nullable=False, min=0.5, max=5.0)
    rated_at = dy.Int64(nullable=False, min=0)


class RatingSums(dy.Schema):
    """One row a title in one part of `ratings`: what `title_scores` adds up, so that one new file costs one file."""

    title_id = dy.String(primary_key=True)
    votes = dy.Int64(nullable=False, min=1)
    score_sum = dy.Float64(nullable=False)
    score_sumsq = dy.Float64(nullable=False)


class TitleScores(dy.Schema):
    """One row a rated title. The sums are of half steps, so they and the mean are exact in 64 bits."""

    title_id = dy.String(primary_key=True)
    votes = dy.Int64(nullable=False, min=1)
    score = dy.Float64(nullable=False, min=0.5, max=5.0)
    score_sum = dy.Float64(nullable=False)
    score_sumsq = dy.Float64(nullable=False)

    @dy.rule()
    def score_is_the_mean(cls) -> pl.Expr:
        """The score is the sum divided by the votes."""
        return cls.score.col == cls.score_sum.col / cls.votes.col


class UserSums(dy.Schema):
    """One row a user with a rating, in the order of users; of several ratings of a title the newest counts."""

    user_id = dy.Int32(primary_key=True, min=0)
    votes = dy.Int64(nullable=False, min=1)
    score_sum = dy.Float64(nullable=False)
    score_sumsq = dy.Float64(nullable=False)


class CoLiked(dy.Schema):
    """One row two titles that any user liked both, or a title with itself; `title_id` is not behind `other_id`."""

    title_id = dy.String(primary_key=True)
    other_id = dy.String(primary_key=True)
    users = dy.Int64(nullable=False, min=1)

    @dy.rule()
    def ids_are_in_order(cls) -> pl.Expr:
        """Of two titles there is one row, whose first id is not behind the second in the order of text."""
        return cls.title_id.col <= cls.other_id.col


class Films(dy.Schema):
    """One row a film of the film set, in the order of `film_id`. Money is in US dollars, 0 when unknown."""

    film_id = dy.Int32(primary_key=True, min=0)
    title = dy.String(nullable=False, min_length=1)
    title_key = dy.String(nullable=True, min_length=1)  # as of `Titles`
    original_language = dy.String(nullable=True, min_length=1)
    release_date = dy.Date(nullable=False)
    release_year = dy.Int32(nullable=False)
    status = dy.String(nullable=True, min_length=1)
    overview = dy.String(nullable=True, min_length=1)
    tagline = dy.String(nullable=True, min_length=1)
    collection = dy.String(nullable=True, min_length=1)
    genres = dy.List(dy.String(nullable=False, min_length=1), nullable=False)
    companies = dy.List(dy.String(nullable=False, min_length=1), nullable=False)
    countries = dy.List(dy.String(nullable=False, min_length=1), nullable=False)
    languages = dy.List(dy.String(nullable=False, min_length=1), nullable=False)
    runtime = dy.Int32(nullable=True, min=1)
    budget = dy.Float64(nullable=False, min=0)
    revenue = dy.Float64(nullable=False, min=0)
    profit = dy.Float64(nullable=True)
    return_ratio = dy.Float64(nullable=False, min=0)
    popularity = dy.Float64(nullable=False, min=0)
    vote_count = dy.Int32(nullable=False, min=0)
    vote_average = dy.Float64(nullable=False, min=0, max=10)

    @dy.rule()
    def release_year_is_of_release_date(cls) -> pl.Expr:
        """The year is the year of the day."""
        return cls.release_year.col == cls.release_date.col.dt.year()

    @dy.rule()
    def profit_needs_budget_and_revenue(cls) -> pl.Expr:
        """The profit is the revenue less the budget, unknown with either of them."""
        known = (cls.budget.col > 0) & (cls.revenue.col > 0)
        return cls.profit.col.eq_missing(pl.when(known).then(cls.revenue.col - cls.budget.col))

    @dy.rule()
    def return_needs_budget_and_revenue(cls) -> pl.Expr:
        """The return is the revenue divided by the budget, 0 with either of them unknown."""
        known = (cls.budget.col > 0) & (cls.revenue.col > 0)
        return cls.return_ratio.col == pl.when(known).then(cls.revenue.col / cls.budget.col).otherwise(0)


class FilmCredits(dy.Schema):
    """One row a person of one film in one role, film by film as the raw file has them; `billing` counts from 1."""

    film_id = dy.Int32(primary_key=True)
    role = dy.Enum(Role, primary_key=True)
    billing = dy.Int32(nullable=False, min=1)
    name = dy.String(primary_key=True, min_length=1)
    display_name = dy.String(nullable=False, min_length=1)


class MovieLens(dy.Schema):
    """One row a film of a MovieLens archive, in the order of its numbers: which titles it is, or why none."""

    movielens_id = dy.Int32(primary_key=True, min=0)
    title = dy.String(nullable=False, min_length=1)
    year = dy.Int32(nullable=True)
    ratings = dy.Int64(nullable=False, min=0)
    title_ids = dy.List(dy.String(nullable=False), nullable=False)
    matched = dy.String(nullable=True, min_length=1)
    why_not = dy.String(nullable=True, min_length=1)

    @dy.rule()
    def matched_or_why_not(cls) -> pl.Expr:
        """A film either has titles and how they were found, or the reason why it has none."""
        found = cls.title_ids.col.list.len() > 0
        return (found == cls.matched.col.is_not_null()) & (found == cls.why_not.col.is_null())


class Quarantine(dy.Schema):
    """One row a raw row that was set aside: where it stood, why, and what it said."""

    table = dy.String(nullable=False)
    file = dy.String(nullable=False)
    row = dy.Int64(nullable=False, min=1)
    reason = dy.String(nullable=False)
    raw = dy.String(nullable=False)


class Neighbours(dy.Schema):
    """One row a similar title of a title; `rank` counts from 1, `score` is the cosine of the two."""

    title_id = dy.String(primary_key=True)
    rank = dy.Int32(primary_key=True, min=1)
    neighbour_id = dy.String(nullable=False)
    score = dy.Float32(nullable=False)
    basis = dy.Enum(Basis, nullable=False)
    reasons = dy.List(dy.String(nullable=False, min_length=1), nullable=False)


class FilmNeighbours(dy.Schema):
    """One row a similar film of a film; `rank` counts from 1, `score` is the cosine of the two."""

    film_id = dy.Int32(primary_key=True)
    rank = dy.Int32(primary_key=True, min=1)
    neighbour_id = dy.Int32(nullable=False)
    score = dy.Float32(nullable=False)
    reasons = dy.List(dy.String(nullable=False, min_length=1), nullable=False)


def scan(files: Path | list[Path]) -> pl.LazyFrame:
    """The rows of parquet files by their exact names: a folder may be called `films [new]`, which is no pattern."""
    return pl.scan_parquet(files, glob=False)


def conform(rows: pl.LazyFrame, contract: type[dy.Schema]) -> pl.LazyFrame:
    """The columns of a contract, in its order and types; columns that it does not name are left out."""
    return rows.select(pl.col(name).cast(dtype) for name, dtype in schema(contract).items())


def schema(contract: type[dy.Schema]) -> pl.Schema:
    """The names and polars types of a contract's columns."""
    return pl.Schema({name: column.dtype for name, column in contract.columns().items()})


TABLES: dict[str, type[dy.Schema]] = {
    "titles": Titles,
    "credits": Credits,
    "ratings": Ratings,
    "rating_sums": RatingSums,
    "title_scores": TitleScores,
    "user_sums": UserSums,
    "co_liked": CoLiked,
    "films": Films,
    "film_credits": FilmCredits,
    "movielens": MovieLens,
    "quarantine": Quarantine,
}
"""The tables that the pipeline makes, by their names."""

ON_OCCASION = frozenset({"user_sums", "co_liked", "movielens"})
"""Those of them that a release has only where they were asked for, or where there was something to make them of."""

MODEL_TABLES: dict[str, type[dy.Schema]] = {
    "neighbours": Neighbours,
    "content_neighbours": Neighbours,  # what `neighbours` would be without ratings; a later fit takes it over
    "film_neighbours": FilmNeighbours,
}
"""The tables that are fitted to those, by their names; a release may be without."""
