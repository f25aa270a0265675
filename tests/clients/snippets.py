"""The snippets of the pages for clients: each stands under a paragraph that names its file."""

import re
from pathlib import Path

from tests.docs.pages import DOCS, Fence, fences

PAGE = DOCS / "clients.md"
PAGES = [PAGE, *sorted((DOCS / "clients").glob("*.md"))]
ADDRESS = "http://localhost:8000"
"""Where the pages have the service."""

PRINTED = re.compile(r"^ *(?:console\.log|print)\(.*\);? +(?://|#) (.+)$", re.MULTILINE)


def snippet(page: Path, file: str) -> str:
    """The text of the snippet that a page gives for a file."""
    (found,) = [fence.text for fence in fences(page) if f"`{file}`" in fence.lead]
    return found


def fence_of(page: Path, language: str) -> Fence:
    """The only fence of a language in a page."""
    (found,) = [fence for fence in fences(page) if fence.language == language]
    return found


def prints(text: str) -> list[str]:
    """What a snippet prints, as the comments at the ends of its lines say.

    >>> prints("console.log(1 + 1); // 2\\nlet x = 1; // one\\nconsole.log(x);\\nprint(2 + 1)  # 3")
    ['2', '3']
    """
    return PRINTED.findall(text)
