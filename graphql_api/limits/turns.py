"""Whose turn it is: a few places, and clients that wait for them in rotation.

Each client waits in a line of its own, and the lines take turns: who asks for much waits behind their own, and who asks
for one thing waits for one turn of the others. Where as much waits as may, the longest line loses its last.
"""

import asyncio
from collections import OrderedDict, deque


class Full(Exception):
    """As much waits as may."""


class Turns:
    """Hands out places.

    Args:
        places: how many there are.
        waiting: how many may wait for one, all clients together.
    """

    def __init__(self, places: int, waiting: int) -> None:
        self.free = places
        self.waiting = waiting
        self.length = 0
        """How many wait."""
        self._lines: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    async def take(self, client: str) -> None:
        """Take a place when it is the client's turn; it must be given back.

        Raises:
            Full: as much waits as may, and no line is longer than the client's own.
        """
        if self.free:
            self.free -= 1
            return
        if self.length >= self.waiting:
            self._shorten(client)
        turn = asyncio.get_running_loop().create_future()
        self._lines.setdefault(client, deque()).append(turn)
        self.length += 1
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._leave(client, turn)
            elif turn.exception() is None:  # the turn came just as the client left
                self.give_back()
            raise

    def give_back(self) -> None:
        """Give a place back: it goes to the first of the line whose turn it is."""
        while self._lines:
            client, line = self._lines.popitem(last=False)
            turn = line.popleft()
            self.length -= 1
            if line:
                self._lines[client] = line  # behind the others
            if not turn.done():  # whoever waited may have been cancelled, and not yet come to leave the line
                turn.set_result(None)
                return
        self.free += 1

    def _shorten(self, client: str) -> None:
        """Have the longest line lose its last, if it is longer than the client's will be."""
        longest = max(self._lines, key=lambda each: len(self._lines[each]), default=None)
        if longest is None or len(self._lines[longest]) <= len(self._lines.get(client, ())) + 1:
            raise Full
        turn = self._lines[longest].pop()
        self.length -= 1
        if not turn.done():
            turn.set_exception(Full())

    def _leave(self, client: str, turn: asyncio.Future[None]) -> None:
        line = self._lines.get(client)
        if line is None or turn not in line:  # it was passed over
            return
        line.remove(turn)
        self.length -= 1
        if not line:
            del self._lines[client]
