"""What the build writes: nothing that another host would have to deliver, and no type is wrong in what it is from."""

import re
import shutil
import subprocess

import pytest

from graphql_api.http.pages import WITH_IDE
from tests.make.project import ROOT

pytestmark = pytest.mark.slow

HOSTS = re.compile(rb"unpkg\.com|jsdelivr\.net|esm\.sh|cdnjs\.|googleapis\.com|gstatic\.com|skypack\.dev")
PAGES = ["index.html", "ide.html"]
HASHED = re.compile(r"[\w-]+-[\w-]{8}\.(js|css|svg|woff2?)(\.gz)?")


def test_no_built_file_names_a_host_that_delivers_code(pages):
    files = [path for path in pages.rglob("*") if path.is_file() and path.suffix != ".gz"]
    assert len(files) > 10
    assert [path.name for path in files if HOSTS.search(path.read_bytes())] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_no_script_and_no_style_and_loads_only_what_was_built(name, pages):
    page = (pages / name).read_text(encoding="utf-8")
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*\ssrc=)", page)
    loaded = re.findall(r'(?:src|href)="(/[^"]+)"', re.sub(r"<noscript>.*?</noscript>", "", page, flags=re.DOTALL))
    assert [path for path in loaded if path.startswith("/assets/") and not (pages / path[1:]).is_file()] == []
    assert {path for path in loaded if not path.startswith("/assets/")} == {"/favicon.svg"}


def test_the_page_says_once_that_there_is_an_editor_so_that_the_service_can_say_that_there_is_none(pages):
    page = (pages / "index.html").read_bytes()
    assert page.count(WITH_IDE) == 1
    assert re.search(rb"<html[^>]* " + WITH_IDE, page)


def test_the_page_says_without_javascript_where_else_to_look(pages):
    said = re.search(r"<noscript>(.*?)</noscript>", (pages / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    assert said
    assert 'href="/schema.graphql"' in said[1]


def test_the_page_loads_nothing_of_the_editor(pages):
    page = (pages / "index.html").read_text(encoding="utf-8")
    assert [path for path in re.findall(r'"/assets/([^"]+)"', page) if path.startswith("ide-")] == []


def test_every_asset_has_a_hash_in_its_name_so_that_it_may_be_kept_for_good(pages):
    assert [path.name for path in (pages / "assets").iterdir() if not HASHED.fullmatch(path.name)] == []


def test_the_terms_of_what_is_bundled_come_along(pages):
    terms = (pages / "licenses.md").read_text(encoding="utf-8")
    assert all(f"## {name}" in terms for name in ("graphiql", "react", "codemirror", "graphql", "preact"))


def test_no_type_is_wrong(pages):
    if not (ROOT / "web" / "node_modules").is_dir():
        pytest.skip("web/node_modules is not there: the pages were built elsewhere")
    npm = shutil.which("npm")
    assert npm
    done = subprocess.run([npm, "run", "check"], cwd=ROOT / "web", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
