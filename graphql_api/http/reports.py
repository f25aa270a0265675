"""`/eda`: the report that `pipeline eda` wrote of the release being served, under a policy that is its own."""

import asyncio
import gzip
import hashlib
import os
import re
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from graphql_api.catalogue.live import Live
from graphql_api.http.access import Access
from graphql_api.http.exchange import exchange_of
from graphql_api.http.files import REVALIDATE, File, file
from graphql_api.http.plain import plain_page
from graphql_api.http.refusal import Refusal
from pipeline.store.reports import REPORT, report_folder

POLICY: Final = (
    "default-src 'none'; style-src {styles}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A report is one file, to be read without us as well: its styles and its pictures stand in it. It runs nothing."""

_STYLE: Final = re.compile(rb"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)

_NO_KEY: Final = """<main>
<h1>A key is wanted</h1>
<p>{message}</p>
<p>A browser cannot bring one by following a link. This fetches the report, for you to open:</p>
<pre>curl {origin}eda -H 'Authorization: Bearer KEY' \\
  --compressed --output report.html</pre>
<p><a href="/">Cartelera</a></p>
</main>"""

_NO_RELEASE: Final = """<main>
<h1>No report yet</h1>
<p>No release is being served yet, so there is nothing to report on: {reason}. This page looks again every five
seconds.</p>
<p><a href="/">Cartelera</a> · <a href="/readyz"><code>/readyz</code></a></p>
</main>"""

_NO_REPORT: Final = """<main>
<h1>No report yet</h1>
<p>The analysis shows with plots and tables what is in the data. Of the release that is served, {version}, none was
made. {how}</p>
<p><a href="/">Cartelera</a></p>
</main>"""
_HERE: Final = """In the folder of the project, this makes one, and this address then shows it:</p>
<pre>make eda</pre>
<p>Releases in another folder: <code>make eda ARGS='--data DIR'</code>."""
_ELSEWHERE: Final = """The releases come from an object store, which keeps no reports, so none can be shown here. In the
folder of the project, this makes one to open in your browser:</p>
<pre>make eda ARGS='--data s3://BUCKET/PREFIX --out DIR'</pre>
<p>"""


class Report(NamedTuple):
    """One report.

    Attributes:
        kept: the file, compressed; what it is uncompressed is not kept.
        policy: what it may do in a browser.
    """

    kept: File
    policy: str


class Reports:
    """Answers with the report of the release being served, to who brings a key where the service asks for one."""

    def __init__(self, live: Live, access: Access, *, mirrored: bool) -> None:
        """Take what is served, who may ask, and whether the releases only mirror an object store."""
        self._live = live
        self._access = access
        self._mirrored = mirrored
        self._stamp: object = None
        self._report: Report | None = None
        self._one_at_a_time = asyncio.Lock()

    async def answer(self, request: Request) -> Response:
        """The report, or a page that says why there is none."""
        try:
            self._access.identify(request.headers)
        except Refusal as refusal:
            exchange_of(request.scope).codes.append(refusal.code)
            told = _NO_KEY.format(message=escape(refusal.message), origin=escape(str(request.base_url)))
            return plain_page("Cartelera: a key is wanted", told, refusal.status, refusal.headers)
        if self._live.snapshot is None:
            reason = "none could be loaded; the log says why" if self._live.trouble else "it is being loaded"
            return plain_page("Cartelera: no report yet", _NO_RELEASE.format(reason=reason), 503, again=True)
        manifest = self._live.snapshot.manifest
        report = await self._newest(report_folder(self._live.data, manifest.version) / REPORT)
        if report is None:
            how = _ELSEWHERE if self._mirrored else _HERE
            told = _NO_REPORT.format(version=escape(manifest.version), how=how)
            return plain_page("Cartelera: no report yet", told, 404)
        response = (await _readable(report.kept, request)).response(request, REVALIDATE)
        # With "not modified" as well: a browser takes over what the answer says of what it has.
        response.headers["Content-Security-Policy"] = report.policy
        response.headers["X-Dataset-Version"] = manifest.dataset_version
        return response

    async def _newest(self, path: Path) -> Report | None:
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._refreshed, path)

    def _refreshed(self, path: Path) -> Report | None:
        """What the file holds, read again only when it is another; None where there is none."""
        try:
            with path.open("rb") as opened:
                found = os.fstat(opened.fileno())
                stamp = (path, found.st_ino, found.st_mtime_ns, found.st_size)
                if stamp != self._stamp:
                    self._report, self._stamp = report_of(opened.read()), stamp
        except (FileNotFoundError, NotADirectoryError):
            self._report, self._stamp = None, None
        return self._report


def report_of(content: bytes) -> Report:
    """A report as it is kept."""
    whole = file(REPORT, content, gzip.compress(content, compresslevel=6, mtime=0))
    return Report(whole._replace(plain=b""), policy_of(content))


def policy_of(content: bytes) -> str:
    """The policy of a report: of styles it allows those that stand in it, by their hashes."""
    read = content.replace(b"\r\n", b"\n")  # as a browser reads it
    hashes = [b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(read)]
    return POLICY.format(styles=" ".join(f"'sha256-{each}'" for each in hashes) or "'none'")


async def _readable(kept: File, request: Request) -> File:
    """The file as it is answered: with what it is uncompressed, for a client that takes nothing else."""
    if kept.is_zipped_for(request):
        return kept
    return kept._replace(plain=await asyncio.to_thread(gzip.decompress, kept.zipped))
