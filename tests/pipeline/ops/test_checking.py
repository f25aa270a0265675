import json
import re
import tempfile
from pathlib import Path

import polars as pl
import pytest

from pipeline.build import build
from pipeline.ops.checking import check_raw, check_releases, findings
from pipeline.store.errors import NoRelease, ReleaseError, UnreadableSource
from pipeline.store.manifest import MANIFEST, FileEntry
from pipeline.store.releases import activate, open_release, writing
from recsys.fit import fit
from tests.pipeline.making import Quiet, copied, listing
from tests.raw_files import rating, write_raw
from tests.small import write_small


@pytest.fixture
def release(small_release, tmp_path):
    """The small catalogue's, current in a folder of its own."""
    return copied(small_release, tmp_path / "data")


@pytest.fixture(scope="module")
def fitted(small_release, tmp_path_factory):
    """The small catalogue's with models; not to be changed."""
    data = copied(small_release, tmp_path_factory.mktemp("fitted")).folder.parent
    return fit(data, None, say=lambda _: None)


def rewritten(release, name, change):
    """Change a file and have the manifest vouch for it."""
    file, manifest = release.folder / name, release.folder / MANIFEST
    change(file)
    content = json.loads(manifest.read_text(encoding="utf-8"))
    entry = FileEntry.of(file)
    content["files"][name] = {"size": entry.size, "sha256": entry.sha256}
    manifest.write_text(json.dumps(content), encoding="utf-8")
    return open_release(release.folder.parent, release.folder.name)


def table(change):
    return lambda file: change(pl.read_parquet(file)).write_parquet(file)


def test_a_whole_one_has_no_findings(release, fitted):
    assert list(findings(release)) == list(findings(fitted)) == []


def test_each_file_that_is_not_as_published_is_a_finding(release):
    (release.folder / "titles.parquet").unlink()
    (release.folder / "ratings" / "1.parquet").write_bytes(b"odd")
    (release.folder / "stray.txt").touch()
    assert sorted(findings(release)) == [
        "ratings/1.parquet is not as it was published",
        "stray.txt was not published with it",
        "titles.parquet is missing",
    ]


@pytest.mark.parametrize(
    ("name", "change", "finding"),
    [
        ("titles.parquet", table(lambda rows: rows.head(3)), "credits: .* rows name a title that is not in titles"),
        ("titles.parquet", table(lambda rows: rows.with_columns(title=pl.lit(None, pl.String))), "titles: "),
        ("titles.parquet", table(lambda rows: rows.drop("title")), "a table cannot be read: .*title"),
        ("title_scores.parquet", table(lambda rows: rows.with_columns(votes=pl.col("votes") + 1)), "title_scores"),
        ("ratings/2.parquet", table(lambda rows: rows.head(1)), "title_scores counts 6 votes of 5 ratings"),
        ("films.parquet", lambda file: file.write_bytes(b"PAR1 odd PAR1"), "a table cannot be read: "),
    ],
    ids=["rows gone", "nulls", "a column gone", "votes", "ratings gone", "no parquet"],
)
def test_a_table_that_breaks_its_contract_is_a_finding_though_its_hash_is_right(release, name, change, finding):
    (found, *_) = findings(rewritten(release, name, change))
    assert re.match(finding, found)
    assert "\n" not in found


def test_models_are_held_to_their_contracts_too(fitted, tmp_path):
    those = copied(fitted, tmp_path / "data")
    wrong = rewritten(those, "neighbours.parquet", table(lambda rows: rows.with_columns(rank=pl.lit(0, pl.Int32))))
    assert any(found.startswith("neighbours: ") for found in findings(wrong))


def test_a_manifest_of_another_or_without_tables_is_a_finding(release):
    manifest = release.folder / MANIFEST
    content = json.loads(manifest.read_text(encoding="utf-8"))
    del content["tables"]["credits"]
    manifest.write_text(json.dumps(content | {"version": "another"}), encoding="utf-8")
    found = list(findings(open_release(release.folder.parent, release.folder.name)))
    assert found == ["the manifest is of release another", "the manifest names no table credits"]


def test_releases_are_told_a_line_each_and_all_if_that_is_asked(release):
    data, said = release.folder.parent, []
    assert check_releases(data, None, every=False, say=said.append)
    version = release.manifest.version
    assert said == [f"{version}: whole; {len(release.manifest.tables)} tables in {len(release.manifest.files)} files"]
    (data / "0123456789ab").mkdir()
    assert check_releases(data, version, every=False, say=said.append)
    assert not check_releases(data, None, every=True, say=said.append)
    assert said[2].startswith("0123456789ab: ")
    assert "manifest.json cannot be read" in said[2]
    (release.folder / "titles.parquet").unlink()
    assert not check_releases(data, None, every=False, say=said.append)
    assert said[-1] == f"{version}: titles.parquet is missing"


def test_where_there_is_none_it_says_so(tmp_path):
    for how in ({"version": None, "every": False}, {"version": None, "every": True}, {"version": "x", "every": False}):
        with pytest.raises(NoRelease, match="holds no release"):
            check_releases(tmp_path, how["version"], every=how["every"], say=print)


# Raw files.


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Where temporary folders go."""
    (tmp_path / "place").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "place"))
    return tmp_path / "place"


def checked(raw, data):
    told = []
    check_raw(data, lambda folder: build(raw, folder, Quiet()), told.append)
    return told[0]


def test_raw_files_make_the_release_that_a_build_would_and_nothing_is_published(release, place, tmp_path):
    raw, data = write_small(tmp_path / "raw"), release.folder.parent
    write_raw(raw, {}, {"9": [rating(movieId="as1", userId="9")]})
    before = listing(data)
    told = checked(raw, data)
    assert (listing(data), list(place.iterdir())) == (before, [])
    activate(data, build(raw, data, Quiet()).manifest.version)
    built = open_release(data)
    assert (built.manifest.version, built.manifest.tables) == (told.manifest.version, told.manifest.tables)


def test_it_needs_no_releases_and_minds_no_lock(place, tmp_path):
    raw = write_small(tmp_path / "raw")
    assert checked(raw, tmp_path / "nowhere").manifest.tables["titles"].rows == 12
    assert not (tmp_path / "nowhere").exists()
    with writing(tmp_path / "data"):
        assert checked(raw, tmp_path / "data").manifest.tables["titles"].rows == 12


def test_what_is_wrong_is_told_as_by_a_build(release, place, tmp_path):
    raw = write_small(tmp_path / "raw")
    (raw / "ratings" / "9.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="lacks the columns userId"):
        checked(raw, release.folder.parent)
    assert list(place.iterdir()) == []


def test_a_fault_of_the_folder_names_none_that_is_gone(release, place):
    def make(folder: Path):
        raise ReleaseError(f"{folder} cannot be written")

    with pytest.raises(ReleaseError, match=f"^{release.folder.parent} cannot be written$"):
        check_raw(release.folder.parent, make, print)
    assert list(place.iterdir()) == []
