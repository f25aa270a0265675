"""What an ETag tells of an object's content: an MD5, in S3 stores that encrypt with no key of yours."""

import hashlib
import re
from pathlib import Path

_OF_CONTENT = re.compile(r'"?([0-9a-f]{32}(-[0-9]+)?)"?')


def contradicts(etag: str | None, file: Path, piece: int) -> bool:
    """Whether an ETag that looks like an MD5 is not that of a file, so that the object may hold something else.

    Args:
        etag: of the object; one of another form tells nothing.
        file: what the object should hold.
        piece: bytes of a piece, where the object was put in several: the ETag is then an MD5 of their MD5s.
    """
    said = _OF_CONTENT.fullmatch(etag or "")
    return said is not None and said[1] not in _possible(file, piece)


def _possible(file: Path, piece: int) -> set[str]:
    whole, pieces = hashlib.md5(usedforsecurity=False), []
    with file.open("rb") as content:
        while part := content.read(piece):
            whole.update(part)
            pieces.append(hashlib.md5(part, usedforsecurity=False).digest())
    together = hashlib.md5(b"".join(pieces), usedforsecurity=False).hexdigest()
    return {whole.hexdigest(), f"{together}-{len(pieces)}"}
