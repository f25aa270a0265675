"""Waiting for what other tasks and threads bring about."""

import asyncio
from collections.abc import Callable


async def until(holds: Callable[[], object], seconds: float = 20) -> None:
    """Let other tasks run until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - a thread brings it about, and tells no event
            await asyncio.sleep(0.001)
