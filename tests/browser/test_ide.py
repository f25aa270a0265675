"""GraphiQL in Chromium, with every other host out of reach and the policy that all our pages have."""

import json
import re
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from tests.graphql_api.serving import serving
from tests.web.starters import STARTERS

pytestmark = pytest.mark.slow

NAMES = [starter.name for starter in STARTERS]
KEY = "a-key-that-nobody-guesses"
LINKED = "query Linked($id: ID!) { title(id: $id) { displayTitle } }"


@pytest.fixture(params=["/graphiql", "/graphql"])
def ide(request, site, visit):
    """GraphiQL at its own address, and at the endpoint's as a browser is shown it."""
    return visit(site.url + request.param)


def test_its_tabs_are_named_after_the_questions(ide):
    ide.expect_tabs(NAMES)
    assert all(tab.is_visible() for tab in ide.tabs.all())
    expect(ide.page).to_have_title("Cartelera: GraphiQL")


def test_a_query_runs_and_its_data_are_shown(ide):
    ide.run()
    expect(ide.result).to_contain_text('"displayTitle": "Quiet Rain"')


def test_its_documentation_opens(ide):
    docs = ide.open_docs()
    docs.get_by_role("link", name="Query", exact=True).click()
    docs.get_by_role("link", name="maxDuration", exact=True).click()
    expect(docs).to_contain_text("durationType")


def test_every_tab_has_an_answer_with_values_of_what_is_served(site, visit):
    ide = visit(f"{site.url}/graphiql")
    for name in NAMES:
        ide.open_tab(name)
        expect(ide.editor("Query Editor")).to_contain_text(f"query {name}")
        ide.run()
        expect(ide.result).to_contain_text('"data"')
        expect(ide.result).not_to_contain_text('"errors"')
        expect(ide.result).not_to_contain_text(": null")


@pytest.mark.parametrize("mark", ["#", "?"])
def test_a_link_carries_a_query_into_a_tab_of_its_own(mark, site, visit):
    link = urlencode({"query": LINKED, "variables": '{"id": "ns1"}'}, quote_via=quote)
    first = visit(f"{site.url}/graphiql{mark}{link}")
    first.expect_tabs(["Linked", *NAMES])
    first.run()
    expect(first.result).to_contain_text('"Quiet Rain"')
    assert first.page.url == f"{site.url}/graphiql"

    first.settle()
    first.page.goto(f"{site.url}/graphiql{mark}{link.replace('ns1', 'as2')}")
    first.expect_tabs(["Linked", *NAMES, "Linked"])
    first.run()
    expect(first.result).to_contain_text('"Écume"')

    first.settle()
    first.page.reload()
    first.expect_tabs(["Linked", *NAMES, "Linked"])
    expect(first.editor("Variables")).to_contain_text("as2")


def test_what_was_written_is_there_on_the_next_visit(site, visit):
    ide = visit(f"{site.url}/graphiql")
    ide.write("Query Editor", "query Mine { platforms { name } }")
    ide.expect_tabs(["Mine", *NAMES[1:]])
    ide.page.reload()
    ide.expect_tabs(["Mine", *NAMES[1:]])
    ide.run()
    expect(ide.result).to_contain_text('"Netflix"')


def test_its_dialogs_and_its_history_keep_to_the_policy(site, visit):
    ide = visit(f"{site.url}/graphiql")
    ide.run()
    ide.page.get_by_role("button", name="Open settings dialog").click()
    ide.page.get_by_role("button", name="Dark").click()
    expect(ide.page.locator("body")).to_have_class(re.compile("graphiql-dark"))
    ide.page.keyboard.press("Escape")
    ide.page.get_by_role("button", name="Open short keys dialog").click()
    expect(ide.page.get_by_role("dialog")).to_be_visible()
    ide.page.keyboard.press("Escape")
    ide.page.get_by_role("button", name="Show History").click()
    expect(ide.page.get_by_role("button", name="MaxDuration", exact=True)).to_be_visible()


@pytest.fixture(scope="module")
def guarded(pages, fitted_data, tmp_path_factory):
    """A service that asks for a key."""
    with serving(fitted_data, tmp_path_factory.mktemp("guarded") / "log", CARTELERA_API_KEYS=KEY) as service:
        yield service


def test_a_key_counts_for_all_tabs_and_is_not_kept(guarded, visit):
    ide = visit(f"{guarded.url}/graphiql")
    ide.forgive("status of 401")
    expect(ide.page.get_by_role("status")).to_contain_text("asks for a key")
    ide.page.get_by_role("button", name="Headers").click()
    ide.write("Headers", json.dumps({"Authorization": f"Bearer {KEY}"}))
    ide.page.get_by_role("button", name="Re-fetch GraphQL schema").click()
    expect(ide.page.get_by_role("status")).to_have_count(0)
    ide.run()
    ide.open_tab("PlatformCounts")
    ide.run()
    expect(ide.result).to_contain_text('"Netflix"')
    ide.settle()
    kept = ide.page.evaluate("JSON.stringify(Object.entries(localStorage))")
    assert "PlatformCounts" in kept
    assert KEY not in kept
    ide.page.reload()
    expect(ide.page.get_by_role("status")).to_contain_text("asks for a key")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_as_light_or_dark_as_the_browser_is(scheme, site, visit):
    ide = visit(f"{site.url}/graphiql", color_scheme=scheme)
    shade = ide.page.locator(".graphiql-container").evaluate("each => getComputedStyle(each).backgroundColor")
    red, green, blue = (int(number) for number in re.findall(r"\d+", shade)[:3])
    assert (red + green + blue > 3 * 128) is (scheme == "light")


def test_on_a_phone_the_answer_stands_below_the_question(site, visit):
    ide = visit(f"{site.url}/graphiql", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    ide.run()
    expect(ide.result).to_contain_text('"Quiet Rain"')
    question = ide.page.locator(".graphiql-editors").bounding_box()
    answer = ide.page.locator(".graphiql-response").bounding_box()
    assert answer["y"] >= question["y"] + question["height"]
    assert min(question["width"], answer["width"]) > 300
    assert min(question["height"], answer["height"]) > 200
    assert ide.page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_page_at_the_root_leads_to_it(site, visit):
    home = visit(f"{site.url}/")
    home.page.get_by_role("link", name="GraphiQL", exact=True).click()
    home.expect_tabs(NAMES)
