"""What the page tells of the data and the models behind it."""

import pytest
from playwright.sync_api import expect

from tests.browser.asked import asked

pytestmark = pytest.mark.slow

SERVED = """{
    dataset { version tables { name rows } sources { path sha256 } }
    modelCard { models { metrics { value baselines { value } } } }
}"""


def test_what_is_served_is_told_with_its_figures(site, visit):
    page = visit(f"{site.url}/about").page
    told = asked(site, SERVED)
    expect(page.get_by_role("main")).to_contain_text(told["dataset"]["version"])
    expect(page.get_by_role("heading", name="Raw files")).to_be_visible()
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    for table in told["dataset"]["tables"]:
        row = page.get_by_role("row").filter(has=page.get_by_text(table["name"], exact=True)).first
        expect(row).to_contain_text(f"{table['rows']:,}")
    for source in told["dataset"]["sources"]:
        expect(page.get_by_role("main")).to_contain_text(source["path"])
        expect(page.get_by_role("main")).to_contain_text(source["sha256"])


def test_a_model_stands_beside_its_baseline(site, visit):
    page = visit(f"{site.url}/about").page
    (model,) = [model for model in asked(site, SERVED)["modelCard"]["models"] if model["metrics"]]
    (metric,) = model["metrics"]
    panel = page.locator(".panel").filter(has_text="NDCG@100").last
    for value in (metric["value"], metric["baselines"][0]["value"]):
        expect(panel).to_contain_text(f"{value:.3f}")
    expect(panel).to_contain_text("Better than the most popular titles, by 0.150 to 0.225.")


def test_what_the_ratings_tell_is_said_in_plain_words(site, discreet, bare, visit):
    for service, said in [
        (site, "The ratings mean something"),
        (discreet, "The ratings tell about users, not about titles"),
        (bare, "No model has been fitted"),
    ]:
        page = visit(f"{service.url}/about").page
        expect(page.get_by_role("main").get_by_text(said).first).to_be_visible()


def test_it_leads_to_the_analysis_and_the_schema(site, visit):
    page = visit(f"{site.url}/about?lang=es").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Datos y modelos")
    main = page.get_by_role("main")
    for address in ("/eda", "/schema.graphql", "/graphiql"):
        expect(main.locator(f'a[href="{address}"]').first).to_be_visible()
