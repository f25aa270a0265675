"""The page's view of the film set: months as a chart, a director's films as a table; each held against the API."""

from __future__ import annotations

from demo.checked import plain, same, shows, texts
from demo.queries import query
from demo.stage import PATIENCE, Stage, expect


def months(stage: Stage) -> None:
    """How many films came out in each month."""
    stage.open("/films")
    panel = stage.page.locator("#monthly")
    expect(panel.locator(".big")).to_be_visible(timeout=PATIENCE)
    stage.rest(0.8)
    stage.scroll_to(panel)
    told = stage.ask(query("months"))
    bars = [int(plain(each)) for each in texts(panel.locator(".bars-value"))]
    same("films by month", (bars[0], bars[3], bars[11]), (told["january"], told["april"], told["december"]))
    stage.choose(panel.locator("select"), "december")
    stage.rest(0.4)
    shows("films of December", panel.locator(".big"), told["december"])


def director(stage: Stage) -> None:
    """What a director's films earned."""
    panel = stage.page.locator("#director")
    stage.scroll_to(panel)
    if panel.locator("input").count() == 0:
        return  # the film set came without credits, and the page says so
    name = panel.locator("input").first.input_value()
    told = stage.ask(query("director"), name=name)["directorReturn"]
    same("a director's films", texts(panel.locator("tbody th")), [each["title"] for each in told["films"]])
    stage.glide(panel.locator("tbody th").first)
