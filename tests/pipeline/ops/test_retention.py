import pytest

from pipeline.ops.retention import Retention, earlier, retain
from pipeline.ops.rollback import rollback
from pipeline.store.manifest import MANIFEST
from pipeline.store.releases import activate, open_release, writing
from tests.pipeline.ops.making import released


def there(data):
    return {folder.name for folder in data.iterdir() if folder.is_dir()}


@pytest.fixture
def data(tmp_path):
    """Eight releases, a day apart; the newest, `r0`, is current."""
    for days in reversed(range(8)):
        released(tmp_path, f"r{days}", days=days)
        activate(tmp_path, f"r{days}")
    return tmp_path


@pytest.mark.parametrize(
    ("number", "days", "left"),
    [
        (5, 7, 7),  # r7 is beyond the five newest and older than seven days
        (5, 3.5, 5),
        (2, 3.5, 4),
        (1, 0, 2),  # the current one and what a rollback would go to
        (1, 2.5, 3),
        (9, 0, 8),
        (1, 99, 8),
    ],
)
def test_kept_are_the_newest_and_the_younger_ones(data, number, days, left):
    assert len(retain(data, Retention(number, days))) == 8 - left
    assert there(data) == {f"r{each}" for each in range(left)}


def test_what_is_current_and_what_a_rollback_would_go_to_stay_however_old(data):
    activate(data, "r6")
    activate(data, "r7")
    assert set(retain(data, Retention(1, 0))) == {"r1", "r2", "r3", "r4", "r5"}
    rollback(data, None, lambda _: None)
    assert open_release(data).manifest.version == "r6"
    assert earlier(data) == "r0"


def test_what_either_was_fitted_to_stays(tmp_path):
    for days, version, dataset in ((9, "d1", ""), (8, "f1", "d1"), (7, "d2", ""), (6, "f2", "d2"), (5, "d3", "")):
        released(tmp_path, version, dataset=dataset, days=days)
    activate(tmp_path, "f1")
    activate(tmp_path, "f2")
    assert retain(tmp_path, Retention(1, 0)) == []
    released(tmp_path, "d4", days=0)
    assert retain(tmp_path, Retention(1, 0)) == ["d3"]


def test_broken_ones_are_not_counted_and_go_with_age(data):
    (data / "r2" / MANIFEST).write_text('{"format": 3}', encoding="utf-8")
    assert retain(data, Retention(3, 30)) == []
    assert set(retain(data, Retention(3, 0))) == {"r2", "r4", "r5", "r6", "r7"}  # r0, r1 and r3 are the newest


def test_no_other_folder_is_touched(data):
    (data / "notes").mkdir()
    (data / "notes" / "1.txt").touch()
    retain(data, Retention(1, 0))
    assert (data / "notes" / "1.txt").exists()


def test_while_another_writes_nothing_goes(data):
    with writing(data):
        assert retain(data, Retention(1, 0)) == []
    assert len(there(data)) == 8


def test_one_that_goes_is_out_of_sight_in_one_step(data, monkeypatch):
    monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
    retain(data, Retention(6, 0))
    hidden = [name for name in there(data) if not name.startswith("r")]
    assert sorted(name.rsplit("-", 1)[0] for name in hidden) == [".draft-removed-r6", ".draft-removed-r7"]
    monkeypatch.undo()
    with writing(data):  # what a killed one left goes with the next
        assert there(data) == {f"r{each}" for each in range(6)}
