"""What the film shows beside the pages themselves: cards, a terminal, the strip of captions, a pointer."""

from __future__ import annotations

import base64
from functools import cache
from html import escape
from pathlib import Path

from demo.needs import STATIC

HERE = Path(__file__).parent
POINTER = HERE / "pointer.js"
BULBS = 72


def page(body: str, language: str = "es") -> str:
    """A page of our own with this body, in HTML, needing no other file."""
    return f'<!doctype html><html lang="{language}"><meta charset="utf-8"><style>{_style()}</style>{body}</html>'


@cache
def _style() -> str:
    """The sheet, with the pages' own letters in it where they are built."""
    fonts = sorted((STATIC / "assets").glob("bricolage-grotesque-latin-wght-*.woff2"))
    faces = [
        "@font-face { font-family: Bricolage; font-weight: 200 800; "
        f"src: url(data:font/woff2;base64,{base64.b64encode(font.read_bytes()).decode()}); }}"
        for font in fonts[:1]
    ]
    return "\n".join([*faces, (HERE / "look.css").read_text(encoding="utf-8")])


def title_card(spanish: str, english: str) -> str:
    """The name on a theatre's board, and what it is in both languages."""
    lines = f"<p>{escape(spanish)}</p><p>{escape(english)}</p>"
    return page(f'<body class="card"><div class="board"><h1>Cartelera</h1></div>{lines}')


def end_card(heading: str, command: str, places: dict[str, str]) -> str:
    """How to start it, and where to read on."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(what)}</dd>" for name, what in places.items())
    return page(f'<body class="card"><h2>{escape(heading)}</h2><code>{escape(command)}</code><dl>{rows}</dl>')


def terminal() -> str:
    """An empty terminal; `lines` and `pace` are the elements to fill."""
    return page(
        '<body class="terminal"><section class="window"><header><span>cartelera</span><b id="pace"></b></header>'
        '<div class="lines" id="lines"></div></section>'
    )


def strip(scene: str, text: str, done: float) -> str:
    """The strip below the page: the scene's name, a caption, and how much of the film is over, 0 to 1."""
    bulbs = "".join('<i class="lit"></i>' if place < done * BULBS else "<i></i>" for place in range(BULBS))
    words = f"<div><b>{escape(scene)}</b><p>{escape(text)}</p></div>"
    return page(f'<body class="strip"><span class="bulbs">{bulbs}</span>{words}')
