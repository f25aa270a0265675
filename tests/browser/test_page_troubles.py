"""The page where something is wrong: what it says, and that it goes on as soon as it can."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.answers import GRAPHQL, answering, changing, holding
from tests.browser.asked import asked
from tests.browser.catalogues import publish_many
from tests.conftest import publish
from tests.graphql_api.conftest import until
from tests.graphql_api.serving import serving
from tests.small import write_small

pytestmark = pytest.mark.slow

KEY = "a-key-that-nobody-guesses"


def version(service):
    return asked(service, "{ dataset { version } }")["dataset"]["version"]


def error(code, message="No reason at all.", **extensions):
    return json.dumps({"errors": [{"message": message, "extensions": {"code": code, **extensions}}]})


def test_an_error_of_the_service_is_told_in_plain_words_and_trying_again_helps(site, visit):
    opened = visit(f"{site.url}/about")
    opened.forgive("the server responded with a status of")
    page = opened.page
    expect(page.get_by_role("contentinfo")).to_contain_text("Data version")
    longest = page.locator("#longest")
    for place, (status, code, said, message_shown) in enumerate(
        [
            (400, "BAD_USER_INPUT", "The question could not be answered as it was asked", True),
            (429, "RATE_LIMITED", "The service is busy", False),
            (503, "OVERLOADED", "The service is busy", False),
            (500, "INTERNAL_SERVER_ERROR", "Something went wrong on the service's side", True),
        ]
    ):
        with answering(page, status, error(code)):
            if place == 0:
                page.get_by_role("link", name="Questions").click()
            elif longest.get_by_role("button", name="Try again").count():
                longest.get_by_role("button", name="Try again").click()
            else:
                longest.get_by_role("combobox", name="Platform").select_option("Netflix")
            expect(longest.get_by_role("alert")).to_contain_text(said)
            expect(longest.get_by_text("No reason at all.")).to_have_count(int(message_shown))
    longest.get_by_role("button", name="Try again").click()
    expect(longest.get_by_role("status")).to_contain_text("120 min")
    expect(longest.get_by_role("alert")).to_have_count(0)


def test_a_lost_connection_is_told_and_trying_again_helps(site, visit):
    opened = visit(f"{site.url}/title/ns1")
    opened.forgive("ERR_")
    page = opened.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Quiet Rain")
    page.route(GRAPHQL, lambda route: route.abort("connectionrefused"))
    page.get_by_role("link", name="Cartelera").click()
    expect(page.get_by_role("alert")).to_contain_text("The service did not answer")
    page.unroute(GRAPHQL)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("article")).to_have_count(12)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_model_that_is_not_there_takes_only_its_own_answers_away(bare, visit):
    page = visit(f"{bare.url}/title/hs1").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Untimed")
    expect(page.get_by_role("region", name="Facts")).to_contain_text("Comedy", ignore_case=True)
    for panel in ("#verdict", "#similar"):
        expect(page.locator(panel).get_by_role("alert")).to_contain_text("There is no model yet")
    page.goto(f"{bare.url}/user/1")
    expect(page.locator("#next").get_by_role("alert")).to_contain_text("There is no model yet")


def test_a_part_that_failed_leaves_the_rest(site, visit):
    def without_score(told):
        title = (told.get("data") or {}).get("title")
        if title is not None:
            told["errors"] = [{"message": "No reason.", "path": ["title", "score"], "extensions": {"code": "INTERNAL"}}]
            title["score"] = None

    page = visit(f"{site.url}/?q=quiet").page
    with changing(page, without_score):
        page.get_by_role("link", name="Quiet Rain").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Quiet Rain")
        expect(page.get_by_role("region", name="Facts")).to_contain_text("Ana Ruiz")
        expect(page.get_by_role("alert")).to_contain_text("Something went wrong on the service's side")
        expect(page.locator("#similar").get_by_role("article").first).to_be_visible()


def test_while_a_first_answer_is_awaited_the_page_says_so(site, visit):
    page = visit(f"{site.url}/about").page
    with holding(page):
        page.get_by_role("link", name="Browse").click()
        expect(page.get_by_role("status").filter(has_text="Asking …")).to_be_attached()
        expect(page.get_by_role("combobox").first).to_be_visible()  # one can type already
        expect(page.get_by_role("article")).to_have_count(0)
    expect(page.get_by_role("article")).to_have_count(12)
    expect(page.get_by_text("Asking …")).to_have_count(0)


def test_while_the_next_answer_is_awaited_the_last_one_stays(site, visit):
    page = visit(f"{site.url}/").page
    expect(page.get_by_role("article")).to_have_count(12)
    with holding(page):
        page.get_by_role("checkbox", name="Netflix").check()
        expect(page.locator("[aria-busy=true]").first).to_be_attached()
        expect(page.get_by_role("article")).to_have_count(12)
    expect(page.get_by_role("article")).to_have_count(3)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def test_a_key_is_asked_for_and_kept_in_this_tab_only(pages, fitted_data, tmp_path, visit):
    with serving(fitted_data, tmp_path / "log", CARTELERA_API_KEYS=KEY) as guarded:
        opened = visit(f"{guarded.url}/ask")
        opened.forgive("status of 401")
        page = opened.page
        expect(page.get_by_role("alert")).to_have_count(1)
        expect(page.get_by_role("alert")).to_contain_text("This service asks for a key")
        for key in ("wrong", KEY):
            page.get_by_label("API key").fill(key)
            page.get_by_role("button", name="Use this key").click()
            page.wait_for_load_state("networkidle")
            expect(page.get_by_role("alert")).to_have_count(int(key == "wrong"))
        expect(page.locator("#longest").get_by_role("status")).to_contain_text("601 min")
        assert KEY not in page.evaluate("JSON.stringify(Object.entries(localStorage)) + document.cookie")
        other = page.context.new_page()
        other.goto(f"{guarded.url}/")
        expect(other.get_by_label("API key")).to_be_visible()


def test_a_service_without_a_release_is_waited_for_and_a_new_release_is_shown_without_loading_again(
    pages, tmp_path, visit
):
    data = tmp_path / "data"
    data.mkdir()
    with serving(data, tmp_path / "log", until="/healthz") as service:
        opened = visit(f"{service.url}/ask")
        opened.forgive("status of 503")
        page = opened.page
        alert = page.get_by_role("alert")
        expect(alert).to_have_count(1)
        expect(alert).to_contain_text("The data are still being loaded")
        page.evaluate("window.stayed = true")

        publish(write_small(tmp_path / "raw"), data)
        expect(page.locator("#platforms").get_by_role("status")).to_contain_text("12 titles", timeout=30_000)
        expect(alert).to_have_count(0)
        foot = page.get_by_role("contentinfo")
        first = version(service)
        expect(foot).to_contain_text(first)

        publish_many(tmp_path / "more", data)
        until(lambda: version(service) != first)
        page.locator("#platforms").get_by_label("Films or series").select_option("Films")
        expect(page.locator("#platforms").get_by_role("status")).to_contain_text("40 titles")
        expect(foot).not_to_contain_text(first)
        expect(page.locator("#scored").get_by_role("status")).to_contain_text(
            "of 42 titles"
        )  # asked before, of the old one
        assert page.evaluate("window.stayed")
        page.wait_for_load_state("networkidle")  # or the service would end while it is being asked


def test_a_release_of_next_to_nothing_is_no_error(bare, visit):
    page = visit(f"{bare.url}/").page
    expect(page.get_by_role("article")).to_have_count(1)
    page.goto(f"{bare.url}/ask")
    for panel in ("#longest", "#actor"):
        expect(page.locator(panel).get_by_role("status")).to_contain_text(
            re.compile("Nothing matches|No cast is named")
        )
    expect(page.locator("#scored").get_by_role("status")).to_contain_text("None of these titles has been rated.")
    expect(page.locator("#platforms").get_by_role("status")).to_contain_text("1 title")
    page.goto(f"{bare.url}/films")
    expect(page.get_by_text("No film set was loaded")).to_be_visible()
    expect(page.locator(".panel")).to_have_count(0)
    page.goto(f"{bare.url}/title/hs1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Untimed")
    expect(page.get_by_role("region", name="Facts")).to_contain_text("Not rated yet")
    expect(page.get_by_role("region", name="Facts")).to_contain_text("Hulu's catalogue never names a cast.")


def test_catalogues_without_a_title_are_told(site, visit):
    def emptied(told):
        if "nodes" in (told.get("data") or {}).get("titles", {}):
            told["data"]["titles"] = {
                "totalCount": 0,
                "nodes": [],
                "pageInfo": {"endCursor": None, "hasNextPage": False},
            }

    page = visit(f"{site.url}/films").page
    with changing(page, emptied):
        page.get_by_role("link", name="Browse").click()
        expect(page.get_by_text("The catalogues are empty")).to_be_visible()


def test_a_view_that_breaks_leaves_the_others_whole(site, visit):
    opened = visit(f"{site.url}/ask")
    opened.forgive("TypeError")
    page = opened.page

    def without_nodes(told):
        if "titles" in told.get("data", {}):
            told["data"]["titles"]["nodes"] = None  # what the schema says cannot be

    with changing(page, without_nodes):
        page.get_by_role("link", name="Browse").click()
        expect(page.get_by_role("alert")).to_contain_text("This view broke")
    page.get_by_role("link", name="Data and models").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data and models")
