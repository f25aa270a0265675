"""Titles by column: lists end to end in one array, and values by title and back."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.columns import Lists, Values

searched = settings(deadline=None, max_examples=60)
PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=15)


@searched
@given(PAIRS, st.lists(st.integers(0, 5), max_size=8))
def test_several_lists_come_end_to_end_in_the_order_asked(pairs, asked):
    numbers, values = (np.array([pair[part] for pair in pairs], dtype=np.int64) for part in (0, 1))
    lists = Lists.by(numbers, values, 6)
    plain = [[value for number, value in pairs if number == each] for each in range(6)]
    assert [lists[each].tolist() for each in range(6)] == plain
    assert lists.of(np.array(asked, dtype=np.int32)).tolist() == [value for each in asked for value in plain[each]]
    assert lists.between(1, 4).tolist() == [value for each in plain[1:4] for value in each]


NAMES = ["action", "comedie", "comédie", "Straße", "zombies"]


@searched
@given(st.lists(st.lists(st.sampled_from(NAMES), unique=True), max_size=6), st.lists(st.sampled_from(NAMES)))
def test_values_lead_to_titles_and_titles_to_values(genres, wanted):
    titles = pl.DataFrame(
        {"row": range(len(genres)), "genres": genres}, {"row": pl.UInt32, "genres": pl.List(pl.String)}
    )
    values = Values.read(titles, "genres")
    assert list(values.names) == sorted({name for each in genres for name in each})
    for row, each in enumerate(genres):
        assert [values.names[code] for code in values.of_title[row]] == each
    for code, name in enumerate(values.names):
        assert values.titles[code].tolist() == [row for row, each in enumerate(genres) if name in each]
    folded = {name: name.replace("é", "e").replace("ß", "ss").lower() for name in NAMES}
    alike = {folded[name] for name in wanted}
    having = [any(folded[name] in alike for name in each) for each in genres]
    assert values.having(wanted).tolist() == having
    assert values.having([name.upper() for name in wanted]).tolist() == having


def test_values_keep_the_order_of_the_names_given():
    titles = pl.DataFrame(
        {"row": [0, 1], "cast": [["bo", "ana"], ["bo"]]}, {"row": pl.UInt32, "cast": pl.List(pl.String)}
    )
    values = Values.read(titles, "cast", ["bo", "nobody", "ana"])
    assert [values.titles[code].tolist() for code in range(3)] == [[0, 1], [], [0]]
    assert values.of_title[0].tolist() == [0, 2]
