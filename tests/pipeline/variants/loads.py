"""What loads as if it were untouched."""

import csv
import gzip

from pipeline.sources.layout import FILM_CREDITS_FILE, FILMS_FILE
from tests.pipeline.variants.changes import (
    SAME,
    Variant,
    appended,
    bom,
    copied,
    crlf,
    dialect,
    further,
    header,
    in_another_layout,
    inserted,
    names,
    of,
    renamed,
    reversed_columns,
    shuffled,
    table,
    utf16,
)
from tests.pipeline.variants.untouched import FIRST, NETFLIX, THIRD

RENAMED = {
    "show_id": "Show ID", "type": "Content-Type", "title": "Name", "director": "Directors", "cast": "Actors",
    "country": "Countries", "date_added": "Added On", "release_year": "Year", "rating": "Age Rating",
    "listed_in": "Genres", "description": "Synopsis",
}  # fmt: skip
LONE = "s900,Movie,Cut"

LOADS = [
    # Line ends, marks, encodings, compression.
    *(Variant(f"CRLF: {path}", of(path, crlf), SAME) for path in (NETFLIX, FIRST, FILMS_FILE, FILM_CREDITS_FILE)),
    *(Variant(f"a byte order mark: {path}", of(path, bom), SAME) for path in (NETFLIX, FIRST, FILMS_FILE)),
    Variant("a byte order mark before a quoted name", of(NETFLIX, dialect(quoting=csv.QUOTE_ALL), bom), SAME),
    *(
        Variant(f"gzip: {path}", renamed(path, f"{path}.gz", gzip.compress), SAME)
        for path in (NETFLIX, FIRST, FILMS_FILE, FILM_CREDITS_FILE)
    ),
    Variant("gzip under the name of a CSV", of(NETFLIX, gzip.compress), SAME),
    Variant("a CSV under the name of a gzip", renamed(FIRST, f"{FIRST}.gz"), SAME),
    Variant("two gzips one after the other", of(FIRST, lambda c: gzip.compress(c[:99]) + gzip.compress(c[99:])), SAME),
    Variant("gzip of CRLF behind a mark", of(FIRST, crlf, bom, gzip.compress), SAME),
    Variant("UTF-16, little end first", of(NETFLIX, utf16), SAME),
    Variant("UTF-16, big end first", of(NETFLIX, lambda c: b"\xfe\xff" + c.decode().encode("utf-16-be")), SAME),
    Variant("Excel's Unicode text: UTF-16, tabs, CRLF", of(NETFLIX, dialect(delimiter="\t"), crlf, utf16), SAME),
    Variant("gzip of UTF-16", renamed(NETFLIX, f"{NETFLIX}.gz", utf16, gzip.compress), SAME),
    # The dialect.
    *(Variant(f"semicolons: {path}", of(path, dialect(delimiter=";")), SAME) for path in (NETFLIX, FIRST, FILMS_FILE)),
    *(Variant(f"tabs: {path}", of(path, dialect(delimiter="\t")), SAME) for path in (NETFLIX, FIRST)),
    *(Variant(f"all quoted: {path}", of(path, dialect(quoting=csv.QUOTE_ALL)), SAME) for path in (NETFLIX, FIRST)),
    # Columns.
    *(
        Variant(f"columns in another order: {path}", of(path, table(reversed_columns)), SAME)
        for path in (NETFLIX, FIRST, FILM_CREDITS_FILE)
    ),
    Variant("a further column", of(NETFLIX, further("OTT", lambda _: "Netflix")), SAME),
    Variant("a further column before", of(FIRST, further("", str, place=0)), SAME),
    Variant("further columns of one name", of(NETFLIX, further("Unnamed: 0", str), further("Unnamed: 0", str)), SAME),
    Variant("a column named as one of ours inside", of(NETFLIX, further("row of the file", str)), SAME),
    Variant("padded names", of(NETFLIX, header(lambda row: [f" {name} " for name in row])), SAME),
    Variant("names in capitals", of(FIRST, header(lambda row: [name.upper() for name in row])), SAME),
    Variant("quoted names", of(FIRST, header(lambda row: [f" {name}\u200b" for name in row])), SAME),
    Variant("renamed columns of a catalogue", of(NETFLIX, names(**RENAMED)), SAME),
    Variant("renamed columns of ratings", of(FIRST, names(userId="user_id", movieId="title id", rating="Score")), SAME),
    Variant("renamed columns of credits", of(FILM_CREDITS_FILE, names(id="movie_id")), SAME),
    # Days.
    Variant("ISO days", of(NETFLIX, in_another_layout("%Y-%m-%d")), SAME),
    Variant("short days", of(NETFLIX, in_another_layout("%d-%b-%y")), SAME),
    # Rows.
    *(
        Variant(f"blank rows at the end: {path}", of(path, appended("\n" * 30)), SAME)
        for path in (NETFLIX, FIRST, FILM_CREDITS_FILE)
    ),
    Variant("blank rows of CRLF", of(FIRST, crlf, appended("\r\n" * 30)), SAME),
    Variant("a blank row between", of(FIRST, inserted("", 9)), SAME),
    Variant("blank rows of commas, as Excel leaves them", of(NETFLIX, appended(f"{',' * 11}\n" * 30)), SAME),
    Variant("a row that was cut", of(NETFLIX, appended(f"{LONE}\n")), SAME),
    Variant("a rating that was cut", of(FIRST, appended("1,4.0\n")), SAME),
    Variant("a rating of nothing in the catalogues", of(FIRST, appended("1,4.0,1,ns9999\n")), SAME),
    Variant("rows in another order", of(NETFLIX, table(shuffled)), SAME),
    Variant("ratings in another order", of(FIRST, table(shuffled)), SAME),
    Variant("films that end with a line end", of(FILMS_FILE, appended("\n")), SAME),
    # The folder.
    Variant("what macOS leaves beside a file", copied(FIRST, "ratings/._1.csv", lambda _: b"\x00\x05\x16\x07"), SAME),
    Variant("a file of another name", copied(NETFLIX, "catalogues/notes.csv"), SAME),
    Variant("ratings of another name", renamed(THIRD, "ratings/more ratings [new].csv"), SAME),
]
