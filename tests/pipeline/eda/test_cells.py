"""Numbers and names as a reader sees them."""

from datetime import date, datetime

import polars as pl
import pytest

from pipeline.eda import cells, words


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (12345, "titles", "12,345"),
        (2019, "year of release", "2019"),
        (2019, "years", "2,019"),  # of years that there are so many
        (0.125, "share of titles", "12.5 %"),
        (3.14159, "mean score", "3.14"),
        (0.00123, "p", "0.0012"),
        (123.456, "minutes", "123.5"),
        (2_000_000.0, "budget", "2,000,000"),
        (None, "titles", "–"),
        (True, "current", "yes"),
        ("x" * 200, "title", "x" * 159 + "…"),
        (["a", "b"], "genres", "a, b"),
        ([], "genres", "–"),
        (date(2020, 3, 1), "added", "2020-03-01"),
        (datetime(2020, 3, 1, 4, 5), "at", "2020-03-01 04:05"),  # noqa: DTZ001 - as a frame holds it
    ],
)
def test_a_value_is_written_as_its_column_says(value, column, text):
    assert cells.text(value, column) == text


def test_numbers_are_told_from_text():
    frame = pl.DataFrame({"title": ["a"], "votes": [3], "known": [True]})
    assert [cell.number for cell in cells.rows(frame)[0]] == [False, True, False]
    assert cells.numeric(frame) == [False, True, False]


def test_sentences_are_put_together():
    assert words.several([]) == ""
    assert words.several(["a"]) == "a"
    assert words.several(["a", "b", "c"]) == "a, b and c"
    assert words.counted(1, "title") == "1 title"
    assert words.counted(2, "country", "countries") == "2 countries"
    assert words.share(1, 3) == "33.3 %"
    assert words.share(1, 1) == "100 %"
    assert words.share(0, 0) == "0 %"
    assert words.share(1, 100_000) == "under 0.1 %"
    assert words.number(2.0) == "2"
    assert words.number(1234.56) == "1,234.6"
    assert words.number(None) == "-"
    assert words.day(date(2021, 3, 12)) == "12 March 2021"
