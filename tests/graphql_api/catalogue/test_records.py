"""What is kept of titles: what is equal is kept once."""

from datetime import date

import polars as pl

from graphql_api.catalogue.records import Sharing
from pipeline.store.vocabulary import PlatformCode


def test_rows_are_those_of_the_table():
    frame = pl.DataFrame(
        {
            "text": ["a", None, "a"],
            "word": pl.Series(["hulu", "hulu", None], dtype=pl.Enum(PlatformCode)),
            "texts": [["b", "a"], [], None],
            "day": [date(2020, 1, 1), None, date(2020, 1, 1)],
            "whole": [1, 0, None],
            "part": [1.0, 0.0, None],
            "flag": [True, False, True],
        }
    )
    rows = list(Sharing().rows(frame, frame.columns))
    assert rows == frame.rows()
    assert [[type(value) for value in row] for row in rows] == [[type(value) for value in row] for row in frame.rows()]


def test_equal_texts_are_one_object_in_all_columns_and_tables():
    sharing, long = Sharing(), "some words that python does not keep once by itself"
    frame = pl.DataFrame({"one": [long, "b"], "many": [["b", long], [long]]})
    (one, many), (_, again) = sharing.rows(frame, ["one", "many"])
    assert one is many[1] is again[0] is sharing.column(pl.Series([long]))[0]


def test_records_share_their_names_with_people(small):
    for record in small.records:
        assert all(name is next(each for each in small.people["actor"] if each == name) for name in record.cast)
