"""The page's frame: where one is, in which language and light, and the way back. Its views have files of their own."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from graphql_api.http.pages import ADDRESSES
from tests.browser.asked import asked

pytestmark = pytest.mark.slow

VIEWS = {
    "/": "What is on tonight?",
    "/title/ns1?user=2&threshold=3.5": "Quiet Rain",
    "/person/Zo%C3%AB%20Ek": "Zoë Ek",
    "/user/1": "User 1",
    "/ask": "Ask the catalogues",
    "/films": "The film set",
    "/film/862": "Paper Boats",
    "/about": "Data and models",
}
"""A deep link of every view, and its heading."""
NOTHING = "There is nothing here"


def heading(page):
    return page.get_by_role("heading", level=1)


def language(page, code):
    return page.get_by_role("group", name=re.compile("Language|Idioma")).get_by_role("button", name=code)


def is_dark(page):
    return page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).every((c) => c < 80)"
    )


# Addresses


@pytest.mark.parametrize("path", VIEWS)
def test_every_view_has_an_address_and_its_questions_open_in_graphiql_and_are_answered(path, site, visit):
    page = visit(site.url + path).page
    expect(heading(page)).to_have_text(VIEWS[path])
    expect(page).to_have_title("Cartelera" if path == "/" else re.compile(r".+ · Cartelera$"))
    assert page.url == site.url + path
    page.wait_for_load_state("networkidle")
    links = page.get_by_role("link", name=re.compile("^Open in GraphiQL: ")).all()
    assert links
    for link in links:
        told = parse_qs(urlsplit(link.get_attribute("href")).fragment)
        assert asked(site, told["query"][0], **json.loads(told["variables"][0]))


def test_these_are_all_views_that_the_service_has_addresses_for():
    assert {path.split("?")[0].split("/")[1] for path in VIEWS} == {path.split("/")[1] for path in ADDRESSES}


def test_an_id_of_nothing_is_told_with_a_way_on(site, visit):
    page = visit(f"{site.url}/title/zz9").page
    for path in ("/title/zz9", "/film/99999999", "/film/none", "/user/none", "/user/99999999999"):
        page.goto(site.url + path)
        expect(heading(page)).to_have_text(NOTHING)
        expect(page).to_have_title(f"{NOTHING} · Cartelera")
    page.get_by_role("link", name="Look through the catalogues").click()
    expect(heading(page)).to_have_text(VIEWS["/"])


def test_an_address_of_no_view_is_none_of_the_service_either(site, chromium):
    page = chromium.new_page()
    assert page.goto(f"{site.url}/nowhere").status == 404
    page.close()


# Back and forward


def test_back_and_forward_restore_what_was_asked_and_where_one_was(site, visit):
    page = visit(f"{site.url}/", viewport={"width": 1000, "height": 500}).page
    page.get_by_role("checkbox", name="Netflix").check()
    expect(page.get_by_role("heading", name="3 titles")).to_be_visible()
    page.evaluate("window.stayed = true")
    card = page.get_by_role("link", name="Zenith")
    card.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 120)")
    where = page.evaluate("scrollY")
    card.click()
    expect(heading(page)).to_have_text("Zenith")
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.activeElement.id") == "main"
    page.get_by_role("link", name="ANA RUIZ").click()
    expect(heading(page)).to_have_text(re.compile("Ana Ruiz", re.IGNORECASE))
    page.go_back()
    expect(heading(page)).to_have_text("Zenith")
    page.go_back()
    expect(page.get_by_role("checkbox", name="Netflix")).to_be_checked()
    page.wait_for_function(f"() => Math.abs(scrollY - {where}) < 5")
    page.go_back()
    expect(page.get_by_role("checkbox", name="Netflix")).not_to_be_checked()
    expect(page.get_by_role("heading", name="12 titles")).to_be_visible()
    for _ in range(2):
        page.go_forward()
    expect(heading(page)).to_have_text("Zenith")
    assert page.evaluate("window.stayed")  # it was not loaded again


# Language


def test_it_speaks_the_language_of_the_browser(site, visit):
    assert visit(f"{site.url}/", locale="es-MX").page.locator("html").get_attribute("lang") == "es"
    page = visit(f"{site.url}/", locale="fr-FR").page
    expect(heading(page)).to_have_text(VIEWS["/"])


def test_a_language_is_chosen_and_remembered(site, visit):
    page = visit(f"{site.url}/title/ns1").page
    language(page, "ES").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(language(page, "ES")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name="Títulos parecidos")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Títulos parecidos")).to_be_visible()
    page.goto(f"{site.url}/")
    expect(heading(page)).to_have_text("¿Qué hay esta noche?")
    language(page, "EN").click()
    expect(heading(page)).to_have_text(VIEWS["/"])


def test_an_address_may_say_in_which_language(site, visit):
    page = visit(f"{site.url}/ask?lang=es").page
    expect(heading(page)).to_have_text("Pregúntale a los catálogos")
    assert visit(f"{site.url}/?lang=en", locale="es").page.locator("html").get_attribute("lang") == "en"


# Light


def test_it_is_as_light_as_the_system_says_until_somebody_chooses(site, visit):
    page = visit(f"{site.url}/", color_scheme="dark").page
    assert is_dark(page)
    page.emulate_media(color_scheme="light")
    assert not is_dark(page)
    page.get_by_role("button", name="Use the dark theme").click()
    assert is_dark(page)
    page.reload()
    assert is_dark(page)
    page.get_by_role("button", name="Use the light theme").click()
    page.emulate_media(color_scheme="dark")
    assert not is_dark(page)


# What stands around


def test_the_foot_says_which_data_are_shown(site, visit):
    page = visit(f"{site.url}/ask").page
    version = asked(site, "{ dataset { version } }")["dataset"]["version"]
    foot = page.get_by_role("contentinfo")
    foot.get_by_role("link", name=f"Data version {version}, built").click()
    expect(heading(page)).to_have_text(VIEWS["/about"])
    assert foot.get_by_role("link", name="The API, described").get_attribute("href") == "/schema.graphql"
    expect(page.locator(".banner")).to_have_count(0)  # these are not generated, and their ratings mean something


def test_the_links_above_lead_to_the_views_and_say_which_is_open(site, visit):
    page = visit(f"{site.url}/").page
    links = page.get_by_role("navigation", name="Main")
    for name, path in [("Questions", "/ask"), ("Film set", "/films"), ("Data and models", "/about"), ("Browse", "/")]:
        links.get_by_role("link", name=name).click()
        expect(heading(page)).to_have_text(VIEWS[path])
        assert page.url == site.url + path
        assert links.locator("[aria-current=page]").all_inner_texts() == [name]


def test_generated_data_and_ratings_that_tell_nothing_are_said_on_every_view(discreet, visit):
    page = visit(f"{discreet.url}/title/ns1").page
    for path in ("/title/ns1", "/"):
        page.goto(discreet.url + path)
        expect(page.get_by_text("Sample data: every title, name and rating here was generated")).to_be_visible()
        expect(page.get_by_text("The ratings say nothing about titles here")).to_be_visible()
    language(page, "ES").click()
    expect(page.get_by_text("Datos de muestra:")).to_be_visible()
    page.get_by_role("link", name="Por qué").click()
    expect(page).to_have_url(f"{discreet.url}/about")


# GraphiQL


def test_a_link_to_graphiql_carries_the_query_there(site, visit):
    opened = visit(f"{site.url}/title/ns1?user=2")
    opened.page.get_by_role("link", name="Open in GraphiQL: Would a user like this?").click()
    opened.run()
    expect(opened.result).to_contain_text('"probability"')
    expect(opened.editor("Variables")).to_contain_text('"title": "ns1"')


def test_where_the_service_shows_no_graphiql_nothing_leads_there(discreet, visit):
    page = visit(f"{discreet.url}/title/ns1").page
    expect(page.get_by_role("contentinfo")).to_contain_text("Data version")
    expect(page.locator("#verdict")).to_be_visible()
    expect(page.locator("a[href*=graphiql]")).to_have_count(0)


# Keys


def test_somebody_without_a_pointer_gets_to_a_verdict(site, visit):
    page = visit(f"{site.url}/").page
    expect(page.get_by_role("article")).to_have_count(12)
    press = page.keyboard.press
    press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    press("Enter")
    press("Tab")
    expect(page.get_by_role("combobox").first).to_be_focused()
    page.keyboard.type("quiet", delay=10)
    expect(page.get_by_role("option").first).to_be_visible()
    press("ArrowDown")
    press("Enter")
    expect(heading(page)).to_have_text("Quiet Rain")
    expect(page.get_by_role("button", name=re.compile("^User 1,"))).to_be_visible()
    field = page.get_by_label("User number")
    for _ in range(60):
        press("Tab")
        if field.evaluate("each => each === document.activeElement"):
            break
    expect(field).to_be_focused()
    press("Control+A")
    page.keyboard.type("2")
    press("Enter")
    verdict = page.locator("#verdict").get_by_role("status")
    expect(verdict).to_contain_text(re.compile("(Probably|Rather) (yes|not)"))
    expect(verdict).to_contain_text("user 2")
    expect(page).to_have_url(re.compile(r"/title/[an]s1\?user=2$"))
