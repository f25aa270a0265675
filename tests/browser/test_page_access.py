"""Every screen of the page for those who see it differently, in both themes, and as narrow as it gets."""

import pytest
from playwright.sync_api import expect

from tests.browser.answers import answering
from tests.browser.screens import SCREENS, address
from tests.make.project import ROOT

pytestmark = pytest.mark.slow

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
    const found = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
    return found.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
UNFOLD = "for (const each of document.querySelectorAll('details')) each.open = true"
WIDER = """() => [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 0.5 && !each.closest(".table-scroll, nav, .sr"))
    .map((each) => each.outerHTML.slice(0, 120))"""
STILL = """() => document.getAnimations().filter((each) => {
    const { duration, iterations } = each.effect.getComputedTiming();
    return iterations === Infinity || duration > 1;
}).map((each) => each.animationName ?? each.transitionProperty)"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The program that looks for barriers."""
    if not AXE.is_file():
        pytest.skip("web/node_modules is not there: the pages were built elsewhere")
    return AXE.read_text(encoding="utf-8")


def barriers(page, axe, *schemes):
    """What axe finds on a page in these themes."""
    found = []
    page.evaluate(axe)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme}: {each}" for each in page.evaluate(RUN, RULES)]
    return found


def shown(name, request, visit, **options):
    screen = SCREENS[name]
    opened = visit(address(screen, request.getfixturevalue(screen.service)), reduced_motion="reduce", **options)
    expect(opened.page.locator(screen.ready).first).to_be_visible()
    expect(opened.page.locator("[aria-busy=true]")).to_have_count(0)
    if screen.open:
        opened.page.evaluate(UNFOLD)
    return opened.page


@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_no_barrier_on_a_screen_light_and_wide_or_dark_and_narrow(name, request, visit, axe):
    page = shown(name, request, visit, viewport={"width": 1280, "height": 900})
    assert barriers(page, axe, "light") == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert barriers(page, axe, "dark") == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320, page.evaluate(WIDER)
    assert page.evaluate(WIDER) == []
    assert page.evaluate(STILL) == []  # who wants no motion sees none


@pytest.mark.parametrize("status", [401, 500])
def test_axe_finds_no_barrier_where_something_is_wrong(status, site, visit, axe):
    code = {401: "UNAUTHENTICATED", 500: "INTERNAL_SERVER_ERROR"}[status]
    opened = visit(f"{site.url}/about")
    opened.forgive(f"status of {status}")
    page = opened.page
    with answering(page, status, f'{{"errors": [{{"message": "No.", "extensions": {{"code": "{code}"}}}}]}}'):
        page.goto(f"{site.url}/ask")
        expect(page.get_by_role("alert").first).to_be_visible()
        assert barriers(page, axe, "light", "dark") == []


def test_axe_finds_no_barrier_in_suggestions_and_in_spanish(site, visit, axe):
    page = visit(f"{site.url}/", locale="es", reduced_motion="reduce").page
    page.get_by_role("combobox", name="Buscar títulos").press_sequentially("rain")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert barriers(page, axe, "light", "dark") == []
