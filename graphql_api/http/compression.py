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


def pays(body: bytes, accepted: str) -> bool:
    """Whether a body is compressed for a client that accepts this."""
    return len(body) >= SMALLEST and takes_gzip(accepted)


def smaller(body: bytes) -> bytes:
    """A body compressed, here and now."""
    return gzip.compress(body, LEVEL, mtime=0)


async def smaller_beside(body: bytes) -> bytes:
    """A body compressed: beside the event loop where it would hold it up."""
    return smaller(body) if len(body) < LARGE else await asyncio.to_thread(smaller, body)
