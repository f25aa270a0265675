import gzip
import hashlib
import os
import shutil
from dataclasses import asdict

import pytest

from pipeline.sources.finding import find, mark_sample, not_read
from pipeline.sources.layout import CATALOGUE_FILES, FILM_CREDITS_FILE, FILMS_FILE, SAMPLE_MARK
from pipeline.sources.scans import scan_ratings
from pipeline.sources.source import Source
from pipeline.store.errors import MissingSource
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.sources.making import AMAZON, HEADER, ROW, amazon, fault, scanned
from tests.raw_files import film, film_credits, rating, title, write_raw


def test_every_file_that_is_there_is_known_by_its_content(raw):
    write_raw(
        raw, {PlatformCode.NETFLIX: [title(title="Rain")]}, {"10": [rating(userId="10")], "2": [rating(userId="2")]}
    )
    sources = find(raw)
    assert list(sources.catalogues) == [PlatformCode.AMAZON, PlatformCode.NETFLIX]
    assert [source.path for source in sources.ratings] == ["ratings/1.csv", "ratings/2.csv", "ratings/10.csv"]
    for source in sources:
        content = (raw / source.path).read_bytes()
        assert (source.size, source.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert source.content == source.sha256


def test_ratings_may_be_missing(raw):
    (raw / "ratings" / "1.csv").unlink()
    assert find(raw).ratings == ()
    (raw / "ratings").rmdir()
    assert find(raw).ratings == ()


def test_a_wrong_path_is_named(tmp_path):
    with pytest.raises(MissingSource, match="nowhere is not a folder; --raw names"):
        find(tmp_path / "nowhere")


def test_a_folder_without_catalogues_says_which_were_expected_and_what_there_is(tmp_path):
    (tmp_path / "catalogues").mkdir()
    for found in ("found nothing of the kind", "found catalogues/notes.csv"):
        with pytest.raises(MissingSource) as caught:
            find(tmp_path)
        assert all(name in str(caught.value) for name in ("amazon_prime", "disney_plus", "hulu", "netflix", found))
        (tmp_path / "catalogues" / "notes.csv").touch()


def test_names_that_look_like_patterns_are_names(tmp_path):
    raw = write_raw(
        tmp_path / "films [new] *",
        {PlatformCode.AMAZON: [title()]},
        {"a[b]?": [rating(movieId="as1")], "ab": [rating(), rating()]},
    )
    assert len(scanned(raw)) == 1
    by_path = {source.path: scan_ratings(source).collect().height for source in find(raw).ratings}
    assert by_path == {"ratings/ab.csv": 2, "ratings/a[b]?.csv": 1}


def test_what_is_no_file_cannot_be_read(raw):
    (raw / "ratings" / "2.csv").mkdir()
    assert "2.csv cannot be read (Is a directory)" in fault(raw)
    (raw / "ratings" / "2.csv").rmdir()
    (raw / "ratings" / "2.csv").symlink_to(raw / "gone.csv")
    assert "2.csv cannot be read (No such file or directory)" in fault(raw)


def test_every_file_may_be_compressed_and_is_found_by_either_name(raw):
    write_raw(raw, {}, {"2": [rating(userId="2")]}, [film()], [film_credits("1")])
    plain = {source.path: source for source in find(raw)}
    for path in plain:
        (raw / f"{path}.gz").write_bytes(gzip.compress((raw / path).read_bytes()))
        (raw / path).unlink()
    packed = {source.path: source for source in find(raw)}
    assert list(packed) == [f"{path}.gz" for path in plain]
    for path, source in plain.items():
        ours = packed[f"{path}.gz"]
        assert (ours.content, ours.name, ours.rows) == (source.content, source.name, source.rows)
        content = ours.file.read_bytes()
        assert (ours.size, ours.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_file_that_is_there_twice_is_refused(raw):
    (raw / f"{AMAZON}.gz").write_bytes(gzip.compress((raw / AMAZON).read_bytes()))
    assert f"{raw / AMAZON} and {raw / AMAZON}.gz are both there; expected one" in fault(raw)


def test_what_is_not_read_is_named(raw):
    write_raw(raw, {}, films=[film()])
    for path in ("netflix_titles.csv", "catalogues/notes.csv", "catalogues/.hidden", "ratings/1.xlsx", "films/a.csv"):
        (raw / path).write_text("?", encoding="utf-8")
    (raw / "ratings" / "2.CSV").write_text("?", encoding="utf-8")
    (raw / "elsewhere").mkdir()
    (raw / "elsewhere" / "2.csv").touch()
    (raw / "ratings" / "2024").mkdir()
    (raw / "ratings" / "2024" / "3.csv").touch()
    (raw / "ratings" / os.fsdecode(b"caf\xe9.txt")).touch()
    mark_sample(raw)
    ratings = ("ratings/1.xlsx", "ratings/2.CSV", "ratings/2024/", "ratings/caf\\udce9.txt")
    expected = ("catalogues/notes.csv", "elsewhere/", "films/a.csv", "netflix_titles.csv", *ratings)
    assert not_read(raw) == expected


@pytest.mark.parametrize(
    ("place", "what"), [("nowhere.csv", "No such file"), ("netflix_titles.csv", "Too many levels"), (None, "directory")]
)
def test_what_has_the_name_of_a_catalogue_and_is_no_file_is_told_of(raw, place, what):
    netflix = raw / CATALOGUE_FILES[PlatformCode.NETFLIX]
    netflix.unlink(missing_ok=True)
    if place:
        netflix.symlink_to(place)
    else:
        netflix.mkdir()
    assert f"{netflix} cannot be read ({what}" in fault(raw) or what in fault(raw)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_nobody_waits_for_what_comes_out_of_a_pipe(raw):
    os.mkfifo(raw / "ratings" / "9.csv")
    assert fault(raw) == f"{raw}/ratings/9.csv is a pipe, a socket or a device; expected a CSV file"


@pytest.mark.parametrize("name", ["ratings", "films", "movielens"])
def test_a_folder_that_cannot_be_looked_into_is_not_taken_for_an_empty_one(raw, name):
    shutil.rmtree(raw / name, ignore_errors=True)
    (raw / name).symlink_to("nowhere")
    assert fault(raw) == f"{raw / name} cannot be looked into; expected a folder that may be read"


def test_a_name_that_is_not_utf_8_is_told_of(raw):
    (raw / "ratings" / "1.csv").rename(raw / "ratings" / os.fsdecode(b"caf\xe9.csv"))
    assert fault(raw) == (f"{raw}/ratings/caf\\udce9.csv has a name that is not UTF-8; expected one that is: rename it")


def test_a_source_is_remembered_as_it_was_found(raw):
    amazon(raw, f"{HEADER},OTT\n{ROW},amazon\ns2,Movie\n")
    source = find(raw).catalogues[PlatformCode.AMAZON]
    assert (source.rows, source.short_rows, list(source.platforms)) == (2, (2,), ["amazon"])
    found = {name: value for name, value in asdict(source).items() if name not in {"path", "file"}}
    found["short_rows"] = list(found["short_rows"])  # as JSON has it
    assert Source.remembered(source.path, source.file, found) == source


# What is generated.


def test_a_generated_folder_is_known_for_one_until_a_file_changes(raw):
    assert not find(raw).synthetic
    mark_sample(raw)
    assert find(raw).synthetic
    write_raw(raw, {}, {"2": [rating(movieId="as1", userId="2")]})
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
    write_raw(raw, {}, films=[film()], credits=[film_credits("1")])
    (raw / FILM_CREDITS_FILE).unlink()
    assert find(raw).film_credits is None
    (raw / FILMS_FILE).rename(raw / FILM_CREDITS_FILE)
    with pytest.raises(MissingSource) as caught:
        find(raw)
    message = str(caught.value)
    assert message == (
        f"{raw / FILM_CREDITS_FILE} is there without {raw / FILMS_FILE}: put the films beside it, or take it away"
    )


def test_a_film_set_is_part_of_what_is_known_for_generated(raw):
    write_raw(raw, {}, films=[film()], credits=[film_credits("1")])
    mark_sample(raw)
    assert find(raw).synthetic
    write_raw(raw, {}, films=[film(), film(id="2")])
    assert not find(raw).synthetic


def test_the_names_of_catalogues_begin_with_their_platform():
    assert all(path.startswith(f"catalogues/{code}") for code, path in CATALOGUE_FILES.items())
