"""The page's first view: found by words, narrowed by menus, in an order, page by page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.asked import asked
from tests.browser.catalogues import MANY

pytestmark = pytest.mark.slow

COUNT = "query Count($filter: TitleFilter) { titles(filter: $filter) { totalCount } }"
FOUND = "query Found($text: String!) { search(text: $text) { totalCount nodes { displayTitle } } }"
LISTED = """query Listed($filter: TitleFilter, $orderBy: TitleOrder) {
    titles(filter: $filter, orderBy: $orderBy) { nodes { displayTitle } }
}"""

MENUS = [
    ("Platform", "checkbox", "Netflix", "platform=NETFLIX", {"platform": ["NETFLIX"]}),
    ("Type", "radio", "Series", "type=TV_SHOW", {"type": "TV_SHOW"}),
    ("Genre", "checkbox", "drama", "genre=drama", {"genre": ["drama"]}),
    ("Audience rating", "checkbox", "tv-y", "rating=tv-y", {"rating": ["tv-y"]}),
    ("Country", "checkbox", "France", "country=france", {"country": ["france"]}),
]
ORDERS = [
    ("Title", "TITLE", "TITLE", "ASC"),
    ("Most rated", "VOTES", "VOTES", "DESC"),
    ("Newest", "NEWEST", "RELEASE_YEAR", "DESC"),
    ("Oldest", "OLDEST", "RELEASE_YEAR", "ASC"),
    ("Longest", "LONGEST", "DURATION", "DESC"),
]


def box(page):
    return page.get_by_role("combobox", name="Search titles, casts and directors")


def names(page):
    return page.locator(".results .card-title")


def told(page):
    return page.locator(".results-head").get_by_role("status")


def displayed(nodes):
    return [node["displayTitle"] for node in nodes]


def test_it_begins_with_all_there_is_the_best_liked_first(site, visit):
    page = visit(f"{site.url}/").page
    expect(page.get_by_role("heading", level=1)).to_have_text("What is on tonight?")
    expect(page.get_by_text("12 titles on four platforms")).to_be_visible()
    liked = asked(site, LISTED, orderBy={"field": "SCORE", "direction": "DESC"})["titles"]["nodes"]
    expect(names(page)).to_have_text(displayed(liked))


def test_a_card_says_what_tells_a_title_from_the_next(site, visit):
    card = visit(f"{site.url}/").page.get_by_role("article").filter(has_text="Lantern Tales")
    for fact in ("Disney+", "2018 · Series · 3 seasons", "comedy, drama", "4.5", "1 rating"):
        expect(card).to_contain_text(re.compile(re.escape(fact), re.IGNORECASE))


def test_a_suggestion_is_chosen_by_keys(site, visit):
    page = visit(f"{site.url}/").page
    box(page).press_sequentially("lantern")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options).to_have_count(2)
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    box(page).press("ArrowUp")  # from the box to the last
    expect(options.last).to_have_attribute("aria-selected", "true")
    box(page).press("ArrowDown")  # and on to the box again
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    box(page).press("ArrowDown")
    expect(box(page)).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    chosen = options.first.locator(".suggestion-name").inner_text()
    box(page).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(chosen)
    expect(page).to_have_url(re.compile(r"/title/ds\d$"))


def test_a_suggestion_is_chosen_by_pointer(site, visit):
    page = visit(f"{site.url}/").page
    box(page).press_sequentially("ana")
    page.get_by_role("option", name=re.compile("Ana Ruiz")).click()
    expect(page).to_have_url(f"{site.url}/person/Ana%20Ruiz")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ruiz")


def test_suggestions_go_away_by_escape_and_when_the_focus_goes_on(site, visit):
    page = visit(f"{site.url}/").page
    box(page).press_sequentially("rain")
    suggestions = page.get_by_role("listbox")
    expect(suggestions).to_be_visible()
    box(page).press("Escape")
    expect(suggestions).to_be_hidden()
    expect(box(page)).to_have_value("rain")
    box(page).press("ArrowDown")
    expect(suggestions).to_be_visible()
    box(page).press("Tab")
    expect(suggestions).to_be_hidden()
    box(page).press("Escape")
    expect(box(page)).to_have_value("")


@pytest.mark.parametrize("how", ["Enter", "the button"])
def test_what_was_typed_is_searched_for(how, site, visit):
    page = visit(f"{site.url}/").page
    box(page).fill("rain")
    if how == "Enter":
        box(page).press("Enter")
    else:
        page.get_by_role("button", name="Search", exact=True).click()
    found = asked(site, FOUND, text="rain")["search"]
    expect(told(page)).to_have_text(f"{found['totalCount']} titles for “rain”")
    expect(names(page)).to_have_text(displayed(found["nodes"]))
    expect(page).to_have_url(f"{site.url}/?q=rain")
    expect(page).to_have_title("rain · Cartelera")
    box(page).fill("lanttern")  # a small typing error is forgiven
    box(page).press("Enter")
    expect(names(page).first).to_have_text(re.compile("Lantern"))


def test_each_menu_narrows_and_the_address_keeps_it(site, visit):
    page = visit(f"{site.url}/").page
    for menu, kind, name, kept, chosen in MENUS:
        choice = page.get_by_role("group", name=menu, exact=True).get_by_role(kind, name=name)
        choice.check()
        count = asked(site, COUNT, filter=chosen)["titles"]["totalCount"]
        expect(told(page)).to_have_text("1 title" if count == 1 else f"{count} titles")
        expect(names(page)).to_have_count(count)
        expect(choice.locator("xpath=ancestor::label").locator(".count")).to_have_text(str(count))
        assert page.url == f"{site.url}/?{kept}"
        page.get_by_role("button", name="Clear all").click()
        expect(told(page)).to_have_text("12 titles")
        assert page.url == f"{site.url}/"


def test_a_second_value_of_a_menu_adds_and_all_are_cleared_at_once(site, visit):
    page = visit(f"{site.url}/").page
    page.get_by_role("checkbox", name="Netflix").check()
    page.get_by_role("checkbox", name="Hulu").check()
    expect(told(page)).to_have_text("6 titles")
    page.get_by_role("checkbox", name="Netflix").uncheck()
    expect(told(page)).to_have_text("3 titles")
    page.get_by_role("button", name="Clear all").click()
    expect(told(page)).to_have_text("12 titles")
    expect(page).to_have_url(f"{site.url}/")


def test_years_are_from_and_to(site, visit):
    page = visit(f"{site.url}/").page
    years = page.get_by_role("group", name="Year of release")
    expect(years.get_by_role("img")).to_have_accessible_name(re.compile("2018 to 2021; most in 2018"))
    years.get_by_label("From", exact=True).fill("2019")
    years.get_by_label("From", exact=True).press("Enter")
    expect(told(page)).to_have_text("6 titles")
    years.get_by_label("To", exact=True).fill("2020")
    years.get_by_label("To", exact=True).press("Tab")
    count = asked(site, COUNT, filter={"releaseYear": {"min": 2019, "max": 2020}})["titles"]["totalCount"]
    expect(told(page)).to_have_text(f"{count} titles")
    expect(page).to_have_url(f"{site.url}/?from=2019&to=2020")


def test_results_come_in_the_order_that_was_chosen(site, visit):
    page = visit(f"{site.url}/").page
    for order, kept, field, direction in ORDERS:
        page.get_by_label("Order").select_option(order)
        by = {"field": field, "direction": direction}
        expect(names(page)).to_have_text(displayed(asked(site, LISTED, orderBy=by)["titles"]["nodes"]))
        assert page.url == f"{site.url}/?order={kept}"


def test_what_was_searched_for_can_be_ordered_too(site, visit):
    page = visit(f"{site.url}/?q=rain").page
    page.get_by_label("Order").select_option("Newest")
    by = {"field": "RELEASE_YEAR", "direction": "DESC"}
    newest = asked(site, LISTED, filter={"text": "rain"}, orderBy=by)["titles"]["nodes"]
    expect(names(page)).to_have_text(displayed(newest))
    expect(told(page)).to_have_text(f"{len(newest)} titles for “rain”")


def test_where_nothing_matches_it_says_what_to_do(site, visit):
    page = visit(f"{site.url}/?q=xyzzyx&platform=HULU").page
    expect(told(page)).to_have_text("0 titles for “xyzzyx”")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.locator(".results").get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(f"{site.url}/?q=xyzzyx")
    expect(page.get_by_role("checkbox", name="Hulu")).not_to_be_checked()


def test_a_longer_list_goes_on_and_is_found_again_where_it_was_left(long, visit):
    page = visit(f"{long.url}/?order=TITLE").page
    expect(names(page)).to_have_count(24)
    page.get_by_role("button", name="Show more").click()
    expect(names(page)).to_have_count(12 + MANY)
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)
    expect(names(page).nth(24).get_by_role("link")).to_be_focused()
    last = names(page).last.get_by_role("link")
    last.scroll_into_view_if_needed()
    where = page.evaluate("scrollY")
    name = last.inner_text()
    last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(names(page)).to_have_count(12 + MANY)
    page.wait_for_function(f"() => Math.abs(scrollY - {where}) < 5")


def test_a_longer_list_of_what_was_found_goes_on(long, visit):
    page = visit(f"{long.url}/?q=reel").page
    expect(names(page)).to_have_count(24)
    page.get_by_role("button", name="Show more").click()
    count = asked(long, FOUND, text="reel")["search"]["totalCount"]
    expect(names(page)).to_have_count(count)
    page.reload()
    expect(names(page)).to_have_count(count)


def test_on_a_phone_filters_are_folded_away(site, visit):
    page = visit(f"{site.url}/", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).page
    fold = page.get_by_role("button", name="Filters")
    netflix = page.get_by_role("checkbox", name="Netflix")
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(netflix).to_be_hidden()
    fold.tap()
    netflix.check()
    expect(page.get_by_role("button", name="Filters (1)")).to_have_attribute("aria-expanded", "true")
    expect(told(page)).to_have_text("3 titles")
