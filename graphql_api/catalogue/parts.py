"""What is known of a question whether a user likes a title, as terms of the two sums that the stack is made of."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from graphql_api.catalogue.columns import Rows

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Parts:
    """What is known of a question."""

    user: float
    """How far the user stands above the rest, in points."""
    title: float
    personal: Floats
    """What moods, similar titles and factors say, in points."""
    sure: tuple[float, float]
    """How much is known of the user, and of the title, 0 to 1."""
    count: int
    """How many titles the user rated."""
    others: int
    """How many others rated the title."""
    support: float
    """How similar the titles are that the user rated, in all."""

    def blend_terms(self) -> Floats:
        """The terms of the sum that says which score is expected, above what the two biases say."""
        logs = np.log1p([0, self.count, self.others, 10 * self.support])
        logs[0] = 1
        sure_user, sure_title = self.sure
        parts = np.array([self.user, self.title, *self.personal])
        one, other = _pairs(len(parts))
        biases = np.array([[self.user], [self.title], [sure_title]]) * logs[:3]
        return np.concatenate(
            [
                (self.personal[:, None] * logs).ravel(),
                sure_user * biases.ravel(),
                [sure_user],
                sure_user * (parts[one] * parts[other]),
            ]
        )

    def chance_terms(self, above: float, user_odds: Floats, title_odds: Floats) -> Floats:
        """The terms of the sums that say how likely each threshold is reached, one row a threshold.

        Args:
            above: how far the score expected is above the mean of all.
            user_odds: the log-odds of the user's share of ratings at each threshold, above those of all.
            title_odds: the same of the title.
        """
        sure_user, sure_title = self.sure
        logs = np.log1p([self.count, self.others])
        same = [above, above * logs[0], above * logs[1], above**2]
        same += [sure_user, sure_title, sure_user * sure_title, sure_user * logs[0], sure_title * logs[1]]
        both = [user_odds, title_odds, user_odds * title_odds, user_odds * above, title_odds * above]
        shared = len(same) + len(self.personal)
        terms = np.empty((len(user_odds), shared + len(both)))
        terms[:, :shared] = [*same, *self.personal]
        terms[:, shared:] = np.array(both).T
        return terms


@cache
def _pairs(count: int) -> tuple[Rows, Rows]:
    """Every two of so many parts, each with itself too."""
    one, other = np.tril_indices(count)
    return one.astype(np.int32), other.astype(np.int32)
