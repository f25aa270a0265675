"""What having liked a title says for others."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from graphql_api.catalogue.columns import Rows
from pipeline.store.arrays import Arrays
from pipeline.store.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Taste:
    """What having liked a title says for others: weights, those of each title end to end."""

    basis: Basis | None
    """What they rest on; None when nothing may be suggested from ratings."""
    starts: npt.NDArray[np.int64]
    titles: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    likes: npt.NDArray[np.int32]
    most_liked: Rows

    @classmethod
    def of(cls, arrays: Arrays, basis: Basis | None) -> Self:
        """The weights that a model's arrays hold."""
        return cls(
            basis=basis,
            starts=arrays["taste_starts"],
            titles=arrays["taste_titles"],
            weights=arrays["taste_weights"],
            likes=arrays["likes"],
            most_liked=np.argsort(-arrays["likes"], kind="stable").astype(np.int32),
        )
