"""The pages for clients: each snippet is one that tests run, and what is named exists."""

import doctest
import json
import re

import pytest

from graphql_api.settings import variables
from tests.clients import snippets
from tests.clients.snippets import ADDRESS, PAGE, PAGES, prints
from tests.docs.pages import ROOT, fences, links, name_of

FILES = {
    "clients.md": ["patient.mjs", "ask.mjs"],
    "clients/apollo.md": ["apollo.mjs"],
    "clients/urql.md": ["urql.mjs"],
    "clients/relay.md": ["relay.config.json", "src/environment.js"],
    "clients/types.md": ["codegen.json", "tsconfig.json", "src/graphql.ts", "src/added.ts"],
    "clients/python.md": ["pages.py"],
}
TESTS = (ROOT / "tests" / "clients" / "test_snippets.py").read_text(encoding="utf-8")


def test_the_examples_of_reading_snippets_hold():
    assert doctest.testmod(snippets) == (0, 1)


def test_every_page_for_a_client_is_in_the_index():
    assert {f"clients/{page.name}" for page in PAGES[1:]} <= set(links(PAGE))
    assert {page.relative_to(PAGE.parent).as_posix() for page in PAGES} == FILES.keys()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_snippet_has_a_file_that_tests_run(page):
    files = FILES[page.relative_to(PAGE.parent).as_posix()]
    written = [fence for fence in fences(page) if page != PAGE or fence.language not in {"sh", "json"}]
    assert len(written) == len(files)
    for fence, file in zip(written, files, strict=True):
        assert f"`{file}`" in fence.lead
        assert f'"{file}"' in TESTS


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_program_says_what_it_prints(page):
    for fence in fences(page):
        assert len(prints(fence.text)) == len(re.findall(r"console\.log\(|\bprint\(", fence.text))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_service_is_at_one_address_and_settings_exist(page):
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"http://[\w.:]+", text)) <= {ADDRESS}
    assert set(re.findall(r"CARTELERA_\w+", text)) <= set(variables())


def test_packages_that_pages_name_as_run_are_installed_by_the_tests():
    wanted = json.loads((ROOT / "tests" / "clients" / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    imported = {
        "/".join(name.split("/")[: 2 if name.startswith("@") else 1])
        for page in PAGES
        for name in re.findall(r'from "([^."][^"]*)"', page.read_text(encoding="utf-8"))
    }
    assert imported <= wanted.keys()
    assert imported
