"""What is refused, in one line."""

import bz2
import gzip
import lzma
import shutil

from pipeline.sources.layout import FILM_CREDITS_FILE, FILMS_FILE
from tests.pipeline.variants.changes import (
    Variant,
    appended,
    as_parquet,
    bom,
    column,
    copied,
    crlf,
    cut,
    dialect,
    encoded,
    first_rows,
    flipped,
    further,
    header,
    header_alone,
    headless,
    in_another_layout,
    names,
    of,
    renamed,
    replaced,
    reversed_columns,
    shuffled,
    table,
    utf16,
    zipped,
)
from tests.pipeline.variants.untouched import DISNEY, FIRST, HULU, NETFLIX, SECOND, THIRD

REFUSED = [
    # Encodings.
    Variant(
        "Latin-1", of(NETFLIX, encoded("latin-1", "replace")), r"not UTF-8: byte 0xf1 at offset \d+ \(line \d+, in `Año"
    ),
    Variant("Windows-1252", of(NETFLIX, encoded("cp1252", "replace")), "not UTF-8: byte 0xf1"),
    Variant("UTF-16 without a mark", of(NETFLIX, encoded("utf-16-le")), r"holds a NUL byte at offset 1 \(line 1\)"),
    Variant("UTF-32", of(NETFLIX, encoded("utf-32")), "is in UTF-32; expected a CSV file"),
    Variant(
        "UTF-16 that was cut", of(NETFLIX, utf16, lambda c: cut(c, 1)), "is not UTF-16, as its first two bytes say"
    ),
    Variant("a character that was cut", of(NETFLIX, lambda c: c[: c.rindex("ñ".encode()) + 1]), "not UTF-8: byte 0xc3"),
    Variant("a NUL byte", of(FIRST, replaced("4.0", "4\0", 1)), r"NUL byte at offset \d+ \(line \d+\)"),
    Variant("a hole that a crash left", of(NETFLIX, lambda c: c[:-800] + bytes(800)), r"NUL byte at offset \d+ \(line"),
    # Other formats.
    Variant("bzip2", of(NETFLIX, bz2.compress), "compressed with bzip2; expected .*: unpack it with: bunzip2"),
    Variant("xz", of(NETFLIX, lzma.compress), "compressed with xz"),
    Variant("zstd", of(NETFLIX, lambda c: b"\x28\xb5\x2f\xfd" + c), "compressed with zstd"),
    Variant("a ZIP archive", of(NETFLIX, zipped("netflix_titles.csv")), "a ZIP archive; .* unpack it with: unzip"),
    Variant("an Excel workbook", of(NETFLIX, zipped("[Content_Types].xml")), "an Excel workbook; .* save it as CSV"),
    Variant("Parquet", of(NETFLIX, as_parquet), "a Parquet file; .* write it as CSV"),
    Variant("a tar archive in gzip", of(NETFLIX, lambda c: gzip.compress(c[:257] + b"ustar" + c)), "a tar archive"),
    Variant("a web page", of(NETFLIX, lambda _: b"\n <!DOCTYPE html><html>Sign in</html>\n"), "is a web page"),
    Variant(
        "a Git LFS pointer", of(FIRST, lambda _: b"version https://git-lfs.github.com/spec/v1\n"), "a Git LFS pointer"
    ),
    Variant("gzip that was cut", of(FIRST, gzip.compress, cut), "cannot be unpacked, as it ends too early"),
    Variant("gzip with a wrong byte", of(FIRST, gzip.compress, flipped(40)), "cannot be unpacked, as it is damaged"),
    Variant(
        "gzip with something behind", of(FIRST, gzip.compress, appended("more")), "cannot be unpacked, as it is damaged"
    ),
    # Rows that are not as CSV has them.
    Variant(
        "a quote that is never closed",
        of(NETFLIX, appended('s9,Movie,"Rain\n')),
        r"cannot be read as CSV: row 106 \(line",
    ),
    Variant("a quote within a field", of(NETFLIX, appended('s9,Movie,7" disc\n')), "a quote stands within a field"),
    Variant(
        "a quote within a rating",
        of(FIRST, appended('1,4.0,1,"n"s1\n')),
        r"cannot be read as CSV: row 121 \(line 122\)",
    ),
    Variant(
        "a row with too many fields",
        of(NETFLIX, appended(f"{',' * 12}\n")),
        "row 106 .* has 13 fields, the first line 12",
    ),
    Variant(
        "a rating with too many fields", of(FIRST, appended("1,4.0,1,ns1,\n")), r"row 121 \(line 122\): it has 5 fields"
    ),
    Variant("a comma in a name, not quoted", of(NETFLIX, appended(f"s9,Movie,A, B{',x' * 9}\n")), "has 13 fields"),
    Variant(
        "lines that end with a carriage return", of(FIRST, replaced("\n", "\r")), "ends with a carriage return alone"
    ),
    Variant(
        "a line that ends with a carriage return", of(FIRST, replaced("\n", "\r", 9)), "with a carriage return alone"
    ),
    Variant("a catalogue of carriage returns", of(NETFLIX, replaced("\n", "\r")), "ends with a carriage return alone"),
    # Files that were cut.
    Variant("ratings cut in a row", of(FIRST, cut), r"ends in the middle of a line, at `.*`: it may have been cut"),
    Variant(
        "ratings cut before the last line end", of(FIRST, lambda c: cut(c, 1)), r"in the middle of a line, at `.*s\d+`"
    ),
    Variant(
        "a catalogue cut before the last line end", of(NETFLIX, lambda c: cut(c, 1)), "in the middle of a line, at `"
    ),
    Variant("a catalogue cut in a quote", of(NETFLIX, lambda c: c[: c.rindex(b'"')]), "unexpected end of data"),
    Variant("films cut in a row", of(FILMS_FILE, lambda c: cut(c, 5)), "in the middle of a line"),
    Variant(
        "films cut where another number stands last", of(FILMS_FILE, table(reversed_columns)), "in the middle of a line"
    ),
    Variant(
        "a catalogue of which half is gone", of(NETFLIX, first_rows(50)), "netflix_titles.csv: 50 rows, and the current"
    ),
    Variant(
        "ratings of which most are gone",
        lambda raw: [(raw / name).unlink() for name in (SECOND, THIRD)],
        r"ratings/\*.csv: 120 rows, and the current",
    ),
    Variant(
        "a catalogue that is gone", lambda raw: (raw / NETFLIX).unlink(), "netflix_titles.csv is not there, and the"
    ),
    # First lines.
    *(
        Variant(f"names without rows: {path}", of(path, header_alone), "holds column names and no row")
        for path in (NETFLIX, FIRST, FILMS_FILE, FILM_CREDITS_FILE)
    ),
    Variant("nothing", of(FIRST, lambda _: b""), "is empty; expected a first line with the columns userId"),
    Variant("gzip of nothing", of(FIRST, lambda _: gzip.compress(b"")), "is empty; expected a first line"),
    Variant("nothing but a mark", of(FIRST, lambda _: bom(b"")), "is empty; expected a first line"),
    Variant("rows without names", of(NETFLIX, headless), "lacks the columns show_id, type, .*; found: `s1, Movie"),
    Variant("a line above the names", of(NETFLIX, lambda c: b"sep=,\n" + c), "lacks the columns show_id, type"),
    Variant("a column is missing", of(NETFLIX, names(cast="people")), "lacks the column cast; found: .*; expected: "),
    Variant(
        "a column is nearly named", of(NETFLIX, names(description="descripton")), "descripton` is near description"
    ),
    Variant("a column twice", of(NETFLIX, names(cast="title")), "lacks the column cast|columns that mean title"),
    Variant(
        "a column under two names",
        of(NETFLIX, further("Genres", str)),
        r"several columns that mean listed_in: listed_in \(column 11\) and Genres \(column 13\)",
    ),
    Variant("a column twice, but for a space", of(FIRST, further(" userId", str)), "several columns that mean userId"),
    # Another file than it is called.
    Variant(
        "the same ratings again",
        copied(FIRST, "ratings/9.csv"),
        "9.csv holds the same as .*1.csv; expected each file once",
    ),
    Variant("the same ratings again in gzip", copied(FIRST, "ratings/9.csv.gz", gzip.compress), "holds the same as"),
    Variant(
        "the same ratings again with CRLF",
        copied(FIRST, "ratings/9.csv", crlf),
        "9.csv holds the same ratings as .*1.csv",
    ),
    Variant(
        "the same ratings in another order",
        copied(FIRST, "ratings/9.csv", table(shuffled)),
        "holds the same ratings as",
    ),
    Variant("a file and its gzip", copied(FIRST, f"{FIRST}.gz", gzip.compress), r"1.csv and .*1.csv.gz are both there"),
    Variant("a catalogue and its gzip", copied(HULU, f"{HULU}.gz", gzip.compress), "are both there"),
    Variant("a catalogue under two names", copied(HULU, DISNEY), "holds the same as"),
    Variant(
        "a catalogue under two names, one changed",
        copied(HULU, DISNEY, replaced("Comedy", "Farce", 3)),
        r"disney_plus_titles.csv: 30 of its 30 rows \(100%\) are the same as those of catalogues/hulu",
    ),
    Variant(
        "a catalogue under another's name",
        renamed(HULU, DISNEY),
        r"disney_plus_titles.csv: 30 of its 30 rows \(100%\) are those of Hulu in the current release",
    ),
    Variant(
        "a column that names another platform",
        of(NETFLIX, further("OTT", lambda row: "Disney+" if row == 9 else "")),
        r"another platform than Netflix: its column OTT says Disney\+ in row 9",
    ),
    Variant(
        "a column of another platform's code",
        of(HULU, further("Platform", lambda _: "AMAZON")),
        "is Amazon Prime Video",
    ),
    Variant("credits without films", lambda raw: (raw / FILMS_FILE).unlink(), "credits.csv is there without"),
    Variant(
        "a catalogue for ratings",
        copied(NETFLIX, "ratings/9.csv"),
        "9.csv lacks the columns userId, timestamp, movieId",
    ),
    Variant(
        "a folder for a file",
        lambda raw: (raw / "ratings" / "9.csv").mkdir(),
        r"9.csv cannot be read \(Is a directory\)",
    ),
    Variant(
        "no catalogue at all",
        lambda raw: shutil.rmtree(raw / "catalogues"),
        "holds no catalogue; expected at least one",
    ),
    # Meanings.
    Variant(
        "numbers for ids of titles",
        of(FIRST, column("movieId", lambda each: each[2:])),
        r"1.csv: none of its 120 rows may enter: movieId is no title of the catalogues \(120\); the first: row 1 \(`",
    ),
    Variant(
        "ids of shows without an s",
        of(NETFLIX, column("show_id", lambda each: each[1:])),
        "show_id is not an s and a number",
    ),
    Variant(
        "decimal commas", of(FIRST, dialect(delimiter=";"), replaced(".", ",")), "rating is not a half step of 0.5 to 5"
    ),
    Variant(
        "ratings of ten", of(FIRST, column("rating", lambda each: str(float(each) * 2))), "rating is not a half step"
    ),
    Variant(
        "milliseconds", of(FIRST, column("timestamp", lambda each: f"{each}000")), "timestamp is not whole seconds"
    ),
    Variant(
        "days of either order",
        of(NETFLIX, in_another_layout("%d/%m/%Y")),
        r"titles.csv: \d+ of its 105 rows \(\d\d.\d%\) may not enter, as date_added is not a day; expected at most 20",
    ),
    Variant(
        "JSON for Python's lists",
        of(FILMS_FILE, column("genres", lambda each: each.replace("18", "null"))),
        "genres cannot be read as a list of names",
    ),
    Variant(
        "every row a field short",
        of(NETFLIX, header(lambda row: [*row, "more"])),
        "none of its 105 rows may enter: row has fewer fields than the first line",
    ),
    Variant(
        "a catalogue twice over",
        of(NETFLIX, lambda c: c + headless(c)),
        "as show_id is that of a row above; expected at most",
    ),
    Variant(
        "blank rows alone",
        of(FIRST, header_alone, appended("\n\n")),
        r"none of its 2 rows may enter: row is blank \(2\)",
    ),
]
