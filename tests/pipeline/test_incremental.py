"""A build beside earlier ones makes only what differs, and nothing differs from what it would make alone."""

import gzip
import os
import shutil
import time
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import build as building
from pipeline.sources import finding
from pipeline.sources.finding import find
from pipeline.sources.layout import CATALOGUE_FILES, FILM_CREDITS_FILE
from pipeline.sources.remembered import REMEMBERED, Remembered
from pipeline.store.errors import UnreadableSource
from pipeline.store.releases import Release
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.making import listing, made_of
from tests.raw_files import film, film_credits, rating, title, write_raw
from tests.small import write_small


@pytest.fixture
def later():
    """A clock that is an hour ahead, so that files written just now were written long ago."""
    now = time.time_ns
    with patch.object(finding.time, "time_ns", lambda: now() + 3_600 * 10**9):
        yield


def hashes(release: Release) -> dict[str, str]:
    return {name: entry.sha256 for name, entry in release.manifest.files.items()}


def told(release: Release) -> dict[str, tuple[object, ...]]:
    return {each.path: (each.rows, each.entered, each.set_aside, each.repairs) for each in release.manifest.sources}


def linked(one: Release, other: Release) -> set[str]:
    """The files that two releases share on the disk."""
    mine, theirs = listing(one.folder), listing(other.folder)
    return {name for name in mine.keys() & theirs.keys() if mine[name][0] == theirs[name][0]}


def alone(raw: Path, folder: Path) -> Release:
    """The release of the same files in a place where nothing was built before."""
    shutil.rmtree(folder, ignore_errors=True)
    return made_of(raw, folder)


def same(release: Release, other: Release) -> None:
    assert hashes(release) == hashes(other)
    assert told(release) == told(other)
    assert release.manifest.version == other.manifest.version
    assert {name: entry.set_aside for name, entry in release.manifest.tables.items()} == {
        name: entry.set_aside for name, entry in other.manifest.tables.items()
    }


@pytest.fixture
def raw(tmp_path):
    bad = [rating(movieId="as1"), rating(movieId="nobody"), rating(userId="x", movieId="as1")]
    return write_raw(write_small(tmp_path / "raw"), {}, {"3": bad})


def test_one_more_file_of_ratings_costs_one_file(raw, tmp_path):
    first = made_of(raw, tmp_path / "data")
    write_raw(raw, {}, {"4": [rating(movieId="hs1", userId="9")]})
    second = made_of(raw, tmp_path / "data")
    assert linked(first, second) == {
        "titles.parquet", "credits.parquet", "films.parquet", "film_credits.parquet",
        *(f"{folder}/{number}.parquet" for folder in ("ratings", "rating_sums") for number in (1, 2, 3)),
        "quarantine/ratings-3.parquet", "quarantine/films.parquet", "quarantine/film_credits.parquet",
    }  # fmt: skip
    same(second, alone(raw, tmp_path / "alone"))


def test_a_changed_file_of_ratings_is_read_again_and_no_other(raw, tmp_path):
    first = made_of(raw, tmp_path / "data")
    write_raw(raw, {}, {"2": [rating(movieId="hs1", userId="9")]})
    second = made_of(raw, tmp_path / "data")
    assert not linked(first, second) & {"ratings/2.parquet", "rating_sums/2.parquet", "title_scores.parquet"}
    assert linked(first, second) >= {"ratings/1.parquet", "ratings/3.parquet", "titles.parquet"}
    same(second, alone(raw, tmp_path / "alone"))


def test_a_file_under_another_name_is_made_again(raw, tmp_path):
    """Its rows in quarantine say where they are from."""
    first = made_of(raw, tmp_path / "data")
    (raw / "ratings" / "3.csv").rename(raw / "ratings" / "33.csv")
    second = made_of(raw, tmp_path / "data")
    assert not {name for name in linked(first, second) if "3.parquet" in name}
    same(second, alone(raw, tmp_path / "alone"))


def test_new_titles_let_ratings_of_them_in(raw, tmp_path):
    """Whether a rating may enter depends on the catalogues: its file is read again when their titles change."""
    first = made_of(raw, tmp_path / "data")
    with (raw / CATALOGUE_FILES[PlatformCode.NETFLIX]).open("a", encoding="utf-8") as stream:
        stream.write("s99,Movie,New,,,,,2020,,90 min,,\n")
    second = made_of(raw, tmp_path / "data")
    assert linked(first, second) == {
        "films.parquet", "film_credits.parquet", "quarantine/films.parquet", "quarantine/film_credits.parquet",
    }  # fmt: skip
    same(second, alone(raw, tmp_path / "alone"))


def test_titles_that_change_in_other_ways_leave_the_ratings(raw, tmp_path):
    first = made_of(raw, tmp_path / "data")
    file = raw / CATALOGUE_FILES[PlatformCode.NETFLIX]
    file.write_text(file.read_text(encoding="utf-8").replace("Abacus", "Counting"), encoding="utf-8")
    second = made_of(raw, tmp_path / "data")
    assert linked(first, second) >= {f"ratings/{number}.parquet" for number in (1, 2, 3)}
    assert "titles.parquet" not in linked(first, second)
    same(second, alone(raw, tmp_path / "alone"))


@pytest.mark.slow
def test_credits_of_films_are_made_again_when_the_films_change(raw, tmp_path):
    first = made_of(raw, tmp_path / "data")
    write_raw(raw, {}, films=[film(id="862"), film(id="12")])
    second = made_of(raw, tmp_path / "data")
    assert not linked(first, second) & {"films.parquet", "film_credits.parquet"}
    same(second, alone(raw, tmp_path / "alone"))
    write_raw(raw, {}, credits=[film_credits("862", ["Bo Chen"])])
    third = made_of(raw, tmp_path / "data")
    assert "films.parquet" in linked(second, third)
    assert "film_credits.parquet" not in linked(second, third)
    same(third, alone(raw, tmp_path / "alone"))


def test_credits_that_are_renamed_are_told_of_under_their_name(tmp_path):
    raw = write_raw(tmp_path / "raw", {PlatformCode.HULU: [title()]}, films=[film(id="7")], credits=[film_credits("7")])
    file = raw / FILM_CREDITS_FILE
    file.write_bytes(gzip.compress(file.read_bytes()))  # may be called either
    made_of(raw, tmp_path / "data")
    file.rename(f"{file}.gz")
    same(made_of(raw, tmp_path / "data"), alone(raw, tmp_path / "alone"))


@pytest.mark.parametrize("change", [lambda file: file.touch(), lambda file: file.unlink()])
def test_a_file_that_changes_meanwhile_is_not_published(raw, tmp_path, monkeypatch, change):
    write_ratings = building.write_ratings

    def late(*arguments):
        made = write_ratings(*arguments)
        change(raw / "ratings" / "1.csv")
        return made

    monkeypatch.setattr(building, "write_ratings", late)
    with pytest.raises(UnreadableSource, match=r"1\.csv changed while it was read; expected it to stay"):
        made_of(raw, tmp_path / "data")
    assert not list((tmp_path / "data").glob("[!.]*/manifest.json"))


@pytest.mark.slow
def test_what_was_taken_away_goes_and_comes_back_from_the_release_that_has_it(raw, tmp_path):
    first = made_of(raw, tmp_path / "data")
    (raw / "ratings" / "2.csv").rename(tmp_path / "2.csv")
    second = made_of(raw, tmp_path / "data")
    same(second, alone(raw, tmp_path / "alone"))
    (tmp_path / "2.csv").rename(raw / "ratings" / "2.csv")
    write_raw(raw, {}, {"5": [rating(movieId="hs1")]})
    third = made_of(raw, tmp_path / "data")
    assert "ratings/2.parquet" in linked(first, third)
    same(third, alone(raw, tmp_path / "alone"))


@pytest.mark.parametrize("damage", ["changed", "gone", "no manifest"])
def test_what_is_not_whole_is_not_taken(raw, tmp_path, damage):
    first = made_of(raw, tmp_path / "data")
    part = first.folder / "ratings" / "1.parquet"
    match damage:
        case "changed":
            part.write_bytes(b"x" + part.read_bytes()[1:])
        case "gone":
            part.unlink()
        case _:
            (first.folder / "manifest.json").write_text("{")
    write_raw(raw, {}, {"4": [rating(movieId="hs1")]})
    second = made_of(raw, tmp_path / "data")
    assert "ratings/1.parquet" not in linked(first, second)
    assert ("ratings/2.parquet" in linked(first, second)) == (damage != "no manifest")
    same(second, alone(raw, tmp_path / "alone"))


def test_where_there_are_no_links_files_are_copied(raw, tmp_path, monkeypatch):
    def refuse(*_args):
        raise OSError(18, "Invalid cross-device link")

    first = made_of(raw, tmp_path / "data")
    write_raw(raw, {}, {"4": [rating(movieId="hs1")]})
    monkeypatch.setattr(os, "link", refuse)
    second = made_of(raw, tmp_path / "data")
    assert linked(first, second) == set()
    same(second, alone(raw, tmp_path / "alone"))


changes = st.lists(
    st.tuples(st.sampled_from(["1", "2", "3", "netflix", "films"]), st.integers(0, 3)), min_size=1, max_size=4
)


@pytest.mark.slow
@given(changes)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_way_to_the_same_files_makes_the_same_release(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("ways")
    raw = write_raw(
        folder / "raw",
        {PlatformCode.NETFLIX: [title()], PlatformCode.AMAZON: [title(title="Another")]},
        {"1": [rating()]},
    )
    made_of(raw, folder / "data")
    for what, number in steps:
        if what == "netflix":
            write_raw(raw, {PlatformCode.NETFLIX: [title(show_id=f"s{each}") for each in range(1, number + 2)]})
        elif what == "films":
            write_raw(raw, {}, films=[film(id=str(each)) for each in range(1, number + 2)])
        else:
            rows = [rating(userId=what, movieId=f"ns{each}") for each in range(1, number + 2)]
            write_raw(raw, {}, {what: rows})
        release = made_of(raw, folder / "data")
    same(release, alone(raw, folder / "alone"))


# Files that have not changed are not read again.


def counted(raw, memory):
    """The files that are read to know them, and what is known of all."""
    read = []
    survey = finding.survey
    with patch.object(finding, "survey", lambda raw, file, *rest: read.append(file.name) or survey(raw, file, *rest)):
        return read, list(find(raw, Remembered(memory)))


def test_unchanged_files_are_not_read_again(raw, tmp_path, later):
    memory = tmp_path / "data" / REMEMBERED
    read, known = counted(raw, memory)
    assert len(read) == len(known)
    assert counted(raw, memory) == ([], known)
    write_raw(raw, {}, {"2": [rating(movieId="hs1")]})
    read, _ = counted(raw, memory)
    assert read == ["2.csv"]


def test_a_change_that_hides_its_time_is_seen(raw, tmp_path, later):
    memory, file = tmp_path / REMEMBERED, raw / "ratings" / "1.csv"
    counted(raw, memory)
    before, content = file.stat(), file.read_bytes()
    file.write_bytes(content.replace(b"4.0", b"3.0"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert counted(raw, memory)[0] == ["1.csv"]


def test_what_was_written_just_now_is_read_again(raw, tmp_path):
    """Another change in the same tick of the clock would not show."""
    memory = tmp_path / REMEMBERED
    assert counted(raw, memory) == counted(raw, memory)
    assert counted(raw, memory)[0] != []


@pytest.mark.parametrize("content", ["", "[]", "{", '{"surveyed": 0, "files": {}}', '{"surveyed": 1, "files": [1]}'])
def test_a_damaged_memory_remembers_nothing(raw, tmp_path, later, content):
    memory = tmp_path / REMEMBERED
    read, known = counted(raw, memory)
    memory.write_text(content, encoding="utf-8")
    assert counted(raw, memory) == (read, known)
    assert counted(raw, memory)[0] == []


def test_a_memory_of_other_things_is_not_believed(raw, tmp_path, later):
    memory = tmp_path / REMEMBERED
    read, known = counted(raw, memory)
    memory.write_text(memory.read_text(encoding="utf-8").replace('"sha256"', '"md5"'), encoding="utf-8")
    assert counted(raw, memory) == (read, known)


def test_a_build_remembers_beside_its_releases(raw, tmp_path, later):
    made_of(raw, tmp_path / "data")
    assert counted(raw, tmp_path / "data" / REMEMBERED)[0] == []
    assert str(raw) not in (tmp_path / "data" / REMEMBERED).read_text(encoding="utf-8")
    assert building.version_of(find(raw)) == building.version_of(find(raw, Remembered(tmp_path / "data" / REMEMBERED)))
