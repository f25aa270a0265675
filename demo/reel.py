"""The reel: every picture that the browser showed, when, and which stretches are left out of the film."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, ScreencastFrame

RATE = 25
"""Pictures a second of the film."""
SIZE = (1280, 632)
"""Width and height of the page, in pixels; the strip with the captions takes the rest of 720."""
QUALITY = 95
"""Of the JPEG pictures, 0 to 100."""


class Reel:
    """Pictures in a folder, with the moments at which they came; a browser sends one whenever something changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._moments: list[float] = []
        self._cuts: list[tuple[float, float]] = []
        self._began = 0.0
        self._ended = 0.0

    @contextmanager
    def recording(self, page: Page) -> Iterator[None]:
        """Record a page while the block runs."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with page.screencast.start(on_frame=self._keep, quality=QUALITY, size={"width": SIZE[0], "height": SIZE[1]}):
            while not self._moments:
                page.wait_for_timeout(50)
            self._began = time.time()
            yield
            self._ended = time.time()
            page.wait_for_timeout(200)

    def _keep(self, frame: ScreencastFrame) -> None:
        self._path(len(self._moments)).write_bytes(frame["data"])
        moment = frame["timestamp"] / 1000
        self._moments.append(max(moment, self._moments[-1]) if self._moments else moment)

    @contextmanager
    def unseen(self, page: Page) -> Iterator[None]:
        """Leave out of the film what happens in the block, such as a page that loads."""
        began = time.time()
        yield
        page.wait_for_timeout(120)  # so that the last change has come
        self._cuts.append((began, time.time()))

    @property
    def now(self) -> float:
        """How long the film is by now, in seconds."""
        left_out = sum(end - start for start, end in self._cuts)
        return (self._ended or time.time()) - self._began - left_out

    @property
    def pictures(self) -> Iterator[Path]:
        """The picture of every twenty-fifth of a second, in order."""
        for place in range(round(self.now * RATE)):
            at = bisect_right(self._moments, self._moment(place / RATE)) - 1
            yield self._path(max(at, 0))

    def _moment(self, seconds: float) -> float:
        """When that was which stands in the film after so many seconds."""
        moment = self._began + seconds
        for start, end in self._cuts:
            if moment >= start:
                moment += end - start
        return moment

    def _path(self, place: int) -> Path:
        return self.folder / f"{place:06}.jpg"
