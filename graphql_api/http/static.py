"""`/graphiql` and `/assets`: what `web/` was built into, read into memory when it is first asked for and after a build.

No path of a request reaches the file system: a name is one of those that the build holds, or it is not found.
"""

import hashlib
from pathlib import Path
from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from graphql_api.http.compression import takes_gzip

BUILT: Final = Path(__file__).parents[1] / "static"
"""Where `make web` and the image's build put it."""
PAGE: Final = "ide.html"

MEDIA_TYPES: Final = {
    # Spelled out, because what `mimetypes` says depends on the machine, and browsers are told not to guess.
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
OTHER: Final = "application/octet-stream"

REVALIDATE: Final = "no-cache"
"""For a page, whose address stays: it may be kept, but must be asked about each time."""
FOREVER: Final = "public, max-age=31536000, immutable"
"""For an asset, whose name holds a hash of its content."""

NOT_BUILT: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>Cartelera: GraphiQL is not built</title>
<link rel="stylesheet" href="/home.css"><link rel="icon" href="/favicon.svg">
</head>
<body>
<main>
<h1>Not built yet</h1>
<p>GraphiQL, the editor for queries, is not there. <code>make serve</code> builds it behind the service, the first time
after a download; this page looks again every five seconds. If it does not come, <code>.venv/make.log</code> says why,
and <code>make web</code> tries again.</p>
<p>Everything else works: <a href="/">what can be asked</a>.</p>
</main>
</body>
</html>
"""


class File(NamedTuple):
    """One built file.

    Attributes:
        plain: as it is.
        zipped: compressed by gzip; empty where the build found that not to make it smaller.
        tag: a hash of it.
        media_type: of its suffix.
    """

    plain: bytes
    zipped: bytes
    tag: str
    media_type: str

    def response(self, request: Request, cached: str) -> Response:
        """The file as this client takes it, or 304 where it has it already."""
        zipped = self.zipped and takes_gzip(request.headers.get("Accept-Encoding", ""))
        tag = f'"{self.tag}-gzip"' if zipped else f'"{self.tag}"'
        headers = {"Cache-Control": cached, "ETag": tag, "Vary": "Accept-Encoding"}
        known = request.headers.get("If-None-Match", "")
        if tag in {each.strip().removeprefix("W/") for each in known.split(",")}:
            return Response(status_code=304, headers=headers)
        if zipped:
            headers["Content-Encoding"] = "gzip"
        return Response(self.zipped if zipped else self.plain, headers=headers, media_type=self.media_type)


class Build:
    """The built files of a folder, as they are after its newest build."""

    def __init__(self, folder: Path = BUILT) -> None:
        self._folder = folder
        self._stamp: object = None
        self._pages: dict[str, File] = {}
        self._assets: dict[str, File] = {}

    def page(self, name: str) -> File | None:
        """The page of this name; None where it has not been built."""
        self._refresh()
        return self._pages.get(name)

    def asset(self, name: str) -> File | None:
        """The asset of this name; None where there is none."""
        self._refresh()
        return self._assets.get(name)

    def _refresh(self) -> None:
        folders = (self._folder, self._folder / "assets")
        try:
            found = [folder.stat() for folder in folders]
            stamp = [(each.st_ino, each.st_mtime_ns) for each in found]
            if stamp == self._stamp:
                return
            self._pages, self._assets = (read(folder) for folder in folders)
            self._stamp = stamp
        except OSError:  # there is none, or one is being put in place: the next request looks again
            self._stamp, self._pages, self._assets = None, {}, {}


def read(folder: Path) -> dict[str, File]:
    """The files right in a folder, by name, each with what the build compressed beside it."""
    contents = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return {
        name: file(name, plain, contents.get(f"{name}.gz", b""))
        for name, plain in contents.items()
        if not name.endswith(".gz")
    }


def file(name: str, plain: bytes, zipped: bytes = b"") -> File:
    """A file of this name and content."""
    tag = hashlib.sha256(plain).hexdigest()[:32]
    return File(plain, zipped, tag, MEDIA_TYPES.get(Path(name).suffix, OTHER))


build = Build()


async def ide_page(request: Request) -> Response:
    """GraphiQL, or how to build it."""
    if page := build.page(PAGE):
        return page.response(request, REVALIDATE)
    return HTMLResponse(NOT_BUILT, 503, {"Retry-After": "5", "Cache-Control": "no-store"})


async def asset(request: Request) -> Response:
    """A file that a page loads."""
    if found := build.asset(request.path_params["path"]):
        return found.response(request, FOREVER)
    return PlainTextResponse("Not Found", 404)


def routes(*, ide: bool) -> list[Route]:
    """The routes of GraphiQL and what it loads; none where it is switched off."""
    return [Route("/graphiql", ide_page), Route("/assets/{path:path}", asset)] if ide else []
