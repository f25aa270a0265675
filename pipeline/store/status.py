"""How the last refresh of the data went: `status.json` beside the pointer, replaced in one step."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

STATUS = "status.json"


class State(StrEnum):
    """What a refresh is at."""

    BUILDING = "building"
    CURRENT = "current"
    FAILED = "failed"


class Fault(StrEnum):
    """What has to change before a refresh that failed is worth another try."""

    INPUTS = "inputs"
    """The raw files, or what is to be done with them."""
    ELSEWHERE = "elsewhere"
    """Something else, which time may mend: a full disk, a lock, a process that was killed."""


@dataclass(frozen=True, slots=True)
class Status:
    """The last refresh, or the one that is under way.

    Attributes:
        state: what it is at.
        since: when that began, in UTC.
        inputs: names the raw files and settings that it tried; equal ones have an equal name.
        release: what was current when this was written; None before there was any.
        succeeded_at: when a refresh last succeeded, in UTC.
        failures: how many have failed since.
        fault: where the fault lay; None unless it failed.
        message: why it failed, or what else is to be said of it.
        next_try: when it is tried again though no file changes; None if it is not, or nobody watches.
    """

    state: State
    since: datetime
    inputs: str | None = None
    release: str | None = None
    succeeded_at: datetime | None = None
    failures: int = 0
    fault: Fault | None = None
    message: str | None = None
    next_try: datetime | None = None

    def write(self, data: Path) -> None:
        """Replace `status.json`; where nothing can be written the old one stays, and the refresh goes on."""
        temporary = data / f".{STATUS}-{os.getpid()}"
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False, default=datetime.isoformat) + "\n"
        with suppress(OSError):
            temporary.write_text(text, encoding="utf-8", errors="replace")
            temporary.replace(data / STATUS)

    @classmethod
    def read(cls, data: Path) -> "Status | None":
        """What `status.json` says; None where there is none, or none that can be understood."""
        try:
            content: dict[str, Any] = json.loads((data / STATUS).read_text(encoding="utf-8"))
            told = {each.name: content[each.name] for each in fields(cls) if content.get(each.name) is not None}
            for name, read in _READ.items():
                if name in told:
                    told[name] = read(told[name])
            return cls(**told)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            return None


def _moment(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


_READ: dict[str, Callable[[Any], object]] = {
    "state": State,
    "since": _moment,
    "inputs": str,
    "release": str,
    "succeeded_at": _moment,
    "failures": int,
    "fault": Fault,
    "message": str,
    "next_try": _moment,
}
