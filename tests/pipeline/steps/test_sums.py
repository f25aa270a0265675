"""The sums beside plain counting, and beside what the models make of the same ratings."""

import ast
from collections import Counter
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.steps import sums
from pipeline.store.tables import CoLiked, Ratings, UserSums, schema
from recsys import ease, interactions
from recsys.evaluation.lift import most_rated
from recsys.interactions import Interactions
from tests.pipeline.making import lazy

TITLES = pl.Series(["as1", "as10", "as2", "hs3", "ns1"])
"""In the order of text, which here is that of ids."""

scores = st.integers(1, 10).map(lambda half: half / 2)
rows = st.lists(
    st.tuples(
        st.integers(0, 4), st.sampled_from(TITLES.to_list()), scores, st.sampled_from([0, 1, 2, 253_402_300_799])
    ),
    max_size=60,
)
searched = settings(max_examples=40, deadline=None)


def frame(those):
    return pl.DataFrame(those, schema=schema(Ratings), orient="row")


def newest(those):
    return lazy(frame(those)).pipe(sums.newest)


def collected(made):
    return made.to_native().collect()


def counted(those):
    """One score a user and title, by plain Python."""
    last = {}
    for user, title, score, time in those:
        last[user, title] = max(last.get((user, title), (-1, 0)), (time, score))
    return {key: score for key, (_, score) in last.items()}


def gram(those):
    """Of each two titles the users who liked both, by plain Python."""
    shelves = {}
    for (user, title), score in counted(those).items():
        if score >= 4:
            shelves.setdefault(user, []).append(title)
    return Counter(pair for shelf in shelves.values() for pair in combinations_with_replacement(sorted(shelf), 2))


@given(rows)
@searched
def test_of_several_ratings_of_a_title_the_newest_counts_and_of_equally_new_ones_the_highest(those):
    made = {(user, title): score for user, title, score in collected(newest(those)).rows()}
    assert made == counted(those)


@given(rows)
@searched
def test_the_sums_of_users_are_exact(those):
    made = collected(newest(those).pipe(sums.user_sums))
    UserSums.validate(made)
    given_by = {}
    for (user, _), score in counted(those).items():
        given_by.setdefault(user, []).append(score)
    assert made.rows() == [
        (user, len(given), sum(given), sum(score * score for score in given))
        for user, given in sorted(given_by.items())
    ]


@given(rows)
@searched
def test_titles_liked_together_are_counted_once_a_user(those):
    likes = newest(those).pipe(sums.liked)
    made = collected(sums.together(likes, likes))
    CoLiked.validate(made)
    assert made.rows() == [(*pair, users) for pair, users in sorted(gram(those).items())]


@given(rows, st.sets(st.sampled_from(TITLES.to_list())))
@searched
def test_the_likes_of_some_titles_make_their_rows_of_the_matrix(those, some):
    likes = newest(those).pipe(sums.liked)
    titles = lazy(pl.DataFrame({"title_id": sorted(some)}, schema={"title_id": pl.String}))
    whole = collected(sums.together(likes, likes))
    made = collected(sums.together(likes.pipe(sums.of_titles, titles), likes))
    assert_frame_equal(made, whole.filter(pl.col("title_id").is_in(sorted(some))))


@given(rows, st.randoms())
@searched
def test_the_order_of_rows_changes_nothing(those, random):
    shuffled = random.sample(those, len(those))
    for made in (sums.user_sums, lambda ratings: sums.together(sums.liked(ratings), sums.liked(ratings))):
        assert_frame_equal(collected(made(newest(shuffled))), collected(made(newest(those))))


@given(rows)
@searched
def test_the_models_count_the_same(those):
    """Their Gram matrix, and what the analysis of variance adds up for users, to the last bit."""
    ratings = Interactions.read(frame(those).lazy(), TITLES)
    likes = newest(those).pipe(sums.liked)
    place = {title: number for number, title in enumerate(TITLES)}
    made = np.zeros((len(TITLES), len(TITLES)))
    for one, other, users in collected(sums.together(likes, likes)).rows():
        made[place[one], place[other]] = made[place[other], place[one]] = users
    liked = ratings.liked().matrix()
    assert np.array_equal(made, ease.gram(liked, user_power=0.0))
    assert np.array_equal(made, (liked.T @ liked).toarray())

    score = ratings.score.astype(np.float64)
    by_user = [np.bincount(ratings.user, weights, len(ratings.users)) for weights in (None, score, score**2)]
    assert collected(newest(those).pipe(sums.user_sums)).rows() == list(
        zip(ratings.users.tolist(), *(column.tolist() for column in by_user), strict=True)
    )


@given(rows, st.integers(0, 6))
@searched
def test_the_models_find_the_same_titles_most_rated(those, count):
    ratings = Interactions.read(frame(those).lazy(), TITLES)
    made = collected(newest(those).pipe(sums.most_rated, count))["title_id"]
    assert sorted(made) == TITLES.gather(most_rated(ratings, count)).to_list()


def test_liking_is_what_it_is_for_models():
    assert sums.LIKED == interactions.LIKED


def test_the_steps_import_no_engine():
    tree = ast.parse(Path(sums.__file__).read_text(encoding="utf-8"))
    named = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    named += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    assert set(named) == {"typing", "narwhals"}
