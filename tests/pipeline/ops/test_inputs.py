import os
from pathlib import Path

import pytest

from pipeline.ops import inputs
from pipeline.ops.inputs import changes, look, name_of, quiet_for


@pytest.fixture
def raw(tmp_path):
    for path in ("raw/catalogues/a.csv", "raw/ratings/1.csv"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("a", encoding="utf-8")
    return tmp_path / "raw"


def seen(raw):
    return look(raw, raw / "tables")


def test_every_file_is_seen_but_those_that_are_still_being_copied(raw):
    before = seen(raw)
    for hidden in (".1.csv.xYz", ".rsync/2.csv", "ratings/.DS_Store"):
        (raw / hidden).parent.mkdir(exist_ok=True)
        (raw / hidden).touch()
    assert seen(raw) == before
    assert list(before) == ["catalogues/a.csv", "ratings/1.csv"]


def test_a_folder_under_the_name_of_a_file_is_seen_to_go(raw):
    (raw / "ratings" / "2.csv").mkdir()  # which a build refuses
    (raw / "films").mkdir()
    refused = seen(raw)
    assert list(refused) == ["catalogues/a.csv", "ratings/1.csv", "ratings/2.csv"]
    (raw / "ratings" / "2.csv").rmdir()
    assert changes(refused, seen(raw)) == ["ratings/2.csv"]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    assert seen(tmp_path / "nowhere") == {}


def test_folders_and_files_behind_links_are_seen_and_circles_end(raw, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "m.csv").touch()
    (raw / "movielens").symlink_to(tmp_path / "elsewhere")
    (raw / "ratings" / "2.csv").symlink_to(tmp_path / "elsewhere" / "m.csv")
    (raw / "ratings" / "3.csv").symlink_to(tmp_path / "gone.csv")
    (raw / "circle").symlink_to(raw)
    found = seen(raw)
    assert list(found) == ["catalogues/a.csv", "movielens/m.csv", "ratings/1.csv", "ratings/2.csv", "ratings/3.csv"]
    (tmp_path / "gone.csv").touch()
    assert changes(found, seen(raw)) == ["ratings/3.csv"]
    (tmp_path / "gone.csv").unlink()
    (raw / "ratings" / "3.csv").unlink()  # a build with a link to nothing is refused: this mends it
    assert changes(found, seen(raw)) == ["ratings/3.csv"]


def test_releases_that_are_kept_among_raw_files_are_none_of_them(raw):
    before = seen(raw)
    (raw / "tables" / "abc").mkdir(parents=True)
    (raw / "tables" / "abc" / "titles.parquet").touch()
    assert seen(raw) == before


@pytest.mark.parametrize("how", ["content", "size", "new", "gone", "renamed", "as it was by its own account"])
def test_a_change_makes_another_name(raw, how):
    file, before = raw / "ratings" / "1.csv", seen(raw)
    if how in {"content", "as it was by its own account"}:
        state = file.stat()
        file.write_text("b", encoding="utf-8")
        moment = state.st_mtime_ns + (how == "content")
        os.utime(file, ns=(moment, moment))
    elif how == "size":
        file.write_text("ab", encoding="utf-8")
    elif how == "new":
        (raw / "ratings" / "2.csv").touch()
    elif how == "gone":
        file.unlink()
    else:
        file.rename(raw / "ratings" / "2.csv")
    assert name_of(seen(raw)) != name_of(before)
    expected = {"new": ["ratings/2.csv"], "renamed": ["ratings/1.csv", "ratings/2.csv"]}
    assert changes(before, seen(raw)) == expected.get(how, ["ratings/1.csv"])


def test_equal_files_have_an_equal_name_by_settings_and_transformations(raw, monkeypatch):
    name = name_of(seen(raw), "x")
    assert name_of(dict(reversed(seen(raw).items())), "x") == name
    assert name_of(seen(raw), "y") != name
    monkeypatch.setattr(inputs, "TRANSFORMATIONS", 999)
    assert name_of(seen(raw), "x") != name


def test_quiet_is_counted_from_the_last_change():
    second = 1_000_000_000
    listing = {"a": (1, 5 * second, 9 * second), "b": (1, 7 * second, 7 * second)}
    assert quiet_for(listing, now=12) == 3
    assert quiet_for(listing, now=8) == 0
    assert quiet_for({}, now=8) == 8
    assert quiet_for({str(Path("a")): (0, 0, 0)}) > 0
