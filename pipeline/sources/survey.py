"""One raw file read from end to end before anything is made of it: its hash, and what a CSV reader would not notice."""

import codecs
import hashlib
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.sources import packing
from pipeline.sources.header import read_header
from pipeline.sources.layout import Habits
from pipeline.sources.source import Dialect, Source
from pipeline.sources.told import told
from pipeline.sources.walking import LONGEST, Walk, walk
from pipeline.store.errors import UnreadableSource

_BOM = codecs.BOM_UTF8


@dataclass(slots=True)
class _Content:
    """What was seen of a file's bytes."""

    digest: str = ""
    lines: int = 0
    odd: bool = False
    """Whether there are quotes, or carriage returns that end no line: then rows are not lines for every reader."""
    end: bytes = b""


def survey(raw: Path, file: Path, columns: tuple[str, ...], habits: Habits | None = None) -> Source:
    """Read a file from end to end.

    Args:
        raw: the folder of raw files.
        file: one of them.
        columns: those that it must have, whatever others there are.
        habits: what files of its kind may do that others may not.

    Raises:
        UnreadableSource: it is no CSV, not whole, not in UTF-8 or UTF-16, lacks a column, or holds no row.
    """
    habits = habits or Habits()
    try:
        state = file.stat()
        if not stat.S_ISREG(state.st_mode) and not stat.S_ISDIR(state.st_mode):  # a pipe would be waited for
            raise UnreadableSource(f"{file} is a pipe, a socket or a device; expected a CSV file")
        packed, encoding = packing.packing(file)
        content = _look_through(file, packed=packed, encoding=encoding)
        plain = not packed and encoding == "utf-8"
        sha256 = content.digest if plain else _sha256(file)
    except OSError as fault:
        raise UnreadableSource(f"{file} cannot be read ({fault.strerror}); expected a CSV file") from None
    if not content.end:
        raise UnreadableSource(f"{file} is empty; expected a first line with the columns {', '.join(columns)}")
    with packing.text(file, packed=packed, encoding=encoding) as stream:
        separator, places, names = read_header(file, lambda: _from_start(stream), columns, habits.renamed)
        dialect = Dialect(packed, encoding, separator, places, len(names))
        stream.seek(0)
        found = walk(file, stream, dialect, names) if habits.walked or content.odd else Walk(rows=content.lines - 1)
    unended = not content.end.endswith(b"\n")
    if unended and not _whole_all_the_same(found, dialect, habits):
        _refuse_cut(file, content.end)
    if not found.rows:
        raise UnreadableSource(f"{file} holds column names and no row; expected rows: fetch it again, or take it away")
    return Source(
        path=file.relative_to(raw).as_posix(),
        file=file,
        size=state.st_size,
        sha256=sha256,
        content=content.digest,
        dialect=dialect,
        rows=found.rows,
        short_rows=tuple(found.short),
        unended=unended,
        platforms=found.platforms,
    )


def content(file: Path, *, packed: bool, encoding: str) -> Iterator[bytes]:
    """What a file says in UTF-8 without a byte order mark, about a megabyte at a time.

    Raises:
        UnreadableSource: it is not in its encoding; the message says where.
    """
    utf16 = codecs.getincrementaldecoder("utf-16")() if encoding == "utf-16" else None
    rest = len(_BOM) if encoding == "utf-8-sig" else 0
    for chunk in packing.chunks(file, packed=packed):
        yield _decoded(file, utf16, chunk) if utf16 else chunk[rest:]
        rest = 0
    if utf16:
        yield _decoded(file, utf16, b"", final=True)


def _decoded(file: Path, decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bytes:
    try:
        return decoder.decode(chunk, final).encode()
    except UnicodeDecodeError as fault:
        raise UnreadableSource(
            f"{file} is not UTF-16, as its first two bytes say: {fault.reason}; it may have been cut short: "
            f"fetch it again, or save it as UTF-8"
        ) from None


def _look_through(file: Path, *, packed: bool, encoding: str) -> _Content:
    """All bytes: they are UTF-8, none is NUL; how many lines, and how the last ends."""
    seen, digest, decoder = _Content(), hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    before = len(_BOM) if encoding == "utf-8-sig" else 0
    held = b""
    for chunk in content(file, packed=packed, encoding=encoding):
        digest.update(chunk)
        if (nul := chunk.find(b"\0")) >= 0:
            line = seen.lines + chunk.count(b"\n", 0, nul) + 1
            raise UnreadableSource(
                f"{file} holds a NUL byte at offset {before + nul} (line {line}); expected text: it was damaged, or is "
                f"in another encoding: fetch it again, or save it as UTF-8"
            )
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as fault:
            _refuse_encoding(file, fault, before + len(chunk) - len(fault.object), seen.lines)
        seen.lines += chunk.count(b"\n")
        seen.odd = seen.odd or b'"' in chunk or _lone_return(held[-1:] + chunk)
        before += len(chunk)
        held = (held + chunk)[-64:]
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        _refuse_encoding(file, fault, before - len(fault.object), seen.lines)
    seen.digest, seen.end = digest.hexdigest(), held
    seen.odd = seen.odd or held.endswith(b"\r")
    seen.lines += not held.endswith(b"\n")
    return seen


def _lone_return(text: bytes) -> bool:
    """Whether a carriage return ends no line; one at the end is looked at with what follows."""
    return text.count(b"\r") - text.count(b"\r\n") - text.endswith(b"\r") > 0


def _refuse_encoding(file: Path, fault: UnicodeDecodeError, start: int, lines: int) -> None:
    """Guessing the encoding would change names without a word, so it is said where the first odd byte stands."""
    odd, at = fault.object, fault.start
    line = lines + odd.count(b"\n", 0, at) + 1
    word = re.split(rb"[\s,;\"]", odd[max(0, at - 20) : at])[-1] + re.split(rb"[\s,;\"]", odd[at : at + 20])[0]
    raise UnreadableSource(
        f"{file} is not UTF-8: byte 0x{odd[at]:02x} at offset {start + at} (line {line}, in "
        f"`{told(word.decode('latin-1'))}` if it is Latin-1); "
        f"save it as UTF-8, for instance with: iconv -f latin1 -t utf-8"
    ) from None


def _refuse_cut(file: Path, end: bytes) -> None:
    last = end.rsplit(b"\n", 1)[-1].decode(errors="ignore")[-12:]
    raise UnreadableSource(
        f"{file} ends in the middle of a line, at `...{told(last)}`: it may have been cut short, so fetch it again; "
        f"if it is whole, end it with a newline: echo >> FILE"
    )


def _whole_all_the_same(found: Walk, dialect: Dialect, habits: Habits) -> bool:
    """Whether a last line without an end has all its fields, the last of them a whole number that may end the file."""
    at_end = habits.number_at_end is not None and dialect.columns[habits.number_at_end] == dialect.width - 1
    return at_end and len(found.last) == dialect.width and re.fullmatch(r"[0-9]{1,9}", found.last[-1]) is not None


def _from_start(stream: IO[str]) -> Iterator[str]:
    stream.seek(0)
    while line := stream.readline(LONGEST):
        yield line


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
