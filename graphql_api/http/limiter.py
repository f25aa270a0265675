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
from typing import NamedTuple

from graphql_api.http.refusal import Refusal
from graphql_api.limits.rate import SECONDS, Rate

CLIENTS = 20_000
"""Clients that are counted at once. Where there are more, the one unseen for the longest is forgotten, which can only
let it send more."""


class Standing(NamedTuple):
    """What a client has sent, at one moment.

    Attributes:
        unit: the number of this unit of the clock.
        left: seconds of it that are to come.
        before: requests of the unit before that were let through.
        now: of this one.
        room: whether one more is let through.
    """

    unit: int
    left: float
    before: int
    now: int
    room: bool


class Told(NamedTuple):
    """What a client is told of its rate: requests in a unit, how many are left, seconds until the unit ends."""

    limit: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """The headers of the response."""
        names = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
        return dict(zip(names, map(str, self), strict=True))

    def lines(self) -> bytes:
        """The same as they stand on the wire."""
        return b"ratelimit-limit: %d\r\nratelimit-remaining: %d\r\nratelimit-reset: %d\r\n" % self


class Limiter:
    """Counts the requests of each client."""

    def __init__(self, rate: Rate | None, clients: int = CLIENTS, clock: Callable[[], float] = time.monotonic) -> None:
        """None allows any number."""
        self.rate = rate
        self._most = rate.requests if rate else 0
        self._seconds = SECONDS[rate.unit] if rate else 0
        self._clients = clients
        self._clock = clock
        self._sent: OrderedDict[str, tuple[int, int, int]] = OrderedDict()
        """Of each client the last unit in which it sent something, and what it sent in the one before and in it."""

    def __len__(self) -> int:
        return len(self._sent)

    def check(self, who: str) -> Told | None:
        """Count a request of a client; None where any number is allowed.

        Raises:
            Refusal: it is one too many; `Retry-After` says in how many seconds it will not be.
        """
        standing = self.look(who)
        if standing is None:
            return None
        told = self.count(who, standing)
        if standing.room:
            return told
        # When the unit is over, or when what was sent in the one before counts for less than there is room for.
        _, left, before, now, _ = standing
        most, seconds = self._most, self._seconds
        wait = str(_after(left if now >= most else left - seconds * (most - now) / before))
        rate = f"{most:,} requests per {self.rate.unit}" if self.rate else ""
        message = f"At most {rate} are answered; try again in {wait} seconds."
        raise Refusal(429, "RATE_LIMITED", message, {**told.headers(), "Retry-After": wait})

    def look(self, who: str) -> Standing | None:
        """How a client stands, which changes nothing; None where any number is allowed."""
        seconds = self._seconds
        if not seconds:
            return None
        unit, passed = divmod(self._clock(), seconds)
        then, before, now = self._sent.get(who, (unit, 0, 0))
        if then != unit:
            before, now = (now, 0) if then == unit - 1 else (0, 0)
        left = seconds - passed
        room = math.floor(before * left / seconds + now) < self._most
        return Standing(int(unit), left, before, now, room)

    def count(self, who: str, standing: Standing) -> Told:
        """Count a request of a client that stands so, where there is room for it."""
        unit, left, before, now, room = standing
        now += room
        self._sent[who] = (unit, before, now)
        self._sent.move_to_end(who)
        if len(self._sent) > self._clients:
            self._sent.popitem(last=False)
        remaining = max(0, self._most - math.floor(before * left / self._seconds + now))
        return Told(self._most, remaining, _after(left))


def _after(seconds: float) -> int:
    """The next whole second that is later, by more than arithmetic errs."""
    return math.floor(seconds + 1e-6) + 1
