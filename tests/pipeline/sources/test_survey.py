import codecs
import gzip

import pytest

from pipeline.sources import packing
from pipeline.sources.finding import find
from pipeline.sources.layout import FILM_COLUMNS, FILM_CREDIT_COLUMNS, FILM_CREDITS_FILE, FILMS_FILE, RATING_COLUMNS
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.sources.making import HEADER, ROW, amazon, fault
from tests.raw_files import film, film_credits, rating, title, write_raw

CHUNK = packing.CHUNK


def source(raw):
    return find(raw).catalogues[PlatformCode.AMAZON]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n", b"\n" + HEADER.encode()])
def test_a_file_without_a_first_line_says_what_is_expected_of_it(raw, content):
    amazon(raw, content)
    assert "show_id, type, title, director" in fault(raw)


@pytest.mark.parametrize(
    ("content", "byte", "offset", "line", "word"),
    [
        (f"{HEADER}\n{ROW}\n".encode() + b"Caf\xe9 \n", "0xe9", len(f"{HEADER}\n{ROW}\nCaf"), 3, "Café"),
        (f"{HEADER}\n{ROW}".encode() + b"\xc3", "0xc3", len(f"{HEADER}\n{ROW}"), 2, "`Ã"),
        (f"\ufeff{HEADER}\n".encode() + b"\x93Rain\x94\n", "0x93", len(HEADER) + 4, 2, r"\x93Rain\x94"),
        # A character cut by the end of a chunk.
        (b"-" * (CHUNK - 1) + "é".encode() + b"\xe9\n", "0xe9", CHUNK + 1, 1, "`Ã©é"),
        (b"-" * (CHUNK - 1) + b"\xc3\n", "0xc3", CHUNK - 1, 1, "Ã"),
        (b",".ljust(CHUNK - 1, b"\n") + b"\xc3\n", "0xc3", CHUNK - 1, CHUNK - 1, "Ã"),
    ],
)
def test_a_file_that_is_not_utf8_names_the_byte_and_its_place(raw, content, byte, offset, line, word):
    amazon(raw, content)
    message = fault(raw)
    assert f"is not UTF-8: byte {byte} at offset {offset} (line {line}, in `" in message
    assert f"{word}` if it is Latin-1); save it as UTF-8" in message


def test_a_character_cut_by_the_end_of_a_chunk_is_a_character(raw):
    content = f"{HEADER}\n{ROW}".removesuffix(".").ljust(CHUNK - 1, "-") + "é\n"
    amazon(raw, content)
    assert source(raw).size == len(content.encode())


@pytest.mark.parametrize("at", [0, 5, CHUNK - 1, CHUNK, CHUNK + 1])
def test_a_nul_byte_is_named_wherever_it_stands(raw, at):
    content = bytearray(f"{HEADER}\n".ljust(CHUNK + 9, "\n").encode())
    content[at] = 0
    amazon(raw, bytes(content))
    line = content[:at].count(b"\n") + 1
    assert f"holds a NUL byte at offset {at} (line {line})" in fault(raw)


@pytest.mark.parametrize("spare", range(3))
def test_line_ends_that_a_chunk_cuts_are_line_ends(raw, spare):
    """Of CRLF the one may end a chunk and the other begin the next."""
    row = "1,4.0,1,as1"
    lines = f"{','.join(RATING_COLUMNS)},{'x' * spare}\r\n" + f"{row},\r\n" * (CHUNK // len(f"{row},\r\n") + 2)
    (raw / "ratings" / "1.csv").write_text(lines, encoding="utf-8", newline="")
    assert find(raw).ratings[0].rows == lines.count("\r\n") - 1


def test_a_lone_carriage_return_at_the_end_of_a_chunk_is_noticed(raw):
    start = f"{','.join(RATING_COLUMNS)}\n"
    start += "1,4.0,1,as1\n" * ((CHUNK - len(start) - 30) // 12)
    start += f"1,4.0,1,as{'1' * (CHUNK - 1 - len(start) - 10)}\r"
    assert len(start) == CHUNK
    (raw / "ratings" / "1.csv").write_text(f"{start}1,4.0,1,as1\n", encoding="utf-8", newline="")
    assert "ends with a carriage return alone" in fault(raw)


@pytest.mark.parametrize("ends", ["", "s6", ",as680", "\n1", "\r", "\n\n\n1"])
def test_a_last_line_without_an_end_is_refused(raw, ends):
    (raw / "ratings" / "1.csv").write_text(f"{','.join(RATING_COLUMNS)}\n1,4.0,1{ends}", encoding="utf-8", newline="")
    message = fault(raw)
    assert "1.csv ends in the middle of a line, at `..." in message or "carriage return alone" in message


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        (lambda content: content.removesuffix("\n"), True),
        (lambda content: content, False),
        (lambda content: f"{content}\n\n".removesuffix("\n"), False),
        (lambda content: content.removesuffix("100\n"), None),
        (lambda content: content.removesuffix(",100\n"), None),
        (lambda content: content.removesuffix("0\n") + "x", None),
        (lambda content: content.replace("vote_count\n", "vote_count,more\n").removesuffix("\n") + ",1", None),
    ],
)
def test_films_may_end_with_a_whole_number_of_votes(raw, change, whole):
    write_raw(raw, {}, films=[film(), film(id="2")])
    file = raw / FILMS_FILE
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    if whole is None:
        assert "movies_dataset.csv ends in the middle of a line" in fault(raw)
    else:
        assert find(raw).films.unended == whole


@pytest.mark.parametrize(("path", "columns"), [(FILMS_FILE, FILM_COLUMNS), (FILM_CREDITS_FILE, FILM_CREDIT_COLUMNS)])
def test_a_film_set_must_have_its_columns(raw, path, columns):
    write_raw(raw, {}, films=[film()], credits=[film_credits("1")])
    (raw / path).write_text(",".join(columns[1:]) + "\n", encoding="utf-8")
    assert f"{raw / path} lacks the column {columns[0]}; found: `{columns[1]}" in fault(raw)
    (raw / path).write_bytes(b"")
    assert f"{raw / path} is empty; expected a first line with the columns {columns[0]}, " in fault(raw)


@pytest.mark.parametrize("path", ["catalogues/amazon_prime_titles.csv", "ratings/1.csv", FILMS_FILE, FILM_CREDITS_FILE])
def test_a_file_of_names_alone_is_refused(raw, path):
    write_raw(raw, {}, films=[film()], credits=[film_credits("1")])
    content = (raw / path).read_bytes()
    (raw / path).write_bytes(content.split(b"\n")[0] + b"\n")
    assert f"{raw / path} holds column names and no row; expected rows" in fault(raw)


@pytest.mark.parametrize("more", [0, 1, 3])
def test_rows_are_counted_blank_ones_included(raw, more):
    write_raw(raw, {PlatformCode.AMAZON: [title(description="One.\n\nTwo.")] * 2}, {"1": [rating()] * 5})
    for path in ("catalogues/amazon_prime_titles.csv", "ratings/1.csv"):
        with (raw / path).open("a", encoding="utf-8") as stream:
            stream.write("\n" * more)
    sources = find(raw)
    assert [each.rows for each in sources] == [2 + more, 5 + more]


def test_equal_content_is_known_for_it_in_whatever_it_is_packed(raw):
    text = f"{HEADER}\n{ROW}\n"
    amazon(raw, text)
    plain = source(raw)
    for content in (
        codecs.BOM_UTF8 + text.encode(),
        gzip.compress(text.encode()),
        text.encode("utf-16"),
        gzip.compress(text.encode("utf-16")),
    ):
        amazon(raw, content)
        assert source(raw).content == plain.content
        assert source(raw).sha256 != plain.sha256
