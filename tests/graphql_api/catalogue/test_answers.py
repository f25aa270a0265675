"""Answers worked out beforehand: what each look-up holds."""

import polars as pl
import pytest

from graphql_api.catalogue.answers import counts_by_platform, scores_by_platform
from graphql_api.queries.selection import KEYS
from pipeline.store.vocabulary import PlatformCode, TitleType

AMAZON, DISNEY, HULU, NETFLIX = PlatformCode
COUNTS = pl.DataFrame(
    [("hulu", "movie", 2), ("hulu", "tv show", 1), ("netflix", "movie", 4)], ["platform", "type", "count"], orient="row"
)


@pytest.mark.parametrize(
    ("platform", "kind", "expected"),
    [
        (None, None, [(AMAZON, 0), (DISNEY, 0), (HULU, 3), (NETFLIX, 4)]),
        (None, TitleType.TV_SHOW, [(AMAZON, 0), (DISNEY, 0), (HULU, 1), (NETFLIX, 0)]),
        (HULU, None, [(HULU, 3)]),
        (HULU, TitleType.MOVIE, [(HULU, 2)]),
        (AMAZON, TitleType.MOVIE, [(AMAZON, 0)]),
    ],
)
def test_counts_of_one_platform_or_all_and_of_one_type_or_both(platform, kind, expected):
    assert list(counts_by_platform(COUNTS)[platform, kind]) == expected


def test_there_is_an_answer_for_every_platform_and_type_whatever_was_loaded():
    counts = counts_by_platform(COUNTS.clear())
    assert len(counts) == 15
    assert {count for each in counts.values() for _, count in each} == {0}


def test_mean_scores_are_of_each_platform_under_what_else_is_selected():
    rows = [
        (None, None, None, None, [1.0, 2.0, 3.5]),  # nobody asks for the scores of all platforms together
        ("hulu", None, None, None, [1.0, 2.0]),
        ("netflix", None, None, None, [3.5]),
        ("hulu", "movie", 2018, None, [2.0]),
    ]
    found = scores_by_platform(pl.DataFrame(rows, [*KEYS, "scores"], orient="row"))
    assert {key: {code: list(each) for code, each in those.items()} for key, those in found.items()} == {
        (None, None, None): {HULU: [1.0, 2.0], NETFLIX: [3.5]},
        ("movie", 2018, None): {HULU: [2.0]},
    }
