"""Ratings to judge: by hand, or drawn from people with tastes, and the ways in which ratings come to say nothing."""

from dataclasses import replace

import numpy as np
import polars as pl
from hypothesis import settings
from hypothesis import strategies as st
from scipy import sparse

from recsys.interactions import Interactions

FEW = settings(max_examples=30, deadline=None)
"""What hypothesis tries: ratings take a while to draw, and there are many such tests."""

GROUPS = 8
"""Of drawn titles and users: a user rates titles of the own group more than others."""


def ratings(*rows, titles=None) -> Interactions:
    """Ratings by hand: `(user, title, score)` or `(user, title, score, time)`; titles are called as given."""
    filled = [(*row, 0)[:4] for row in rows]
    names = pl.Series(sorted({row[1] for row in filled}) if titles is None else list(titles), dtype=pl.String)
    schema = {"user_id": pl.Int32, "title_id": pl.String, "score": pl.Float32, "rated_at": pl.Int64}
    return Interactions.read(pl.LazyFrame(filled, schema=schema, orient="row"), names)


RATINGS = st.lists(
    st.tuples(
        st.integers(1, 6), st.sampled_from("abcdefgh"), st.integers(1, 10).map(lambda half: half / 2), st.integers(0, 5)
    ),
    max_size=40,
).map(lambda rows: ratings(*rows, titles="abcdefgh"))
"""Ratings of few users and titles with equal times, and users without any."""


def drawn(rows, seed, users=None, titles=None, user_spread=0.45, title_spread=0.45):
    """Ratings of people with tastes, some far more active than others, some titles far better known, with content.

    About as many ratings as asked for. Gives them and the content of the titles, which is their group.
    """
    rng = np.random.default_rng(seed)
    users = users or max(20, rows // 50)
    titles = titles or max(300, rows // 12)
    active = rng.lognormal(0, 1, users)
    count = np.clip(active / active.sum() * rows, 1, titles // 2).astype(int)
    group, taste = rng.integers(GROUPS, size=titles), rng.integers(GROUPS, size=users)
    known = rng.permutation(np.log(np.arange(1, titles + 1)) * -0.8)
    # The largest of so many Gumbel numbers are a draw without any title twice.
    wanted = [known + 4 * (group == taste[each]) + rng.gumbel(size=titles) for each in range(users)]
    title = np.concatenate([np.argsort(-each)[:many] for each, many in zip(wanted, count, strict=True)])
    user = np.repeat(np.arange(users), count)
    score = 3.5 + user_spread * rng.standard_normal(users)[user] + title_spread * rng.standard_normal(titles)[title]
    content = sparse.csr_array((np.ones(titles), (np.arange(titles), group)), shape=(titles, GROUPS))
    return made(user, title, scored(score + 0.9 * rng.standard_normal(len(user))), users, titles), content


def scored(score):
    """Scores as users can give them."""
    return np.clip(np.round(score * 2) / 2, 0.5, 5)


def made(user, title, score, users, titles) -> Interactions:
    """Ratings in order, the first of each user and title."""
    _, place = np.unique(user.astype(np.int64) * titles + title, return_index=True)
    return Interactions(
        user=user[place].astype(np.int32),
        title=title[place].astype(np.int32),
        score=score[place].astype(np.float32),
        time=np.zeros(len(place), np.int64),
        users=np.arange(users, dtype=np.int32),
        titles=pl.Series([f"t{number:05}" for number in range(titles)]),
    )


def titles_at_random(known: Interactions, seed) -> Interactions:
    """Each rating keeps its user and score and is given any title."""
    title = np.random.default_rng(seed).integers(len(known.titles), size=len(known))
    return made(known.user, title, known.score, len(known.users), len(known.titles))


def scores_shuffled(known: Interactions, seed) -> Interactions:
    """Each rating keeps its user and title and is given the score of any other."""
    return replace(known, score=np.random.default_rng(seed).permutation(known.score))


def scores_shuffled_within_users(known: Interactions, seed) -> Interactions:
    """Each rating keeps its user and title and is given the score of another of that user."""
    order = np.lexsort((np.random.default_rng(seed).random(len(known)), known.user))
    return replace(known, score=known.score[order])


def both_at_random(known: Interactions, seed) -> Interactions:
    """Neither user nor title tells anything."""
    return scores_shuffled(titles_at_random(known, seed), seed)


def relabelled(known: Interactions, seed) -> Interactions:
    """All ratings of a title are given to one other title."""
    return replace(
        known, title=np.random.default_rng(seed).permutation(len(known.titles)).astype(np.int32)[known.title]
    )


def some_ratings(known: Interactions, count, seed) -> Interactions:
    """So many of them."""
    keep = np.zeros(len(known), np.bool_)
    keep[np.random.default_rng(seed).permutation(len(known))[:count]] = True
    return known.where(keep)
