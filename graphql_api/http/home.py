"""What this service is and how to ask it, for someone who opened it in a browser while its page is being built."""

from html import escape
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from graphql_api.catalogue.live import Live
from graphql_api.http.plain import plain_page

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
"""The questions that can be asked with one click."""

_TOLD: Final = """<main>
<h1>Cartelera</h1>
<p>What is on: the catalogues of Amazon Prime Video, Disney+, Hulu and Netflix, and what users think of them,
answered over GraphQL.</p>
<p class="note">The page to search and to ask in is not built yet. <code>make serve</code> builds it behind the service,
the first time after a download; this one looks again every five seconds. If it does not come,
<code>.venv/make.log</code> says why, and <code>make web</code> tries again.</p>
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
<footer>{release}</footer>"""

_QUESTIONS = "\n".join(
    f'<li><a href="/graphql?{escape(urlencode({"query": query}))}">{escape(question)}</a></li>'
    for question, query in QUESTIONS.items()
)


def explanation(request: Request, status: int) -> Response:
    """What there is to say without the page, which is looked for again."""
    live: Live = request.app.state.live
    told = _TOLD.format(
        status=_status(live), questions=_QUESTIONS, origin=escape(str(request.base_url)), release=_release(live)
    )
    return plain_page("Cartelera", told, status, again=True)


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
