"""The film set's questions, its list, and a film's page: each answer on the screen is the API's."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.asked import asked

pytestmark = pytest.mark.slow

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]  # fmt: skip
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
LISTED = "query Listed($orderBy: FilmOrder) { films(orderBy: $orderBy) { nodes { title } } }"
EARNED = """query Earned($actor: String!, $director: String!) {
    actorReturn(name: $actor) { filmCount totalReturn meanReturn }
    directorReturn(name: $director) { filmCount totalReturn meanReturn films { title } }
}"""


def said(page, panel):
    return page.locator(f"#{panel}").get_by_role("status")


def ask(page, panel, name):
    box = page.locator(f"#{panel} input").first
    box.fill(name)
    box.press("Enter")


def names(panel):
    return panel.locator(".card-title")


def test_when_films_come_out(site, visit):
    page = visit(f"{site.url}/films").page
    for panel, field, query, every in [
        ("monthly", "Month", 'filmsReleasedInMonth(month: "{}")', MONTHS),
        ("weekly", "Day of the week", 'filmsReleasedOnWeekday(weekday: "{}")', DAYS),
    ]:
        told = asked(site, "{" + " ".join(f"{name}: {query.format(name)}" for name in every) + "}")
        for name in every[::3]:
            page.get_by_role("combobox", name=field).select_option(name)
            expect(said(page, panel).locator(".big")).to_have_text(
                "1 film" if told[name] == 1 else f"{told[name]} films"
            )
            expect(said(page, panel)).to_contain_text(name)
        page.locator(f"#{panel} summary").click()
        rows = page.locator(f"#{panel} tbody tr").all_inner_texts()
        assert {row.split("\t")[0]: int(row.split("\t")[1]) for row in rows} == told


def test_how_popular_a_film_is_and_which_others_have_its_title(site, visit):
    page = visit(f"{site.url}/films").page
    expect(said(page, "popularity")).to_contain_text("21.5")
    ask(page, "popularity", "Ecume")
    told = asked(site, '{ filmScore(title: "Ecume") { year popularity alternatives { releaseYear } } }')["filmScore"]
    expect(said(page, "popularity")).to_contain_text(str(told["popularity"]))
    expect(said(page, "popularity")).to_contain_text(str(told["year"]))
    others = page.locator("#popularity .tied").get_by_role("link")
    expect(others).to_have_text([str(each["releaseYear"]) for each in told["alternatives"]])
    assert page.url == f"{site.url}/films?p.title=Ecume"
    others.first.click()
    expect(page).to_have_url(re.compile("/film/1[12]$"))


def test_what_people_vote_and_that_a_few_votes_are_too_few_and_titles_are_suggested(site, visit):
    page = visit(f"{site.url}/films").page
    expect(said(page, "votes")).to_contain_text("7.5 of 10")
    expect(said(page, "votes")).to_contain_text("5,400 votes")
    ask(page, "votes", "Ecume")
    expect(said(page, "votes")).to_contain_text("Too few votes")
    expect(said(page, "votes")).to_contain_text("1,999 of the 2,000 votes")
    page.goto(f"{site.url}/films")
    box = page.locator("#votes").get_by_role("combobox", name="Film")
    box.fill("boats")
    options = page.locator("#votes").get_by_role("option")
    expect(options).to_have_count(2)
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    expect(said(page, "votes")).to_contain_text("Paper Boats 2")
    assert page.url == f"{site.url}/films?v.title=Paper+Boats+2"


def test_a_title_of_nothing_leads_to_those_that_may_be_meant(site, visit):
    page = visit(f"{site.url}/films?v.title=Paper+Boat").page
    panel = page.locator("#votes")
    expect(panel).to_contain_text("Nothing is called “Paper Boat”")
    panel.get_by_role("button", name="Paper Boats", exact=True).click()
    expect(said(page, "votes")).to_contain_text("5,400 votes")


def test_what_somebody_s_films_earned(site, visit):
    page = visit(f"{site.url}/films?a.name=Tom+Oak&d.name=Ada+Bell").page
    told = asked(site, EARNED, actor="Tom Oak", director="Ada Bell")
    for panel, earned in (("actor", told["actorReturn"]), ("director", told["directorReturn"])):
        expect(said(page, panel)).to_contain_text(f"{earned['totalReturn']:g}×")
        expect(said(page, panel)).to_contain_text(f"over {earned['filmCount']} films")
    table = page.locator("#director").get_by_role("table")
    for film in told["directorReturn"]["films"]:
        expect(table.get_by_role("row").filter(has_text=film["title"]).first).to_be_visible()
    expect(table.get_by_role("row", name=re.compile("^Paper Boats October 30, 1995"))).to_contain_text("$90M")
    ask(page, "director", "Nobody At All")
    expect(page.locator("#director")).to_contain_text("Nothing is called “Nobody At All”")


def test_films_like_a_film(site, visit):
    page = visit(f"{site.url}/films").page
    similar = page.locator("#similar")
    expect(names(similar)).to_have_text(["Paper Boats 2", "Ecume", "ECUME"])
    expect(similar.get_by_role("article").first).to_contain_text("Same genres: Animation, Family")
    similar.get_by_role("combobox", name="Mean vote at least").select_option("7")
    expect(names(similar)).to_have_text(["Paper Boats 2"])
    similar.get_by_role("combobox", name="Mean vote at least").select_option("8")
    expect(similar).to_contain_text("No similar film")


def test_the_films_are_listed_narrowed_and_ordered(site, visit):
    page = visit(f"{site.url}/films").page
    films = page.locator("#list")
    expect(films.get_by_role("status")).to_have_text("7 films")
    for order, field, direction in [("Oldest", "RELEASE_DATE", "ASC"), ("Title", "TITLE", "ASC")]:
        films.get_by_role("combobox", name="Order").select_option(order)
        told = asked(site, LISTED, orderBy={"field": field, "direction": direction})["films"]["nodes"]
        expect(names(films)).to_have_text([each["title"] for each in told])
    films.get_by_role("combobox", name="Genre").select_option("Family")
    expect(films.get_by_role("status")).to_have_text("2 films")
    films.get_by_label("Words of the title").fill("nothing of the kind")
    films.get_by_role("button", name="Look").click()
    expect(films).to_contain_text("No film matches")


def test_a_film_has_a_page_with_its_money_its_people_and_what_is_like_it(site, visit):
    page = visit(f"{site.url}/films").page
    page.locator("#list").get_by_role("link", name="Paper Boats", exact=True).click()
    expect(page).to_have_url(f"{site.url}/film/862")
    expect(page.get_by_role("heading", level=1)).to_have_text("Paper Boats")
    facts = page.get_by_role("region", name="Paper Boats", exact=True)
    for told in ("7.5", "5,400 votes", "Two brothers fold paper boats", "October 30, 1995", "81 min", "Ada Bell"):
        expect(facts).to_contain_text(told)
    for told in ("$30M", "$90M", "$60M", "3×"):
        expect(page.locator("#money")).to_contain_text(told)
    expect(names(page.locator("#similar")).first).to_have_text("Paper Boats 2")
    facts.get_by_role("link", name="Tom Oak").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tom Oak")


def test_what_is_unknown_of_a_film_is_said_to_be(site, visit):
    page = visit(f"{site.url}/film/12").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Écume")
    expect(page.locator("#money")).to_contain_text("unknown")
    expect(page.locator(".facts")).to_contain_text("The film set does not say what it is about.")


def test_in_spanish_months_and_days_are_spanish(site, visit):
    page = visit(f"{site.url}/films", locale="es").page
    page.get_by_role("combobox", name="Mes").select_option("Agosto")
    expect(said(page, "monthly")).to_contain_text("2 películas")
    expect(said(page, "weekly")).to_contain_text("viernes")
