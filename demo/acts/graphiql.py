"""GraphiQL: questions are run in its tabs; every answer is held against a request of the recorder's own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from demo.checked import parsed, same
from demo.queries import query
from demo.stage import PATIENCE, Stage, expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

RESULT = ".result-window .CodeMirror-code"
READING = 2.2
"""Seconds that an answer stands."""
TEXT = "each => each.closest('.CodeMirror').CodeMirror.getValue()"


def open_it(stage: Stage) -> None:
    """GraphiQL, with its tabs filled in with what is being served."""
    stage.open("/graphiql")
    expect(_editor(stage, "Query Editor")).to_contain_text("{", timeout=PATIENCE)


def tab(name: str) -> Callable[[Stage], None]:
    """Open a tab, run its question, check the answer."""

    def act(stage: Stage) -> None:
        if "/graphiql" not in stage.page.url:
            open_it(stage)
        found = stage.page.get_by_role("tab").get_by_text(name, exact=True)
        with_scroll(stage, found)
        stage.click(found)
        stage.rest(0.9)
        run(stage)

    return act


def with_scroll(stage: Stage, found: Locator) -> None:
    """Bring a tab into sight where there are more than fit."""
    box = found.bounding_box(timeout=PATIENCE)
    if box is None or box["x"] < 60 or box["x"] + box["width"] > 1080:
        found.evaluate("each => each.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' })")
        stage.rest(0.7)


def linked(name: str) -> Callable[[Stage], None]:
    """Open GraphiQL with a question from an address, run it, check the answer, look through it."""

    def act(stage: Stage) -> None:
        stage.open("/")  # a browser does not load a page again for what follows its #
        stage.open(f"/graphiql#{urlencode({'query': query(name).strip()})}")
        expect(_editor(stage, "Query Editor")).to_contain_text("{", timeout=PATIENCE)
        hide = stage.page.get_by_role("button", name="Hide editor tools")
        if hide.is_visible():
            with stage.reel.unseen(stage.page):
                hide.click()
        stage.rest(1.6)
        run(stage)
        for top in (4000, 0):
            stage.page.locator(".result-window .CodeMirror-scroll").evaluate(
                "(each, top) => demo.scroll(each, top, 2200)", top
            )
            stage.rest(1.0)

    return act


def run(stage: Stage) -> None:
    """Press the button, wait for the answer, and hold it against the API's."""
    stage.click(stage.page.get_by_role("button", name="Execute query"))
    result = stage.page.locator(RESULT)
    expect(result).to_contain_text(re.compile("data|errors"), timeout=PATIENCE)
    expect(stage.page.locator(".graphiql-spinner")).to_have_count(0, timeout=PATIENCE)
    asked = _editor(stage, "Query Editor").evaluate(TEXT)
    variables = _editor(stage, "Variables").evaluate(TEXT) if "$" in asked else ""
    shown = parsed("GraphiQL", result.evaluate(TEXT))
    name = found[1] if (found := re.search(r"query (\w+)", asked)) else "GraphiQL"
    same(name, shown.get("data"), stage.ask(asked, **(json.loads(variables) if variables.strip() else {})))
    stage.glide(stage.page.locator(".result-window"), 0.86)
    stage.rest(READING)


def _editor(stage: Stage, name: str) -> Locator:
    region = stage.page.get_by_role("region", name=name)
    return region.locator(".CodeMirror-code").locator("visible=true")
