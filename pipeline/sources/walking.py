"""Every row of a raw file walked through as Python's `csv` reads it, so that nothing is left to a reader's good will.

polars fills short rows with nulls, reads quotes in the middle of a field in its own way, and takes a lone carriage
return for text. Rows that readers could read differently are refused here; the short ones are noted.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from pipeline.sources.layout import PLATFORM_COLUMNS, PLATFORM_NAMES, fold
from pipeline.sources.source import Dialect
from pipeline.sources.told import told
from pipeline.store.errors import UnreadableSource

LONGEST = 1 << 24
"""Characters of a line or a field: a quote that is never closed would make one of the rest of the file."""


NOTHING = frozenset({"nan", "NaN", "NaT", "NA", "<NA>", "None", "NULL", "null"})
"""What programs write where there is nothing, if they are not told otherwise; one director is called None."""

LOST = "\ufffd"
"""What stands for a letter that a program could not read; three rows of Amazon have it."""

FEW, SHARE = 20, 0.01
"""Rows that may hold such a thing, and their share, whichever is more."""


@dataclass(slots=True)
class Walk:
    """What a walk through the rows found."""

    rows: int = 0
    short: list[int] = field(default_factory=list)
    platforms: dict[str, str] = field(default_factory=dict)
    last: Sequence[str] = ()
    nothing: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    """By place and word: the rows in which a word for nothing stands there."""
    lost: list[int] = field(default_factory=list)
    """The rows in which letters are lost."""


class Lines:
    """The lines of a text, and those that were read since it was last asked."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._since: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST)
        if not line:
            raise StopIteration
        if len(line) == LONGEST and line[-1] not in "\r\n":
            raise csv.Error(f"a line is longer than {LONGEST:,} characters")
        self._since.append(line)
        return line

    def since(self) -> str:
        """What was read since the last call."""
        read, self._since = "".join(self._since), []
        return read


def walk(file: Path, stream: IO[str], dialect: Dialect, names: Sequence[str]) -> Walk:
    """Walk through all rows below the first line.

    Args:
        file: the file, for what is said of it.
        stream: its text from the first line, line ends as they stand.
        dialect: how it is written.
        names: the fields of its first line.

    Raises:
        UnreadableSource: a row is no CSV, or has more fields than the first line.
    """
    found, line = Walk(), 1
    plain = _as_all_read_it(dialect.separator)
    naming = [place for place, name in enumerate(names) if fold(name) in PLATFORM_COLUMNS]
    lines = Lines(stream)
    with _long_fields():
        rows = csv.reader(lines, delimiter=dialect.separator, strict=True)
        try:
            for row, fields in enumerate(rows):
                written = lines.since()
                where = f"row {row} (line {line})" if row else "its first line"
                if '"' in written and not plain.fullmatch(written):
                    raise _broken(file, where, 'a quote stands within a field that is not quoted as a whole; in CSV '
                                  'such a field is quoted and the quote doubled, "like ""this"""')  # fmt: skip
                if written.endswith("\r"):
                    raise _broken(file, where, "it ends with a carriage return alone; expected a newline, such as "
                                  "tr '\\r' '\\n' makes of it")  # fmt: skip
                line = rows.line_num + 1
                if LOST in written:
                    found.lost.append(row)
                if row:
                    _note(found, file, where, row, fields, dialect.width, naming, names)
        except csv.Error as fault:
            where = f"row {found.rows + 1} (line {line})" if line > 1 else "its first line"
            raise _broken(file, where, str(fault)) from None
    _refuse_lost(file, found, dialect)
    return found


def _note(
    found: Walk,
    file: Path,
    where: str,
    row: int,
    fields: list[str],
    width: int,
    naming: Iterable[int],
    names: Sequence[str],
) -> None:
    found.rows, found.last = row, fields
    if len(fields) > width:
        raise _broken(file, where, f"it has {len(fields)} fields, the first line {width}")
    if len(fields) < width and any(each and not each.isspace() for each in fields):
        found.short.append(row)
    if not NOTHING.isdisjoint(fields):
        for place, said in enumerate(fields):
            if said in NOTHING:
                found.nothing.setdefault((place, said), []).append(row)
    for place in naming:
        if place < len(fields) and (platform := PLATFORM_NAMES.get(fold(fields[place]))):
            found.platforms.setdefault(
                platform.value, f"column {told(names[place])} says {told(fields[place])} in row {row}"
            )


def _refuse_lost(file: Path, found: Walk, dialect: Dialect) -> None:
    """Names with such letters are nobody's, and such a word would be a person whom many titles share."""
    few = max(FEW, int(SHARE * found.rows))
    if len(found.lost) > few:
        raise UnreadableSource(
            f"{file} has letters lost, with U+FFFD in their place, in {len(found.lost):,} rows, the first of them row "
            f"{found.lost[0]}: a program read it in another encoding than it was in; expected at most {few:,}: fetch "
            f"it again"
        )
    for name, column in dialect.columns.items():
        for (place, said), rows in found.nothing.items():
            if place == column and len(rows) > few:
                raise UnreadableSource(
                    f"{file} says {said} in column {name} of {len(rows):,} rows, the first of them row {rows[0]}: a "
                    f"program wrote it where there was nothing; expected an empty field: write the file anew, with "
                    f"pandas: to_csv(FILE, index=False, na_rep='')"
                )


def _broken(file: Path, where: str, what: str) -> UnreadableSource:
    return UnreadableSource(f"{file} cannot be read as CSV: {where}: {what}")


def _as_all_read_it(separator: str) -> re.Pattern[str]:
    """A row that any reader of CSV reads alike: quotes stand around whole fields, and doubled within them."""
    one = rf'(?:"(?:[^"]++|"")*+"|[^"{re.escape(separator)}\r\n]*+)'
    return re.compile(rf"{one}(?:{re.escape(separator)}{one})*+(?:\r?\n|\r)?")


@contextmanager
def _long_fields() -> Iterator[None]:
    before = csv.field_size_limit(LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)
