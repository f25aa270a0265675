"""What is done with releases wherever they are kept; what speaks to object stores is loaded only for one of them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.ops import checking, retention, rollback, versions
from pipeline.store.place import checked_url, is_url

if TYPE_CHECKING:
    from types import ModuleType

Say = Callable[[str], None]


def list_versions(data: str, *, verify: bool) -> list[versions.Version]:
    """Every release, the newest first; in a store, hashes are compared by `pipeline check`, which fetches everything.

    Raises:
        StoreError: the store cannot be reached, or refuses.
    """
    if is_url(data):
        return _stores().versions(checked_url(data))  # type: ignore[no-any-return]
    return versions.versions(Path(data), verify=verify)


def check_releases(data: str, version: str | None, *, every: bool, say: Say) -> bool:
    """Tell a line for each finding in a release or in every one; returns whether all is well.

    Raises:
        NoRelease: there is none, or none of this version.
        StoreError: the store cannot be reached, or refuses.
    """
    if is_url(data):
        return _stores().check(checked_url(data), version, every=every, say=say)  # type: ignore[no-any-return]
    return checking.check_releases(Path(data), version, every=every, say=say)


def roll_back(data: str, version: str | None, say: Say) -> None:
    """Make an earlier release current.

    Raises:
        ReleaseError: there is none such, it is damaged, or the place cannot be reached or written.
    """
    if is_url(data):
        _stores().rollback(checked_url(data), version, say)
    else:
        rollback.rollback(Path(data), version, say)


def sweep(data: str, kept: retention.Retention, say: Say) -> None:
    """Remove old releases from a store; of a folder, a refresh does so itself."""
    if is_url(data):
        _stores().sweep(checked_url(data), kept, say)


def _stores() -> "ModuleType":
    from pipeline.ops import object_store  # noqa: PLC0415 - loads a library that folders do not need

    return object_store
