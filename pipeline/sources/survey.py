"""One raw file read from end to end before anything is made of it: its hash, and what a CSV reader would not notice."""

import codecs
import csv
import hashlib
from pathlib import Path

from pipeline.sources.source import Source
from pipeline.store.errors import UnreadableSource

_CHUNK = 1 << 20


def survey(raw: Path, file: Path, columns: tuple[str, ...]) -> Source:
    """Read a file from end to end: its hash, and that it is UTF-8 with the columns it must have."""
    digest, decoder, size, chunk = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), 0, b"-"
    try:
        with file.open("rb") as stream:
            while chunk:
                chunk = stream.read(_CHUNK)
                digest.update(chunk)
                decoder.decode(chunk, final=not chunk)
                size += len(chunk)
    except UnicodeDecodeError as fault:
        offset = size + len(chunk) - len(fault.object) + fault.start  # the decoder may hold bytes of the chunk before
        raise UnreadableSource(
            f"{file} is not UTF-8: byte 0x{fault.object[fault.start]:02x} at offset {offset}; "
            f"save it as UTF-8, for instance with: iconv -f latin1 -t utf-8"
        ) from None
    except OSError as fault:
        raise UnreadableSource(f"{file} cannot be read ({fault.strerror}); expected a CSV file") from None
    if size == 0:
        raise UnreadableSource(f"{file} is empty; expected a first line with the columns {', '.join(columns)}")
    _check_header(file, columns)
    return Source(path=file.relative_to(raw).as_posix(), file=file, size=size, sha256=digest.hexdigest())


def _check_header(file: Path, columns: tuple[str, ...]) -> None:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        try:
            found = next(csv.reader(stream), [])
        except csv.Error as fault:
            raise UnreadableSource(f"{file} has no readable first line ({fault}); is it a CSV file?") from None
    missing = [name for name in columns if name not in found]
    if missing:
        raise UnreadableSource(
            f"{file} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            f"found: {', '.join(found)}; expected: {', '.join(columns)}"
        )
