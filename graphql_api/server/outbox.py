"""Replies that are written together: when all that came in this round of the event loop has been answered.

A write often wakes whoever waits for it, which takes longer than the write. Where each reply is written as soon as it
is there, a client with many connections wakes and sleeps for each; where all follow one another it wakes once.
"""

import asyncio
from typing import Protocol


class Sender(Protocol):
    """Has something to send."""

    def send_pending(self) -> None:
        """Write it, if it was not written meanwhile."""


class Outbox:
    """Those that have something to send, of all connections of a server."""

    def __init__(self) -> None:
        self._senders: list[Sender] = []

    def add(self, sender: Sender) -> None:
        """Have it sent at the end of this round."""
        if not self._senders:
            asyncio.get_running_loop().call_soon(self._send)
        self._senders.append(sender)

    def _send(self) -> None:
        senders, self._senders = self._senders, []
        for sender in senders:
            sender.send_pending()
