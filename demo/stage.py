"""The stage: the page that is filmed, a hand that moves at a pace that eyes can follow, and who says what meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from demo.captions import Caption, Said
from demo.commands import Run
from demo.reel import SIZE, Reel
from demo.service import Service

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

GLIDE = 750
"""Milliseconds that the pointer takes from one place to the next."""
KEY = 85
"""Milliseconds between two keys."""
PATIENCE = 30_000
"""Milliseconds that something may take to appear."""


def expect(what: Locator | Page) -> Any:  # noqa: ANN401  (its assertions are other ones for a page)
    """Playwright's `expect`, fetched when it is wanted: the script can be read where Playwright is not installed."""
    from playwright.sync_api import expect as wanted  # noqa: PLC0415

    return wanted(what)


@dataclass
class Stage:
    """What an act plays on.

    Attributes:
        page: the browser's page.
        service: what it shows, and what is asked beside it.
        reel: what is recorded.
        built: the run of the pipeline that is shown.
        facts: what captions are filled in from, as `{name}`.
        captions: what was said so far.
    """

    page: Page
    service: Service
    reel: Reel
    built: Run
    facts: dict[str, str] = field(default_factory=dict)
    captions: list[Caption] = field(default_factory=list)

    def beat(self, scene: int, said: Said, act: Callable[[Stage], None]) -> None:
        """Say a sentence while something is done, and leave time to read it."""
        start = self.captions[-1].end if self.captions else 0.0
        place = len(self.captions)
        filled = said.filled(self.facts)  # before the act: what it finds out is for the next sentence
        act(self)
        remaining = start + filled.seconds - self.reel.now
        self.rest(max(remaining, 0.3))
        self.captions.insert(place, Caption(start, self.reel.now, filled, scene))

    def rest(self, seconds: float) -> None:
        """Let what is shown stand."""
        self.page.wait_for_timeout(seconds * 1000)

    # What is open

    def open(self, path: str) -> None:
        """Open a page of the service; that it loads is left out of the film."""
        with self.reel.unseen(self.page):
            self.page.goto(f"{self.service.url}{path}")
            self.page.wait_for_load_state("networkidle")
            self._put()

    def show(self, html: str) -> None:
        """Show a page of our own."""
        with self.reel.unseen(self.page):
            self.page.goto("about:blank")
            self.page.set_content(html)
            self.page.evaluate("document.fonts.ready")

    # The hand

    def glide(self, target: Locator, x: float = 0.5) -> tuple[float, float]:
        """Move the pointer to something, `x` of its width from its left, scrolling there first; where that is."""
        self.see(target)
        box = target.bounding_box(timeout=PATIENCE)
        assert box is not None
        place = box["x"] + box["width"] * x, box["y"] + box["height"] / 2
        self._glide(*place)
        return place

    def click(self, target: Locator, x: float = 0.5) -> None:
        """Go to something and press on it."""
        self.glide(target, x)
        self.page.evaluate("void demo.press()")
        self.page.mouse.down()
        self.rest(0.09)
        self.page.mouse.up()

    def follow(self, link: Locator) -> None:
        """Press on a link, and wait for what it leads to; the loading is left out of the film."""
        self.click(link)
        self.rest(0.25)
        with self.reel.unseen(self.page):
            self.page.wait_for_load_state("networkidle")
            self._put()

    def choose(self, menu: Locator, value: str) -> None:
        """Go to a menu and choose from it: a browser without a screen does not draw what unfolds."""
        self.glide(menu)
        self.page.evaluate("void demo.press()")
        self.rest(0.35)
        menu.select_option(value)

    def type(self, box: Locator, text: str) -> None:
        """Go to a box and type into it in place of what it holds."""
        self.click(box, 0.3)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text, delay=KEY)

    def see(self, target: Locator, at: float = 0.4) -> None:
        """Scroll until something stands in sight, its top `at` of the height from above, unless it does already."""
        target.wait_for(timeout=PATIENCE)
        box = target.bounding_box(timeout=PATIENCE)
        assert box is not None
        if box["y"] >= 70 and box["y"] + box["height"] <= SIZE[1] - 20:
            return
        self.scroll(self.page.evaluate("scrollY") + box["y"] - SIZE[1] * at)

    def scroll(self, top: float, milliseconds: int = 900) -> None:
        """Scroll the page to so many pixels from its top."""
        self.page.evaluate("([top, time]) => demo.scroll(null, top, time)", [top, milliseconds])

    def scroll_to(self, target: Locator, milliseconds: int = 1100) -> None:
        """Scroll the page until something stands at its top."""
        target.wait_for(timeout=PATIENCE)
        top = target.evaluate("each => each.getBoundingClientRect().top + scrollY")
        self.scroll(top - 20, milliseconds)

    def _glide(self, x: float, y: float) -> None:
        self.page.evaluate("([x, y, time]) => demo.glide(x, y, time)", [x, y, GLIDE])
        self.page.mouse.move(x, y)
        self._at = (x, y)

    def _put(self) -> None:
        """Draw the pointer where it was: a page that was just opened does not know."""
        self.page.evaluate("([x, y]) => window.demo.put(x, y)", list(self._at))

    _at: tuple[float, float] = (SIZE[0] * 0.62, SIZE[1] * 0.7)

    # What is asked beside the page

    def ask(self, query: str, **variables: object) -> Any:  # noqa: ANN401  (whatever was asked for)
        """Ask the service as the page does."""
        return self.service.ask(query, **variables)
