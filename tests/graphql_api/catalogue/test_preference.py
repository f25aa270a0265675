"""An answer of the service is what the fitted model says: the formulas stand in two places, and are held together."""

from typing import NamedTuple

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.preference import History, Preference
from graphql_api.catalogue.users import Users
from graphql_api.catalogue.verdicts import NOBODY
from pipeline.store import arrays as store
from pipeline.store.parameters import Parameters
from pipeline.store.vocabulary import VerdictBasis
from recsys import recommend
from recsys.histories import histories
from recsys.interactions import Interactions
from recsys.preference import stored
from recsys.preference.stack import Stack
from tests.recsys.preference.making import ROWS, interactions, tastes

TITLES, NEW = 24, 2
"""Titles that were drawn, of which the last few have been rated by nobody."""

KINDS = {name: kind for kind, name in stored.NAMES.items()}


class Said(NamedTuple):
    """What the service says, by every threshold."""

    probabilities: np.ndarray
    basis: VerdictBasis
    said: np.ndarray


class Served(NamedTuple):
    """A model, and what the service reads of it."""

    model: object
    ratings: Interactions
    users: Users
    preference: Preference

    def answer(self, place, row):
        """What the service says of the user at a place; of somebody unknown if there is none."""
        history = NOBODY if place is None else History.without(*self.users.newest(place), row)
        each = [self.preference.answer(history, row, level) for level in range(10)]
        (basis,) = {found.basis for found in each}
        return Said(np.array([found.probability for found in each]), basis, each[0].said)


def table(known: Interactions, again=()) -> pl.LazyFrame:
    """Ratings as the table of that name has them, in any order; some users rated something twice."""
    columns = known.users[known.user], known.titles.gather(known.title), known.score, known.time
    frame = pl.DataFrame(dict(zip(("user_id", "title_id", "score", "rated_at"), columns, strict=True)))
    older = frame[list(again)].with_columns(rated_at=pl.col("rated_at") - 1_000_000, score=5.5 - pl.col("score"))
    return pl.concat([frame, older]).sample(fraction=1, shuffle=True, seed=3).lazy()


def written(folder, model, ratings, frame) -> Served:
    """A model through the files of a release and back, as the service has it."""
    titles = len(ratings.titles)
    order = np.arange(titles, dtype=np.int32)
    taste = recommend.arrays(recommend.nothing(titles), recommend.likes_of(ratings.liked()), order)
    folder.mkdir()
    store.save(folder, {**histories(frame, ratings.titles), **taste, **stored.arrays(model)})
    Parameters(None, stored.settings(model)).write(folder)
    arrays = store.mapped(folder)
    return Served(model, ratings, Users.of(arrays), Preference.of(arrays, Parameters.read(folder).preference))


@pytest.fixture(scope="module")
def ratings() -> Interactions:
    drawn = tastes(users=60, titles=TITLES, each=12)
    everything = pl.concat([drawn.titles, pl.Series([f"new{number}" for number in range(NEW)])])
    some_at_once = Interactions(drawn.user, drawn.title, drawn.score, drawn.time // 4, drawn.users, everything)
    return Interactions.read(table(some_at_once), everything)


@pytest.fixture(scope="module")
def each(ratings, tmp_path_factory) -> dict[str, Served]:
    """Every model over the same ratings: of times that are equal, with some titles rated twice, in no order."""
    frame = table(ratings, again=range(0, len(ratings), 7))
    known = Interactions.read(frame, ratings.titles)
    folder = tmp_path_factory.mktemp("models")
    return {name: written(folder / name, kind.fit(known), known, frame) for name, kind in KINDS.items()}


def pairs(served):
    """Every user with every title."""
    users, titles = len(served.users.numbers), len(served.ratings.titles)
    return np.repeat(np.arange(users), titles), np.tile(np.arange(titles), users)


@pytest.mark.parametrize("name", KINDS)
def test_the_service_says_what_the_fitted_model_says(name, each):
    served = each[name]
    user, title = pairs(served)
    expected = served.model.probabilities(served.ratings, user, title)
    found = np.array([served.answer(int(u), int(t)).probabilities for u, t in zip(user, title, strict=True)])
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-6)
    assert np.all(np.diff(found) <= 0)
    assert np.all((found >= 0) & (found <= 1))


@pytest.mark.parametrize("name", KINDS)
def test_somebody_unknown_is_judged_as_the_model_judges_somebody_without_ratings(name, each):
    served = each[name]
    title = np.arange(len(served.ratings.titles))
    without = served.ratings.where(served.ratings.user != 0)
    expected = served.model.probabilities(without, np.zeros_like(title), title)
    found = np.array([served.answer(None, int(t)).probabilities for t in title])
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-6)


def test_every_part_of_the_stack_counts_here(each):
    # Otherwise a fault in its formula would pass the comparison above.
    served = each["stack"]
    held, told = served.preference.arrays, served.preference.settings
    assert len(held["would_similar_titles"]) > TITLES
    assert np.abs(held["would_factors"]).max() > 0.01
    assert np.abs(told["blend"]).min() > 0
    assert np.abs(told["weights"]).max(axis=0).min() > 0
    assert max(np.abs(served.answer(0, row).said).max() for row in range(TITLES)) > 0.01


def test_the_model_answers_from_ratings_that_came_after_it(ratings, tmp_path):
    # The histories of a release are newer than a model that was fitted once: nothing of a user is in the model.
    model = Stack.fit(ratings.where(ratings.user < 40))
    served = written(tmp_path / "later", model, ratings, table(ratings))
    user, title = pairs(served)
    chosen = np.flatnonzero(user >= 50)
    expected = model.probabilities(ratings, user[chosen], title[chosen])
    found = np.array([served.answer(int(user[at]), int(title[at])).probabilities for at in chosen])
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-6)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, name=st.sampled_from(list(KINDS)))
def test_the_two_agree_on_any_ratings(rows, name, tmp_path_factory):
    # Also on none, on one, and where everybody gave everything the same score.
    known = interactions(rows)
    model = KINDS[name].fit(known)
    served = written(tmp_path_factory.mktemp("any") / "model", model, known, table(known))
    user, title = pairs(served)
    expected = model.probabilities(known, user, title)
    found = [served.answer(int(u), int(t)).probabilities for u, t in zip(user, title, strict=True)]
    np.testing.assert_allclose(np.array(found).reshape(-1, 10), expected, rtol=0, atol=1e-6)
    assert np.all(np.isfinite(served.answer(None, 0).probabilities))


@pytest.mark.parametrize(
    ("name", "known", "unknown", "new_to_known", "new_to_unknown"),
    [
        ("base rate", "BASE_RATE", "BASE_RATE", "BASE_RATE", "BASE_RATE"),
        ("user rate", "USER", "BASE_RATE", "USER", "BASE_RATE"),
        ("bias", "USER_AND_TITLE", "USER_AND_TITLE", "USER", "BASE_RATE"),
        ("stack", "USER_AND_TITLE", "USER_AND_TITLE", "USER", "BASE_RATE"),
    ],
)
def test_what_an_answer_rests_on(name, known, unknown, new_to_known, new_to_unknown, each):
    bases = [each[name].answer(place, row).basis for row in (0, TITLES) for place in (0, None)]
    assert bases == [VerdictBasis[basis] for basis in (known, unknown, new_to_known, new_to_unknown)]


@pytest.mark.parametrize("name", KINDS)
def test_where_neither_is_known_the_answer_is_the_base_rate(name, each):
    served = each[name]
    np.testing.assert_allclose(served.answer(None, TITLES).probabilities, served.preference.base, atol=1e-12)


@pytest.mark.parametrize("name", ["base rate", "user rate"])
def test_some_models_say_the_same_of_every_title_not_rated(name, each):
    served = each[name]
    rated = set(served.users.newest(0)[0].tolist())
    others = [served.answer(0, row).probabilities for row in range(TITLES + NEW) if row not in rated]
    assert all(np.array_equal(found, others[0]) for found in others)


def test_by_biases_alone_the_sums_are_those_of_arrays_to_the_last_digit(each):
    model = each["bias"].preference
    random = np.random.default_rng(5)
    for terms in random.normal(size=(500, 4)) * random.choice([0.01, 1, 30], size=(500, 1)):
        expected = 1 / (1 + np.exp(-(model.base_odds + (model.weights * terms).sum(axis=1))))
        user, title, *sure = terms.tolist()
        found = [model._by_biases(user, title, tuple(sure), level) for level in range(10)]
        assert found == np.minimum.accumulate(expected).tolist()


def test_a_history_is_without_the_title_asked_about():
    titles, halves = np.array([5, 2, 7], np.int32), np.array([8, 1, 6], np.uint8)
    asked = History.without(titles, halves, 2)
    assert (asked.titles.tolist(), asked.scores.tolist(), asked.own) == ([5, 7], [4, 3], 0.5)
    other = History.without(titles, halves, 6)
    assert (other.titles.tolist(), other.scores.tolist(), other.own) == ([5, 2, 7], [4, 0.5, 3], None)


def test_a_history_longer_than_any_known_beforehand_fades_as_a_short_one_does(each, monkeypatch):
    served = each["stack"]
    expected = [served.answer(0, row).probabilities for row in range(TITLES)]
    monkeypatch.setattr("graphql_api.catalogue.preference.LONG", 3)
    found = [served.answer(0, row).probabilities for row in range(TITLES)]
    np.testing.assert_allclose(found, expected, rtol=1e-12)
