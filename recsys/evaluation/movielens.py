"""Ratings as MovieLens writes them: `userId,movieId,rating,timestamp`, and beside them `movieId,title,genres`.

F. M. Harper and J. A. Konstan, "The MovieLens Datasets: History and Context", 2015. Columns may stand in any order,
and ids of titles may be any text.
"""

from pathlib import Path

import polars as pl
from scipy import sparse

from pipeline.store.errors import MissingSource, UnreadableSource
from recsys.fields import Field
from recsys.interactions import Interactions
from recsys.space import space
from recsys.tokens import pieces, single

RATINGS = "ratings.csv"
MOVIES = "movies.csv"

RATING_COLUMNS = ("userId", "movieId", "rating", "timestamp")
MOVIE_COLUMNS = ("movieId", "title", "genres")

NO_GENRES = "(no genres listed)"

YEAR = r"\((\d{4})\)\s*$"
"""A title ends with its year: `Toy Story (1995)`. A series has a span of them or none."""

DECADE = pl.col("title").str.extract(YEAR).str.slice(0, 3) + "0s"

FIELDS = (
    Field("genres", 1, pl.col("genres").str.split("|"), "same genre: {}", "same genres: {}"),
    Field("decade", 0.2, single(DECADE), "both of the {}", "both of the {}"),
    Field("title", 0.3, pieces(pl.col("title").str.replace(YEAR, "")), "similar title", "similar title", shown=0),
)
"""What `movies.csv` tells of a title."""


def read(path: Path) -> tuple[Interactions, sparse.csr_array | None]:
    """The ratings of a file, or of `ratings.csv` in a folder, and the content of its titles if `movies.csv` is beside.

    Titles are those that are rated or in `movies.csv`, in the order of their ids as text. Content has a row each, of
    length 1, or 0 where nothing is known.

    Raises:
        MissingSource: there is no such file.
        UnreadableSource: it lacks a column, or a value cannot be what its column says.
    """
    file = path / RATINGS if path.is_dir() else path
    ratings = read_ratings(file)
    movies = file.parent / MOVIES
    known = read_movies(movies) if movies.is_file() else None
    rated = ratings["title_id"]
    titles = (rated if known is None else pl.concat([rated, known["movieId"]])).unique().sort()
    content = None if known is None else content_of(titles, known)
    return Interactions.read(ratings.lazy(), titles), content


def read_ratings(file: Path) -> pl.DataFrame:
    """`user_id`, `title_id`, `score` and `rated_at` of a file.

    Raises:
        MissingSource: there is no such file.
        UnreadableSource: it lacks a column, or a value cannot be what its column says.
    """
    rows = _texts(file, RATING_COLUMNS).select(
        user_id=pl.col("userId").cast(pl.Int32, strict=False),
        title_id="movieId",
        score=pl.col("rating").cast(pl.Float32, strict=False),
        rated_at=pl.col("timestamp").cast(pl.Int64, strict=False),
    )
    half_steps = pl.col("score").is_between(0.5, 5) & (pl.col("score") * 2 % 1 == 0)
    _hold(rows, file, "userId", pl.col("user_id") >= 0, "whole number")
    _hold(rows, file, "movieId", pl.col("title_id") != "", "text")
    _hold(rows, file, "rating", half_steps, "half step of 0.5 to 5")
    _hold(rows, file, "timestamp", pl.col("rated_at") >= 0, "number of whole seconds since 1970")
    return rows


def read_movies(file: Path) -> pl.DataFrame:
    """`movieId`, `title` and `genres` of a file.

    Raises:
        MissingSource: there is no such file.
        UnreadableSource: it lacks a column, or a movie has no id or stands twice.
    """
    rows = _texts(file, MOVIE_COLUMNS)
    _hold(rows, file, "movieId", (pl.col("movieId") != "") & pl.col("movieId").is_unique(), "text that stands once")
    return rows


def content_of(titles: pl.Series, movies: pl.DataFrame) -> sparse.csr_array:
    """The place of each title in the space of `FIELDS`, by its row of `movies`."""
    genres = pl.col("genres").replace("", None).replace(NO_GENRES, None)
    rows = titles.rename("movieId").to_frame().join(movies, on="movieId", how="left", maintain_order="left")
    return space(rows.with_columns(genres), FIELDS).matrix


def _texts(file: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    """Some columns of a file, as they are written."""
    if not file.is_file():
        raise MissingSource(f"{file} is not there; it should be a CSV file with the columns {', '.join(columns)}")
    try:
        rows = pl.read_csv(file, infer_schema=False)
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as fault:
        raise UnreadableSource(f"{file} cannot be read as a CSV file: {str(fault).splitlines()[0]}") from None
    lacking = [column for column in columns if column not in rows.columns]
    if lacking:
        raise UnreadableSource(
            f"{file} has the columns {', '.join(rows.columns)}; expected {', '.join(columns)} (missing: "
            f"{', '.join(lacking)})"
        )
    return rows.select(columns)


def _hold(rows: pl.DataFrame, file: Path, column: str, rule: pl.Expr, what: str) -> None:
    """Hold a column to a rule.

    Raises:
        UnreadableSource: a row breaks it.
    """
    bad = rows.select(~rule.fill_null(value=False)).to_series().arg_true()
    if len(bad):
        raise UnreadableSource(
            f"{file}: {column} is no {what} in {len(bad):,} of {rows.height:,} rows, first in row {bad[0] + 1:,} below "
            "the header; mend or remove these rows"
        )
