"""Ratings as arrays: who rated what how and when, one rating a user and title."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

LIKED = 4.0
"""The score from which a rating tells what to recommend."""


@dataclass(frozen=True, slots=True)
class Interactions:
    """Ratings in the order of user and time, those of equal time in the order of title; no title twice of one user.

    Attributes:
        user: the place of each rating's user in `users`.
        title: the place of each rating's title in `titles`.
        score: 0.5 to 5, in halves.
        time: seconds since 1970, UTC.
        users: the users' numbers, least first. Users without a rating may be among them.
        titles: the titles' ids. Titles without a rating may be among them.
    """

    user: NDArray[np.int32]
    title: NDArray[np.int32]
    score: NDArray[np.float32]
    time: NDArray[np.int64]
    users: NDArray[np.int32]
    titles: pl.Series

    @classmethod
    def read(cls, ratings: pl.LazyFrame, titles: pl.Series) -> Self:
        """Of several ratings of one title by one user the newest; of equally new ones the highest.

        Args:
            ratings: `user_id`, `title_id`, `score` and `rated_at`, in any order.
            titles: the ids of all titles; ratings of others are left out.
        """
        rows = (
            ratings.select("user_id", "score", "rated_at", title=places(pl.col("title_id"), titles))
            .drop_nulls("title")
            .sort("user_id", "rated_at", "title", "score")
            .filter(pl.struct("user_id", "title").is_last_distinct())
            .collect()
        )
        users = rows["user_id"].unique().sort()
        return cls(
            user=np.searchsorted(users.to_numpy(), rows["user_id"].to_numpy()).astype(np.int32),
            title=rows["title"].to_numpy(),
            score=rows["score"].to_numpy(),
            time=rows["rated_at"].to_numpy(),
            users=users.to_numpy().astype(np.int32),
            titles=titles,
        )

    def numbered(self, titles: pl.Series) -> "Interactions":
        """The same with the same titles in another order."""
        place = places(pl.lit(self.titles), titles)
        title = pl.select(place).to_series().to_numpy()[self.title]
        order = np.lexsort((title, self.time, self.user))
        return Interactions(self.user[order], title[order], self.score[order], self.time[order], self.users, titles)

    def __len__(self) -> int:
        """How many ratings."""
        return len(self.user)

    def where(self, keep: NDArray[np.bool_]) -> "Interactions":
        """Some of the ratings; users and titles keep their places, also those that have none left."""
        return Interactions(
            self.user[keep], self.title[keep], self.score[keep], self.time[keep], self.users, self.titles
        )

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where the ratings of each user begin, and at last where the last one's end."""
        return np.searchsorted(self.user, np.arange(len(self.users) + 1)).astype(np.int64)

    def matrix(self, values: NDArray[np.float32] | None = None) -> sparse.csr_array:
        """Users by titles; 1 for each rating if no values are given."""
        values = np.ones(len(self), np.float32) if values is None else values
        shape = (len(self.users), len(self.titles))
        return sparse.csr_array((values, (self.user, self.title)), shape=shape)

    def liked(self, least: float = LIKED) -> "Interactions":
        """The ratings of a score or above."""
        return self.where(self.score >= least)


def places(ids: pl.Expr, titles: pl.Series) -> pl.Expr:
    """The place of each id among the titles, null if it is none of them."""
    places = pl.int_range(len(titles), dtype=pl.Int32, eager=True)
    return ids.replace_strict(titles, places, default=None, return_dtype=pl.Int32)
