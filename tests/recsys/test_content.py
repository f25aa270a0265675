from collections import Counter
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.store.tables import Neighbours, schema
from recsys import content, nearest
from recsys.titles import TITLE_FIELDS
from recsys.works import franchises
from tests.recsys import oracle
from tests.recsys.making import CATALOGUES, ROW, fitted, lists, titles

quick = settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def plain(rows):
    return rows.collect().to_dicts()


def named(rows):
    """The franchise of each title, with its phrase and all words of the title."""
    return {title: told for title, *told in rows.pipe(franchises).collect().iter_rows()}


def test_the_oracle_weighs_the_fields_as_they_are_declared():
    assert {field.name: field.weight for field in TITLE_FIELDS} == {
        name: weight for name, (weight, _) in oracle.FIELDS.items()
    }


@pytest.mark.slow
@quick
@given(CATALOGUES)
def test_the_neighbours_are_those_of_plain_loops(rows):
    catalogue = titles(*rows)
    found, expected = lists(fitted(catalogue)), oracle.neighbours(plain(catalogue), named(catalogue))
    assert {title: [other for other, _ in near] for title, near in found.items()} == {
        title: [other for other, _ in near] for title, near in expected.items()
    }
    for title, near in found.items():
        assert [score for _, score in near] == pytest.approx([score for _, score in expected[title]], abs=2e-6)


@pytest.mark.slow
@quick
@given(CATALOGUES, st.randoms())
def test_the_order_of_the_rows_never_changes_the_answer(rows, random):
    catalogue = titles(*rows)
    shuffled = plain(catalogue)
    random.shuffle(shuffled)
    again = pl.LazyFrame(shuffled, schema=catalogue.collect_schema())
    assert_frame_equal(fitted(again), fitted(catalogue))


@pytest.mark.slow
@quick
@given(CATALOGUES)
def test_what_always_holds(rows):
    catalogue = titles(*rows)
    by_id, franchise = {row["title_id"]: row for row in plain(catalogue)}, named(catalogue)
    found = fitted(catalogue)
    assert Neighbours.is_valid(found)
    scores = {}
    for (title,), near in found.sort("rank").group_by("title_id", maintain_order=True):
        assert near["rank"].to_list() == list(range(1, near.height + 1))
        shown = [title, *near["neighbour_id"]]
        assert len(shown) == len(set(shown))
        works = [by_id[each] for each in shown]
        assert not any(oracle.same_work(one, other) for at, one in enumerate(works) for other in works[:at])
        first = [franchise[each] for each in shown[1:6]]
        assert max(Counter(name for name, _, _ in first).values(), default=0) <= 2
        _, phrase, words = franchise[title]
        assert sum(phrase in its or other in words for _, other, its in first if phrase and other) <= 2
        assert near["score"].is_between(0, 1, closed="right").all()
        assert near["reasons"].list.len().is_between(1, 4).all()
        scores |= {(title, other): score for other, score in near.select("neighbour_id", "score").iter_rows()}
    assert all(score == scores.get((other, title), score) for (title, other), score in scores.items())


@quick
@given(CATALOGUES)
@pytest.mark.slow
def test_both_engines_find_the_same(rows):
    catalogue = titles(*rows)
    product, reference = (fitted(catalogue, engine=each) for each in (nearest.by_product, nearest.by_neighbours))
    assert_frame_equal(product, reference)


@settings(quick, max_examples=10)
@given(CATALOGUES, st.integers(1, 5), st.integers(1, 40), st.sampled_from([nearest.by_product, nearest.by_neighbours]))
@pytest.mark.slow
def test_however_few_candidates_are_asked_for_at_first_the_answer_is_exact(rows, asked, at_a_time, engine):
    catalogue = titles(*rows)
    expected = fitted(catalogue)
    with patch.multiple(content, ASKED=asked, MORE=2, AT_A_TIME=at_a_time):
        assert_frame_equal(fitted(catalogue, engine=engine), expected)


def test_at_most_fifty_are_kept():
    found = fitted(titles(*({"title": f"t{letter}{number}"} for letter in "abcdef" for number in range(20, 30))))
    assert found.group_by("title_id").len()["len"].unique().to_list() == [50]


def test_where_the_nearest_are_one_work_others_are_found_beyond_the_candidates_asked_for():
    same = [{"title": "one work", "cast": ["ana ruiz"]} for _ in range(content.ASKED + 5)]
    found = lists(fitted(titles(*same, {"title": "other", "cast": ["ana ruiz"]})))
    assert [len(near) for near in found.values()] == [1] * len(found)
    assert len(found) == content.ASKED + 6


@pytest.mark.parametrize("rows", [[], [{}], [{"title": "!"}]])
def test_who_is_alone_has_no_neighbours(rows):
    found = fitted(titles(*rows))
    assert found.height == 0
    assert found.schema == schema(Neighbours)


def test_a_field_of_weight_0_says_nothing():
    from dataclasses import replace

    rows = titles({"title": "rain", "cast": ["ana ruiz"]}, {"title": "snow", "cast": ["ana ruiz"]})
    without = [replace(field, weight=0) if field.name == "cast" else field for field in TITLE_FIELDS]
    assert "same cast: ana ruiz" in fitted(rows)["reasons"][0].to_list()
    assert fitted(rows, without)["reasons"][0].to_list() == ["both movies of the 2020s"]


def test_other_rows_have_other_fields():
    from recsys.fields import Field

    makers = Field("companies", 1, pl.col("companies"), "same company: {}", "same companies: {}")
    films = titles({"title": "rain"}, {"title": "snow"}, {"title": "hail"}).with_columns(
        companies=pl.Series([["a", "b"], ["b", "a"], ["c"]])
    )
    found = fitted(films, [makers])
    assert found.select("title_id", "neighbour_id", "score").rows() == [("hs1", "hs2", 1), ("hs2", "hs1", 1)]
    assert found["reasons"].to_list() == [["same companies: a, b"]] * 2


@quick
@given(ROW)
def test_a_title_that_shares_nothing_stands_alone(row):
    alone = {**row, "type": "movie", "release_year": 1950, "title": "zzz", "description": "unheard", "genres": ["odd"]}
    others = [{"type": "tv show", "title": name} for name in ("rain", "snow")]
    alone |= {"directors": ["d"], "cast": ["c"], "countries": ["n"]}
    assert set(lists(fitted(titles(alone, *others)))) == {"hs2", "hs3"}
