import gzip

import polars as pl
import pytest

from pipeline.sources.finding import find
from pipeline.sources.layout import CATALOGUE_COLUMNS, RATING_COLUMNS
from pipeline.sources.scans import reading, scan_film_credits, scan_films, scan_ratings
from pipeline.store.errors import ReleaseError, UnreadableSource
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.sources.making import AMAZON, HEADER, ROW, amazon, scanned
from tests.raw_files import film, film_credits, write_raw

WHOLE = {"blank": False, "short": False}


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROW}\n",
        f"{HEADER}\r\n{ROW}\r\n",
        f"\ufeff{HEADER}\n{ROW}\n",
        f"{HEADER},OTT,row,file\n{ROW},Amazon,7,x\n",
        ",".join(f'"{name}"' for name in CATALOGUE_COLUMNS) + f"\n{ROW}\n",
        f"OTT,{HEADER}\nAmazon,{ROW}\n",
        f"x,x,{HEADER},blank,short\n,,{ROW},,\n",
    ],
    ids=["plain", "CRLF", "BOM", "more columns", "quoted header", "other order", "columns twice"],
)
def test_public_copies_read_alike(raw, content):
    amazon(raw, content)
    values = ROW.replace('"May 1, 2020"', "May 1 2020").split(",")
    values[6] = "May 1, 2020"
    assert scanned(raw) == [
        {"row": 1, "file": AMAZON, "platform": "amazon", **WHOLE}
        | {f"raw_{name}": value for name, value in zip(CATALOGUE_COLUMNS, values, strict=True)}
    ]


def test_rows_are_numbered_as_rows_whatever_lines_they_fill(raw):
    broken = ROW.replace("Nothing odd.", '"Nothing\n\n""odd""."')
    amazon(raw, f"{HEADER}\n{broken}\n\n{ROW.replace('s1', 's2')}\ns3,Movie\n{',' * 11}\n")
    rows = scanned(raw)
    assert [(row["row"], row["raw_show_id"], row["blank"], row["short"]) for row in rows] == [
        (1, "s1", False, False),
        (2, None, True, False),
        (3, "s2", False, False),
        (4, "s3", False, True),
        (5, None, True, False),
    ]
    assert rows[0]["raw_description"] == 'Nothing\n\n"odd".'


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
    assert row["blank"] == (raw_cells == ",,,")
    written = [row[f"raw_{name}"] or "" for name in RATING_COLUMNS]
    assert written == (raw_cells.split(",") + [""] * 4)[:4]


@pytest.mark.parametrize(
    "columns", [RATING_COLUMNS, RATING_COLUMNS[::-1], ("more", *RATING_COLUMNS), (*RATING_COLUMNS, "x")]
)
def test_a_rating_that_was_cut_lacks_a_column_in_whatever_order(raw, columns):
    """polars fills it with nulls: a reason must be found for it, as no rating is short of a column that it needs."""
    cells = dict(zip(RATING_COLUMNS, ("1", "4.0", "5", "as1"), strict=True))
    for fields in range(1, len(columns)):
        row = ",".join(cells.get(name, "0") for name in columns[:fields])
        (raw / "ratings" / "1.csv").write_text(f"{','.join(columns)}\n{row}\n", encoding="utf-8")
        read = scan_ratings(find(raw).ratings[0]).collect().row(0, named=True)
        missing = set(columns[fields:]) & set(RATING_COLUMNS)
        assert {name for name in RATING_COLUMNS if read[f"raw_{name}"] is None} == missing


def test_films_and_credits_are_scanned_as_written(raw):
    rows = [film(overview='One.\n\n"Two".'), film(id="2", title="")]
    people = [film_credits("1", ["Ann's"]), {"cast": "", "crew": "[]", "id": "2"}]
    write_raw(raw, {}, films=rows, credits=people)
    sources = find(raw)
    for scan, source, written in ((scan_films, sources.films, rows), (scan_film_credits, sources.film_credits, people)):
        assert scan(source).collect().rows(named=True) == [
            {"row": number, "file": source.path, **WHOLE} | {f"raw_{name}": cell or None for name, cell in row.items()}
            for number, row in enumerate(written, 1)
        ]


def test_what_cannot_be_streamed_lies_unpacked_while_it_is_read(raw, tmp_path):
    rows = scanned(raw)
    content = (raw / AMAZON).read_bytes()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for packed in (gzip.compress(content), content.decode().encode("utf-16")):
        amazon(raw, packed)
        source = find(raw).catalogues[PlatformCode.AMAZON]
        with reading(source, scratch) as readable:
            assert readable.unpacked.read_bytes() == content
            assert readable.file == source.file
        assert list(scratch.iterdir()) == []
    amazon(raw, content)
    with reading(find(raw).catalogues[PlatformCode.AMAZON], scratch) as readable:
        assert readable.unpacked is None
    assert scanned(raw) == rows


@pytest.mark.parametrize(
    "fault", [pl.exceptions.ComputeError("odd\nand more"), pl.exceptions.PanicException("odd\nand more")]
)
def test_a_readers_fault_names_the_file(raw, tmp_path, fault):
    source = find(raw).catalogues[PlatformCode.AMAZON]
    with pytest.raises(UnreadableSource, match=r"_titles\.csv cannot be read as CSV: odd$"), reading(source, tmp_path):
        raise fault


def test_a_disks_fault_is_told_from_a_files(raw, tmp_path):
    source = find(raw).catalogues[PlatformCode.AMAZON]
    with (
        pytest.raises(ReleaseError, match=r"No space left .*; the current release stays"),
        reading(source, tmp_path),
    ):
        raise pl.exceptions.ComputeError("No space left on device (os error 28)")
