"""What is shown beside a title, measured by what its admirers liked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys.content import Compared
from recsys.evaluation import shown
from recsys.evaluation.shown import BEYOND, HIT, NONE, OTHER, RECALL, Questions, as_popular, measure, most_liked, pays
from recsys.titles import TITLE_FIELDS
from tests.recsys.making import titles
from tests.recsys.test_alike import catalogue, content_of, fans, rated


def lists(**near):
    made = np.full((6, shown.DEPTH), NONE)
    for title, places in near.items():
        made[int(title[1:]), : len(places)] = places
    return made


def asked(*rows, popularity=(0,) * 6, most=None):
    return Questions.of(rated(catalogue(), *rows).liked(), np.array(popularity), most)


def test_a_hit_is_another_title_that_the_user_liked():
    questions = asked(*fans([0, 1, 2], [7]))
    assert questions.title.tolist() == [0, 1, 2]
    found = measure(lists(t0=[5, 1, 2], t1=[3, 4], t2=[3, 4, 5, 3, 4, 0]), questions)
    assert found[HIT].tolist() == [1, 0, 0]
    assert found[RECALL].tolist() == [1, 0, 0.5]


def test_hits_beside_a_title_not_liked_are_taken_off():
    questions = asked(*fans([0, 1], [7]), popularity=(9, 5, 8, 2, 2, 2))
    assert questions.other.tolist()[0] == 2
    found = measure(lists(t0=[1, 3, 4, 5, 2], t2=[0, 1, 3, 4, 5]), questions)
    # Neither 0 nor 2 stands on the list of the other here.
    assert (found[HIT][0], found[OTHER][0], found[BEYOND][0]) == (1, 1, 0)


def test_a_title_that_is_taken_off_leaves_its_place_to_the_next():
    questions = asked(*fans([0, 1], [7]), popularity=(9, 5, 8, 2, 2, 2))
    for theirs, other, beyond in [([0, 3, 4, 5, 3], 0, 0.2), ([0, 3, 4, 5, 3, 1], 1, 0), ([3, 4, 5, 3, 4, 1], 0, 0.2)]:
        found = measure(lists(t0=[3, 4, 5, 1], t2=theirs), questions)
        assert (found[OTHER][0], found[BEYOND][0]) == (other, beyond)
    assert measure(lists(t0=[3, 4, 5, 2, 3, 1]), questions)[BEYOND][0] == 0.2


def test_users_with_one_like_are_not_asked_and_most_is_kept_to():
    questions = asked((1, 0, 5.0), *fans([0, 1, 2, 3], [2]), most=2)
    assert len(questions.title) == 2
    assert set(questions.wanted.tolist()) == {3}
    assert len(asked().title) == 0
    assert measure(lists(), asked())[HIT].shape == (0,)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=12), st.integers(0, 6), st.floats(0, 1, exclude_max=True))
@settings(deadline=None)
def test_as_popular_is_as_near_as_any(have, wanted, chance):
    popularity = np.array([*have, wanted])
    order = np.argsort(popularity[:-1], kind="stable")
    (found,) = as_popular(order, popularity, np.array([len(have)]), np.array([chance]))
    assert abs(popularity[found] - wanted) == min(abs(each - wanted) for each in have)


def test_what_is_liked_most_is_beyond_popularity_nowhere():
    popularity = np.array([5, 4, 3, 2, 1, 0])
    made = most_liked(popularity)
    assert made[0, :5].tolist() == [1, 2, 3, 4, 5]
    assert made[5, :6].tolist() == [0, 1, 2, 3, 4, NONE]


def world(seed, taste):
    """Sixty titles without a word in common; users like eight, of one half of them or the popular ones."""
    rng = np.random.default_rng(seed)
    rows = [
        {"title": f"{chr(97 + n % 26) * 4}{chr(97 + n // 26) * 3}", "release_year": 1900 + 2 * n} for n in range(60)
    ]
    compared = Compared.of(titles(*rows), TITLE_FIELDS)
    popular = 1 / np.arange(1, 61)
    liked = [
        (user, int(title), 5.0)
        for user in range(300)
        for title in (
            rng.choice(30, 8, replace=False) + 30 * (user % 2)
            if taste
            else rng.choice(60, 8, replace=False, p=popular / popular.sum())
        )
    ]
    return rated(compared, *liked), content_of(compared), compared


def test_ratings_with_taste_pay():
    good, metric = pays(*world(1, taste=True))
    assert good
    assert metric.name == HIT
    content, popular, elsewhere = metric.baselines
    assert content.difference.low > 0
    assert popular.name == "the most liked titles"
    assert elsewhere.difference.low > 0


@pytest.mark.parametrize("seed", [0, 1])
def test_ratings_without_taste_do_not_although_what_is_popular_is_hit_more_often(seed):
    good, metric = pays(*world(seed, taste=False))
    assert not good
    assert metric.baselines[0].difference.low > 0


def test_without_ratings_nothing_pays():
    compared = catalogue()
    good, metric = pays(rated(compared), content_of(compared), compared)
    assert not good
    assert metric.interval is None
