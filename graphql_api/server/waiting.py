"""The connections that wait for their client, the longest first."""

import asyncio
from collections import OrderedDict
from typing import Protocol


class Connection(Protocol):
    """What waits, and the loop that it does so on."""

    loop: asyncio.AbstractEventLoop

    def late(self) -> None:
        """It has waited as long as any may."""

    def evict(self) -> None:
        """Its place is needed."""


class Waiting:
    """Who waits since when. All may wait equally long, so those that are late stand in front, and one timer does.

    Attributes:
        seconds: how long a connection may wait.
        since: for each connection, the time of the event loop at which it began to wait.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.since: OrderedDict[Connection, float] = OrderedDict()
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, connection: Connection) -> None:
        """Have a connection wait from now on, whether it waited before or not."""
        self.since[connection] = connection.loop.time()
        self.since.move_to_end(connection)
        if self._timer is None:
            self._timer = connection.loop.call_later(self.seconds, self._look)

    def end(self, connection: Connection) -> None:
        """Have a connection wait no more."""
        self.since.pop(connection, None)

    def evict(self) -> None:
        """Give up the connection that waits the longest, if any waits."""
        if self.since:
            self.since.popitem(last=False)[0].evict()

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = None
        now = loop.time()
        while self.since:
            connection, since = next(iter(self.since.items()))
            if since + self.seconds > now:
                self._timer = loop.call_at(since + self.seconds, self._look)
                return
            del self.since[connection]
            connection.late()
