"""`/`: what this service is and how to ask it, for someone who opened it in a browser."""

import base64
import hashlib
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from graphql_api.catalogue.live import Live

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1.2rem; }
h1 { font-size: 2.4rem; margin: 0; }
pre { padding: 1rem; overflow-x: auto; border: 1px solid; border-radius: .5rem; font-size: .9rem; }
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
<p>Send a query by POST to <code>/graphql</code>, or by GET,
<a href="/graphql?query=%7BplatformCounts%7Bcount%20platform%7Bname%7D%7D%7D">like this one</a>:</p>
<pre>curl {origin}graphql -H 'Content-Type: application/json' \\
  -d '{{"query": "{{ maxDuration(year: 2018) {{ durationInt title {{ displayTitle }} }} }}"}}'</pre>
<p>Everything that can be asked, each word described, is in
<a href="/schema.graphql"><code>/schema.graphql</code></a>.</p>
</main>
</body>
</html>
"""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


async def home(request: Request) -> Response:
    """The page."""
    live: Live = request.app.state.live
    page = _PAGE.format(style=_STYLE, status=_status(live), origin=escape(str(request.base_url)))
    return HTMLResponse(page, headers=_HEADERS)


def _status(live: Live) -> str:
    if live.snapshot is None:
        return '<p class="note">There is nothing to answer from yet: a release is being loaded, or none was built.</p>'
    manifest = live.snapshot.manifest
    told = f"<p>Serving {manifest.tables['titles'].rows:,} titles and {manifest.tables['ratings'].rows:,} ratings.</p>"
    if manifest.synthetic:
        told += '<p class="note">These are sample data: every title, name and rating was generated.</p>'
    return told
