"""API keys: who may ask, where the service is not for everybody."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping

from graphql_api.http.refusal import Refusal

HOW = "Send a key in the header Authorization: Bearer KEY, or X-API-Key: KEY."


class Access:
    """Knows the keys, of which a request must bring one; without keys everybody may ask."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Only hashes are kept: they are all of one length, so comparing them tells nothing of a key."""
        hashes = [_hashed(key) for key in keys]
        self._names = [(each, f"key:{each.hex()[:16]}") for each in hashes]

    @property
    def is_open(self) -> bool:
        """Whether everybody may ask."""
        return not self._names

    def identify(self, headers: Mapping[str, str]) -> str | None:
        """Who sent a request: a name for the key, the same after a restart, from which no key can be told.

        Args:
            headers: of the request, whatever their case.

        Returns:
            The name; None where no keys are asked for.

        Raises:
            Refusal: there is no key, or none of those given is ours.
        """
        if self.is_open:
            return None
        given = list(_given(headers))
        if not given:
            raise Refusal(401, "UNAUTHENTICATED", f"This service asks for a key. {HOW}", {"WWW-Authenticate": "Bearer"})
        found = [name for key in map(_hashed, given) for known, name in self._names if hmac.compare_digest(known, key)]
        if not found:
            headers = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            raise Refusal(401, "UNAUTHENTICATED", f"The key is none of this service's. {HOW}", headers)
        return found[0]


def _given(headers: Mapping[str, str]) -> Iterable[str]:
    scheme, _, key = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key.strip():
        yield key.strip()
    if key := headers.get("x-api-key", "").strip():
        yield key


def _hashed(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
