"""The arrays of a model: numbers by place, one `.npy` file each in `<release>/arrays/`, read by mapping the file.

Titles are numbered as the rows of `titles` are, users as the entries of `users`. What is mapped is read from the disk
when it is first looked at, and shared by all processes that serve the release.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.store.errors import DamagedRelease, TableError

FOLDER = "arrays"

Arrays = Mapping[str, NDArray[Any]]


class Contract(NamedTuple):
    """What an array holds: the type of its numbers, what its axes count, and what it says."""

    dtype: str
    axes: tuple[str, ...]
    what: str


CONTRACTS: Mapping[str, Contract] = {
    "users": Contract("int32", ("user",), "the number of each user, least first"),
    "history_starts": Contract("int64", ("user + 1",), "where the ratings of each user begin, and where the last end"),
    "history_titles": Contract("int32", ("rating",), "what each user rated, newest first"),
    "history_scores": Contract("uint8", ("rating",), "how, in half points: 1 to 10"),
    "history_times": Contract("int64", ("rating",), "when, in seconds since 1970, UTC"),
    "likes": Contract("int32", ("title",), "how many users rated each title 4 or above"),
    "taste_starts": Contract("int64", ("title + 1",), "where the weights of each liked title begin, and the last end"),
    "taste_titles": Contract("int32", ("weight",), "the title that a weight speaks for"),
    "taste_weights": Contract("float32", ("weight",), "how strongly, against it if negative"),
    "would_title_bias": Contract("float32", ("title",), "how far a title stands above the mean among its users"),
    "would_title_count": Contract("int32", ("title",), "how many ratings the model knows of a title"),
    "would_title_reaching": Contract("int32", ("title", "threshold"), "how many of them reach each threshold"),
    "would_similar_starts": Contract(
        "int64", ("title + 1",), "where the titles similar to each begin, and the last end"
    ),
    "would_similar_titles": Contract("int32", ("pair",), "similar titles, in their order"),
    "would_similar_weights": Contract("float32", ("pair",), "how similar, above 0"),
    "would_factors": Contract("float32", ("title", "factorisation", "number"), "what a title is like"),
}
"""Every array that a release with models holds; those without numbers are empty."""


def save(folder: Path, arrays: Arrays) -> None:
    """Write the arrays of a model into the draft of a release.

    Raises:
        TableError: one is not as its contract says, or is missing or unknown.
    """
    if arrays.keys() != CONTRACTS.keys():
        raise TableError(f"arrays: {sorted(arrays.keys() ^ CONTRACTS.keys())} are unknown or missing")
    (folder / FOLDER).mkdir()
    for name, array in arrays.items():
        hold(name, array)
        np.save(folder / FOLDER / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)


def mapped(folder: Path) -> Arrays:
    """The arrays of a release, mapped.

    Raises:
        DamagedRelease: one is missing, or is not as its contract says.
    """
    arrays = {}
    for name in CONTRACTS:
        file = folder / FOLDER / f"{name}.npy"
        try:
            # A plain view of what is mapped: every slice of a `memmap` would be one again, which takes its time.
            arrays[name] = np.load(file, mmap_mode="r", allow_pickle=False).view(np.ndarray)
            hold(name, arrays[name])
        except (OSError, EOFError, ValueError, TableError) as fault:
            raise DamagedRelease(f"{file} cannot be used ({fault}); fit the models again") from None
    return arrays


def hold(name: str, array: NDArray[Any]) -> None:
    """Hold an array to its contract.

    Raises:
        TableError: it has another type or another number of axes.
    """
    contract = CONTRACTS[name]
    if array.dtype != contract.dtype or array.ndim != len(contract.axes):
        raise TableError(
            f"array {name}: {array.dtype} with {array.ndim} axes, expected {contract.dtype} with {len(contract.axes)}"
        )
