"""`/graphiql` and `/assets`: what `web/` was built into, read into memory when it is first asked for and after a build.

No path of a request reaches the file system: a name is one of those that the build holds, or it is not found.
"""

from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from graphql_api.http.files import FOREVER, REVALIDATE, File, file
from graphql_api.http.plain import plain_page

BUILT: Final = Path(__file__).parents[1] / "static"
"""Where `make web` and the image's build put it."""
IDE: Final = "ide.html"

NOT_BUILT: Final = """<main>
<h1>Not built yet</h1>
<p>GraphiQL, the editor for queries, is not there. <code>make serve</code> builds it behind the service, the first time
after a download; this page looks again every five seconds. If it does not come, <code>.venv/make.log</code> says why,
and <code>make web</code> tries again.</p>
<p>Everything else works: <a href="/">what can be asked</a>.</p>
</main>"""


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


build = Build()


async def ide_page(request: Request) -> Response:
    """GraphiQL, or how to build it."""
    if page := build.page(IDE):
        return page.response(request, REVALIDATE)
    return plain_page("Cartelera: GraphiQL is not built", NOT_BUILT, 503, again=True)


async def asset(request: Request) -> Response:
    """A file that a page loads."""
    if found := build.asset(request.path_params["path"]):
        return found.response(request, FOREVER)
    return PlainTextResponse("Not Found", 404)


def routes(*, ide: bool) -> list[Route]:
    """The routes of what pages load, and of GraphiQL unless it is switched off."""
    return [*([Route("/graphiql", ide_page)] if ide else []), Route("/assets/{path:path}", asset)]
