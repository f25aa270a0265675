"""The orders of films, against Python's sort."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.queries.film_order import FilmOrderField, film_order
from graphql_api.queries.title_order import OrderDirection
from pipeline.store.tables import Films, schema

SCHEMA = {name: schema(Films)[name] for name in ("film_id", "title", *list(FilmOrderField)[1:])}
FEW = st.sampled_from([0, 1, 2, 90])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["a", "A", "b", "é", "É", "z", "Z", "\U0001f600", "\ufb01", "aa"]),
            "release_date": FEW.map(lambda days: date(2000, 1, 1) - timedelta(days)),
            "popularity": st.sampled_from([0.0, 1e-6, 0.1, 0.30000000000000004, 21.5]),
            "vote_count": FEW,
            "vote_average": st.sampled_from([0.0, 5.25, 10.0]),
            "revenue": st.sampled_from([0.0, 1.0, 9e7]),
            "return_ratio": st.sampled_from([0.0, 0.1, 1.5, 3.0]),
        }
    ),
    max_size=14,
)


def test_each_field_is_a_column():
    assert {*FilmOrderField} - {FilmOrderField.TITLE} <= {*Films.columns()}


@pytest.mark.parametrize("direction", OrderDirection)
@pytest.mark.parametrize("field", FilmOrderField)
@settings(deadline=None, max_examples=15)
@given(ROWS, st.permutations(range(8, 22)))
def test_films_are_ordered_as_the_contract_says(field, direction, rows, numbers):
    films = [{**row, "film_id": number} for row, number in zip(rows, numbers, strict=False)]
    # Equal ones follow by title and id either way, so that it is no plain reversal.
    expected = sorted(films, key=lambda film: (film["title"].lower(), film["film_id"]))

    def value(film):
        return film["title"].lower() if field == FilmOrderField.TITLE else film[field]

    expected.sort(key=value, reverse=direction == OrderDirection.DESC)
    frame = pl.LazyFrame([{name: film[name] for name in SCHEMA} for film in films], SCHEMA)
    frame = frame.with_columns(lower_title=pl.col("title").str.to_lowercase(), row="film_id")
    ordered = film_order(frame, field, direction).collect()
    assert ordered.columns == ["row"]
    assert ordered["row"].to_list() == [film["film_id"] for film in expected]
