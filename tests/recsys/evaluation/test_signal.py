"""The gate's verdicts: by the table, on people who are drawn, on what is real, and on 500 ways to say nothing."""

from dataclasses import replace
from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from scipy import sparse

from pipeline.store.vocabulary import RatingsSignal
from recsys.evaluation import movielens
from recsys.evaluation.signal import Finding, judge, verdict
from recsys.interactions import Interactions
from recsys.space import space
from recsys.titles import TITLE_FIELDS
from tests.conftest import publish
from tests.recsys.evaluation import making
from tests.recsys.evaluation.making import FEW, RATINGS, drawn, ratings

NULLS = (
    making.titles_at_random,
    making.scores_shuffled,
    making.scores_shuffled_within_users,
    making.both_at_random,
)
TESTS = ["user effect", "title effect", "spread of titles", "collaborative lift", "agreement with content"]
SAID_OF_NULLS = {RatingsSignal.NONE, RatingsSignal.USER_ONLY, RatingsSignal.INSUFFICIENT}


@pytest.fixture(scope="module")
def known():
    """Enough to decide everything: 400 titles with some 60 ratings each."""
    return drawn(30_000, seed=1, users=500, titles=400)


def passed(finding: Finding):
    return [test.passed for test in finding.tests]


class TestVerdict:
    def test_every_outcome_has_one(self):
        three, two = (True, False, None), (True, False)
        for users, titles, lift, agrees in product(three, three, two, three):
            signal, summary = verdict(users_differ=users, titles_differ=titles, lift_shown=lift, agrees=agrees)
            assert isinstance(signal, RatingsSignal)
            assert "content" in summary or signal is RatingsSignal.HEALTHY

    def test_healthy_needs_titles_that_differ_and_users_who_agree(self):
        for users, titles, lift, agrees in product(
            (True, False, None), (True, False, None), (True, False), (None, True)
        ):
            signal, _ = verdict(users_differ=users, titles_differ=titles, lift_shown=lift, agrees=agrees)
            assert (signal is RatingsSignal.HEALTHY) == (titles is True and lift)

    def test_what_could_not_be_checked_is_said(self):
        one, other = (
            verdict(users_differ=True, titles_differ=True, lift_shown=True, agrees=agrees) for agrees in (True, None)
        )
        assert one[0] == other[0] == RatingsSignal.HEALTHY
        assert other[1].endswith("could not be checked.")
        assert "checked" not in one[1]


@pytest.mark.slow
class TestOnDrawnPeople:
    def test_who_have_tastes(self, known):
        finding = judge(*known)
        assert finding.signal is RatingsSignal.HEALTHY
        assert [test.name for test in finding.tests] == TESTS
        assert passed(finding) == [True] * 5
        assert (finding.users_differ, finding.titles_differ, finding.lift_shown) == (True, True, True)
        for test in finding.tests:
            assert test.interval.low <= test.value <= test.interval.high

    def test_without_content_ids_are_not_checked(self, known):
        finding = judge(known[0])
        assert finding.signal is RatingsSignal.HEALTHY
        assert passed(finding) == [True] * 4 + [None]
        assert "nothing is known of the titles" in finding.tests[-1].finding
        assert "could not be checked" in finding.summary

    @pytest.mark.slow
    def test_with_content_of_no_title_neither(self, known):
        finding = judge(known[0], sparse.csr_array((400, 3)))
        assert passed(finding) == [True] * 4 + [None]
        assert "it takes 50 titles" in finding.tests[-1].finding

    def test_whose_titles_were_exchanged(self, known):
        finding = judge(making.relabelled(known[0], 2), known[1])
        assert finding.signal is RatingsSignal.MISJOINED
        assert passed(finding) == [True] * 4 + [False]

    @pytest.mark.parametrize("null", [making.titles_at_random, making.scores_shuffled_within_users])
    def test_whose_ratings_say_nothing_of_titles(self, known, null):
        finding = judge(null(known[0], 1), known[1])
        assert finding.signal is RatingsSignal.USER_ONLY
        assert passed(finding) == [True, False, null is not making.titles_at_random, None, None]
        assert finding.tests[-1].finding == "Not tested, because titles were not shown to differ."

    @pytest.mark.parametrize("null", [making.scores_shuffled, making.both_at_random])
    def test_whose_ratings_say_nothing(self, known, null):
        finding = judge(null(known[0], 1), known[1])
        assert finding.signal is RatingsSignal.NONE
        assert (finding.users_differ, finding.titles_differ, finding.lift_shown) == (False, False, False)

    def test_who_are_few(self, known):
        finding = judge(making.titles_at_random(making.some_ratings(known[0], 2_000, 1), 2))
        assert finding.signal is RatingsSignal.INSUFFICIENT
        assert finding.titles_differ is None
        assert "would decide it" in finding.tests[1].finding

    def test_who_rated_a_title_each(self, known):
        _, first = np.unique(known[0].title, return_index=True)
        alone = np.zeros(len(known[0]), bool)
        alone[first] = True
        finding = judge(known[0].where(alone), known[1])
        assert finding.signal is RatingsSignal.INSUFFICIENT
        assert "every title needs at least two ratings" in finding.tests[1].finding

    def test_who_all_like_the_same(self):
        """Titles differ and users agree on them: what most like is all there is to say."""
        rng = np.random.default_rng(1)
        user, title = (part.ravel() for part in np.mgrid[:200, :60])
        keep = rng.random(len(user)) < 0.4
        good = rng.permutation(np.linspace(1, 5, 60))
        score = making.scored(good[title] + 0.5 * rng.standard_normal(len(user)))
        finding = judge(making.made(user[keep], title[keep], score[keep], 200, 60))
        assert finding.signal is RatingsSignal.INSUFFICIENT
        assert (finding.titles_differ, finding.lift_shown) == (True, False)
        assert "in common could not be shown" in finding.summary

    @pytest.mark.slow
    def test_says_what_it_does(self, known):
        said = []
        judge(*known, said.append)
        assert said[0] == "ratings: do users differ, and titles?"
        assert said[-1] == "ratings: does content agree?"


class TestOnLittle:
    def test_no_ratings_are_not_measured(self):
        finding = judge(ratings(titles="ab"))
        assert (finding.signal, finding.tests) == (RatingsSignal.NOT_MEASURED, ())

    def test_one_rating_is_too_few(self):
        finding = judge(ratings((1, "a", 4)))
        assert finding.signal is RatingsSignal.INSUFFICIENT
        assert finding.tests[0].finding == (
            "Could not be tested: every user needs at least two ratings, and there are 1 of 1 users."
        )

    def test_equal_scores_tell_nothing(self):
        finding = judge(ratings(*((user, title, 4) for user in range(9) for title in "abcdef")))
        assert finding.signal is RatingsSignal.INSUFFICIENT
        assert finding.tests[0].finding == "Could not be tested: there is one user, or all scores are equal."

    @FEW
    @given(RATINGS)
    def test_any_few_ratings_have_a_verdict(self, known):
        finding = judge(known, sparse.csr_array(np.eye(8)))
        assert finding.signal is not RatingsSignal.HEALTHY
        assert len(finding.tests) in {0, 5}


@pytest.mark.slow
def test_of_500_nulls_at_the_level_of_1_percent_at_most_12_are_called_healthy():
    """Of several kinds, from about 2,000 to 50,000 ratings, of users some of whom are far more active than others.

    Nobody compares contents, which would catch some.
    """
    sizes = np.geomspace(2_500, 50_000, 500 // len(NULLS)).astype(int)
    called = []
    for seed, (size, null) in enumerate(product(sizes, NULLS)):
        called.append(judge(null(drawn(int(size), seed)[0], seed)).signal)
    assert len(called) == 500
    assert called.count(RatingsSignal.HEALTHY) <= 12
    assert sum(signal in SAID_OF_NULLS for signal in called) >= 488


@pytest.mark.slow
def test_all_of_20_sets_of_people_with_tastes_are_called_healthy():
    """From 8,000 ratings on."""
    sizes = np.geomspace(8_000, 30_000, 20).astype(int)
    assert {judge(*drawn(int(size), seed)).signal for seed, size in enumerate(sizes)} == {RatingsSignal.HEALTHY}


@pytest.fixture(scope="module")
def films(real_data):
    return movielens.read(real_data / "ml-latest-small")


@pytest.mark.real
@pytest.mark.slow
class TestOnRealRatings:
    def test_movielens_is_healthy(self, films):
        finding = judge(*films)
        assert finding.signal is RatingsSignal.HEALTHY
        assert passed(finding) == [True] * 5
        assert finding.tests[0].value == pytest.approx(0.192, abs=0.001)

    def test_ids_exchanged_consistently_are_misjoined(self, films):
        assert judge(making.relabelled(films[0], 20261120), films[1]).signal is RatingsSignal.MISJOINED

    @pytest.mark.parametrize(
        ("null", "signal"),
        [(making.titles_at_random, RatingsSignal.USER_ONLY), (making.both_at_random, RatingsSignal.NONE)],
    )
    def test_titles_at_random_leave_the_user_and_scores_shuffled_as_well_leave_nothing(self, films, null, signal):
        """With ten ratings a title about one draw in fifteen stays undecided."""
        found = [judge(null(films[0], seed), films[1]).signal for seed in range(20)]
        assert set(found) <= {signal, RatingsSignal.INSUFFICIENT}
        assert found.count(signal) >= 16

    def test_the_assignment_sample_is_too_little(self, real_data):
        files = sorted((real_data / "ratings_assignment_sample").glob("[1-8].csv"))
        rows = pl.concat([movielens.read_ratings(file) for file in files])
        finding = judge(Interactions.read(rows.lazy(), rows["title_id"].unique().sort()))
        assert finding.signal is RatingsSignal.INSUFFICIENT
        assert passed(finding) == [True, None, False, None, None]
        assert finding.tests[0].value == pytest.approx(0.171, abs=0.001)

    def test_twenty_thousand_ratings_of_some_users_are_healthy(self, films):
        order = np.random.default_rng(20261120).permutation(len(films[0].users))
        upto = np.cumsum(np.bincount(films[0].user)[order])
        chosen = np.isin(films[0].user, order[: np.searchsorted(upto, 20_000)])
        assert judge(films[0].where(chosen), films[1]).signal is RatingsSignal.HEALTHY

    @pytest.mark.parametrize("seed", range(5))
    def test_any_twenty_thousand_ratings_are_not_said_to_say_nothing(self, films, seed):
        """Each user is left with a fifth. Titles still differ; lists from so little are no better than popularity."""
        finding = judge(making.some_ratings(films[0], 20_000, seed), films[1])
        assert (finding.users_differ, finding.titles_differ) == (True, True)
        assert finding.signal in {RatingsSignal.HEALTHY, RatingsSignal.INSUFFICIENT}

    def test_ratings_joined_to_the_catalogues_are_healthy(self, real_raw, tmp_path):
        release = publish(real_raw, tmp_path)
        titles = release.scan("titles").sort("title_id").collect()
        known = Interactions.read(release.scan("ratings"), titles["title_id"])
        content = space(titles, TITLE_FIELDS).matrix
        assert passed(judge(known, content)) == [True] * 5
        rated = np.unique(known.title)
        order = np.arange(titles.height, dtype=np.int32)
        order[rated] = np.random.default_rng(20261120).permutation(rated)
        assert judge(replace(known, title=order[known.title]), content).signal is RatingsSignal.MISJOINED
