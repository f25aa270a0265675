"""What someone sees who opens the service in a browser while its page is being built."""

import json
import re
from html import unescape

import pytest

from pipeline.sources.finding import mark_sample
from tests.conftest import publish
from tests.graphql_api.conftest import until
from tests.small import write_small

pytestmark = pytest.mark.usefixtures("unbuilt")


@pytest.fixture
def page(served):
    return served.get("/")


def test_it_says_what_is_served(page):
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Serving 12 titles and 6 ratings." in page.text
    assert "sample data" not in page.text


def test_it_says_that_a_sample_is_one(client, releases, tmp_path):
    mark_sample(write_small(tmp_path / "raw"))
    publish(tmp_path / "raw", releases.data)
    until(lambda: "Serving" in client.get("/").text)
    assert "These are sample data: every title, name and rating was generated." in client.get("/").text


def test_it_holds_no_script_and_no_style_of_its_own(page):
    assert not re.search(r"<script|<style|style=|onclick|<img", page.text)


@pytest.mark.parametrize(
    ("path", "media_type"), [("/home.css", "text/css; charset=utf-8"), ("/favicon.svg", "image/svg+xml")]
)
def test_what_it_loads_is_served_beside_it(path, media_type, page, served):
    assert f'href="{path}"' in page.text
    loaded = served.get(path)
    assert (loaded.status_code, loaded.headers["Content-Type"]) == (200, media_type)
    assert loaded.content
    assert served.get(path, headers={"If-None-Match": loaded.headers["ETag"]}).status_code == 304


def test_it_says_that_the_page_is_being_built_and_looks_again(page):
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert '<meta http-equiv="refresh" content="5">' in page.text
    assert "<code>.venv/make.log</code> says why, and <code>make web</code> tries again" in page.text
    assert "/graphiql" not in page.text  # it is built with the page, and not there either


def test_every_question_that_it_links_to_is_answered(page, served):
    links = [unescape(link) for link in re.findall(r'href="(/graphql[^"]*)"', page.text)]
    answers = [served.get(link).json() for link in links]
    assert len(answers) >= 4
    assert all(answer["data"] and "errors" not in answer for answer in answers)


def test_the_command_that_it_shows_works(page, served):
    address, body = re.search(r"<pre>curl (\S+).*?-d '(.*?)'</pre>", page.text, re.DOTALL).groups()
    assert address == "http://testserver/graphql"
    response = served.post(address, json=json.loads(unescape(body)))
    assert response.json()["data"]["platformCounts"][0] == {"count": 4, "platform": {"name": "Amazon Prime Video"}}


@pytest.mark.parametrize("path", ["/schema.graphql", "/readyz"])
def test_its_other_links_lead_somewhere(path, page, served):
    assert f'href="{path}"' in page.text
    assert served.get(path).status_code == 200


@pytest.mark.parametrize("host", ['"><script>alert(1)</script>', "a'b", "{style}", "%7Bstatus%7D"])
def test_a_host_header_cannot_write_into_it(served, host):
    response = served.get("/", headers={"Host": host})
    assert response.status_code == 200
    assert "<script" not in response.text
    assert response.text.count("<pre>") == 1
