"""The handler that writes the log. Lines of requests wait for a hundredth of a second, and are then made and written
together, with one call of the system. Whatever else is logged goes out at once, behind those that wait.
"""

import asyncio
import logging
import select
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TextIO, TypeAlias

AT_ONCE = getattr(select, "PIPE_BUF", 512)
"""Bytes that arrive in one piece though several workers write into one pipe."""

SOON_SECONDS = 0.01
"""How long a line waits for others."""

Make: TypeAlias = Callable[..., str]
"""What makes a line of what it is called with: ASCII, ended by a line break."""

_OURS, _REQUESTS = logging.getLogger("cartelera"), logging.getLogger("cartelera.request")


class Lines(logging.StreamHandler[TextIO]):
    """Ours, told apart from the handlers that others set up.

    Attributes:
        as_json: whether lines are JSON, or else text for a terminal.
    """

    def __init__(self, stream: TextIO, *, as_json: bool) -> None:
        super().__init__(stream)
        self.as_json = as_json
        self._waiting: list[tuple[Make, tuple[Any, ...]]] = []

    def soon(self, make: Make, *said: Any) -> None:  # noqa: ANN401 - whatever a line is made of
        """Write a line in a moment; at once where there is no event loop.

        Args:
            make: makes the line, when it is written.
            said: what of.
        """
        self._waiting.append((make, said))
        if len(self._waiting) > 1:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.catch_up()
        else:
            loop.call_later(SOON_SECONDS, self.catch_up)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, behind what waits."""
        self.catch_up()
        super().emit(record)

    def flush(self) -> None:
        """Write all: also called when the process ends.

        Raises:
            OSError: the stream takes nothing.
            ValueError: it is closed.
        """
        self.catch_up()
        super().flush()

    def catch_up(self) -> None:
        """Write what waits, where the stream takes it: no request fails for its line."""
        self.acquire()
        try:
            self._write_waiting()
        except (OSError, ValueError):
            pass  # there is nowhere to tell it
        finally:
            self.release()

    def _write_waiting(self) -> None:
        if not self._waiting:
            return
        waiting = self._waiting[:]
        del self._waiting[: len(waiting)]  # and none that another thread has added since
        lines = [make(*said) for make, said in waiting]
        text = "".join(lines)
        for portion in [text] if len(text) <= AT_ONCE else _portions(lines):
            self.stream.write(portion)
            self.stream.flush()


def ours() -> Lines | None:
    """Where lines of requests are written past the logger: ours, if it writes JSON and nobody else listens."""
    handlers = logging.root.handlers
    only = handlers[0] if len(handlers) == 1 else None
    if isinstance(only, Lines) and only.as_json and not (_OURS.handlers or _REQUESTS.handlers):
        return only
    return None


def _portions(lines: Sequence[str]) -> Iterator[str]:
    """Whole lines together, as many as arrive in one piece."""
    first = size = 0
    for position, line in enumerate(lines):
        if size and size + len(line) > AT_ONCE:
            yield "".join(lines[first:position])
            first, size = position, 0
        size += len(line)
    if size:
        yield "".join(lines[first:])
