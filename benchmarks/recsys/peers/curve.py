"""What it costs to fit EASE by the number of titles: a process of its own for each, on generated likes."""

import os
import sys
from collections.abc import Callable

import numpy as np
from scipy import sparse

from benchmarks.measure import python, run
from recsys import ease

USERS = 115_000
LIKES = 5_500_000
"""As many as in the assignment's ratings, half of which are likes."""


def measure(titles: int, say: Callable[[str], None]) -> dict[str, float]:
    """Seconds and megabytes of so many titles, start of Python and the making of the likes included."""
    cost = run(python("-m", "benchmarks.recsys.peers.curve", str(titles)))
    say(f"{titles:,} titles: {cost.wall:.0f} s, {cost.cpu:.0f} s of CPU, {cost.peak:,.0f} MB")
    threads = int(os.environ.get("OMP_NUM_THREADS", os.cpu_count() or 1))
    return {"titles": titles, "threads": threads, "wall": cost.wall, "cpu": cost.cpu, "peak": cost.peak}


def likes(titles: int, users: int = USERS, count: int = LIKES, seed: int = 20261120) -> sparse.csr_array:
    """Likes of titles as unequal as real ones are: the nth is liked n ** 0.8 times less often than the first."""
    rng = np.random.default_rng(seed)
    share = np.arange(1, titles + 1) ** -0.8
    title = rng.choice(titles, count, p=share / share.sum())
    user = rng.integers(users, size=count)
    matrix = sparse.csr_array((np.ones(count, np.float32), (user, title)), shape=(users, titles))
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


if __name__ == "__main__":
    ease.served(likes(int(sys.argv[1])))
