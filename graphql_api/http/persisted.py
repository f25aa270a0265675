"""Queries that clients name by their hash once they have sent them: Apollo's automatic persisted queries."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError

from graphql_api.http.refusal import Refusal
from graphql_api.limits.refused import Refused

HASH = re.compile(r"[0-9a-f]{64}")


class Persisted:
    """Query texts by their SHA-256; those unused for longest make room for others.

    Args:
        entries: how many are kept; 0 turns persisted queries off.
        size: bytes that all of them may have together.
    """

    def __init__(self, entries: int, size: int) -> None:
        self.entries = entries
        self.size = size
        self.used = 0
        self._texts: OrderedDict[str, str] = OrderedDict()

    def __len__(self) -> int:
        return len(self._texts)

    def text(self, digest: str) -> str:
        """The query of a hash.

        Raises:
            Refused: it is not known; the client then sends the text along.
        """
        if not self.entries:
            raise _refused("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")
        if digest not in self._texts:
            raise _refused("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
        self._texts.move_to_end(digest)
        return self._texts[digest]

    def keep(self, digest: str, text: str) -> None:
        """Keep a query whose hash was checked."""
        size = _bytes(text)
        if digest in self._texts or size > self.size or not self.entries:
            return
        self._texts[digest] = text
        self.used += size
        while len(self._texts) > self.entries or self.used > self.size:
            _, forgotten = self._texts.popitem(last=False)
            self.used -= _bytes(forgotten)


def digest_of(extensions: Mapping[str, Any], text: str | None) -> str | None:
    """The hash that a request names its query by; None where it names none.

    Raises:
        Refusal: 400, it is none, or that of another text.
    """
    named = extensions.get("persistedQuery")
    if named is None:
        return None
    if not isinstance(named, dict) or named.get("version") != 1:
        raise Refusal(400, "BAD_REQUEST", "`extensions.persistedQuery` must be an object with `version` 1")
    digest = named.get("sha256Hash")
    if not isinstance(digest, str) or not HASH.fullmatch(digest):
        told = "`extensions.persistedQuery.sha256Hash` must be 64 hexadecimal digits in lower case"
        raise Refusal(400, "BAD_REQUEST", told)
    if text is not None and hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != digest:
        raise Refusal(400, "BAD_REQUEST", "`extensions.persistedQuery.sha256Hash` is not the SHA-256 of `query`")
    return digest


def _refused(message: str, code: str) -> Refused:
    return Refused([GraphQLError(message, extensions={"code": code})])


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
