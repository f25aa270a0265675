"""The page: search, a title, what is like it, a verdict, a user; each held against the API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from demo.checked import same, shows, texts
from demo.queries import query
from demo.stage import PATIENCE, Stage, expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

PLATFORMS = ("AMAZON", "DISNEY", "HULU", "NETFLIX")
"""In the order of the page's filter."""
RESULTS = ".results-head h2"


def home(stage: Stage) -> None:
    """The first view, with how many titles there are."""
    stage.open("/")
    shows("titles on the page", stage.page.locator(".hero"), stage.facts["titles"])
    stage.rest(1.2)


def suggest(stage: Stage) -> None:
    """Type a word with a mistake in it, and look at what is suggested."""
    text = stage.facts["typed"]
    stage.type(stage.page.get_by_role("combobox").first, text)
    expect(stage.page.locator(".suggestions [role=option]").first).to_be_visible(timeout=PATIENCE)
    stage.rest(0.8)
    shown = texts(stage.page.locator(".suggestions > [data-platform] .suggestion-name"))
    same(
        "suggestions",
        shown,
        [each["displayTitle"] for each in stage.ask(query("suggest"), text=text)["search"]["nodes"]],
    )


def find(stage: Stage) -> None:
    """Search, then narrow the results to a platform."""
    text = stage.facts["typed"]
    stage.page.keyboard.press("Enter")
    expect(stage.page.locator(RESULTS)).to_be_visible(timeout=PATIENCE)
    stage.rest(1.4)
    platform = stage.facts["platform"]
    stage.click(stage.page.locator(".filters input[type=checkbox]").nth(PLATFORMS.index(platform)))
    stage.rest(1.2)
    expect(stage.page).to_have_url(re.compile(f"platform={platform}"), timeout=PATIENCE)
    found = stage.ask(query("found"), text=text, platform=platform)["search"]
    shows("results on a platform", stage.page.locator(RESULTS), found["totalCount"])
    stage.rest(0.8)


def title(stage: Stage) -> None:
    """A title's own view."""
    stage.follow(stage.page.locator(f".card-title a[href='/title/{stage.facts['id']}']"))
    heading = stage.page.locator("main h1")
    expect(heading).to_be_visible(timeout=PATIENCE)
    told = stage.ask(query("title"), id=_title_id(stage))["title"]
    same("the title", heading.inner_text().lower().split(), told["displayTitle"].lower().split())
    shows("a title's facts", stage.page.locator("main"), told["releaseYear"], told["platform"]["name"])
    shows("a title's ratings", stage.page.locator("main .score-votes").first, told["votes"])
    stage.rest(0.6)


def similar(stage: Stage) -> None:
    """What is like it, with reasons."""
    panel = stage.page.locator("#similar")
    stage.scroll_to(panel)
    told = stage.ask(query("title"), id=_title_id(stage))["title"]["recommendations"]
    same("similar titles", texts(panel.locator(".card-title")), [each["title"]["displayTitle"] for each in told])
    stage.glide(panel.locator(".card").nth(1), 0.6)


def verdict(stage: Stage) -> None:
    """Whether a user would like it."""
    panel = stage.page.locator("#verdict")
    stage.scroll_to(panel)
    chips = panel.locator(".samples .chip")
    stage.click(chips.nth(_telling(stage, [int(each) for each in texts(chips)])))
    expect(panel.locator(".verdict-big")).to_be_visible(timeout=PATIENCE)
    stage.rest(0.7)
    _check_verdict(stage, panel, 3.0)
    stage.glide(panel.locator(".verdict-big"), 0.9)


def stricter(stage: Stage) -> None:
    """The same from a higher score on."""
    panel = stage.page.locator("#verdict")
    stage.choose(panel.locator("select"), "4.5")
    expect(stage.page).to_have_url(re.compile("threshold=4.5"), timeout=PATIENCE)
    stage.rest(1.0)
    _check_verdict(stage, panel, 4.5)


def user(stage: Stage) -> None:
    """The user's own view: what may be suggested, and what was rated."""
    link = stage.page.locator("#verdict .verdict-why a").last
    number = int(re.sub(r".*/user/", "", link.get_attribute("href") or ""))
    stage.follow(link)
    panel = stage.page.locator("#next")
    expect(panel.locator(".card-title").first).to_be_visible(timeout=PATIENCE)
    told = stage.ask(query("user"), user=number)["user"]
    names = [each["title"]["displayTitle"] for each in told["recommendations"]]
    shown = texts(panel.locator(".card-title"))
    same("what is suggested to a user", shown[: len(names)], names[: len(shown)])
    shows("a user's ratings", stage.page.locator("main"), told["votes"])
    stage.rest(1.2)
    stage.scroll_to(panel)


def languages(stage: Stage) -> None:
    """English, then dark, then Spanish again."""
    stage.scroll(0)
    stage.click(stage.page.locator(".languages button[lang=en]"))
    expect(stage.page.locator("html")).to_have_attribute("lang", "en")
    stage.rest(1.6)
    stage.click(stage.page.locator(".marquee-tools .icon-button"))
    expect(stage.page.locator("html")).to_have_attribute("data-theme", "dark")
    stage.rest(1.6)
    stage.click(stage.page.locator(".languages button[lang=es]"))


def _telling(stage: Stage, users: list[int]) -> int:
    """The place of a user who would probably like the title, but not that much; of the first if there is none."""
    for place, number in enumerate(users):
        asked = {"user": number, "id": _title_id(stage)}
        low, high = (stage.ask(query("verdict"), **asked, threshold=each)["wouldLike"] for each in (3.0, 4.5))
        if place and low["recommended"] and not high["recommended"]:
            return place
    return 0


def _check_verdict(stage: Stage, panel: Locator, threshold: float) -> None:
    pressed = panel.locator(".samples [aria-pressed=true]")
    asked = stage.ask(query("verdict"), user=int(pressed.inner_text()), id=_title_id(stage), threshold=threshold)
    told = asked["wouldLike"]
    answer = panel.locator(".verdict").get_attribute("data-answer")
    same("the verdict", answer, "yes" if told["recommended"] else "no")
    shows(
        "the verdict's probability",
        panel.locator(".verdict-said"),
        _share(told["probability"]),
        _share(told["baseRate"]),
    )


def _share(value: float) -> str:
    return f"{int(value * 100 + 0.5)}"


def _title_id(stage: Stage) -> str:
    return re.sub(r".*/title/|[?#].*", "", stage.page.url)
