"""What is compared, and the grid that each is tuned on: all by the same rule."""

from dataclasses import dataclass, field
from itertools import product
from typing import Any

Values = dict[str, Any]

OURS = "ours"
PENALTIES = [200, 300, 400, 500, 700]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way of making lists.

    Attributes:
        name: as the results call it.
        library: whose it is; `OURS` needs no environment.
        model: its name in the library's program, or in `ours.py`.
        grid: the values to try of each setting, every combination of them.
        like: another candidate, whose chosen settings this one takes instead of being tuned.
    """

    name: str
    library: str
    model: str
    grid: dict[str, list[Any]] = field(default_factory=dict)
    like: str = ""

    @property
    def settings(self) -> list[Values]:
        """Every combination of the grid's values; one of nothing if there is no grid."""
        return [dict(zip(self.grid, values, strict=True)) for values in product(*self.grid.values())]


BEST = Candidate(
    "EASE, normalised, with dropout",
    OURS,
    "ease",
    {
        "penalty": [20, 30],
        "dropout": [0.3, 0.5],
        "user_power": [0.4, 0.6],
        "title_power": [0.1, 0.2],
        "rare_power": [0.1, 0.2],
    },
)
SERVED = Candidate("the same by 200 weights a title, as served", OURS, "served", like=BEST.name)
PLAIN = Candidate("EASE as published", OURS, "plain", {"penalty": PENALTIES})
THEIRS = Candidate("EASE (LensKit)", "lenskit", "EASE", {"penalty": PENALTIES})
TWIN = Candidate("EASE as published, with LensKit's settings", OURS, "plain", like=THEIRS.name)

CANDIDATES = (
    BEST,
    SERVED,
    Candidate("the same, the 200 largest weights as they are", OURS, "cut", like=BEST.name),
    PLAIN,
    TWIN,
    THEIRS,
    Candidate(
        "ALS (implicit)",
        "implicit",
        "ALS",
        {"factors": [128, 256], "regularization": [30.0, 45.0, 60.0], "alpha": [5.0, 8.0, 12.0]},
    ),
    Candidate(
        "BM25 (implicit)",
        "implicit",
        "BM25",
        {"K": [800, 2000], "K1": [0.5, 0.8, 1.2], "B": [0.6, 0.75, 0.9]},
    ),
    Candidate("UserKNN (LensKit)", "lenskit", "UserKNN", {"max_nbrs": [5, 10, 20, 50]}),
    Candidate("ItemKNN (LensKit)", "lenskit", "ItemKNN", {"max_nbrs": [20, 50, 100, 200]}),
    Candidate("popularity", OURS, "popularity"),
)
"""In the order of the results."""

PEERS = tuple(each for each in CANDIDATES if each.library != OURS)
