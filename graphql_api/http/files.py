"""Files kept in memory, and how they are answered: compressed or not, and not again to who has them."""

import hashlib
from pathlib import Path
from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from graphql_api.http.compression import takes_gzip

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


class File(NamedTuple):
    """One file.

    Attributes:
        plain: as it is.
        zipped: compressed by gzip; empty where that does not make it smaller.
        tag: a hash of it.
        media_type: of its suffix.
    """

    plain: bytes
    zipped: bytes
    tag: str
    media_type: str

    def is_zipped_for(self, request: Request) -> bool:
        """Whether this client gets it compressed."""
        return bool(self.zipped) and takes_gzip(request.headers.get("Accept-Encoding", ""))

    def response(self, request: Request, cached: str) -> Response:
        """The file as this client takes it, or 304 where it has it already."""
        zipped = self.is_zipped_for(request)
        tag = f'"{self.tag}-gzip"' if zipped else f'"{self.tag}"'
        headers = {"Cache-Control": cached, "ETag": tag, "Vary": "Accept-Encoding"}
        known = request.headers.get("If-None-Match", "")
        if tag in {each.strip().removeprefix("W/") for each in known.split(",")}:
            return Response(status_code=304, headers=headers)
        if zipped:
            headers["Content-Encoding"] = "gzip"
        return Response(self.zipped if zipped else self.plain, headers=headers, media_type=self.media_type)


def file(name: str, plain: bytes, zipped: bytes = b"") -> File:
    """A file of this name and content."""
    tag = hashlib.sha256(plain).hexdigest()[:32]
    return File(plain, zipped, tag, MEDIA_TYPES.get(Path(name).suffix, OTHER))
