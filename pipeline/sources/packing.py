"""What a raw file says, whatever it is packed in: gzip and UTF-16 are unpacked, all else is told by its first bytes."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from pipeline.store.errors import UnreadableSource

CHUNK = 1 << 20
"""Bytes that are held at a time."""

GZIP = b"\x1f\x8b"

STRANGERS: tuple[tuple[bytes, str, str], ...] = (
    (b"PAR1", "a Parquet file", "write it as CSV, for instance with polars: read_parquet(FILE).write_csv(FILE.csv)"),
    (b"BZh", "compressed with bzip2", "unpack it with: bunzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz", "unpack it with: unxz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "unpack it with: unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it with: 7z x"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook of the old kind", "open it and save it as CSV UTF-8"),
    (b"%PDF", "a PDF", "look for the CSV file"),
    (b"SQLite format 3\x00", "an SQLite database", "write the table as CSV"),
    (b"version https://git-lfs", "a Git LFS pointer and not the file itself", "fetch the file with: git lfs pull"),
    (b"\xff\xfe\x00\x00", "in UTF-32", "save it as UTF-8, for instance with: iconv -f utf-32 -t utf-8"),
    (b"\x00\x00\xfe\xff", "in UTF-32", "save it as UTF-8, for instance with: iconv -f utf-32 -t utf-8"),
)
"""How files begin that are no CSV; what they are; what to do."""

ZIP = b"PK\x03\x04"
TAR_AT, TAR = 257, b"ustar"
HTML = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<script")


def packing(file: Path) -> tuple[bool, str]:
    """Whether a file is compressed with gzip, and the encoding of its text as Python calls it.

    Raises:
        UnreadableSource: it is something else than CSV, or its gzip is damaged.
    """
    with file.open("rb") as stream:
        head = stream.read(512)
    _refuse_strangers(file, head)
    packed = head.startswith(GZIP)
    if packed:
        with WholeGzip(file) as unpacked:
            head = unpacked.read(512)
        _refuse_strangers(file, head)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return packed, "utf-16"
    return packed, "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"


def chunks(file: Path, *, packed: bool) -> Iterator[bytes]:
    """The bytes of a file, unpacked, about a megabyte at a time.

    Raises:
        UnreadableSource: its gzip is cut or damaged.
    """
    with WholeGzip(file) if packed else file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def text(file: Path, *, packed: bool, encoding: str) -> IO[str]:
    """A file as text whose line ends are as they stand."""
    if packed:
        return gzip.open(file, "rt", encoding=encoding, newline="")
    return file.open(encoding=encoding, newline="")


class WholeGzip:
    """A gzip to read from; what is wrong with it is said of the file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stream = gzip.open(file, "rb")  # noqa: SIM115 - closed by the block

    def __enter__(self) -> "WholeGzip":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int) -> bytes:
        """Some bytes; none at the end.

        Raises:
            UnreadableSource: the gzip is cut or damaged.
        """
        try:
            return self._stream.read(size)
        except EOFError:
            fault = "it ends too early: it was cut short"
        except (gzip.BadGzipFile, zlib.error) as damage:
            fault = f"it is damaged: {damage}"
        raise UnreadableSource(
            f"{self._file} is compressed with gzip and cannot be unpacked, as {fault}; fetch it again"
        )


def _refuse_strangers(file: Path, head: bytes) -> None:
    found = next(((what, do) for start, what, do in STRANGERS if head.startswith(start)), None)
    if head.startswith(ZIP):
        workbook = file.suffix == ".xlsx" or b"[Content_Types].xml" in head
        found = (
            ("an Excel workbook", "open it and save it as CSV UTF-8")
            if workbook
            else ("a ZIP archive", "unpack it with: unzip")
        )
    if head[TAR_AT:].startswith(TAR):
        found = "a tar archive", "unpack it with: tar -xf"
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(HTML):
        found = "a web page", "download the data and not the page about it"
    if found:
        what, do = found
        raise UnreadableSource(f"{file} is {what}; expected a CSV file, or one compressed with gzip: {do}")
