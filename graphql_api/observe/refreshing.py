"""How the refreshing of the data goes, as the service tells it: read now and then from `status.json`, never written."""

import asyncio
import logging
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from pipeline.store.status import State, Status

log = logging.getLogger("cartelera")


class Told(TypedDict):
    """What anybody may know. Why it failed is not among it: that names files and folders, and may quote rows."""

    state: str
    since: datetime
    succeeded_at: datetime | None
    failures: int


class Refreshing:
    """The last that was read; nothing where nobody refreshes the data here."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.status: Status | None = None
        self._failed = False

    def told(self) -> Told | None:
        """For `/readyz`; None where there is no status."""
        status = self.status
        if status is None:
            return None
        return {
            "state": status.state.value,
            "since": status.since,
            "succeeded_at": status.succeeded_at,
            "failures": status.failures,
        }

    async def look(self) -> None:
        """Read `status.json`, and log when a refresh fails after one that did not, or succeeds after one that did."""
        self.status = status = await asyncio.to_thread(Status.read, self.data)
        if status is None or status.state == State.BUILDING:
            return
        failed = status.state == State.FAILED
        if failed and not self._failed:
            log.warning("the data could not be refreshed, the release before is served on; see status.json")
        elif self._failed and not failed:
            log.info("the data have been refreshed again")
        self._failed = failed

    async def watch(self, seconds: float) -> None:
        """Look now and every so many seconds, for ever."""
        while True:
            await self.look()
            await asyncio.sleep(seconds)
