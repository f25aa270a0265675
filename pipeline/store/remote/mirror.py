"""The local folders that mirror an object store: one for what is built and one for what is served."""

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.store.errors import ReleaseError
from pipeline.store.manifest import MANIFEST, Manifest

CACHE = "CARTELERA_CACHE"
BUILD, SERVE, CHECK = "build", "serve", "check"
"""A build may fail when its release is current in its own folder already, so nobody serves from that one."""
ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")


def mirror(url: str, use: str, cache: str = "") -> Path:
    """The folder for one use of a store; it is made.

    Args:
        url: of the store.
        use: `BUILD`, `SERVE` or `CHECK`.
        cache: the folder that mirrors are kept in; else what CARTELERA_CACHE names, else the user's cache folder.

    Raises:
        ReleaseError: it cannot be made, or not be written.
    """
    folder = base(url, cache) / use
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # users' ratings are in it
        probe = folder / f".draft-probe-{os.getpid()}"
        probe.mkdir()
        probe.rmdir()
    except OSError as fault:
        raise unwritable(folder, fault) from None
    return folder


def base(url: str, cache: str = "") -> Path:
    """The folder of all mirrors of a store: equal names of buckets at two endpoints are two stores."""
    endpoint = next(filter(None, map(os.environ.get, ENDPOINTS)), "")
    name = re.sub(r"[^A-Za-z0-9]+", "-", url)[:60]
    return _cache(cache) / f"{name}-{hashlib.sha256(f'{endpoint} {url}'.encode()).hexdigest()[:8]}"


def unwritable(folder: Path, fault: OSError) -> ReleaseError:
    """What is said when a mirror cannot be written."""
    reason = fault.strerror or fault
    return ReleaseError(f"{folder} cannot be written ({reason}); have {CACHE} name a folder that can, with room in it")


def known_files(folder: Path) -> dict[str, list[Path]]:
    """The files of every release in a mirror and in the one beside it, by the hashes that they were published with."""
    found: dict[str, list[Path]] = {}
    for manifest in sorted(folder.parent.glob(f"*/[!.]*/{MANIFEST}")):
        with suppress(ReleaseError):
            for name, entry in Manifest.read(manifest.parent).files.items():
                found.setdefault(entry.sha256, []).append(manifest.parent / name)
    return found


def as_described(files: Iterable[Path], size: int) -> list[Path]:
    """Those of the files that are there and have a size."""
    found = []
    for file in files:
        with suppress(OSError):
            if file.stat().st_size == size:
                found.append(file)
    return found


def _cache(named: str) -> Path:
    if given := named or os.environ.get(CACHE):
        return Path(given)
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given) / "cartelera"
    try:
        return Path.home() / ".cache" / "cartelera"
    except RuntimeError:  # a user without a home
        raise ReleaseError(f"this user has no folder for what is fetched; have {CACHE} name one") from None
