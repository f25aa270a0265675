"""Where releases are kept: a folder, or an object store that a local folder mirrors.

Everything reads and writes folders. For an object store the folder is a mirror: brought up to date before a command
starts, and sent when it has ended well. What speaks to the store is not even loaded where there is none.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.errors import ReleaseError
from pipeline.store.remote.mirror import BUILD, mirror

SCHEMES = ("s3", "s3a", "gs", "az", "azure", "abfs", "abfss", "adl")
_URL = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]+:/|({'|'.join(SCHEMES)})(:|//)", re.IGNORECASE)
_WHOLE = re.compile(r"[a-z0-9]+://[^/?#@\s]+(/[^?#\s]*)?")


@dataclass(frozen=True, slots=True)
class Place:
    """An open place.

    Attributes:
        folder: the releases.
        url: of the store that the folder mirrors, or None.
        publish: has everybody see what is current in the folder; nothing is left to be done where there is no store.
    """

    folder: Path
    url: str | None = None
    publish: Callable[[], None] = lambda: None

    def __str__(self) -> str:
        return self.url or str(self.folder)


def is_url(data: str | Path) -> bool:
    """Whether this names an object store, be it with a slip such as `s3//bucket`; else it names a folder."""
    return isinstance(data, str) and _URL.match(data) is not None


def checked_url(data: str) -> str:
    """The URL of an object store, without a slash at its end.

    Raises:
        ReleaseError: it is of another kind, or holds what does not belong there.
    """
    scheme = re.split("[:/]", data, maxsplit=1)[0].lower()
    if scheme not in SCHEMES:
        raise ReleaseError(f"{scheme}:// is no object store; give a folder, or a URL such as s3://BUCKET/PREFIX")
    url = scheme + data[len(scheme) :]
    if not _WHOLE.fullmatch(url):  # it is not repeated: it may hold a key
        raise ReleaseError(
            f"this {scheme}:// URL is not one of a bucket and a prefix; write {scheme}://BUCKET/PREFIX, "
            "and give keys by the environment (AWS_ACCESS_KEY_ID and the like)"
        )
    return url.rstrip("/")


def folder_of(data: str) -> Path:
    """The folder itself, or the mirror in which a command builds for an object store.

    Raises:
        ReleaseError: the mirror cannot be written, or this is no URL of a store, nor a name.
    """
    if not data.strip():  # as a variable of the shell is that nobody has set
        raise ReleaseError("--data is empty; expected a folder, or the URL of an object store")
    return mirror(checked_url(data), BUILD) if is_url(data) else Path(data)


@contextmanager
def opened(data: str, *, needed: bool = True) -> Iterator[Place]:
    """The place where releases are kept, for one command that writes.

    Args:
        data: a folder, or the URL of an object store.
        needed: whether the current release must be whole; else it is done without, as before the first.

    Raises:
        Busy: another command works on the mirror.
        StoreError: the store cannot be reached, or refuses.
        ReleaseError: the mirror cannot be written, or this is no URL of a store.
    """
    if not is_url(data):
        yield Place(folder_of(data))
        return
    from pipeline.store.remote.writer import writing_to  # noqa: PLC0415 - loads a library that folders do not need

    with writing_to(checked_url(data), needed=needed) as writer:
        yield Place(writer.folder, writer.bucket.url, writer.publish)
