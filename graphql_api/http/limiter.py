"""How many requests one client sends in a while, and a refusal beyond that.

A client may send so many in any stretch of the unit, as a sliding window estimates it: what was sent in the unit of the
clock before this one counts by the share of it that the stretch still covers. That takes two numbers a client. A moving
window would be exact, and keep the time of every request; a fixed one would let twice the rate through around its end.

Each worker process counts what it answers itself. A rate is not divided among them: a client whose connection stays
with one worker has all of it, and one that opens many connections has at most so many times the rate as there are
workers. An exact count over several workers or machines is the work of the proxy in front.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from limits import RateLimitItem, parse
from limits.storage import SlidingWindowCounterSupport, Storage
from limits.strategies import SlidingWindowCounterRateLimiter

from graphql_api.http.refusal import Refusal
from graphql_api.limits.rate import Rate

CLIENTS = 20_000
"""Clients that are counted at once. Where there are more, the one unseen for the longest is forgotten, which can only
let it send more."""


class Windows(Storage, SlidingWindowCounterSupport):
    """What each client sent in this unit of the clock and in the one before.

    The library's own storage in memory has no bound, and looks through all of its clients with every request.
    """

    STORAGE_SCHEME = None

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        super().__init__()
        self.most = most
        self.clock = clock
        self.counts: OrderedDict[str, tuple[int, int, int]] = OrderedDict()

    def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count a request of a client, unless that makes too many."""
        number, left = self._now(expiry)
        before, now = self._counted(key, number)
        allowed = math.floor(before * left / expiry + now) + amount <= limit
        self.counts[key] = (number, before, now + amount if allowed else now)
        self.counts.move_to_end(key)
        if len(self.counts) > self.most:
            self.counts.popitem(last=False)
        return allowed

    def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """What was sent in the unit before, for how long that still counts, what in this one, and for how long."""
        number, left = self._now(expiry)
        before, now = self._counted(key, number)
        return before, left, now, left + expiry

    def clear_sliding_window(self, key: str, expiry: int) -> None:  # noqa: ARG002 - the library's signature
        """Forget a client."""
        self.counts.pop(key, None)

    def _now(self, expiry: int) -> tuple[int, float]:
        """The number of this unit of the clock, and the seconds of it that are to come."""
        number, passed = divmod(self.clock(), expiry)
        return int(number), expiry - passed

    def _counted(self, key: str, number: int) -> tuple[int, int]:
        then, before, now = self.counts.get(key, (number, 0, 0))
        if then == number:
            return before, now
        return (now, 0) if then == number - 1 else (0, 0)

    # What the library's other strategies need

    base_exceptions = ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:  # noqa: D102
        raise NotImplementedError

    def get(self, key: str) -> int:  # noqa: D102
        raise NotImplementedError

    def get_expiry(self, key: str) -> float:  # noqa: D102
        raise NotImplementedError

    def clear(self, key: str) -> None:  # noqa: D102
        raise NotImplementedError

    def reset(self) -> int | None:  # noqa: D102
        raise NotImplementedError

    def check(self) -> bool:  # noqa: D102
        return True


class Limiter:
    """Counts the requests of each client."""

    def __init__(self, rate: Rate | None, clients: int = CLIENTS, clock: Callable[[], float] = time.monotonic) -> None:
        """None allows any number."""
        self._item: RateLimitItem | None = parse(str(rate)) if rate else None
        self._windows = Windows(clients, clock)
        self._strategy = SlidingWindowCounterRateLimiter(self._windows)

    async def take(self, who: str) -> list[tuple[str, str]]:
        """Count a request of a client.

        Returns:
            Headers of the response: `RateLimit-Limit`, `RateLimit-Remaining` and, in seconds until the unit of the
            clock ends, `RateLimit-Reset`. None where any number is allowed.

        Raises:
            Refusal: it is one too many; `Retry-After` says in how many seconds it will not be.
        """
        item = self._item
        if item is None:
            return []
        allowed = self._strategy.hit(item, who)
        unit = item.get_expiry()
        before, counts_for, now, both = self._windows.get_sliding_window(item.key_for(who), unit)
        left = max(0, item.amount - math.floor(before * counts_for / unit + now))
        ends = both - unit
        told = [
            ("RateLimit-Limit", str(item.amount)),
            ("RateLimit-Remaining", str(left)),
            ("RateLimit-Reset", _after(ends)),
        ]
        if allowed:
            return told
        # When the unit is over, or when what was sent in the one before counts for less than there is room for.
        wait = _after(ends if now >= item.amount else counts_for - unit * (item.amount - now) / before)
        rate = f"{item.amount:,} requests per {item.GRANULARITY.name}"
        message = f"At most {rate} are answered; try again in {wait} seconds."
        raise Refusal(429, "RATE_LIMITED", message, {**dict(told), "Retry-After": wait})


def _after(seconds: float) -> str:
    """The next whole second that is later, by more than arithmetic errs."""
    return str(math.floor(seconds + 1e-6) + 1)
