"""Old releases: how many are kept, and for how long. The report of one goes with it."""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.ops.versions import folders, versions
from pipeline.store.errors import Busy, ReleaseError
from pipeline.store.history import History, moves
from pipeline.store.releases import DRAFT, open_release, pointed_to, pointing, writing
from pipeline.store.reports import report_folder


@dataclass(frozen=True, slots=True)
class Retention:
    """What is kept: the newest `number`, and whatever is younger than `days`."""

    number: int = 5
    days: float = 7

    def __str__(self) -> str:
        return f"beyond the {self.number} newest, and older than {self.days:g} days"


def retain(data: Path, retention: Retention) -> list[str]:
    """Remove old releases; returns their versions.

    Never what is current, what that was fitted to, what a rollback would go to, or a folder that is no release. A
    broken one does not count among the newest. While somebody else writes, nothing is removed.
    """
    oldest = datetime.now(UTC) - timedelta(days=retention.days)
    removed = []
    try:
        with writing(data), pointing(data):
            needed = kept_for_good(data)
            newest = [each.version for each in versions(data) if each.trouble is None][: retention.number]
            for each in versions(data):
                if each.version not in {*needed, *newest} and each.made_at < oldest:
                    _remove(data, data / each.version)
                    _remove(data, report_folder(data, each.version))
                    removed.append(each.version)
    except Busy:
        pass
    return removed


def kept_for_good(data: Path) -> set[str]:
    """The current release, the one that a rollback would go to, and what either was fitted to."""
    needed = {version for version in (pointed_to(data), earlier(data)) if version}
    for version in tuple(needed):
        try:
            needed.add(open_release(data, version).manifest.dataset_version)
        except ReleaseError:
            continue
    return needed


def earlier(data: Path) -> str | None:
    """What was current before what is, of those that are still there; None where nothing is known."""
    current = pointed_to(data)
    there = {folder.name for folder in folders(data)}
    before = [version for version in History.of(moves(data), current).line[:-1] if version in there - {current}]
    return before[-1] if before else None


def _remove(data: Path, folder: Path) -> None:
    """Out of sight in one step, then gone: no reader finds half of it. One that is not there is gone already."""
    if not folder.is_dir():
        return
    hidden = data / f"{DRAFT}removed-{'-'.join(folder.relative_to(data).parts)}-{os.getpid()}"
    folder.rename(hidden)
    shutil.rmtree(hidden, ignore_errors=True)
