"""The page's form for each of the four questions, with a chart; each held against the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demo.checked import plain, same, shows, texts
from demo.queries import query
from demo.stage import PATIENCE, Stage, expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator


def open_it(stage: Stage) -> None:
    """The view with all forms."""
    stage.follow(stage.page.locator('nav a[href="/ask"]').first)
    expect(stage.page.locator("#longest .big")).to_be_visible(timeout=PATIENCE)
    stage.rest(1.0)


def longest(stage: Stage) -> None:
    """The longest title of a platform."""
    panel = stage.page.locator("#longest")
    stage.scroll_to(panel)
    stage.choose(panel.locator("select[name='d.platform']"), "NETFLIX")
    told = stage.ask(query("longest"), platform="NETFLIX")["maxDuration"]
    expect(panel.locator(".big")).to_have_text(told["title"]["displayTitle"], timeout=PATIENCE)
    shows("the longest title", panel, told["durationInt"], told["title"]["releaseYear"])
    stage.glide(panel.locator(".bars-chart"))


def scored(stage: Stage) -> None:
    """How many titles score above a value."""
    panel = stage.page.locator("#scored")
    before = texts(panel.locator(".bars-value"))
    stage.type(panel.locator("input[name='s.scored']"), "4")
    stage.page.keyboard.press("Enter")
    counts = [each["count"] for each in stage.ask(query("scored"), scored=4.0)["scoreCounts"]]
    if [int(plain(each)) for each in before] != counts:
        expect(panel.locator(".bars-value").first).not_to_have_text(before[0], timeout=PATIENCE)
    stage.rest(0.5)
    same("titles that score above 4", _bars(panel), counts)
    shows("titles that score above 4", panel.locator(".big"), sum(counts))
    stage.glide(panel.locator(".bars-chart"))


def actor(stage: Stage) -> None:
    """Who plays in the most titles of a platform."""
    panel = stage.page.locator("#actor")
    stage.scroll_to(panel)
    stage.choose(panel.locator("select[name='a.platform']"), "DISNEY")
    told = stage.ask(query("actor"), platform="DISNEY")["topActor"]
    expect(panel.locator(".big")).to_have_text(told["actor"]["displayName"], timeout=PATIENCE)
    shows("the top actor", panel, told["count"])
    stage.glide(panel.locator(".graphiql-link"))


def _bars(panel: Locator) -> list[int]:
    return [int(plain(each)) for each in texts(panel.locator(".bars-value"))]
