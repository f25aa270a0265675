"""A title's page, a person's and a user's, and whether a user would like a title."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.answers import holding
from tests.browser.asked import asked
from tests.browser.catalogues import LONGEST_NAME, MANY, SHORT_WORDS

pytestmark = pytest.mark.slow

SIMILAR = '{ recommendations(titleId: "ns1", first: 6) { title { displayTitle } } }'
LIKE = """query Like($user: Int!, $title: ID!, $threshold: Float!) {
    wouldLike(userId: $user, titleId: $title, threshold: $threshold) { recommended probability cutoff baseRate }
}"""
FOR_USER = """query ForUser($user: Int!) {
    user(userId: $user) { votes mean recommendations(first: 9) { title { displayTitle } } }
}"""


BROKEN = """() => {
    const text = document.querySelector(".poster h1").firstChild;
    return [...text.data.matchAll(/\\S+/g)].filter((word) => {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
    }).map(String);
}"""
"""Words of a board that do not stand on one line."""


def heading(page):
    return page.get_by_role("heading", level=1)


def names(panel):
    return panel.locator(".card-title")


def verdict(page):
    return page.locator("#verdict").get_by_role("status")


def percent(share):
    return f"{share:.0%}"


# A title


def test_a_title_tells_what_is_known_of_it(site, visit):
    page = visit(f"{site.url}/title/ns1").page
    expect(heading(page)).to_have_text("Quiet Rain")
    expect(page.locator(".poster")).to_contain_text(re.compile("Netflix.*2018.*Film.*120 min", re.DOTALL))
    facts = page.get_by_role("region", name="Facts")
    for told in (
        "3.5",
        "2 ratings",
        "Nothing odd happens.",
        "Ada Bell",
        "Bo Chen",
        "comedy",
        "Argentina",
        "PG",
        "August 14, 2019",
    ):
        expect(facts).to_contain_text(told)
    facts.get_by_role("link", name="Prime Video").click()
    expect(page.locator(".poster")).to_contain_text("Prime Video")
    expect(page).to_have_url(f"{site.url}/title/as1")


@pytest.mark.parametrize("width", [1280, 700, 320])
def test_a_name_fits_its_board_and_no_word_is_broken(width, long, visit):
    page = visit(f"{long.url}/title/as101", viewport={"width": width, "height": 700}).page
    for path, name in (("/title/as101", SHORT_WORDS), ("/title/as100", LONGEST_NAME)):
        page.goto(long.url + path)
        expect(heading(page)).to_have_text(name)
        page.evaluate("() => document.fonts.ready.then(() => null)")
        if name == SHORT_WORDS or width > 320:  # there the longest words do not fit in letters that can be read
            assert page.evaluate(BROKEN) == []
        inner, outer = page.locator(".poster").evaluate("each => [each.scrollHeight, each.clientHeight]")
        assert inner <= outer, (name, width)


def test_what_a_platform_leaves_out_is_said(site, visit):
    page = visit(f"{site.url}/title/hs1").page
    facts = page.get_by_role("region", name="Facts")
    expect(facts).to_contain_text("Hulu's catalogue never names a cast.")
    expect(facts).to_contain_text("the platform gave none; G stands in for it")
    expect(page.locator("#similar")).to_contain_text("Nothing is like it")


def test_a_fact_leads_on(site, visit):
    page = visit(f"{site.url}/title/ns1").page
    facts = page.get_by_role("region", name="Facts")
    for link, path, title in [
        ("comedy", "/?genre=comedy", "Browse"),
        ("Argentina", "/?country=argentina", "Browse"),
        ("PG", "/?rating=pg", "Browse"),
        ("Bo Chen", "/person/Bo%20Chen", "Bo Chen"),
    ]:
        facts.get_by_role("link", name=link).click()
        expect(heading(page)).to_have_text(title)
        assert page.url == site.url + path
        page.go_back()
        expect(heading(page)).to_have_text("Quiet Rain")


def test_similar_titles_come_with_why(site, visit):
    page = visit(f"{site.url}/title/ns1").page
    similar = page.locator("#similar")
    expected = [each["title"]["displayTitle"] for each in asked(site, SIMILAR)["recommendations"]]
    expect(names(similar)).to_have_text(expected)
    assert similar.locator(".reasons li").all_inner_texts()
    similar.get_by_role("link", name=expected[0]).click()
    expect(heading(page)).to_have_text(expected[0])


def test_in_spanish_facts_are_spanish_and_the_titles_stay(site, visit):
    page = visit(f"{site.url}/title/as2", locale="es").page
    expect(heading(page)).to_have_text("Écume")
    facts = page.get_by_role("region", name="Ficha")
    for told in ("Sin puntuar todavía", "Reparto", "Francia"):
        expect(facts).to_contain_text(told)


# The verdict


def test_a_verdict_begins_with_somebody_who_rated_and_says_what_the_api_says(site, visit):
    page = visit(f"{site.url}/title/ns3").page
    chosen = page.locator("#verdict .chip[aria-pressed=true]")
    expect(chosen).to_have_count(1)
    user = int(chosen.inner_text())
    told = asked(site, LIKE, user=user, title="ns3", threshold=3)["wouldLike"]
    expect(verdict(page)).to_contain_text(re.compile(f"(Probably|Rather) {'yes' if told['recommended'] else 'not'}"))
    expect(verdict(page)).to_contain_text(
        f"The chance that user {user} gives it 3 or more is {percent(told['probability'])}."
    )
    bar = page.locator("#verdict").get_by_role("img")
    for share in (told["probability"], told["cutoff"], told["baseRate"]):
        expect(bar).to_have_accessible_name(re.compile(percent(share)))
    assert page.locator("#verdict .reasons li").all_inner_texts()


def test_who_is_asked_about_and_from_which_score_is_kept_in_the_address(site, visit):
    page = visit(f"{site.url}/title/ns1").page
    page.get_by_role("button", name=re.compile("^User 2,")).click()
    expect(verdict(page)).to_contain_text("user 2")
    expect(page.locator("#verdict")).to_contain_text("In fact, they gave it 3.")
    page.get_by_label("Liking starts at").select_option("4.5 of 5")
    expect(verdict(page)).to_contain_text("4.5 or more")
    assert page.url == f"{site.url}/title/ns1?user=2&threshold=4.5"
    told = asked(site, LIKE, user=2, title="ns1", threshold=4.5)["wouldLike"]
    expect(verdict(page)).to_contain_text(percent(told["probability"]))
    page.reload()
    expect(verdict(page)).to_contain_text("4.5 or more")
    page.go_back()
    expect(verdict(page)).to_contain_text("3 or more")
    page.get_by_role("link", name="What else user 2 rated, and might like").click()
    expect(heading(page)).to_have_text("User 2")


def test_a_user_whom_nobody_knows_gets_what_holds_for_everybody(site, visit):
    page = visit(f"{site.url}/title/ns1").page
    number = page.get_by_label("User number")
    number.fill("4040")
    number.press("Enter")
    expect(verdict(page)).to_contain_text("Nobody has the number 4040 here, so this is what holds for everybody.")
    number.fill("nobody")
    number.press("Enter")
    expect(page.locator("#verdict").get_by_role("alert")).to_have_text(
        "A user's number is made of digits, such as 414."
    )
    expect(number).to_have_attribute("aria-invalid", "true")


def test_what_is_typed_before_there_is_anybody_to_begin_with_stays(site, visit):
    page = visit(f"{site.url}/").page
    with holding(page, "users("):
        page.get_by_role("link", name="Zenith").click()
        number = page.get_by_label("User number")
        number.fill("2")
    expect(page.locator("#verdict .chip").first).to_be_visible()
    expect(number).to_have_value("2")
    number.press("Enter")
    expect(verdict(page)).to_contain_text("user 2")


def test_where_users_are_not_shown_a_known_number_is_answered_all_the_same(discreet, visit):
    page = visit(f"{discreet.url}/title/ns1").page
    expect(page.locator("#verdict")).to_contain_text("This service shows nothing of its users")
    expect(page.locator("#verdict .chip")).to_have_count(0)
    expect(page.get_by_role("region", name="Facts")).to_contain_text("Take it lightly")
    page.get_by_label("User number").fill("1")
    page.get_by_role("button", name="Ask").click()
    expect(verdict(page)).to_contain_text(re.compile("(Probably|Rather) (yes|not)"))
    expect(page.locator("#verdict")).not_to_contain_text("In fact")
    page.goto(f"{discreet.url}/user/1")
    expect(page.get_by_text("This service does not show its users")).to_be_visible()


# A person


def test_a_person_is_shown_in_front_of_the_camera_and_behind_it(site, visit):
    page = visit(f"{site.url}/person/Ana%20Ruiz").page
    acted = page.get_by_role("region", name="In the cast")
    expect(acted).to_contain_text("In 5 titles")
    expect(names(acted)).to_have_count(5)
    expect(names(acted).first).to_have_text("Zenith")  # the newest
    expect(acted.get_by_role("img", name=re.compile("Titles by platform"))).to_be_visible()
    expect(acted.get_by_role("row").filter(has_text="Paper Boats")).to_contain_text("3")
    page.goto(f"{site.url}/person/Ada%20Bell")
    expect(page.get_by_role("region", name="As director")).to_contain_text("Directed")
    expect(page.get_by_role("region", name="In the cast")).to_have_count(0)


def test_a_person_of_many_titles_is_shown_page_by_page(long, visit):
    page = visit(f"{long.url}/person/Max%20Reed").page
    acted = page.get_by_role("region", name="In the cast")
    expect(names(acted)).to_have_count(12)
    acted.get_by_role("button", name="Show more").click()
    expect(names(acted)).to_have_count(MANY)
    expect(names(acted).nth(12).get_by_role("link")).to_be_focused()
    expect(names(acted).last).to_have_text(LONGEST_NAME)  # the oldest


def test_a_part_of_a_name_leads_to_those_who_are_called_so(site, visit):
    page = visit(f"{site.url}/person/Ruiz").page
    expect(heading(page)).to_have_text("Nobody is called “Ruiz” here")
    page.get_by_role("link", name="Ana Ruiz").click()
    expect(heading(page)).to_have_text("Ana Ruiz")


# A user


def test_a_user_is_shown_what_to_watch_next_and_what_they_rated(site, visit):
    page = visit(f"{site.url}/user/1").page
    told = asked(site, FOR_USER, user=1)["user"]
    expect(page.locator(".ticket")).to_contain_text(f"gave {told['votes']} ratings")
    suggested = [each["title"]["displayTitle"] for each in told["recommendations"]]
    assert suggested
    expect(names(page.locator("#next"))).to_have_text(suggested)
    rated = page.get_by_role("region", name="What they rated")
    expect(rated.get_by_role("listitem")).to_have_count(told["votes"])
    rated.get_by_role("link", name="Quiet Rain").first.click()
    expect(heading(page)).to_have_text("Quiet Rain")


def test_what_somebody_rated_is_shown_page_by_page(long, visit):
    page = visit(f"{long.url}/user/1").page
    rated = page.get_by_role("region", name="What they rated")
    expect(rated.get_by_role("listitem")).to_have_count(16)  # the last leads on
    rated.get_by_role("button", name="Show more").click()
    count = asked(long, "{ user(userId: 1) { history { totalCount } } }")["user"]["history"]["totalCount"]
    expect(rated).to_contain_text(f"{count} ratings, newest first.")
    expect(rated.get_by_role("listitem")).to_have_count(count)
    expect(rated.get_by_role("listitem").nth(15).get_by_role("link")).to_be_focused()


def test_one_goes_on_to_another_user(site, visit):
    page = visit(f"{site.url}/user/1").page
    page.get_by_label("User number").fill("3")
    page.get_by_role("button", name="Go").click()
    expect(heading(page)).to_have_text("User 3")
    page.get_by_role("link", name=re.compile("^User 2,")).click()
    expect(heading(page)).to_have_text("User 2")
    page.go_back()
    page.go_back()
    expect(heading(page)).to_have_text("User 1")


def test_a_number_that_nobody_has_is_said(site, visit):
    page = visit(f"{site.url}/user/4040").page
    expect(page.get_by_role("status").filter(has_text="Nobody has the number 4040 here")).to_be_visible()
    page.get_by_role("link", name=re.compile("^User 1,")).click()
    expect(heading(page)).to_have_text("User 1")
