"""The page for someone who opened the service in a browser."""

import base64
import hashlib
import json
import re
from html import unescape

import pytest

from pipeline.sources import mark_sample
from tests.conftest import publish
from tests.graphql_api.conftest import until
from tests.small import write_small


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


def test_its_style_is_the_only_thing_that_its_policy_lets_in(page):
    style = re.search(r"<style>(.*?)</style>", page.text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page.headers["Content-Security-Policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(r"<script|style=|onclick|<img|<link", page.text)


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
    assert response.text.count("<style>") == 1
