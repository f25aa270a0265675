"""A decision page says where it lives and which test holds it, and both are there."""

import re

import pytest

from tests.docs.pages import DECISIONS, ROOT, headings, links, name_of, section

PAGES = sorted(page for page in DECISIONS.glob("*.md") if page.name != "README.md")
SECTIONS = ["Question", "Decision", "Why", "Considered", "Where"]
LATER = "Takes effect when"
PLACE = re.compile(r"`([\w./-]+)`(?:: (.+))?", re.DOTALL)


def test_every_page_is_in_the_index():
    assert [link for link in links(DECISIONS / "README.md") if not link.startswith("../")] == [
        *dict.fromkeys(link for link in links(DECISIONS / "README.md") if not link.startswith("../"))
    ]
    assert {page.name for page in PAGES} == {link for link in links(DECISIONS / "README.md") if "/" not in link}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_has_its_sections(page):
    assert headings(page)[1:] == SECTIONS


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_places_it_names_exist(page):
    """Each line under Where is a file, and names that it defines."""
    lines = [token.content for token in section(page, "Where") if token.type == "inline"]
    assert lines
    if lines[0].startswith(LATER):
        return
    assert any(line.startswith(("`tests/", "`docs/examples/")) for line in lines), "no test is named"
    for line in lines:
        found = PLACE.match(line)
        assert found, f"not a place: {line}"
        text = (ROOT / found[1]).read_text(encoding="utf-8")
        for name in re.findall(r"`(\w+)`", found[2] or ""):
            assert re.search(rf"\b{name}\b", text), f"{found[1]} has no {name}"
