"""What was current and when: `.history` beside the pointer, a line of JSON for each move of it.

It says what was current before, for a rollback; and what a rollback took back, so that nothing but new raw files, or
somebody who says so, brings that back. A file that is damaged or gone costs only the memory.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HISTORY = ".history"
KEPT = 200
"""Moves that are remembered."""


@dataclass(frozen=True, slots=True)
class Move:
    """One move of the pointer.

    Attributes:
        time: when, in UTC.
        version: the release that became current.
        dataset: the version of its data; None where its manifest could not be read.
        back: whether it was a rollback.
    """

    time: datetime
    version: str
    dataset: str | None = None
    back: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """What follows from all moves.

    Attributes:
        line: what was current, each before the next; the last is the current one. What was taken back is not in it.
        taken_back: datasets that a rollback took back and that nothing has brought back since; of each the release.
    """

    line: tuple[str, ...] = ()
    taken_back: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, moves: list[Move], current: str | None) -> "History":
        """Follow the moves; a pointer that says otherwise was moved by hand, which counts as the last of them."""
        line: list[Move] = []
        taken: dict[str, str] = {}
        if current and (not moves or moves[-1].version != current):
            moves = [*moves, Move(datetime.now(UTC), current)]
        for move in moves:
            if not move.back:
                taken.clear()
            elif move.dataset in taken:  # what was taken back is wanted again
                del taken[move.dataset]
            else:
                taken |= {each.dataset: each.version for each in line[-1:] if each.dataset}
                versions = [each.version for each in line]
                line = line[: versions.index(move.version) if move.version in versions else -1]
            line = [*(each for each in line if each.version != move.version), move]
        return cls(tuple(each.version for each in line), taken)


def moves(data: Path) -> list[Move]:
    """Every move that is remembered, the oldest first; lines that cannot be read are left out."""
    found = []
    try:
        lines = (data / HISTORY).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    for line in lines:
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            found.append(_read(json.loads(line)))
    return found


def note(data: Path, *new: Move) -> None:
    """Remember moves; where nothing can be written they are forgotten, for the pointer has moved already."""
    lines = [
        json.dumps({"time": each.time.isoformat(), "version": each.version, "dataset": each.dataset, "back": each.back})
        for each in [*moves(data), *new][-KEPT:]
    ]
    temporary = data / f"{HISTORY}-{os.getpid()}"
    with suppress(OSError):
        temporary.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        temporary.replace(data / HISTORY)


def _read(line: dict[str, Any]) -> Move:
    version, dataset = line["version"], line["dataset"]
    if not isinstance(version, str) or not isinstance(dataset, str | None):
        raise TypeError
    time = datetime.fromisoformat(line["time"])
    return Move(time if time.tzinfo else time.replace(tzinfo=UTC), version, dataset, bool(line["back"]))
