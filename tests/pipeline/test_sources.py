import hashlib
from pathlib import Path

import polars as pl
import pytest

from pipeline.sources.finding import find, mark_sample
from pipeline.sources.layout import (
    CATALOGUE_COLUMNS,
    FILM_COLUMNS,
    FILM_CREDIT_COLUMNS,
    FILM_CREDITS_FILE,
    FILMS_FILE,
    RATING_COLUMNS,
    SAMPLE_MARK,
)
from pipeline.sources.scans import reading, scan_catalogue, scan_film_credits, scan_films, scan_ratings
from pipeline.sources.survey import _CHUNK
from pipeline.store.errors import MissingSource, ReleaseError, UnreadableSource
from pipeline.store.vocabulary import PlatformCode
from tests.raw_files import film, film_credits, rating, title, write_raw

AMAZON = "catalogues/amazon_prime_titles.csv"
HEADER = ",".join(CATALOGUE_COLUMNS)
ROW = 's1,Movie,Rain,Ada Bell,Cleo Dorn,Peru,"May 1, 2020",2020,PG,90 min,Drama,Nothing odd.'


@pytest.fixture
def raw(tmp_path):
    return write_raw(tmp_path, {PlatformCode.AMAZON: [title()]}, {"1": [rating(movieId="as1")]})


def amazon(raw: Path, content: str | bytes) -> Path:
    file = raw / AMAZON
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def scanned(raw: Path) -> list[dict[str, object]]:
    return scan_catalogue(find(raw).catalogues[PlatformCode.AMAZON], PlatformCode.AMAZON).collect().rows(named=True)


def fault(raw: Path) -> str:
    with pytest.raises(UnreadableSource) as caught:
        find(raw)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_every_file_that_is_there_is_known_by_its_content(raw):
    write_raw(raw, {PlatformCode.NETFLIX: [title()]}, {"10": [], "2": []})
    sources = find(raw)
    assert list(sources.catalogues) == [PlatformCode.AMAZON, PlatformCode.NETFLIX]
    assert [source.path for source in sources.ratings] == ["ratings/1.csv", "ratings/2.csv", "ratings/10.csv"]
    for source in sources:
        content = (raw / source.path).read_bytes()
        assert (source.size, source.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_ratings_may_be_missing(raw):
    (raw / "ratings" / "1.csv").unlink()
    assert find(raw).ratings == ()
    (raw / "ratings").rmdir()
    assert find(raw).ratings == ()


def test_a_wrong_path_is_named(tmp_path):
    with pytest.raises(MissingSource, match="nowhere is not a folder; --raw names"):
        find(tmp_path / "nowhere")


def test_a_folder_without_catalogues_says_which_were_expected(tmp_path):
    (tmp_path / "catalogues").mkdir()
    for _ in range(2):
        with pytest.raises(MissingSource) as caught:
            find(tmp_path)
        assert all(name in str(caught.value) for name in ("amazon_prime", "disney_plus", "hulu", "netflix"))
        (tmp_path / "catalogues" / "notes.csv").touch()


def test_missing_columns_are_named_with_those_found(raw):
    amazon(raw, "show_id,type, country,Title\n")
    message = fault(raw)
    assert "amazon_prime_titles.csv lacks the columns title, director, cast, country, date_added" in message
    assert "found: show_id, type,  country, Title; expected: show_id, type, title" in message
    write_raw(raw, {PlatformCode.AMAZON: []})
    (raw / "ratings" / "1.csv").write_text("userId,rating,timestamp\n1,4.0,1\n", encoding="utf-8")
    assert "1.csv lacks the column movieId; found: userId, rating, timestamp; expected: userId" in fault(raw)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n", b"\n" + HEADER.encode()])
def test_a_file_without_a_first_line_says_what_is_expected_of_it(raw, content):
    amazon(raw, content)
    assert "show_id, type, title, director" in fault(raw)


@pytest.mark.parametrize(
    ("content", "byte", "offset"),
    [
        (f"{HEADER}\n{ROW}\n".encode() + b"Caf\xe9\n", "0xe9", len(f"{HEADER}\n{ROW}\nCaf")),
        (f"{HEADER}\n{ROW}".encode() + b"\xc3", "0xc3", len(f"{HEADER}\n{ROW}")),
        (HEADER.encode("utf-16"), "0xff", 0),
        (b"\x1f\x8b\x08\x00", "0x8b", 1),
        # A character cut by the end of a chunk.
        (b"-" * (_CHUNK - 1) + "é".encode() + b"\xe9\n", "0xe9", _CHUNK + 1),
        (b"-" * (_CHUNK - 1) + b"\xc3\n", "0xc3", _CHUNK - 1),
    ],
)
def test_a_file_that_is_not_utf8_names_the_byte_and_its_place(raw, content, byte, offset):
    amazon(raw, content)
    assert f"is not UTF-8: byte {byte} at offset {offset}; save it as UTF-8" in fault(raw)


def test_a_character_cut_by_the_end_of_a_chunk_is_a_character(raw):
    content = f"{HEADER}\n".ljust(_CHUNK - 1, "-") + f"é\n{ROW}\n"
    amazon(raw, content)
    assert find(raw).catalogues[PlatformCode.AMAZON].size == len(content.encode())


def test_a_first_line_without_end_is_no_first_line(raw):
    amazon(raw, '"' + "x" * 200_000)
    assert "has no readable first line" in fault(raw)


def test_what_is_no_file_cannot_be_read(raw):
    (raw / "ratings" / "2.csv").mkdir()
    assert "2.csv cannot be read (Is a directory)" in fault(raw)
    (raw / "ratings" / "2.csv").rmdir()
    (raw / "ratings" / "2.csv").symlink_to(raw / "gone.csv")
    assert "2.csv cannot be read (No such file or directory)" in fault(raw)


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROW}\n",
        f"{HEADER}\n{ROW}",
        f"{HEADER}\r\n{ROW}\r\n",
        f"\ufeff{HEADER}\n{ROW}\n",
        f"{HEADER},OTT,row,file\n{ROW},Amazon,7,x\n",
        ",".join(f'"{name}"' for name in CATALOGUE_COLUMNS) + f"\n{ROW}\n",
        f"OTT,{HEADER}\nAmazon,{ROW}\n",
    ],
    ids=["plain", "no last line end", "CRLF", "BOM", "more columns", "quoted header", "other order"],
)
def test_public_copies_read_alike(raw, content):
    amazon(raw, content)
    values = ROW.replace('"May 1, 2020"', "May 1 2020").split(",")
    values[6] = "May 1, 2020"
    assert scanned(raw) == [
        {"row": 1, "file": AMAZON, "platform": "amazon"}
        | {f"raw_{name}": value for name, value in zip(CATALOGUE_COLUMNS, values, strict=True)}
    ]


def test_rows_are_numbered_as_rows_whatever_lines_they_fill(raw):
    broken = ROW.replace("Nothing odd.", '"Nothing\n\n""odd""."')
    amazon(raw, f"{HEADER}\n{broken}\n\n{ROW.replace('s1', 's2')}\n")
    assert [(row["row"], row["raw_show_id"]) for row in scanned(raw)] == [(1, "s1"), (2, None), (3, "s2")]
    assert scanned(raw)[0]["raw_description"] == 'Nothing\n\n"odd".'


def test_names_that_look_like_patterns_are_names(tmp_path):
    raw = write_raw(
        tmp_path / "films [new] *", {PlatformCode.AMAZON: [title()]}, {"a[b]?": [rating(movieId="as1")], "ab": []}
    )
    assert len(scanned(raw)) == 1
    by_path = {source.path: scan_ratings(source).collect().height for source in find(raw).ratings}
    assert by_path == {"ratings/ab.csv": 0, "ratings/a[b]?.csv": 1}


@pytest.mark.parametrize(
    ("raw_cells", "read"),
    [
        ("1,4.0,1425941529,as1", (1, 4.0, 1425941529)),
        ("007,.5,0,as1", (7, 0.5, 0)),
        ("2147483647,5,9223372036854775807,as1", (2**31 - 1, 5.0, 2**63 - 1)),
        ("2147483648,x,9223372036854775808,as1", (None, None, None)),
        (" 1, 4.0,1.0,as1", (None, None, None)),
        ("1_0,4_0,1e3,as1", (None, None, None)),
        (",,,", (None, None, None)),
        ("1", (1, None, None)),
    ],
)
def test_a_rating_that_is_no_number_is_null_and_its_text_is_kept(raw, raw_cells, read):
    (raw / "ratings" / "1.csv").write_text(f"{','.join(RATING_COLUMNS)}\n{raw_cells}\n", encoding="utf-8")
    (row,) = scan_ratings(find(raw).ratings[0]).collect().rows(named=True)
    assert (row["user_id"], row["score"], row["rated_at"]) == read
    written = [row[f"raw_{name}"] or "" for name in RATING_COLUMNS]
    assert written == (raw_cells.split(",") + [""] * 4)[:4]


def test_a_generated_folder_is_known_for_one_until_a_file_changes(raw):
    assert not find(raw).synthetic
    mark_sample(raw)
    assert find(raw).synthetic
    write_raw(raw, {}, {"2": [rating(movieId="as1")]})
    assert not find(raw).synthetic
    (raw / "ratings" / "2.csv").unlink()
    assert find(raw).synthetic
    amazon(raw, f"{HEADER}\n{ROW}\n")
    assert not find(raw).synthetic


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{", b"\xff", b'{"x": 1}'])
def test_a_mark_that_says_nothing_marks_nothing(raw, content):
    (raw / SAMPLE_MARK).write_bytes(content)
    assert not find(raw).synthetic


# The film set.


def test_a_film_set_is_known_by_its_content_and_comes_last(raw):
    assert (find(raw).films, find(raw).film_credits) == (None, None)
    write_raw(raw, {}, films=[film()], credits=[film_credits("1")])
    sources = find(raw)
    assert [source.path for source in sources][-2:] == [FILMS_FILE, FILM_CREDITS_FILE]
    for source in (sources.films, sources.film_credits):
        content = (raw / source.path).read_bytes()
        assert (source.size, source.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_films_need_no_credits_but_credits_need_films(raw):
    write_raw(raw, {}, films=[film()], credits=[])
    (raw / FILM_CREDITS_FILE).unlink()
    assert find(raw).film_credits is None
    (raw / FILMS_FILE).rename(raw / FILM_CREDITS_FILE)
    with pytest.raises(MissingSource) as caught:
        find(raw)
    message = str(caught.value)
    assert message == (
        f"{raw / FILM_CREDITS_FILE} is there without {raw / FILMS_FILE}: put the films beside it, or take it away"
    )


@pytest.mark.parametrize(("path", "columns"), [(FILMS_FILE, FILM_COLUMNS), (FILM_CREDITS_FILE, FILM_CREDIT_COLUMNS)])
def test_a_film_set_must_have_its_columns(raw, path, columns):
    write_raw(raw, {}, films=[], credits=[])
    (raw / path).write_text(",".join(columns[1:]) + "\n", encoding="utf-8")
    assert f"{raw / path} lacks the column {columns[0]}; found: {columns[1]}" in fault(raw)
    (raw / path).write_bytes(b"")
    assert f"{raw / path} is empty; expected a first line with the columns {columns[0]}, " in fault(raw)


def test_films_and_credits_are_scanned_as_written(raw):
    rows = [film(overview='One.\n\n"Two".'), film(id="2", title="")]
    people = [film_credits("1", ["Ann's"]), {"cast": "", "crew": "[]", "id": "2"}]
    write_raw(raw, {}, films=rows, credits=people)
    sources = find(raw)
    for scan, source, written in ((scan_films, sources.films, rows), (scan_film_credits, sources.film_credits, people)):
        assert scan(source).collect().rows(named=True) == [
            {"row": number, "file": source.path} | {f"raw_{name}": cell or None for name, cell in row.items()}
            for number, row in enumerate(written, 1)
        ]


def test_a_film_set_is_part_of_what_is_known_for_generated(raw):
    write_raw(raw, {}, films=[film()], credits=[])
    mark_sample(raw)
    assert find(raw).synthetic
    write_raw(raw, {}, films=[film(), film(id="2")])
    assert not find(raw).synthetic


def test_a_readers_fault_names_the_file_and_the_disks_is_told_from_it(raw):
    source = find(raw).catalogues[PlatformCode.AMAZON]
    with (
        pytest.raises(UnreadableSource, match=r"_titles\.csv cannot be read as CSV: odd$"),
        reading(source),
    ):
        raise pl.exceptions.ComputeError("odd\nand more")
    with pytest.raises(ReleaseError, match=r"No space left .*; the current release stays"), reading(source):
        raise pl.exceptions.ComputeError("No space left on device (os error 28)")
