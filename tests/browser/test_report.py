"""The report in Chromium, at `/eda`: its own styles and pictures are let in, and nothing that runs."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from pipeline.store.releases import current_version
from pipeline.store.reports import report_folder
from tests.graphql_api.conftest import until
from tests.graphql_api.serving import serving

pytestmark = pytest.mark.slow

REPORT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Report</title>
<style>h1 { letter-spacing: 7px; } circle { fill: rgb(1, 2, 3); }</style></head>
<body><h1>What is in the data</h1>
<svg width="10" height="10" role="img" aria-label="a dot"><circle cx="5" cy="5" r="5"></circle></svg>
<img alt="a pixel" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
"""
HOSTILE = """<h2 style="color: red">x</h2><script>document.title = "run"</script>
<img src="/favicon.svg" alt="elsewhere" onerror="document.title = 'run'">
"""


@pytest.fixture
def reported(fitted_data, tmp_path):
    """A service over the small catalogue, and where its report is looked for."""
    data = shutil.copytree(fitted_data, tmp_path / "data")
    path = report_folder(data, current_version(data)) / "report.html"
    path.parent.mkdir(parents=True)
    with serving(data, tmp_path / "log") as service:
        yield service, path


def looks_as_it_says(page):
    expect(page.get_by_role("heading", level=1)).to_have_css("letter-spacing", "7px")
    expect(page.locator("circle")).to_have_css("fill", "rgb(1, 2, 3)")
    assert page.get_by_alt_text("a pixel").evaluate("each => each.naturalWidth") == 1


def test_it_looks_as_its_own_styles_say_also_when_the_browser_had_it(reported, visit):
    service, path = reported
    path.write_text(REPORT)
    opened = visit(f"{service.url}/eda")
    looks_as_it_says(opened.page)
    opened.page.reload()
    until(lambda: re.search(r'"route": ?"/eda".*"status": ?304', service.log.read_text()))
    looks_as_it_says(opened.page)


def test_what_else_is_smuggled_in_is_not_let_in(reported, chromium):
    service, path = reported
    path.write_text(REPORT + HOSTILE)
    page = chromium.new_page()
    page.goto(f"{service.url}/eda")
    looks_as_it_says(page)
    expect(page).to_have_title("Report")
    expect(page.locator("h2")).not_to_have_css("color", "rgb(255, 0, 0)")
    assert page.get_by_alt_text("elsewhere").evaluate("each => each.naturalWidth") == 0
    page.close()
