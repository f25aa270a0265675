"""ETags: what an answer is known by without looking at it, from what was asked and what it was answered from."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any, Final, NamedTuple

import orjson

from graphql_api.http import negotiation
from graphql_api.schema import schema
from graphql_api.settings import Settings
from pipeline.store.manifest import Manifest

DIGITS: Final = 24
"""Hexadecimal digits of the hash in a tag."""
KINDS: Final = {negotiation.JSON: "j", negotiation.RESPONSE: "r"}
"""What a tag ends in, by the media type of the answer."""


Key = tuple[str, str | None, bytes]
"""What a request asks, all on which its answer depends besides the release and the service itself: the query, the name
of the operation that is meant, the variables as JSON in the order of their names."""


def key_of(text: str, operation: str | None, variables: Mapping[str, Any]) -> Key | None:
    """The key of a request; None where UTF-8 cannot say it, or it is too deep for JSON that is written."""
    try:
        return text, operation, orjson.dumps(variables, option=orjson.OPT_SORT_KEYS) if variables else b""
    except TypeError:
        return None


class Edition(NamedTuple):
    """A release as answers name it.

    Attributes:
        manifest: of the release.
        headers: that name its versions.
        lines: the same as they stand on the wire.
        seed: what the tags of all its answers begin with, before they are hashed.
    """

    manifest: Manifest
    headers: Mapping[str, str]
    lines: bytes
    seed: bytes

    def hash_of(self, key: Key) -> str:
        """What the answer to a request is known by, whatever its media type."""
        # Lengths are told, so that no two keys are one text.
        text, operation, variables = key
        asked = f"{len(text)} {operation!r} {text}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(b"%b%b%b" % (self.seed, asked, variables)).hexdigest()[:DIGITS]


class Editions:
    """Knows the editions of releases."""

    def __init__(self, settings: Settings) -> None:
        # Two services whose answers may differ have different tags: by what they are, what they show, what they allow.
        service = (version("cartelera"), _contract(), settings.users.value, settings.limits.cost)
        self._service = hashlib.sha256(repr(service).encode()).hexdigest()

    def of(self, manifest: Manifest) -> Edition:
        """The edition of a release, which holds nothing of what is in memory of it."""
        headers = {"X-Dataset-Version": manifest.dataset_version}
        if manifest.model_version:
            headers["X-Model-Version"] = manifest.model_version
        lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in headers.items()).encode("latin-1")
        versions = (manifest.version, manifest.dataset_version, manifest.model_version)
        return Edition(manifest, headers, lines, f"{self._service} {versions!r} ".encode())


@cache
def _contract() -> str:
    """A hash of the schema."""
    return hashlib.sha256(schema.as_str().encode()).hexdigest()


def tag(hashed: str, kind: str) -> str:
    """The ETag of an answer of some media type. It is weak: compressed or not, the answer has the same."""
    return f'W/"{hashed}{KINDS[kind]}"'


def is_known(if_none_match: str, etag: str, *, there: bool = False) -> bool:
    """Whether a header `If-None-Match` names a tag; `*` names that of any answer that is there."""
    if if_none_match.strip() == "*":
        return there
    return etag.removeprefix("W/") in {each.strip().removeprefix("W/") for each in if_none_match.split(",")}


def cached(method: str, *, private: bool) -> str:
    """How long a whole answer without errors may be kept, for the header `Cache-Control`.

    One to a GET may be kept, and must be asked about each time: the next release changes it. `private` keeps it out of
    caches that several people share.
    """
    if method != "GET":
        return "no-store"
    return "private, no-cache" if private else "public, no-cache"
