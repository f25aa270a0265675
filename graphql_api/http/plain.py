"""Plain pages, for what is said where there is nothing else to show; with the style and the icon that they load."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from graphql_api.http.files import REVALIDATE, File, file

SECONDS: Final = 5
"""After which a page that waits for something looks again."""

_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">{again}
<title>{title}</title>
<link rel="stylesheet" href="/home.css"><link rel="icon" href="/favicon.svg">
</head>
<body>
{body}
</body>
</html>
"""
_AGAIN: Final = f'\n<meta http-equiv="refresh" content="{SECONDS}">'

_FILES: Final = {name: file(name, Path(__file__).with_name(name).read_bytes()) for name in ("home.css", "favicon.svg")}


def plain_page(
    title: str, body: str, status: int = 200, headers: Mapping[str, str] | None = None, *, again: bool = False
) -> Response:
    """A page that no cache keeps.

    Args:
        title: of the page, as text of HTML.
        body: its HTML.
        status: of the response; with one of an error and `again`, programs are told when to come back as well.
        headers: of the response.
        again: whether the page looks again by itself.
    """
    told = {"Cache-Control": "no-store", **(headers or {})}
    if again and status >= 400:
        told["Retry-After"] = str(SECONDS)
    return HTMLResponse(_PAGE.format(title=title, body=body, again=_AGAIN if again else ""), status, told)


def routes() -> list[Route]:
    """The routes of what the pages load."""
    return [Route(f"/{name}", partial(_load, found=found)) for name, found in _FILES.items()]


async def _load(request: Request, *, found: File) -> Response:
    return found.response(request, REVALIDATE)
