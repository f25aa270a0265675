"""`/`: what this service is and how to ask it, for someone who opened it in a browser."""

import base64
import hashlib
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from graphql_api.catalogue.live import Live

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

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1.2rem; }
h1 { font-size: 2.4rem; margin: 0; }
pre { padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid; border-radius: .5rem; }
pre, footer { font-size: .9rem; }
.note { border-left: .3rem solid; padding: .2rem 1rem; }
"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cartelera</title>
<style>{style}</style>
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
<p>Everything that can be asked, each word described, is in
<a href="/schema.graphql"><code>/schema.graphql</code></a>.</p>
</main>
<footer>{release}</footer>
</body>
</html>
"""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

_QUESTIONS = "\n".join(
    f'<li><a href="/graphql?{escape(urlencode({"query": query}))}">{escape(question)}</a></li>'
    for question, query in QUESTIONS.items()
)


async def home(request: Request) -> Response:
    """The page."""
    live: Live = request.app.state.live
    page = _PAGE.format(
        style=_STYLE,
        status=_status(live),
        questions=_QUESTIONS,
        origin=escape(str(request.base_url)),
        release=_release(live),
    )
    return HTMLResponse(page, headers=_HEADERS)


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
