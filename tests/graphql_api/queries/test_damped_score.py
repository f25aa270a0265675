"""The mean that titles are ordered by: few votes are drawn towards the mean of all."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.queries.damped_score import DAMPING, damped_score

SCORES = st.lists(
    st.lists(st.integers(1, 10).map(lambda halves: halves / 2), min_size=1, max_size=12), min_size=1, max_size=6
)


def damped(ratings):
    """The damped score of each title, whose ratings are given."""
    rows = [{"score_sum": sum(scores), "votes": len(scores)} for scores in ratings]
    frame = pl.LazyFrame(rows, {"score_sum": pl.Float64, "votes": pl.Int64}).pipe(damped_score)
    return frame.collect()["damped_score"].to_list()


@settings(deadline=None, max_examples=50)
@given(SCORES)
def test_it_is_the_mean_of_a_titles_ratings_and_five_more_of_the_mean_of_all(ratings):
    everything = [score for scores in ratings for score in scores]
    mean = sum(everything) / len(everything)
    found = damped(ratings)
    assert DAMPING == 5
    assert found == pytest.approx([sum([*scores, *[mean] * 5]) / (len(scores) + 5) for scores in ratings])
    for scores, score in zip(ratings, found, strict=True):
        low, high = sorted([sum(scores) / len(scores), mean])
        assert low - 1e-9 <= score <= high + 1e-9


def test_one_vote_of_five_counts_less_than_many_of_four():
    many, one, low, bad = damped([[4.0] * 50, [5.0], [3.0] * 50, [0.5]])
    assert many > one > low > bad
    # All 102 ratings sum up to 355.5.
    assert one == pytest.approx((5 + 5 * 355.5 / 102) / 6)


def test_without_ratings_there_is_no_mean():
    assert damped([]) == []
