"""What has been counted and not yet been handed over to the library for metrics, which takes many times as long for
one request as for the sum of a thousand.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from prometheus_client import Histogram


class Amounts:
    """Amounts that were observed: how many fell between two bounds, and their sum."""

    __slots__ = ("_bounds", "counts", "total")

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def add(self, amount: float) -> None:
        """Observe one; it falls below the first bound that is not less."""
        self.counts[bisect_left(self._bounds, amount)] += 1
        self.total += amount


class Tally:
    """Requests since the last one was handed over.

    Attributes:
        requests: how many, by route, method and status.
        seconds: that those took which asked for an operation, by its word.
        costs: of operations.
    """

    __slots__ = ("costs", "requests", "seconds")

    def __init__(self, seconds: Sequence[float], costs: Sequence[float]) -> None:
        self.requests: defaultdict[tuple[str, str, int], int] = defaultdict(int)
        self.seconds: defaultdict[str, Amounts] = defaultdict(lambda: Amounts(seconds))
        self.costs = Amounts(costs)


class Sums(Histogram):
    """A histogram that takes many amounts at once, for which the library has no way of its own."""

    def add(self, amounts: Amounts) -> None:
        """Add what has been observed, as `observe` would have one after the other."""
        self._sum.inc(amounts.total)
        for bucket, count in zip(self._buckets, amounts.counts, strict=True):
            if count:
                bucket.inc(count)
