"""The README in Spanish says what the README says: section by section the same code, figures, links and pictures.

What is written in words is left to its readers; whatever is neither English nor Spanish must be the same.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from markdown_it.token import Token

from tests.docs.pages import README, SPANISH, fences, inline, links, table, tokens

TOLD = {"text"}
"""Languages of blocks whose lines explain in words what they begin with; all others hold what is typed or answered."""

GAP = re.compile(r"(?<=\S)\s{2,}")
FILE = re.compile(r"[\w./*-]*\.(?:csv|py|json|graphql|yaml|txt)\b|\b\w+/")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")

NAMES = {"Apache Spark"}
"""What is called alike in both languages."""

DEFAULTS = {
    "none": "ninguno",
    "`1`; on an object store `10`": "`1`; en un almacén de objetos `10`",
    "`history` where only this machine can ask, or with a key; else `off`": (
        "`history` si solo esta máquina puede preguntar, o con clave; si no, `off`"
    ),
    "`0`; on Railway and Render `1`": "`0`; en Railway y Render `1`",
    "`off` where only this machine can ask, else `1200/minute`": (
        "`off` si solo esta máquina puede preguntar; si no, `1200/minute`"
    ),
}
"""Defaults of settings that are told in words, in both languages; all others are code."""


def sections(page: Path) -> list[list[Token]]:
    """The tokens of each section, its heading first."""
    found: list[list[Token]] = [[]]
    for token in tokens(page):
        if token.type == "heading_open":
            found.append([])
        found[-1].append(token)
    return found[1:]


def pieces(section: list[Token]) -> Iterator[Token]:
    for token in section:
        yield from token.children or []


def shape(section: list[Token]) -> list[str]:
    """The blocks of a section, in order: heading and level, paragraphs, lists, fences, tables with their cells."""
    return [f"{token.type} {token.tag} {token.info}" for token in section if not token.type.endswith("_close")]


def code(section: list[Token]) -> set[str]:
    return {token.content for token in pieces(section) if token.type == "code_inline"}


def figures(section: list[Token]) -> Counter[str]:
    """The numbers in a section's words, code left out."""
    words = (token.content for token in pieces(section) if token.type == "text")
    return Counter(figure for text in words for figure in FIGURE.findall(text))


def addresses(section: list[Token]) -> Counter[str]:
    """Where a section's links lead, to the other language apart."""
    found = (str(token.attrs["href"]) for token in pieces(section) if token.type == "link_open")
    return Counter(link for link in found if link not in {README.name, SPANISH.name})


def pictures(section: list[Token]) -> list[str]:
    return [str(token.attrs["src"]) for token in pieces(section) if token.type == "image"]


def blocks(section: list[Token]) -> list[list[str]]:
    """The fenced blocks as far as they are the same in every language."""
    found = [token for token in section if token.type == "fence"]
    return [
        [line for text in fence.content.splitlines() for line in untold(text)]
        if fence.info.strip() in TOLD
        else [fence.info, fence.content]
        for fence in found
    ]


def untold(line: str) -> list[str]:
    """What a line begins with, its indent included, and the files that it names."""
    return [GAP.split(line)[0], *sorted(FILE.findall(line))]


@cache
def cells(page: Path) -> list[list[tuple[tuple[str, ...], ...]]]:
    """Of each row of every table, cell by cell, its code, links and pictures."""
    rows: list[list[tuple[tuple[str, ...], ...]]] = []
    for before, token in zip(tokens(page), tokens(page)[1:], strict=False):
        if before.type == "tr_open":
            rows.append([])
        if before.type in {"td_open", "th_open"}:
            one = [token]
            rows[-1].append((tuple(sorted(code(one))), tuple(sorted(addresses(one))), tuple(pictures(one))))
    return rows


@pytest.mark.parametrize("what", [shape, code, figures, addresses, pictures, blocks], ids=lambda what: what.__name__)
def test_each_section_holds_the_same(what: Callable[[list[Token]], object]):
    english, spanish = sections(README), sections(SPANISH)
    assert len(english) == len(spanish) > 10
    for ours, theirs in zip(english, spanish, strict=True):
        assert what(theirs) == what(ours), f"README.es.md, section {theirs[1].content}, beside {ours[1].content}"


def test_every_row_of_every_table_holds_the_same_cell_by_cell():
    assert len(cells(README)) > 50
    assert cells(SPANISH) == cells(README)


def test_the_tables_begin_with_the_same_words_where_these_are_code():
    for english, spanish in [("Settings", "Configuración"), ("Endpoints", "Rutas"), ("Commands", "Comandos")]:
        assert [row[0] for row in table(SPANISH, spanish)] == [row[0] for row in table(README, english)]


def test_every_setting_has_the_same_default():
    for english, spanish in zip(table(README, "Settings"), table(SPANISH, "Configuración"), strict=True):
        default = english[1]
        assert default in DEFAULTS or re.fullmatch(r"`[^`]+`", default), f"give DEFAULTS the words for: {default}"
        assert spanish[:2] == [english[0], DEFAULTS.get(default, default)]


def test_pictures_are_described_in_spanish():
    english, spanish = (
        [token.content for token in inline(page) if token.type == "image"] for page in (README, SPANISH)
    )
    assert all(spanish)
    assert set(english).isdisjoint(spanish)


def words(page: Path) -> set[str]:
    """What a page says in words: stretches of text between code and links, and what its blocks explain."""
    texts = [token.content.strip() for token in inline(page) if token.type == "text"]
    told = [line for fence in fences(page) if fence.language in TOLD for line in fence.text.splitlines()]
    texts += [part for line in told for part in GAP.split(line)[1:]]
    return {text for text in texts if re.search(r"[^\W\d]{2,},? [^\W\d]{2,}", text)}


def test_nothing_is_left_in_english():
    assert len(words(SPANISH)) > 100
    assert words(README) & words(SPANISH) <= NAMES


def test_each_leads_to_the_other_before_the_first_section():
    for page, other in [(README, SPANISH), (SPANISH, README)]:
        first = sections(page)[0]
        assert other.name in [str(token.attrs["href"]) for token in pieces(first) if token.type == "link_open"]
        assert links(page).count(other.name) == 1
