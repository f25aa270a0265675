"""How many requests begin in one round of the event loop.

A round takes in all that came, and answers it before it looks for more: a hundred requests at once, each refused in a
third of a millisecond, hold up whatever else comes for as long as all of them take. The rest wait for the next round.
"""

import asyncio
from collections import deque

EACH_ROUND = 4


class Rounds:
    """Lets a few requests begin in each round of the event loop, in the order they came."""

    def __init__(self, most: int = EACH_ROUND) -> None:
        self.most = most
        self.begun = 0
        """How many began in this round."""
        self._waiting: deque[asyncio.Future[None]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    async def begin(self) -> None:
        """Wait for a round in which there is room: mostly this one."""
        loop = asyncio.get_running_loop()
        if self.begun < self.most and not self._waiting:
            if not self.begun:
                loop.call_soon(self._next, loop)
            self.begun += 1
            return
        turn = loop.create_future()
        self._waiting.append(turn)
        await turn

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        self.begun = 0
        while self._waiting and self.begun < self.most:
            turn = self._waiting.popleft()
            if not turn.done():  # whoever was to begin may have gone
                turn.set_result(None)
                self.begun += 1
        if self.begun:
            loop.call_soon(self._next, loop)
