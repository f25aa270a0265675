"""The page: one built file at each of its addresses, in which a program then shows what the address names."""

import gzip
from functools import lru_cache, partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graphql_api.http import static
from graphql_api.http.files import REVALIDATE, File, file
from graphql_api.http.home import explanation

ADDRESSES: Final = ("/", "/title/{id}", "/user/{id}", "/ask", "/films", "/film/{id}", "/person/{id:path}", "/about")
"""Where it is. The name in a person's id may hold a slash."""
PAGE: Final = "index.html"

WITH_IDE: Final = b'data-graphiql="on"'
"""How the built page says that it may lead to GraphiQL."""
WITHOUT_IDE: Final = b'data-graphiql="off"'


def routes(*, ide: bool) -> list[Route]:
    """The routes of the page. With `ide` it leads to GraphiQL."""
    return [Route(address, partial(page, ide=ide)) for address in ADDRESSES]


async def page(request: Request, *, ide: bool) -> Response:
    """The page; until it is built, what can be asked without it."""
    if built := static.build.page(PAGE):
        return (built if ide else without_ide(built)).response(request, REVALIDATE)
    # At the root the explanation is what there is to see; elsewhere what was asked for is not there yet.
    return explanation(request, 200 if request.url.path == "/" else 503)


@lru_cache(maxsize=1)
def without_ide(built: File) -> File:
    """The built page as it shows no link to GraphiQL: a file of its own, made once after each build."""
    plain = built.plain.replace(WITH_IDE, WITHOUT_IDE, 1)
    return file(PAGE, plain, gzip.compress(plain, mtime=0))
