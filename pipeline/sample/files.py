"""Files that appear whole or not at all: written beside their final name, then moved onto it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replace_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes its name when the block ends well.

    Args:
        path: the final name; an older file there is replaced, and its folder is made if need be.

    Yields:
        The open file, under a temporary name in the same folder.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as file:
            yield file
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
