"""Films by month and by day of the week, against Python's calendar."""

from collections import Counter
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.queries.films_released import films_released_in_month, films_released_on_weekday

DAYS = st.lists(st.dates(date(1870, 1, 1), date(2100, 12, 31)), max_size=30)


@settings(deadline=None, max_examples=50)
@given(DAYS)
def test_films_are_counted_over_all_years(days):
    films = pl.LazyFrame({"release_date": days}, {"release_date": pl.Date})
    months = films_released_in_month(films).select("month", "count").collect()
    weekdays = films_released_on_weekday(films).select("weekday", "count").collect()
    assert dict(months.rows()) == Counter(day.month for day in days)
    assert dict(weekdays.rows()) == Counter(day.isoweekday() for day in days)


def test_monday_is_1():
    films = pl.LazyFrame({"release_date": [date(1970, 1, 5), date(1970, 1, 11)]})
    assert sorted(films_released_on_weekday(films).collect().rows()) == [(1, 1), (7, 1)]
