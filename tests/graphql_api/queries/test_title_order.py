"""The orders of titles, against Python's sort."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.queries.title_order import OrderDirection, TitleOrderField, title_order
from pipeline.store.vocabulary import DurationType

SCHEMA = {
    "row": pl.UInt32(),
    "title_id": pl.String(),
    "title": pl.String(),
    "release_year": pl.Int32(),
    "date_added": pl.Date(),
    "duration_int": pl.Int32(),
    "duration_type": pl.Enum(DurationType),
    "damped_score": pl.Float64(),
    "votes": pl.Int64(),
}
FEW = st.sampled_from([0, 1, 2, 90])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["a", "b", "é", "z", "Z", "\U0001f600", "\ufb01", "aa"]),
            "release_year": FEW,
            "date_added": st.none() | FEW.map(lambda days: date(2020, 1, 1) + timedelta(days)),
            "length": st.none() | st.tuples(FEW, st.sampled_from(DurationType)),
            "damped_score": st.none() | st.sampled_from([0.5, 3.25, 3.5, 5.0]),
            "votes": FEW,
        }
    ),
    max_size=14,
)


def lowest(value, *, down):
    """A number that is the lower the sooner a value comes; of no value the greatest there is."""
    if value is None:
        return float("inf")
    number = value.toordinal() if isinstance(value, date) else value
    return -number if down else number


def expected(rows, field, direction):
    """The rows in an order, by a sort that knows nothing of frames."""
    down = direction == OrderDirection.DESC
    ordered = sorted(rows, key=lambda row: (row["title"], row["title_id"]))
    if field == TitleOrderField.TITLE:  # of equal titles the ids go up either way, so it is no plain reversal
        by_id = sorted(rows, key=lambda row: row["title_id"])
        return sorted(by_id, key=lambda row: row["title"], reverse=down)
    if field == TitleOrderField.DURATION:
        units = {DurationType.MIN: 0, DurationType.SEASON: 1, None: 2}
        return sorted(ordered, key=lambda row: (units[row["duration_type"]], lowest(row["duration_int"], down=down)))
    return sorted(ordered, key=lambda row: lowest(row[field], down=down))


@pytest.mark.parametrize("direction", OrderDirection)
@pytest.mark.parametrize("field", TitleOrderField)
@settings(deadline=None, max_examples=25)
@given(ROWS, st.permutations([str(number) for number in range(8, 22)]))
def test_titles_are_ordered_as_the_contract_says(field, direction, rows, numbers):
    titles = []
    for number, (row, name) in enumerate(zip(rows, numbers, strict=False)):
        length, unit = row["length"] or (None, None)
        known = {"row": number, "title_id": f"as{name}", "duration_int": length, "duration_type": unit}
        titles.append({**row, **known})
    frame = pl.DataFrame([{name: title[name] for name in SCHEMA} for title in titles], SCHEMA)
    ordered = title_order(frame.lazy(), field, direction).collect()
    assert ordered.columns == ["row"]
    assert ordered["row"].to_list() == [title["row"] for title in expected(titles, field, direction)]
