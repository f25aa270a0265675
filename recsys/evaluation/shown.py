"""Lists that stand beside a title: whether users who liked the title liked what is shown there, and what pays.

Any list of what everybody likes is hit often, whatever it stands beside. So hits count twice: as they are, and beyond
those on the list of another title, as popular, that the same user did not like.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipeline.store.card import Baseline, Interval, Metric
from recsys import alike
from recsys.content import Compared
from recsys.evaluation import intervals
from recsys.evaluation.splitting import SEED, user_folds
from recsys.interactions import Interactions

FIRST = 5
"""The places that a page shows at first."""

DEPTH = 20
"""Places that are looked at."""

LEARNT_FROM = 20_000
"""Users at most of whom `pays` makes lists, so that it takes seconds."""

TESTED = 1_000
"""Users at most whom `pays` tests."""

ASKED = 10
"""Titles at most about which `pays` asks for each user."""

NONE = -1

Lists = NDArray[np.int64]
"""A row a title, the places of the first `DEPTH` titles beside it, `NONE` where there are fewer."""

Hits = NDArray[np.bool_]

Figures = Mapping[str, NDArray[np.float64]]
"""Measures by name, a value a question."""

HIT, RECALL = f"hit@{FIRST}", f"recall@{DEPTH}"
OTHER, BEYOND = f"hit@{FIRST} beside the other title", f"precision@{FIRST} beyond popularity"


@dataclass(frozen=True, slots=True)
class Questions:
    """What users who are tested liked: each title of it is asked about, the others are to be found.

    Attributes:
        user: the place of the user of each question.
        title: the title asked about, which the user liked.
        other: a title that the user did not like, among those the one nearest in likes of other users.
        wanted: how many others the user liked.
        likes: for each user and title that they liked, `user * titles + title`, sorted.
        titles: how many titles there are.
    """

    user: NDArray[np.int64]
    title: NDArray[np.int64]
    other: NDArray[np.int64]
    wanted: NDArray[np.int64]
    likes: NDArray[np.int64]
    titles: int

    @classmethod
    def of(cls, liked: Interactions, popularity: NDArray[np.int64], most: int | None = None, seed: int = SEED) -> Self:
        """All users of these likes with two or more, each asked about their titles, at most so many, at random.

        Args:
            liked: what tested users liked.
            popularity: how many of the other users liked each title.
            most: titles that are asked about for each user at most; all if it is left out.
            seed: of which titles, and of what is equally popular.
        """
        rng = np.random.default_rng(seed)
        titles, starts = len(liked.titles), liked.starts
        order = np.argsort(popularity, kind="stable")
        rows = [(np.empty(0, np.int64),) * 4]
        for one in np.flatnonzero(np.diff(starts) > 1):
            mine = liked.title[starts[one] : starts[one + 1]].astype(np.int64)
            asked = np.sort(rng.permutation(mine)[:most])
            rest = order[~np.isin(order, mine)]
            chance = rng.random(len(asked))
            other = as_popular(rest, popularity, asked, chance) if len(rest) else np.full(len(asked), NONE)
            rows.append((np.full(len(asked), one), asked, other, np.full(len(asked), len(mine) - 1)))
        user, title, another, wanted = (np.concatenate(column) for column in zip(*rows, strict=True))
        return cls(user, title, another, wanted, np.sort(liked.user.astype(np.int64) * titles + liked.title), titles)

    def hits(self, lists: Lists, beside: NDArray[np.int64], without: NDArray[np.int64] | None = None) -> Hits:
        """A row a question, whether its user liked what stands at each place beside a title.

        Args:
            lists: what stands beside which title.
            beside: the title of each question.
            without: for each question a title that is taken off the list, so that later ones move up.
        """
        shown = np.where(beside[:, None] == NONE, NONE, lists[beside])
        if without is not None:
            off = shown == without[:, None]
            shown = np.take_along_axis(np.where(off, NONE, shown), np.argsort(off, axis=1, kind="stable"), axis=1)
        keys = self.user[:, None] * self.titles + shown
        at = np.searchsorted(self.likes, keys)
        found: Hits = (np.append(self.likes, NONE)[at] == keys) & (shown != NONE)
        return found


def as_popular(
    order: NDArray[np.int64], popularity: NDArray[np.int64], asked: NDArray[np.int64], chance: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Of titles in the order of popularity, for each asked about one of those whose popularity is nearest.

    Args:
        order: the titles to take from, 1 or more.
        popularity: of each title.
        asked: titles.
        chance: for each asked about a number from 0 up to, but not including, 1.
    """
    have, wanted = popularity[order], popularity[asked]
    above = np.searchsorted(have, wanted).clip(max=len(order) - 1)
    below = (above - 1).clip(min=0)
    closest = np.where(wanted - have[below] < have[above] - wanted, have[below], have[above])
    start, end = np.searchsorted(have, closest), np.searchsorted(have, closest, side="right")
    found: NDArray[np.int64] = order[start + (chance * (end - start)).astype(np.int64)]
    return found


def lists_of(pairs: pl.DataFrame, titles: int) -> Lists:
    """The first places of pairs, which have `query`, `rank` and `candidate`."""
    lists: Lists = np.full((titles, DEPTH), NONE)
    first = pairs.filter(pl.col("rank") <= DEPTH)
    lists[first["query"].to_numpy(), first["rank"].to_numpy() - 1] = first["candidate"].to_numpy()
    return lists


def most_liked(popularity: NDArray[np.int64]) -> Lists:
    """What is liked most, beside every title the same but for itself."""
    first = np.argsort(-popularity, kind="stable")[: DEPTH + 1]
    lists: Lists = np.full((len(popularity), DEPTH), NONE)
    for title in range(len(popularity)):
        others = first[first != title][:DEPTH]
        lists[title, : len(others)] = others
    return lists


def measure(lists: Lists, questions: Questions) -> Figures:
    """The measures of each question.

    hit@5: 1 if the user liked any of the first five, else 0. recall@20: the share of what is wanted that is among the
    first twenty, of as many as fit there. hit@5 beside the other title: the same, on the list of the title that the
    user did not like. precision@5 beyond popularity: the share of the first five that the user liked, less the same on
    that list; it is 0, but for chance, where lists only show what everybody likes. For these two neither of both titles
    stands on the list of the other: it would be a sure hit there, or a sure miss.
    """
    hits = questions.hits(lists, questions.title)
    ours = questions.hits(lists, questions.title, without=questions.other)
    theirs = questions.hits(lists, questions.other, without=questions.title)
    return {
        HIT: hits[:, :FIRST].any(axis=1).astype(np.float64),
        OTHER: theirs[:, :FIRST].any(axis=1).astype(np.float64),
        RECALL: hits.sum(axis=1) / np.minimum(questions.wanted, DEPTH),
        BEYOND: ours[:, :FIRST].mean(axis=1) - theirs[:, :FIRST].mean(axis=1),
    }


def by_user(values: NDArray[np.float64], questions: Questions) -> NDArray[np.float64]:
    """The mean of each user's questions, so that who likes much does not count more."""
    sums, counts = intervals.per_user(values, questions.user.astype(np.int32))
    return sums / counts


def pays(ratings: Interactions, content: pl.DataFrame, titles: Compared, seed: int = SEED) -> tuple[bool, Metric]:
    """Whether lists of both, as `alike.beside` makes them, are better than those by content on these ratings.

    A fifth of the users is held out, and lists are made from the others' ratings, at most `LEARNT_FROM` of them. They
    pay if three figures are above 0, and the lower ends of their paired 95 % intervals too: how far hit@5 is above that
    of content, how far precision@5 beyond popularity is, and the latter by itself. Hits alone would not do: where
    titles are mixed up at random the popular ones stay popular.

    The metric has hit@5 of content, of the list of what is liked most, and of our lists where they do not belong.

    Args:
        ratings: of these titles, in their order.
        content: the neighbours by content, as `Compared.table` makes them.
        titles: all of them.
        seed: of the users and titles that are taken.
    """
    fold = user_folds(ratings, seed=seed)
    chance = np.random.default_rng(seed).permutation(len(ratings.users))
    learnt = sample(fold != 0, chance, LEARNT_FROM)
    train = ratings.where(learnt[ratings.user])
    popularity = np.bincount(train.liked().title, minlength=len(ratings.titles))
    liked = ratings.liked()
    two = np.bincount(liked.user, minlength=len(ratings.users)) > 1
    tested = sample((fold == 0) & two, chance, TESTED)
    questions = Questions.of(liked.where(tested[liked.user]), popularity, ASKED, seed)
    beside = np.unique(np.concatenate([questions.title, questions.other])).astype(np.uint32)
    by_content = alike.by_place(content, titles.ids).filter(pl.col("query").is_in(pl.Series(beside).implode()))
    both = alike.merged(by_content, alike.pairs(train, titles, beside), titles)
    ways = {
        "ours": lists_of(both, len(titles.ids)),
        "content": lists_of(by_content, len(titles.ids)),
        "the most liked titles": most_liked(popularity),
    }
    figures = {
        name: {measure_: by_user(values, questions) for measure_, values in measure(lists, questions).items()}
        for name, lists in ways.items()
    }
    ours = figures.pop("ours")
    better = [ours[name] - figures["content"][name] for name in (HIT, BEYOND)] + [ours[BEYOND]]
    figures["the same lists, beside a title as popular that the user did not like"] = {HIT: ours[OTHER]}
    enough = len(ours[HIT]) > 1
    metric = Metric(
        name=HIT,
        split=f"{len(ours[HIT]):,} users held out, asked about titles that they liked",
        value=float(ours[HIT].mean()) if enough else 0.0,
        interval=Interval(*intervals.of_mean(ours[HIT])) if enough else None,
        higher_is_better=True,
        baselines=tuple(
            Baseline(
                name,
                float(theirs[HIT].mean()) if enough else 0.0,
                Interval(*intervals.of_mean(ours[HIT] - theirs[HIT])) if enough else None,
            )
            for name, theirs in figures.items()
        ),
    )
    return enough and all(intervals.of_mean(each).low > 0 for each in better), metric


def sample(of: NDArray[np.bool_], chance: NDArray[np.int64], most: int) -> NDArray[np.bool_]:
    """Some of those, at most so many: those whose chance comes first."""
    some = np.flatnonzero(of)
    some = some[np.argsort(chance[some], kind="stable")[:most]]
    taken: NDArray[np.bool_] = np.zeros(len(of), np.bool_)
    taken[some] = True
    return taken
