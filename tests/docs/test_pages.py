"""What holds on every page: its links lead somewhere, its commands exist, and it is short enough to be read."""

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import typer

from graphql_api.__main__ import app as serve
from pipeline.__main__ import app as pipeline
from recsys.__main__ import app as recsys
from tests.docs.pages import DOCS, PAGES, README, ROOT, SPANISH, anchors, fences, headings, inline, links, name_of
from tests.make.project import load

LONGEST = 200
LONGEST_README = 280  # in either language it lists every setting, endpoint and command
SCRIPTS = {
    name: typer.main.get_command(app) for name, app in (("pipeline", pipeline), ("recsys", recsys), ("serve", serve))
}
TARGETS = load(ROOT).TARGETS


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page):
    lost = []
    for link in links(page):
        address = urlsplit(link)
        if address.scheme:
            continue
        target = (page.parent / address.path).resolve() if address.path else page
        if not target.exists() or (address.fragment and address.fragment not in anchors(target)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_pictures_exist(page):
    sources = [str(token.attrs["src"]) for token in inline(page) if token.type == "image"]
    assert [source for source in sources if not (page.parent / source).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_is_short_and_opens_with_its_heading(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= (LONGEST_README if page in {README, SPANISH} else LONGEST)
    assert lines[0] == f"# {headings(page)[0]}"
    whole = ("|", "](", '"message": "')  # tables, links and what the service says cannot be wrapped
    assert max(len(line) for line in lines if not any(each in line for each in whole)) <= 120


def test_every_page_of_docs_can_be_reached_from_its_index():
    seen, ahead = set(), [DOCS / "README.md"]
    while ahead:
        page = ahead.pop()
        if page not in seen:
            seen.add(page)
            linked = (
                (page.parent / urlsplit(link).path).resolve() for link in links(page) if not urlsplit(link).scheme
            )
            ahead += [target for target in linked if target.suffix == ".md" and DOCS in target.parents]
    assert seen == {page for page in PAGES if DOCS in page.parents}


def commands(page: Path) -> list[tuple[str, ...]]:
    """The commands of a page's `sh` blocks, a line each, split as a shell would, without variables set before them."""
    found: list[tuple[str, ...]] = []
    for fence in fences(page):
        if fence.language == "sh":
            for line in fence.text.replace("\\\n", " ").splitlines():
                words = shlex.split(line, comments=True)
                while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
                    words.pop(0)
                if words:
                    found.append(tuple(words))
    return found


WRITTEN = [
    pytest.param(words, id=f"{name_of(page)}: {' '.join(words)[:60]}") for page in PAGES for words in commands(page)
]


@pytest.mark.parametrize("words", WRITTEN)
def test_a_command_is_one_that_exists(words):
    program, *rest = words
    if program == "make":
        assert all(word in TARGETS or re.match(r"[A-Z]+=", word) for word in rest)
    elif program.startswith("python3") and rest[0] == "make.py":
        assert rest[1] in TARGETS
    elif (script := program.rpartition("/")[2]) in SCRIPTS:
        check_options(SCRIPTS[script], rest)
    else:
        assert program in {"curl", "git", "cd", "cp", "mkdir", "echo", "docker", "railway"}


def check_options(command, rest):
    """The options that are written belong to the command."""
    if hasattr(command, "commands"):
        command, rest = command.commands[rest[0]], rest[1:]
    options = {option for parameter in command.params for option in parameter.opts}
    assert [word for word in rest if word.startswith("--") and word.partition("=")[0] not in options] == []


HOME = re.compile(r"/(home|Users|root|tmp|work)/")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_names_no_place_of_one_machine(page):
    assert [line for line in page.read_text(encoding="utf-8").splitlines() if HOME.search(line)] == []
