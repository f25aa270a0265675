"""Ways to change the bytes of a file, or a folder of files."""

import csv
import io
import random
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

SAME = "the same tables"

Change = Callable[[bytes], bytes]


class Variant(NamedTuple):
    """What becomes of a folder of raw files, and how a build of it ends.

    `SAME`: every table is as that of the untouched files. Else one line says what is wrong; the pattern is found in it.
    """

    why: str
    change: Callable[[Path], object]
    ends: str


def of(path: str, *changes: Change) -> Callable[[Path], object]:
    """Change the bytes of one file."""

    def change(raw: Path) -> None:
        content = (raw / path).read_bytes()
        for each in changes:
            content = each(content)
        (raw / path).write_bytes(content)

    return change


def renamed(path: str, to: str, *changes: Change) -> Callable[[Path], object]:
    """Change the bytes of one file, and its name."""

    def change(raw: Path) -> None:
        of(path, *changes)(raw)
        (raw / to).parent.mkdir(exist_ok=True)
        (raw / path).rename(raw / to)

    return change


def copied(path: str, to: str, *changes: Change) -> Callable[[Path], object]:
    """Put a changed copy of one file beside it."""

    def change(raw: Path) -> None:
        shutil.copy(raw / path, raw / to)
        of(to, *changes)(raw)

    return change


def replaced(old: str, new: str, times: int = -1) -> Change:
    """Other words for some."""
    return lambda content: content.replace(old.encode(), new.encode(), times)


def crlf(content: bytes) -> bytes:
    """As a Windows editor saves it, line ends in quotes included."""
    return content.replace(b"\n", b"\r\n")


def bom(content: bytes) -> bytes:
    """A byte order mark before it."""
    return b"\xef\xbb\xbf" + content


def utf16(content: bytes) -> bytes:
    """UTF-16 with a byte order mark."""
    return content.decode().encode("utf-16")


def encoded(encoding: str, errors: str = "strict") -> Change:
    """In another encoding."""
    return lambda content: content.decode().encode(encoding, errors)


def header(change: Callable[[list[str]], list[str]]) -> Change:
    """Another first line."""
    return table(lambda rows: [change(rows[0]), *rows[1:]])


def names(**new: str) -> Change:
    """Other names for columns."""
    return header(lambda row: [new.get(name, name) for name in row])


def table(change: Callable[[list[list[str]]], Sequence[Sequence[str]]], **dialect: object) -> Change:
    """Other rows, or the same in another dialect; the end of the last line stays as it is."""

    def changed(content: bytes) -> bytes:
        rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
        text = io.StringIO(newline="")
        csv.writer(text, **{"lineterminator": "\n", **dialect}).writerows(change(rows))  # type: ignore[arg-type]
        return text.getvalue().encode() if content.endswith(b"\n") else text.getvalue().encode().removesuffix(b"\n")

    return changed


def dialect(**of_csv: object) -> Change:
    """The same rows in another dialect."""
    return table(lambda rows: rows, **of_csv)


def column(name: str, change: Callable[[str], str]) -> Change:
    """Another text in each row of a column."""

    def changed(rows: list[list[str]]) -> list[list[str]]:
        place = rows[0].index(name)
        return [rows[0], *([*row[:place], change(row[place]), *row[place + 1 :]] for row in rows[1:])]

    return table(changed)


def further(name: str, cell: Callable[[int], str], place: int | None = None) -> Change:
    """One more column."""

    def changed(rows: list[list[str]]) -> list[list[str]]:
        cells = [name, *map(cell, range(1, len(rows)))]
        at = len(rows[0]) if place is None else place
        return [[*row[:at], new, *row[at:]] for row, new in zip(rows, cells, strict=True)]

    return table(changed)


def reversed_columns(rows: list[list[str]]) -> list[list[str]]:
    """The columns the other way round."""
    return [row[::-1] for row in rows]


def appended(text: str) -> Change:
    """More at the end."""
    return lambda content: content + text.encode()


def inserted(text: str, row: int) -> Change:
    """A line before a row that stands on one line."""

    def changed(content: bytes) -> bytes:
        lines = content.split(b"\n")
        return b"\n".join([*lines[:row], text.encode(), *lines[row:]])

    return changed


def cut(content: bytes, less: int = 3) -> bytes:
    """Cut short."""
    return content[:-less]


def in_another_layout(layout: str) -> Change:
    """Days written in another way."""

    def changed(text: str) -> str:
        day = pl.Series([text.strip()]).str.to_date("%B %d, %Y", strict=False)
        return day.dt.to_string(layout).item() or ""

    return column("date_added", changed)


def zipped(name: str) -> Change:
    """A ZIP archive with a file of a name in it."""

    def changed(content: bytes) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, content)
        return packed.getvalue()

    return changed


def as_parquet(content: bytes) -> bytes:
    """Parquet."""
    packed = io.BytesIO()
    pl.read_csv(content, infer_schema=False).write_parquet(packed)
    return packed.getvalue()


def headless(content: bytes) -> bytes:
    """Rows without a first line of names."""
    return content.split(b"\n", 1)[1]


def header_alone(content: bytes) -> bytes:
    """A first line of names without rows."""
    return content.split(b"\n", 1)[0] + b"\n"


def shuffled(rows: list[list[str]]) -> list[list[str]]:
    """The rows in another order."""
    return [rows[0], *random.Random(7).sample(rows[1:], len(rows) - 1)]


def first_rows(count: int) -> Change:
    """No more than so many rows."""
    return table(lambda rows: rows[: count + 1])


def flipped(place: int) -> Change:
    """One byte is another."""
    return lambda content: content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
