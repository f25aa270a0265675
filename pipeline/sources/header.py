"""The first line of a raw file: which character separates its fields, and which of our columns stands where."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from pipeline.sources.layout import fold
from pipeline.sources.told import told, told_list
from pipeline.store.errors import UnreadableSource

SEPARATORS = (",", ";", "\t")
"""What may stand between two fields; the first of them under which the first line holds all our columns does."""

NEAR = 60
"""How alike two names must be, of 100, for one to be meant by the other."""

Header = tuple[str, dict[str, int], list[str]]
"""The separator, where each of our columns stands, and the names as found."""


def read_header(
    file: Path, lines: Callable[[], Iterable[str]], columns: Sequence[str], renamed: Mapping[str, str]
) -> Header:
    """Read the first line of a file.

    Args:
        file: the file, for what is said of it.
        lines: gives its lines from the first.
        columns: those it must have.
        renamed: other names that they may have, as `fold` makes them.

    Raises:
        UnreadableSource: it is no first line, lacks a column, or has one twice.
    """
    meanings = {fold(name): name for name in columns} | dict(renamed)
    best: tuple[str, dict[str, list[int]], list[str]] | None = None
    for separator in SEPARATORS:
        names = _names(file, lines(), separator)
        places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            if meaning := meanings.get(fold(name)):
                places.setdefault(meaning, []).append(place)
        if best is None or len(places) > len(best[1]):
            best = separator, places, names
    assert best is not None  # noqa: S101 - there are separators
    separator, places, names = best
    _refuse_missing(file, [name for name in columns if name not in places], names, columns)
    for name, twice in places.items():
        if len(twice) > 1:
            stand = " and ".join(f"{told(names[place])} (column {place + 1})" for place in twice)
            raise UnreadableSource(
                f"{file} has several columns that mean {name}: {stand}; expected one: rename or remove the others"
            )
    return separator, {name: places[name][0] for name in columns}, names


def _names(file: Path, lines: Iterable[str], separator: str) -> list[str]:
    try:
        return next(csv.reader(lines, delimiter=separator), [])
    except csv.Error as fault:
        raise UnreadableSource(f"{file} has no readable first line ({fault}); is it a CSV file?") from None


def _refuse_missing(file: Path, missing: Sequence[str], names: Sequence[str], columns: Sequence[str]) -> None:
    if not missing:
        return
    others = {name: fold(name) for name in names if fold(name) not in map(fold, columns)}
    near = {}
    for name in missing:
        if match := process.extractOne(fold(name), others, scorer=fuzz.ratio, score_cutoff=NEAR):
            near[name] = match[2]
    nearest = "".join(f"; `{told(found)}` is near {name}: rename it if it is meant" for name, found in near.items())
    # What was found is quoted: of a file without names it is the first row, and that may be of a user.
    raise UnreadableSource(
        f"{file} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
        f"found: `{told_list(names)}`; expected: {', '.join(columns)}{nearest}"
    )
