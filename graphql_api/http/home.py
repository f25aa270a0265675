"""`/`: what this service is and how to ask it, for someone who opened it in a browser; with its style and its icon."""

from functools import partial
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from graphql_api.catalogue.live import Live
from graphql_api.http.static import REVALIDATE, File, file

QUESTIONS = {
    "The longest title of 2018": "{ maxDuration(year: 2018) { durationInt title { displayTitle platform { name } } } }",
    "Titles of 2018 that score above 3.5": "{ scoreCounts(scored: 3.5, year: 2018) { count platform { name } } }",
    "Titles on each platform": "{ platformCounts { count platform { name } } }",
    "The actor in the most titles on Netflix": "{ topActor(platform: NETFLIX) { count actor { displayName } } }",
    "The films that users like best": (
        "{ titles(first: 5, filter: { type: MOVIE }, orderBy: { field: SCORE, direction: DESC }) "
        "{ nodes { displayTitle score votes } } }"
    ),
    "Titles with a night in them": '{ search(text: "night", first: 5) { totalCount nodes { displayTitle } } }',
}
"""The questions that the page offers to ask with one click."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cartelera</title>
<link rel="stylesheet" href="/home.css"><link rel="icon" href="/favicon.svg">
</head>
<body>
<main>
<h1>Cartelera</h1>
<p>What is on: the catalogues of Amazon Prime Video, Disney+, Hulu and Netflix, and what users think of them,
answered over GraphQL.</p>
{status}
<h2>Ask it</h2>
<ul>
{questions}
</ul>
<p>Each of these is a query in the address. Programs send theirs by POST:</p>
<pre>curl {origin}graphql -H 'Content-Type: application/json' \\
  -d '{{"query": "{{ platformCounts {{ count platform {{ name }} }} }}"}}'</pre>
{ide}
<p>Everything that can be asked, each word described, is in
<a href="/schema.graphql"><code>/schema.graphql</code></a>.</p>
</main>
<footer>{release}</footer>
</body>
</html>
"""

_IDE: Final = '<p>To write your own, with help as you type: <a href="/graphiql">GraphiQL</a>.</p>'

_QUESTIONS = "\n".join(
    f'<li><a href="/graphql?{escape(urlencode({"query": query}))}">{escape(question)}</a></li>'
    for question, query in QUESTIONS.items()
)

_FILES: Final = {name: file(name, Path(__file__).with_name(name).read_bytes()) for name in ("home.css", "favicon.svg")}


def routes(*, ide: bool) -> list[Route]:
    """The page and what it loads. With `ide` it leads to GraphiQL."""
    loaded = [Route(f"/{name}", partial(_load, found=found)) for name, found in _FILES.items()]
    return [Route("/", partial(home, ide=ide)), *loaded]


async def home(request: Request, *, ide: bool = True) -> Response:
    """The page."""
    live: Live = request.app.state.live
    page = _PAGE.format(
        status=_status(live),
        questions=_QUESTIONS,
        origin=escape(str(request.base_url)),
        ide=_IDE if ide else "",
        release=_release(live),
    )
    return HTMLResponse(page, headers={"Cache-Control": "no-store"})


async def _load(request: Request, *, found: File) -> Response:
    return found.response(request, REVALIDATE)


def _status(live: Live) -> str:
    if live.snapshot is None:
        reason = "no release could be loaded; the log says why" if live.trouble else "the release is being loaded"
        return f'<p class="note">There is nothing to answer from yet: {reason}.</p>'
    tables = live.snapshot.manifest.tables
    told = f"<p>Serving {tables['titles'].rows:,} titles and {tables['ratings'].rows:,} ratings.</p>"
    if live.snapshot.manifest.synthetic:
        told += '<p class="note">These are sample data: every title, name and rating was generated.</p>'
    return told


def _release(live: Live) -> str:
    readiness = '<a href="/readyz"><code>/readyz</code></a>'
    if live.snapshot is None:
        return readiness
    manifest = live.snapshot.manifest
    return f"Dataset {escape(manifest.dataset_version)}, built {manifest.built_at:%Y-%m-%d %H:%M} UTC · {readiness}"
