"""The four questions and the two that came later: each answer on the screen is the API's."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.asked import asked

pytestmark = pytest.mark.slow

PLATFORMS = {"AMAZON": "Prime Video", "DISNEY": "Disney+", "HULU": "Hulu", "NETFLIX": "Netflix"}
LONGEST = """query Longest(
    $year: Int, $addedYear: Int, $platform: PlatformCode, $unit: DurationType, $type: TitleType
) {
    maxDuration(year: $year, addedYear: $addedYear, platform: $platform, durationType: $unit, type: $type) {
        durationInt title { displayTitle } tied { totalCount }
    }
}"""
SCORED = """query Scored($scored: Float!, $year: Int, $platform: PlatformCode, $type: TitleType) {
    scoreCounts(scored: $scored, year: $year, platform: $platform, type: $type) { platform { code } count }
}"""
COUNTS = "query Counts($type: TitleType) { platformCounts(type: $type) { platform { code } count } }"
TOP = """query Top($year: Int, $addedYear: Int, $platform: PlatformCode, $type: TitleType) {
    topActor(year: $year, addedYear: $addedYear, platform: $platform, type: $type) {
        count actor { displayName } tied { totalCount nodes { displayName } }
    }
}"""


def opened(visit, service, parameters="", **options):
    return visit(f"{service.url}/ask{parameters}", **options).page


def said(page, panel):
    return page.locator(f"#{panel}").get_by_role("status")


def rows(page, panel):
    """The table behind a chart: what stands in it, by the words in front of each row."""
    table = page.locator(f"#{panel} table")
    page.locator(f"#{panel} summary").click()
    expect(table).to_be_visible()
    return dict(
        table.locator("tbody tr").evaluate_all(
            "rows => rows.map((row) => [...row.cells].map((cell) => cell.innerText))"
        )
    )


def number(text):
    return int(re.sub(r"\D", "", text) or 0)


def titles(count):
    return "1 title" if count == 1 else f"{count} titles"


@pytest.mark.parametrize(
    ("parameters", "variables"),
    [
        ("", {}),
        ("?d.unit=SEASON", {"unit": "SEASON"}),
        (
            "?d.platform=NETFLIX&d.type=MOVIE&d.year=2018&d.added=2019",
            {"platform": "NETFLIX", "type": "MOVIE", "year": 2018, "addedYear": 2019},
        ),
    ],
)
def test_what_lasts_longest(parameters, variables, site, visit):
    page = opened(visit, site, parameters)
    told = asked(site, LONGEST, **{"unit": "MIN"} | variables)["maxDuration"]
    unit = "seasons" if variables.get("unit") == "SEASON" else "min"
    expect(said(page, "longest")).to_contain_text(told["title"]["displayTitle"])
    expect(said(page, "longest")).to_contain_text(f"{told['durationInt']} {unit}")
    tied = told["tied"]["totalCount"] - 1
    expect(page.locator("#longest .tied")).to_have_count(int(tied > 0))
    shown = rows(page, "longest")
    for code, name in PLATFORMS.items():
        each = asked(site, LONGEST, **{"unit": "MIN"} | variables | {"platform": code})["maxDuration"]
        (row,) = [row for row in shown if row.startswith(name)]
        assert number(shown[row]) == (each["durationInt"] if each else 0)
        assert (each["title"]["displayTitle"] if each else "none") in row


def test_all_that_are_just_as_long_are_named(site, visit):
    page = opened(visit, site, "?d.year=2018")
    tied = page.locator("#longest .tied")
    expect(tied).to_contain_text("Just as long:")
    name = tied.get_by_role("link").inner_text()
    tied.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize(
    ("parameters", "variables"),
    [
        ("?s.scored=3.49&s.year=2018", {"scored": 3.49, "year": 2018}),
        ("?s.scored=4.4&s.platform=DISNEY&s.type=TV_SHOW", {"scored": 4.4, "platform": "DISNEY", "type": "TV_SHOW"}),
    ],
)
def test_how_many_are_liked_better(parameters, variables, site, visit):
    page = opened(visit, site, parameters)
    told = {each["platform"]["code"]: each["count"] for each in asked(site, SCORED, **variables)["scoreCounts"]}
    expect(said(page, "scored").locator(".big")).to_have_text(titles(sum(told.values())))
    shown = rows(page, "scored")
    assert {name: number(shown[name]) for name in shown} == {PLATFORMS[code]: count for code, count in told.items()}


def test_how_much_is_on_each_platform(site, visit):
    page = opened(visit, site, "?p.type=TV_SHOW")
    told = {
        PLATFORMS[each["platform"]["code"]]: each["count"]
        for each in asked(site, COUNTS, type="TV_SHOW")["platformCounts"]
    }
    expect(said(page, "platforms")).to_contain_text(titles(sum(told.values())))
    shown = rows(page, "platforms")
    assert {name: number(shown[name]) for name in shown} == told
    page.locator("#platforms").get_by_role("combobox", name="Platform").select_option("Netflix")
    expect(said(page, "platforms")).to_contain_text(titles(told["Netflix"]))
    expect(said(page, "platforms")).to_contain_text("on Netflix")
    assert page.url == f"{site.url}/ask?p.type=TV_SHOW&p.platform=NETFLIX"


@pytest.mark.parametrize(
    ("parameters", "variables"),
    [
        ("", {}),
        (
            "?a.platform=NETFLIX&a.year=2018&a.type=MOVIE&a.added=2019",
            {"platform": "NETFLIX", "year": 2018, "type": "MOVIE", "addedYear": 2019},
        ),
    ],
)
def test_who_is_in_the_most_titles(parameters, variables, site, visit):
    page = opened(visit, site, parameters)
    told = asked(site, TOP, **variables)["topActor"]
    expect(said(page, "actor")).to_contain_text(told["actor"]["displayName"])
    expect(said(page, "actor")).to_contain_text(f"in {titles(told['count'])}")
    tied = {each["displayName"] for each in told["tied"]["nodes"]} - {told["actor"]["displayName"]}
    assert set(page.locator("#actor .tied").get_by_role("link").all_inner_texts()) == tied
    shown = rows(page, "actor")
    for code, name in PLATFORMS.items():
        each = asked(site, TOP, **variables | {"platform": code})["topActor"]
        (row,) = [row for row in shown if row.startswith(name)]
        assert number(shown[row]) == (each["count"] if each else 0)


def test_how_many_are_for_an_audience_and_how_many_come_from_a_country(site, visit):
    page = opened(visit, site)
    count = asked(site, '{ ratingCount(rating: "pg") }')["ratingCount"]
    page.get_by_role("combobox", name="Audience rating").select_option("pg")
    expect(said(page, "audience")).to_have_text(titles(count))
    assert page.url == f"{site.url}/ask?r.rating=pg"
    page.goto(f"{site.url}/ask")
    count = asked(site, '{ countryCount(country: "France") }')["countryCount"]
    form = page.get_by_role("form", name="How many come from this country?")
    form.get_by_label("Country").fill("France")
    form.get_by_role("button", name="Ask").click()
    expect(said(page, "country")).to_contain_text(titles(count))
    form.get_by_label("Country").fill("Atlantis")
    form.get_by_label("Country").press("Enter")
    expect(said(page, "country")).to_contain_text("No title that fits comes from “Atlantis”.")


def test_what_a_field_cannot_hold_is_not_asked(site, visit):
    page = opened(visit, site)
    expect(said(page, "scored").locator(".big")).to_be_visible()
    before = said(page, "scored").inner_text()
    limit = page.locator("#scored").get_by_role("spinbutton", name="Above")
    limit.fill("9")
    limit.press("Enter")
    assert limit.evaluate("each => each.validity.rangeOverflow")
    assert page.url == f"{site.url}/ask"
    assert said(page, "scored").inner_text() == before


def test_where_nothing_matches_a_sentence_says_so(site, visit):
    page = opened(visit, site, "?d.year=1950&s.year=1950&a.year=1950")
    expect(said(page, "longest")).to_contain_text("Nothing matches")
    expect(said(page, "scored")).to_contain_text("0 titles")
    expect(said(page, "actor")).to_contain_text("No cast is named")
    page.locator("#actor").get_by_role("combobox", name="Platform").select_option("Hulu")
    expect(said(page, "actor")).to_contain_text("Hulu names no cast")


def test_all_panels_are_kept_in_one_address_and_back_undoes_one_answer(site, visit):
    page = opened(visit, site)
    page.locator("#longest").get_by_label("Measured in").select_option("Seasons")
    expect(said(page, "longest")).to_contain_text("4 seasons")
    page.locator("#platforms").get_by_role("combobox", name="Films or series").select_option("Series")
    expect(said(page, "platforms")).to_contain_text("2 titles")
    assert page.url == f"{site.url}/ask?d.unit=SEASON&p.type=TV_SHOW"
    page.go_back()
    expect(said(page, "platforms")).to_contain_text("12 titles")
    expect(said(page, "longest")).to_contain_text("4 seasons")
    expect(page.locator("#platforms").get_by_role("combobox", name="Films or series")).to_have_value("")


def test_the_questions_are_asked_in_spanish_too(site, visit):
    page = opened(visit, site, "?d.unit=SEASON", locale="es-AR")
    expect(said(page, "longest")).to_contain_text("4 temporadas")
    expect(said(page, "platforms")).to_contain_text("12 títulos")
    expect(page.locator("#country")).to_contain_text("Francia")
