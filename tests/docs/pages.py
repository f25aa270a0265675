"""The pages, parsed as far as the tests ask."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EXAMPLES = DOCS / "examples"
DECISIONS = DOCS / "decisions"
README = ROOT / "README.md"
SPANISH = ROOT / "README.es.md"

PAGES = sorted([*DOCS.rglob("*.md"), *(ROOT / name for name in (
    "README.md", "README.es.md", "CHANGELOG.md", "SECURITY.md", "data/README.md",
))])  # fmt: skip


class Fence(NamedTuple):
    """A fenced block: its language, its text, the paragraph that stands before it, and its line."""

    language: str
    text: str
    lead: str
    line: int


def name_of(page: Path) -> str:
    """A page's path from the root, to name a test by."""
    return page.relative_to(ROOT).as_posix()


@cache
def tokens(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))


def inline(page: Path) -> Iterator[Token]:
    """The pieces of text in a page, in order: text, code, links."""
    for token in tokens(page):
        yield from token.children or []


def paragraphs(page: Path) -> list[str]:
    return [token.content for token in tokens(page) if token.type == "inline"]


def fences(page: Path) -> list[Fence]:
    found, lead = [], ""
    for token in tokens(page):
        if token.type == "inline":
            lead = token.content
        elif token.type == "fence":
            found.append(Fence(token.info.strip(), token.content, lead, token.map[0] + 1 if token.map else 0))
    return found


def headings(page: Path) -> list[str]:
    parsed = tokens(page)
    return [parsed[at + 1].content for at, token in enumerate(parsed) if token.type == "heading_open"]


def anchors(page: Path) -> set[str]:
    """What `#...` may name in a page: its headings in lower case, punctuation dropped, spaces as hyphens."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings(page)}


def links(page: Path) -> list[str]:
    return [str(token.attrs["href"]) for token in inline(page) if token.type == "link_open"]


def section(page: Path, heading: str) -> list[Token]:
    """The tokens under a heading, as far as the next one of its level or above."""
    parsed = tokens(page)
    (start,) = [
        at for at, token in enumerate(parsed) if token.type == "heading_open" and parsed[at + 1].content == heading
    ]
    level = parsed[start].tag
    ends = (at for at, token in enumerate(parsed) if at > start and token.type == "heading_open" and token.tag <= level)
    return parsed[start + 3 : next(ends, len(parsed))]


def table(page: Path, heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, without its head, each cell as written."""
    rows: list[list[str]] = []
    cell = False
    for token in section(page, heading):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in {"td_open", "th_open"}:
            cell = True
        elif token.type == "inline" and cell:
            rows[-1].append(token.content)
            cell = False
        elif token.type == "table_close":
            break
    return rows[1:]
