"""The report of the sample in Chromium with no host to reach: no complaint, nothing that some readers cannot read."""

import pytest

pytest.importorskip("altair", reason="altair: make slow")
pytest.importorskip("playwright", reason="playwright: make slow")

from pipeline.eda.draw.palette import LIGHT_DARK
from tests.browser.conftest import chromium  # noqa: F401 - the browser
from tests.browser.watched import Watched
from tests.make.project import ROOT

pytestmark = pytest.mark.slow

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
NAMES = """() => [...document.querySelectorAll("figure")].map((figure) => [
    figure.querySelector("figcaption h3").textContent,
    document.getElementById(figure.querySelector("svg").getAttribute("aria-labelledby")).textContent,
    figure.querySelectorAll("tbody tr").length,
])"""
CUT_OFF = """() => [...document.querySelectorAll(".picture svg text")].filter((text) => {
    const [inner, outer] = [text.getBoundingClientRect(), text.closest("svg").getBoundingClientRect()];
    return inner.left < outer.left - 1 || inner.right > outer.right + 1;
}).map((text) => text.textContent)"""


@pytest.fixture
def opened(chromium, sample_report, request):  # noqa: F811 - the browser
    scheme, width = request.param
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    watched = Watched(context.new_page(), sample_report.as_uri())
    yield watched
    assert watched.faults() == []
    context.close()


@pytest.mark.parametrize("opened", [("light", 1280), ("dark", 1280), ("light", 390)], indirect=True)
def test_axe_finds_nothing(opened):
    if not AXE.is_file():
        pytest.skip("no axe-core: npm ci in web/")
    opened.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    opened.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = opened.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []


@pytest.mark.parametrize("opened", [("dark", 1280), ("light", 390)], indirect=True)
def test_every_figure_has_a_name_a_text_and_a_table_and_no_label_is_cut_off(opened):
    figures = opened.page.evaluate(NAMES)
    assert len(figures) > 30
    assert all(name and text.endswith(".") and rows for name, text, rows in figures)
    assert opened.page.evaluate(CUT_OFF) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("opened", [("light", 1280), ("dark", 1280)], indirect=True)
def test_the_theme_is_the_readers(opened):
    light = opened.page.evaluate("matchMedia('(prefers-color-scheme: light)').matches")
    ground = opened.page.evaluate("getComputedStyle(document.querySelector('svg rect')).fill")
    surface = LIGHT_DARK["surface"][0 if light else 1]
    assert ground == f"rgb({', '.join(str(part) for part in bytes.fromhex(surface[1:]))})"
