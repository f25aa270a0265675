"""What is served and how good the models are, and the report; figures held against the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demo.checked import plain, same, shows, texts
from demo.faults import Missing
from demo.queries import query
from demo.stage import PATIENCE, Stage, expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

SECTIONS = ("lengths", "words", "missing", "correlations")


def signal(stage: Stage) -> None:
    """What the ratings tell at all."""
    stage.follow(stage.page.locator('nav a[href="/about"]').first)
    panel = stage.page.locator("#signal")
    expect(panel.locator(".signal")).to_be_visible(timeout=PATIENCE)
    card = stage.ask(query("card"))["modelCard"]
    same(
        "whether ratings tell anything",
        panel.locator(".signal").get_attribute("data-good"),
        _true(card["signal"] == "HEALTHY"),
    )
    same(
        "tests of the ratings",
        texts(panel.locator("td[lang=en]")),
        [" ".join(each["finding"].split()) for each in card["tests"]],
    )
    stage.rest(2.2)
    stage.scroll_to(panel.locator("h3").first, 1400)


def similar_titles(stage: Stage) -> None:
    """A model beside simpler ways of doing the same."""
    _figure(stage, "#similar-titles", "SIMILAR_TITLES")


def verdicts(stage: Stage) -> None:
    """The model behind verdicts, beside saying always yes."""
    _figure(stage, "#verdicts", "WOULD_LIKE")


def served(stage: Stage) -> None:
    """The tables, and what was kept out of them."""
    place = stage.page.locator("#served")
    stage.scroll_to(place)
    told = stage.ask(query("served"))["dataset"]
    shows("tables that are served", place, *(each["rows"] for each in told["tables"]))
    stage.rest(1.0)


def report(stage: Stage) -> None:
    """The report, from its top through its figures.

    Raises:
        Missing: there is none of this release.
    """
    answer = stage.page.request.get(f"{stage.service.url}/eda")
    if answer.status != 200:
        raise Missing(
            f"/eda answers {answer.status}, expected the report of the release: make it first (pipeline eda --data DIR)"
        )
    stage.open("/eda")
    shows("titles in the report", stage.page.locator("body"), stage.facts["titles"])
    stage.rest(2.0)


def figures(stage: Stage) -> None:
    """Some sections of the report, by its contents: scrolling over all of it would be a blur."""
    for section in SECTIONS:
        stage.click(stage.page.locator(f"nav a[href='#{section}']").first)
        stage.rest(0.9)
        stage.scroll(stage.page.evaluate("scrollY") + 210, 1500)
        stage.rest(1.1)


def _figure(stage: Stage, panel_id: str, task: str) -> None:
    """Show the first chart of a model, and hold it against the model card: a metric's value, then its baselines'."""
    models = stage.ask(query("card"))["modelCard"]["models"]
    metrics: list[dict[str, Any]] = next((each["metrics"] for each in models if each["task"] == task), [])
    if not metrics:
        stage.scroll_to(stage.page.locator("#models"), 1400)
        return  # not fitted or not measured, and the page says so
    panel = stage.page.locator(panel_id)
    stage.scroll_to(panel, 1400)
    rows = [[round(each["value"], 3), *(round(base["value"], 3) for base in each["baselines"])] for each in metrics]
    shown = _bars(panel.locator(".figure-of").first)
    same(f"figures of {task}", shown, next((row for row in rows if row == shown), rows[0]))
    stage.glide(panel.locator(".figure-of .bars-track").first, 0.7)


def _bars(figure: Locator) -> list[float]:
    return [float(plain(each)) for each in texts(figure.locator(".bars-value"))]


def _true(value: bool) -> str:  # noqa: FBT001  (it is named as it is written)
    return "true" if value else "false"
