"""What is known of a question: about the user, about the title, and from the user's ratings of similar titles."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recsys.preference.thresholds import Floats


@dataclass(frozen=True, slots=True)
class Known:
    """One number a question, unless it says otherwise; all are 0 for an unknown user and an unrated title.

    Attributes:
        user_count: n_u, how many titles the history holds.
        title_count: n_i, how many others rated the title.
        user_bias: b_u.
        title_bias: b_i.
        moods: how much higher than usual the user rated of late, one column for each of `SPANS`.
        near: what the user thought of similar titles, above or below what the biases say.
        support: how similar those are, in all.
        factors: what the factors say above or below the biases.
        user_odds: log-odds of the user's damped share less those of the base: questions by thresholds.
        title_odds: the same of the title's.
    """

    user_count: Floats
    title_count: Floats
    user_bias: Floats
    title_bias: Floats
    moods: Floats
    near: Floats
    support: Floats
    factors: Floats
    user_odds: Floats
    title_odds: Floats

    @classmethod
    def together(cls, parts: Sequence["Known"]) -> "Known":
        """One after the other."""
        return cls(**{each.name: np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(cls)})

    def where(self, rows: NDArray[Any]) -> "Known":
        """Of some questions, by their places or by whether they are wanted."""
        return Known(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})

    def without_likes(self, rows: NDArray[np.bool_]) -> "Known":
        """As if nothing could be told from similar titles and factors, in some rows."""
        return replace(
            self, **{name: np.where(rows, 0, getattr(self, name)) for name in ("near", "support", "factors")}
        )

    def without_title(self) -> "Known":
        """As if nobody had rated the titles."""
        of_title = ("title_count", "title_bias", "near", "support", "factors", "title_odds")
        return replace(self, **{name: np.zeros_like(getattr(self, name)) for name in of_title})
