"""What all ways to say how likely a user likes a title have in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Self

import numpy as np
from numpy.typing import NDArray

from recsys.interactions import Interactions
from recsys.preference.asked import Asked, in_parts
from recsys.preference.thresholds import Floats


class Model(ABC):
    """Says how likely users like titles. It holds nothing about users: what it says of one follows from the history.

    Attributes:
        cutoffs: of each threshold the probability from which the answer is yes.
    """

    cutoffs: Floats

    @classmethod
    @abstractmethod
    def fit(cls, ratings: Interactions) -> Self:
        """Learn from ratings; what is chosen is chosen on the last of each user."""

    @abstractmethod
    def chances(self, asked: Asked) -> Floats:
        """How likely each question's user would give its title each threshold or above: questions by thresholds."""

    def probabilities(self, history: Interactions, user: NDArray[np.integer], title: NDArray[np.integer]) -> Floats:
        """How likely each user would give each title each threshold or above: questions by thresholds.

        Args:
            history: what users rated; what a user gave the very title that is asked about is not used.
            user: the place of each question's user in `history.users`.
            title: the place of each question's title in `history.titles`.
        """
        return answered(self.chances, history, user, title)


class Scored(Model):
    """Says what score users would give titles, too."""

    @abstractmethod
    def expected(self, asked: Asked) -> Floats:
        """The score each question's user would give its title, 0.5 to 5."""

    def scores(self, history: Interactions, user: NDArray[np.integer], title: NDArray[np.integer]) -> Floats:
        """The score each user would give each title, 0.5 to 5; see `probabilities`."""
        return answered(self.expected, history, user, title)


def answered(
    answer: Callable[[Asked], Floats], history: Interactions, user: NDArray[np.integer], title: NDArray[np.integer]
) -> Floats:
    """The answers to questions, in their order, found in parts that fit into memory."""
    parts = [(rows, answer(asked)) for rows, asked in in_parts(history, user, title)]
    back = np.argsort(np.concatenate([rows for rows, _ in parts]))
    answers: Floats = np.concatenate([found for _, found in parts])[back]
    return answers
