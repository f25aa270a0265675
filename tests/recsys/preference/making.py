"""What these tests are made with: small tables of ratings, drawn by hand, by hypothesis, or with tastes planted."""

import numpy as np
import polars as pl
from hypothesis import strategies as st

from recsys.interactions import Interactions

TITLES = pl.Series([f"as{number}" for number in range(8)])


def interactions(rows, titles=TITLES) -> Interactions:
    """From (user, place of title, score, time)."""
    frame = pl.DataFrame(
        [(user, titles[title], score, time) for user, title, score, time in rows],
        schema={"user_id": pl.Int32, "title_id": pl.String, "score": pl.Float32, "rated_at": pl.Int64},
        orient="row",
    )
    return Interactions.read(frame.lazy(), titles)


SCORES = st.integers(1, 10).map(lambda halves: halves / 2)
ROWS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7), SCORES, st.integers(0, 30)), max_size=60)
TABLES = ROWS.map(interactions)
"""Also none, one, and several ratings of one title by one user."""


def tastes(users=120, titles=40, each=30, seed=1, of_titles=1.0) -> Interactions:
    """Users who rate higher or lower than others, titles that are better or worse, and two tastes; noise besides.

    `of_titles` 0: the titles make no difference.
    """
    rng = np.random.default_rng(seed)
    rows = []
    ids = pl.Series([f"as{number}" for number in range(titles)])
    good, side, of_user, habit = (
        rng.normal(0, 0.6, titles),
        rng.choice([-1, 1], titles),
        rng.choice([-1, 1], users),
        rng.normal(0, 0.5, users),
    )
    for user in range(users):
        for place, title in enumerate(rng.choice(titles, each, replace=False)):
            liking = of_titles * (good[title] + 0.7 * side[title] * of_user[user])
            score = np.clip(np.round(2 * (3.4 + habit[user] + liking + rng.normal(0, 0.6))) / 2, 0.5, 5)
            rows.append((user, int(title), float(score), 1000 * user + place))
    return interactions(rows, ids)


def history(ratings: Interactions, user: int):
    """What one user rated, newest first, as pairs of title and score."""
    rows = np.flatnonzero(ratings.user == user)[::-1]
    return [(int(ratings.title[row]), float(ratings.score[row])) for row in rows]


def shuffled(ratings: Interactions, seed: int) -> Interactions:
    """The same ratings read in another order."""
    order = np.random.default_rng(seed).permutation(len(ratings))
    frame = pl.DataFrame(
        {
            "user_id": ratings.users[ratings.user[order]],
            "title_id": ratings.titles.gather(ratings.title[order]),
            "score": ratings.score[order],
            "rated_at": ratings.time[order],
        }
    )
    return Interactions.read(frame.lazy(), ratings.titles)
