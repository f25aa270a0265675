"""An object store as releases need it: small objects under a condition, files sent and fetched in pieces."""

import asyncio
import atexit
import hashlib
import os
import re
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

import obstore
from obstore import exceptions
from obstore.store import from_url

from pipeline.store.errors import StoreError
from pipeline.store.manifest import FileEntry
from pipeline.store.remote.mirror import ENDPOINTS

PIECE = 8 * 1024 * 1024
"""Bytes that are sent or fetched at a time."""
AT_ONCE = 4
"""Objects on their way at a time, and pieces of one: 32 MB each way and object at most."""

SMALL = {"connect_timeout": "5s", "timeout": "15s"}
LARGE = {"connect_timeout": "10s", "read_timeout": "3m", "timeout": "12h"}
FEW = {"max_retries": 2, "retry_timeout": timedelta(seconds=15)}
MANY = {"max_retries": 8, "retry_timeout": timedelta(minutes=2)}

# A thread of the library that still wants the interpreter when it ends would abort the process (CPython before 3.14).
atexit.register(time.sleep, 0.1)


class Missing(StoreError):
    """An object is not there."""


class Moved(StoreError):
    """An object is not the one that was read before."""


@dataclass(frozen=True, slots=True)
class Small:
    """A small object: its content, and what tells it from the next under the same name."""

    content: bytes
    etag: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An object as it is listed: bytes, when it was put there, and what tells it from another."""

    path: str
    size: int
    put_at: datetime
    etag: str | None = None


class Bucket:
    """The objects below one URL. Errors say which URL and why, and repeat nothing that a store answers."""

    def __init__(self, url: str, small: Any, large: Any = None) -> None:  # noqa: ANN401 - any of obstore's stores
        """Take a store for small objects, and one that is more patient for large ones."""
        self.url = url
        self._small = small
        self._large = large or small

    @classmethod
    def open(cls, url: str) -> Self:
        """The bucket of a URL, with keys and endpoint out of the environment; nothing is asked yet.

        Raises:
            StoreError: what the environment says cannot be used.
        """
        endpoint = next(filter(None, map(os.environ.get, ENDPOINTS)), "")
        plain = {"allow_http": True} if endpoint.startswith("http://") else {}
        try:
            small, large = (
                from_url(url, client_options={**options, **plain}, retry_config=retries)  # type: ignore[call-overload]
                for options, retries in ((SMALL, FEW), (LARGE, MANY))
            )
        except (exceptions.BaseError, ValueError) as fault:
            kind = type(fault).__name__
            raise StoreError(f"{url} cannot be opened ({kind}); look at the variables AWS_* and the URL") from None
        return cls(url, small, large)

    async def read(self, path: str, last: Small | None = None) -> Small | None:
        """A small object, or None if it is not there; `last` itself if it is still that one."""
        options = {"if_none_match": last.etag} if last and last.etag else {}
        try:
            async with self._told(path):
                found = await obstore.get_async(self._small, path, options=options)  # type: ignore[arg-type]
                content = bytes(await found.bytes_async())
        except Missing:
            return None
        except exceptions.NotModifiedError:
            return last
        return Small(content, found.meta["e_tag"], found.meta["version"])

    async def replace(self, path: str, content: bytes, last: Small | None) -> None:
        """Put a small object where the one that was read before still is, or where there still is none, in one step.

        Raises:
            Moved: another is there now.
        """
        marks = {"e_tag": last.etag, "version": last.version} if last else {}
        mode: Any = {name: mark for name, mark in marks.items() if mark} or "create"
        try:
            async with self._told(path):
                await obstore.put_async(self._small, path, content, mode=mode)
        except (exceptions.PreconditionError, exceptions.AlreadyExistsError):
            raise Moved(f"{self.url}/{path} was replaced meanwhile") from None
        except Missing:
            if last:
                raise Moved(f"{self.url}/{path} was removed meanwhile") from None
            raise

    async def write(self, path: str, content: bytes) -> None:
        """Put a small object, whatever is there."""
        async with self._told(path):
            await obstore.put_async(self._small, path, content)

    async def send(self, path: str, file: Path) -> None:
        """Put a file, piece by piece."""
        async with self._told(path):
            await obstore.put_async(self._large, path, file, chunk_size=PIECE, max_concurrency=AT_ONCE)

    async def copy(self, path: str, to: str) -> None:
        """Copy an object within the store."""
        async with self._told(path):
            await obstore.copy_async(self._large, path, to)

    async def fetch(self, path: str, file: Path) -> FileEntry:
        """Get an object into a file, piece by piece; returns what came.

        Raises:
            Missing: it is not there.
        """
        digest, size = hashlib.sha256(), 0
        async with self._told(path):
            pieces = (await obstore.get_async(self._large, path)).stream(min_chunk_size=PIECE)
        with file.open("wb") as written:
            while True:
                async with self._told(path):
                    piece = await anext(pieces, None)
                if piece is None:
                    return FileEntry(size, digest.hexdigest())
                size += len(piece)
                await asyncio.to_thread(digest.update, piece)
                await asyncio.to_thread(written.write, piece)

    async def list(self, folder: str = "") -> list[Listed]:
        """Every object below a folder, or all."""
        async with self._told(folder):
            found = await obstore.list(self._small, folder or None).collect_async()
        return [Listed(each["path"], each["size"], each["last_modified"], each["e_tag"]) for each in found]

    async def delete(self, paths: Iterable[str]) -> None:
        """Remove objects; what is not there is no fault."""
        async with self._told(""):
            await obstore.delete_async(self._small, [*paths])

    @asynccontextmanager
    async def _told(self, path: str) -> AsyncIterator[None]:
        """Have the faults of a store be ours, without what it answered: addresses in it may be signed."""
        try:
            yield
        except FileNotFoundError as fault:
            if "NoSuchBucket" in str(fault):
                raise StoreError(
                    f"{self.url} names a bucket that is not there; create it, or correct the name"
                ) from None
            raise Missing(f"{self.url}/{path} is not there") from None
        except (exceptions.PermissionDeniedError, exceptions.UnauthenticatedError) as fault:
            raise StoreError(
                f"{self.url} refuses these credentials ({_code(fault)}); they must be allowed to get, put, list and "
                "delete there (docs/object-store.md)"
            ) from None
        except (exceptions.NotModifiedError, exceptions.PreconditionError, exceptions.AlreadyExistsError):
            raise
        except exceptions.BaseError as fault:
            raise StoreError(f"{self.url} cannot be reached ({_reason(fault)}); look at it and its endpoint") from None


def _code(fault: Exception) -> str:
    found = re.search(r"<Code>(\w{1,50})</Code>", str(fault)) or re.search(r"status code: (\d{3})", str(fault))
    return found[1] if found else type(fault).__name__


def _reason(fault: Exception) -> str:
    """Why, in words of ours."""
    text = str(fault)
    if found := re.search(r"status code: (\d{3})", text):
        return f"it answered with status {found[1]}"
    if "169.254." in text or "redential" in text:
        return "there are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    if "timed out" in text or "TimedOut" in text:
        return "no answer in time"
    if "error sending request" in text or "HTTP error" in text:
        return "no connection"
    return type(fault).__name__
