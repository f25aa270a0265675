"""What films are compared by."""

import polars as pl

from pipeline.store.tables import FilmNeighbours
from recsys.content import Kind
from recsys.fields import Field
from recsys.tokens import words

SINCE = 1970
"""The year from which films are shown beside another; older ones are asked about all the same."""

FILMS = Kind("film_id", FilmNeighbours, franchises=False, shown=pl.col("release_year") >= SINCE)

FILM_FIELDS = (
    # One film in nine lacks a field. If the others took its place, the same few films with genres and nothing else
    # would be near everything: one was among the five nearest of 439 films in 2,988. So every field is needed.
    Field(
        "overview",
        1,
        words(pl.col("overview").str.to_lowercase()),
        "similar overview: {}",
        "similar overview: {}",
        needed=True,
    ),
    # Of the weights that were tried these bring a film's own collection together most often but for still smaller
    # ones, with which genres would hardly count.
    Field("genres", 0.3, pl.col("genres"), "same genre: {}", "same genres: {}", needed=True),
    Field("companies", 0.3, pl.col("companies"), "same company: {}", "same companies: {}", needed=True),
)
"""Every field of a film, in the order in which equal reasons are told."""


def comparable(films: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of `films` as they are compared: all of one type, so that title and year tell works apart."""
    return films.with_columns(type=pl.lit("film"))
