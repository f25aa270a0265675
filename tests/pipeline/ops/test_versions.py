import json
import os

import pytest

from pipeline.ops import listed
from pipeline.ops.versions import disk, versions
from pipeline.store.manifest import MANIFEST
from pipeline.store.releases import POINTER, activate
from tests.pipeline.ops.making import damage, released


def names(data, **how):
    return [each.version for each in versions(data, **how)]


def test_all_are_listed_the_newest_first_and_models_before_what_they_were_fitted_to(tmp_path):
    for version, days, model in (("a", 3, None), ("c", 1, None), ("b", 2, None), ("c2", 1, "m")):
        released(tmp_path, version, days=days, model=model)
    activate(tmp_path, "b")
    (tmp_path / "notes").mkdir()
    found = versions(tmp_path)
    assert sorted(each.version for each in found[:2]) == ["c", "c2"]
    assert [each.version for each in found[2:]] == ["b", "a"]
    assert [each.version for each in found if each.current] == ["b"]
    assert (found[2].titles, found[2].ratings, found[2].dataset, found[2].model) == (3, 5, "b", None)


def test_a_folder_without_releases_has_none(tmp_path):
    assert versions(tmp_path) == versions(tmp_path / "nowhere") == []
    assert listed.as_text([]) == "No release yet; make one with: pipeline build\n"


def test_what_is_shared_with_another_is_not_its_own(tmp_path):
    one, two = released(tmp_path, "one"), released(tmp_path, "two")
    size, own = disk(two.folder)
    assert size == own == sum(file.stat().st_size for file in two.folder.iterdir())
    os.link(one.folder / "said.txt", two.folder / "shared.txt")
    assert disk(two.folder) == (size + 3, own)
    os.link(two.folder / "shared.txt", two.folder / "again.txt")  # a second name within it takes no more
    assert disk(two.folder) == (size + 3, own)
    (one.folder / "said.txt").unlink()
    assert disk(two.folder) == (size + 3, own + 3)


BROKEN = {
    "no manifest": (lambda release: (release.folder / MANIFEST).unlink(), "manifest.json cannot be read"),
    "half a manifest": (lambda release: (release.folder / MANIFEST).write_text("{"), "manifest.json is not a manifest"),
    "of another": (
        lambda release: release.folder.rename(release.folder.with_name("fedcba987654")),
        "says that it is 0123456789ab; build the release again",
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_one_is_listed_and_said_to_be(tmp_path, how):
    breaking, message = BROKEN[how]
    breaking(released(tmp_path, "0123456789ab"))
    (found,) = versions(tmp_path)
    assert message in found.trouble
    assert f"BROKEN: {found.trouble}" in listed.as_text([found])


def test_other_bytes_are_found_where_that_is_asked_for(tmp_path):
    damage(released(tmp_path, "one"))
    assert versions(tmp_path)[0].trouble is None
    assert "said.txt is not as it was published" in versions(tmp_path, verify=True)[0].trouble


def test_a_pointer_that_cannot_be_read_names_none(tmp_path):
    released(tmp_path, "one")
    (tmp_path / POINTER).write_bytes(b"\xff")
    assert [each.current for each in versions(tmp_path)] == [False]


def test_as_json_and_as_columns_they_say_the_same(tmp_path):
    released(tmp_path, "one", days=1)
    released(tmp_path, "two", model="m2")
    activate(tmp_path, "two")
    found = versions(tmp_path)
    told = json.loads(listed.as_json(found))
    assert [(each["version"], each["current"], each["model"], each["size"]) for each in told] == [
        (each.version, each.current, each.model, each.size) for each in found
    ]
    head, *lines = listed.as_text(found).splitlines()
    assert head.split() == ["version", "made", "(UTC)", "dataset", "model", "titles", "ratings", "size", "own"]
    assert [line.split()[:2] for line in lines] == [["*", "two"], ["one", f"{found[1].made_at:%Y-%m-%d}"]]


def test_on_a_terminal_it_is_a_table_of_the_same(tmp_path, monkeypatch):
    released(tmp_path, "one")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    text = listed.as_text(versions(tmp_path))
    assert "one" in text
    assert "dataset" in text
