"""The film set in memory: films by place, by id and by title, who is in them, and what is like them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import polars as pl

from graphql_api.catalogue.columns import Rows, Values
from graphql_api.catalogue.film_people import FilmPeople
from graphql_api.catalogue.neighbours import Neighbours
from graphql_api.catalogue.records import FilmRecord, Sharing
from graphql_api.catalogue.word_index import WordIndex
from graphql_api.queries.film_order import FilmOrderField, film_order
from graphql_api.queries.film_people import film_people
from graphql_api.queries.film_titles import film_titles
from graphql_api.queries.films_released import films_released_in_month, films_released_on_weekday
from graphql_api.queries.title_order import OrderDirection
from graphql_api.queries.words import words
from pipeline.store.vocabulary import Role


@dataclass(frozen=True, slots=True)
class FilmSet:
    """What the service knows of the film set; all of it is empty where there is none. Arrays have one number a film."""

    records: Sequence[FilmRecord]
    """The films in the order of their ids."""
    by_id: Mapping[int, FilmRecord]
    titles: Sequence[str]
    """The titles without case and accents, in order; of equal ones that of the most voted film first, then by title and
    id."""
    by_title: Rows
    """The film of which each of these is the title."""
    release_year: Rows
    vote_count: Rows
    vote_average: npt.NDArray[np.float64]
    genres: Values
    title_words: WordIndex
    orders: Mapping[tuple[FilmOrderField, OrderDirection], tuple[Rows, Rows]]
    """All films in each order, and the place of each film in it."""
    people: Mapping[Role, FilmPeople]
    neighbours: Neighbours | None
    """None when no model has been fitted."""
    released_in_month: Mapping[int, int]
    released_on_weekday: Mapping[int, int]

    @classmethod
    def of(cls, films: pl.LazyFrame, film_credits: pl.LazyFrame, neighbours: pl.LazyFrame | None) -> "FilmSet":
        """The film set of its tables; `neighbours` as a model found them, if one was fitted."""
        frame = (
            films.sort("film_id")
            .with_columns(lower_title=pl.col("title").str.to_lowercase())
            .with_row_index("row")
            .with_columns(pl.col("row").cast(pl.Int32))
            .collect()
        )
        rows = frame.lazy()
        placed = rows.select("film_id", film="row")
        credits = (
            film_credits.join(placed, on="film_id")
            .sort("film", "role", "billing")
            .select("film", "role", "name", "display_name")
        )
        kinds = list(product(FilmOrderField, OrderDirection))
        in_month, on_weekday, everybody, credited, by_title, *orders = pl.collect_all(
            [
                films_released_in_month(rows),
                films_released_on_weekday(rows),
                film_people(credits),
                credits.select("film", "role", "name"),
                film_titles(rows),
                *(film_order(rows, field, direction) for field, direction in kinds),
            ]
        )
        records = tuple(map(FilmRecord._make, Sharing().rows(frame, FilmRecord._fields)))
        places = [order["row"].to_numpy() for order in orders]
        return cls(
            records=records,
            by_id={record.film_id: record for record in records},
            titles=by_title["folded"].to_list(),
            by_title=by_title["row"].to_numpy(),
            release_year=frame["release_year"].to_numpy(),
            vote_count=frame["vote_count"].to_numpy(),
            vote_average=frame["vote_average"].to_numpy(),
            genres=Values.read(frame, "genres"),
            title_words=WordIndex.of(rows.select("row", text="title").pipe(words)),
            orders={kind: (rows, np.argsort(rows).astype(np.int32)) for kind, rows in zip(kinds, places, strict=True)},
            people={
                role: FilmPeople.of(
                    everybody.filter(pl.col("role") == role), credited.filter(pl.col("role") == role), frame.height
                )
                for role in Role
            },
            neighbours=None if neighbours is None else Neighbours.read(neighbours, frame["film_id"]),
            released_in_month=dict(in_month.select("month", "count").iter_rows()),
            released_on_weekday=dict(on_weekday.select("weekday", "count").iter_rows()),
        )
