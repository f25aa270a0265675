"""Answers made smaller for clients that take them so: on the way, text shrinks to a third and less."""

import asyncio
import gzip
import re

LEVEL = 1
"""The quickest: higher levels take two to five times as long for a tenth less."""
SMALLEST = 1_000
"""Bytes from which it pays: less fits into one packet of the network anyway."""
LARGE = 65_536
"""Bytes from which it is done beside the event loop: about a millisecond's work."""


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header takes gzip: by name or by `*`, the name deciding; never with a weight of 0."""
    weights = {}
    for each in accepted.lower().split(","):
        coding, _, parameters = each.partition(";")
        weights[coding.strip()] = not re.fullmatch(r"\s*q=0(\.0*)?\s*", parameters)
    return weights.get("gzip", weights.get("*", False))


async def compressed(body: bytes, accepted: str) -> tuple[bytes, dict[str, str]]:
    """A body as a client takes it, with the header that says how; as it is, where that is as well."""
    if len(body) < SMALLEST or not takes_gzip(accepted):
        return body, {}
    if len(body) < LARGE:
        smaller = _gzip(body)
    else:
        smaller = await asyncio.to_thread(_gzip, body)
    return smaller, {"Content-Encoding": "gzip"}


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)
