"""The page over data that mean it harm, in addresses that mean nothing, and in browsers that refuse it things."""

import json
import re
from urllib.parse import quote

import pytest

pytest.importorskip("playwright", reason="Playwright: make slow")

from playwright.sync_api import expect

from pipeline.store.vocabulary import PlatformCode
from tests.browser.conftest import chromium, pages, visit  # noqa: F401 - fixtures
from tests.conftest import publish
from tests.graphql_api.serving import serving
from tests.raw_files import film, film_credits, rating, title, write_raw

pytestmark = pytest.mark.slow

RUNS = "<img src=x onerror=window.ran=1>"
TITLES = {
    "s1": f"</title></style>{RUNS}",
    "s2": "\u202eשלום \u200bשלום",  # turned round, with a letter that nobody sees
    "s3": "W" * 500,
    "s4": "Z\u0337\u0327a\u0338\u0301l\u0336g\u0334o n\u0308\u0308\u0308 \U0001f469\u200d\U0001f469\u200d\U0001f467",
}
NAMES = ("AC/DC", "50% of it", "a%2Fb", "what?", "c# ##", "//elsewhere.example/x", "../../up", "__proto__", RUNS)
GENRE = "R~B"
NARROW = {"viewport": {"width": 320, "height": 700}}
REFUSED = """for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
}"""
FLAPPING = """const real = fetch;
window.asked = 0;
window.fetch = async (...given) => {
    const found = await real(...given);
    if (!String(given[0]).includes("/graphql")) return found;
    const headers = new Headers(found.headers);
    headers.set("X-Dataset-Version", `v${++window.asked % 2}`);
    return new Response(found.body, { status: found.status, headers });
};"""


@pytest.fixture(scope="module")
def hostile(pages, tmp_path_factory):  # noqa: F811 - a fixture
    """Such data, served with the page."""
    folder = tmp_path_factory.mktemp("hostile")
    odd = [
        title(
            show_id=show, title=name, description=f"{name} {name}", cast=", ".join(NAMES), listed_in=f"{GENRE}, Drama"
        )
        for show, name in TITLES.items()
    ]
    plain = [title(show_id=f"s{n}", title=f"Plain {n}", description=f"Tale {n}", cast="Ann Bell") for n in range(5, 45)]
    films = [film(title=TITLES["s1"], original_title="", tagline=RUNS, overview="W" * 300)]
    raw = write_raw(
        folder / "raw",
        {PlatformCode.NETFLIX: odd + plain},
        {"one": [rating(movieId="ns1"), rating(movieId="ns2", userId="2")]},
        films,
        [film_credits("1", NAMES, Director=RUNS)],
    )
    publish(raw, folder / "data")
    with serving(folder / "data", folder / "log") as service:
        yield service


def shown(watched, heading):
    """A page that shows a heading, at most as wide as its window, in which nothing of the data ran."""
    expect(watched.page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(watched.page.locator("[aria-busy=true], .waiting, .card-waiting")).to_have_count(0)
    assert watched.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert watched.page.evaluate("window.ran") is None


@pytest.mark.parametrize("show", TITLES)
def test_a_title_is_shown_whatever_it_holds(visit, hostile, show):  # noqa: F811
    name = re.sub("[\u202e\u200b]", "", TITLES[show])
    watched = visit(f"{hostile.url}/title/n{show}", **NARROW)
    shown(watched, re.compile("."))
    heading = watched.page.get_by_role("heading", level=1).text_content()
    assert re.sub("[\u202e\u200b]", "", heading) == name


@pytest.mark.parametrize("path", ["/", "/film/1", "/films", "/ask", "/about", f"/?q={quote(RUNS)}"])
def test_a_view_is_shown_whatever_is_in_it(visit, hostile, path):  # noqa: F811
    shown(visit(hostile.url + path, **NARROW), re.compile("."))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_to_its_person(visit, hostile, name):  # noqa: F811
    watched = visit(f"{hostile.url}/title/ns1")
    watched.page.get_by_role("link", name=name, exact=True).first.click()
    shown(watched, name)
    watched.page.reload()
    shown(watched, name)
    watched.page.go_back()
    shown(watched, TITLES["s1"])


def test_a_genre_may_hold_the_sign_that_stands_between_genres(visit, hostile):  # noqa: F811
    page = visit(f"{hostile.url}/title/ns1").page
    page.get_by_role("link", name=GENRE.lower(), exact=True).click()
    genre = page.get_by_role("checkbox", name=re.compile("r~b"))
    expect(genre).to_be_checked()
    expect(page.get_by_role("heading", level=2).first).to_have_text("4 titles")
    page.get_by_role("checkbox", name=re.compile("drama")).check()
    page.reload()
    expect(genre).to_be_checked()
    expect(page.get_by_role("checkbox", name=re.compile("drama"))).to_be_checked()


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/title/%", "There is nothing here"),
        ("/title/%E0%A4", "There is nothing here"),
        ("/person/100%", "Nobody is called “100%” here"),
        ("/?order=toString", "What is on tonight?"),
        ("/?order=__proto__", "What is on tonight?"),
        (f"/?q={'a' * 99}%F0%9F%98%80", "Browse"),
        (f"/films?p.title={'a' * 99}%F0%9F%98%80", "The film set"),
    ],
)
def test_an_address_that_means_nothing_breaks_nothing(visit, hostile, path, heading):  # noqa: F811
    watched = visit(hostile.url + path)
    shown(watched, heading)
    expect(watched.page.locator(".trouble[data-kind=ours], .trouble[data-kind=input]")).to_have_count(0)


@pytest.mark.parametrize("script", [REFUSED, "delete AbortSignal.any; delete AbortSignal.timeout;"])
def test_the_page_does_without_what_a_browser_lacks(chromium, hostile, script):  # noqa: F811
    context = chromium.new_context()
    context.add_init_script(script)
    page = context.new_page()
    page.goto(hostile.url)
    expect(page.get_by_role("listitem").filter(has_text="Plain").first).to_be_visible()
    page.get_by_role("button", name=re.compile("dark")).click()
    page.get_by_role("button", name=re.compile("Español")).click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


def test_where_nothing_is_kept_a_key_is_taken_all_the_same(chromium, hostile, tmp_path):  # noqa: F811
    data = hostile.log.parent / "data"
    with serving(data, tmp_path / "log", CARTELERA_API_KEYS="the-key-of-this-test") as service:
        context = chromium.new_context()
        context.add_init_script(REFUSED)
        page = context.new_page()
        page.goto(service.url)
        for key, title in (("clave \N{HOT BEVERAGE}", "Cartelera"), ("the-key-of-this-test", "What is on tonight?")):
            page.locator("input[type=password]").fill(key)
            page.locator("input[type=password]").press("Enter")
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
        context.close()


def test_the_focus_stays_in_the_menu_that_changed_the_order(visit, hostile):  # noqa: F811
    page = visit(f"{hostile.url}/?q=plain").page
    order = page.get_by_role("combobox", name="Order")
    order.focus()
    order.select_option("TITLE")
    expect(page).to_have_url(re.compile("order=TITLE"))
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    expect(order).to_be_focused()


def test_after_a_link_within_a_view_the_next_view_takes_the_focus(visit, hostile):  # noqa: F811
    page = visit(f"{hostile.url}/ask").page
    page.locator("a[href='#scored']").click()
    page.locator("nav a[href='/films']").click()
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize(
    ("path", "fields"), [("/title/ns1", ["title"]), ("/film/1", ["film"]), ("/person/x", ["actor", "director"])]
)
def test_what_was_not_answered_is_not_called_missing(chromium, hostile, path, fields):  # noqa: F811
    page = chromium.new_page()

    def late(route):
        asked = json.loads(route.request.post_data)["query"]
        field = next((each for each in fields if f"query {each.title()}(" in asked), None)
        if field is None:
            route.continue_()
        else:
            error = {"message": "took too long", "path": [field], "extensions": {"code": "TIMEOUT"}}
            route.fulfill(json={"data": {field: None}, "errors": [error]})

    page.route("**/graphql", late)
    page.goto(hostile.url + path)
    expect(page.get_by_role("alert").first).to_contain_text("busy")
    expect(page.get_by_text(re.compile("There is nothing here|Nobody is called"))).to_have_count(0)
    page.close()


def test_processes_that_answer_from_two_releases_are_not_asked_without_end(chromium, hostile):  # noqa: F811
    context = chromium.new_context()
    context.add_init_script(FLAPPING)
    page = context.new_page()
    page.goto(hostile.url)
    page.wait_for_timeout(2_000)
    assert page.evaluate("asked") < 20  # they were more than a hundred in six seconds
    context.close()
