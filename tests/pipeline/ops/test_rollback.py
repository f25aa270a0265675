import pytest

from pipeline.ops.rollback import rollback
from pipeline.store.errors import DamagedRelease, NoRelease
from pipeline.store.releases import activate, current_version
from pipeline.store.status import State, Status
from tests.pipeline.ops.making import PLAIN, damage, released


@pytest.fixture
def data(tmp_path):
    """Three releases; each was current for a while, `three` is."""
    for days, version in enumerate(("three", "two", "one")):
        released(tmp_path, version, days=days)
    for version in ("one", "two", "three"):
        activate(tmp_path, version)
    return tmp_path


@pytest.fixture
def said():
    return []


def test_it_goes_to_what_was_current_before_and_again_further_back(data, said):
    rollback(data, None, said.append)
    assert current_version(data) == "two"
    rollback(data, None, said.append)
    assert current_version(data) == "one"
    assert said == ["Current: two; before it was three", "Current: one; before it was two"]
    with pytest.raises(NoRelease, match=r"nothing is known .*; name one that stands: three, two, one$"):
        rollback(data, None, said.append)


def test_it_goes_to_the_one_that_is_named_forwards_too(data, said):
    for version in ("one", "three", "three"):
        rollback(data, version, said.append)
        assert current_version(data) == version
    assert said[-1] == "Current: three, as before"


def test_one_that_is_gone_is_passed_over(data, said):
    for file in (data / "two").iterdir():
        file.unlink()
    (data / "two").rmdir()
    rollback(data, None, said.append)
    assert current_version(data) == "one"


def test_an_unknown_one_is_refused_with_those_that_stand(data, said):
    damage(released(data, "four"))
    for version in ("nine", "../data", " "):
        with pytest.raises(NoRelease, match=r"no release '.*'; name one that stands: three, two, one$"):
            rollback(data, version, said.append)
    assert (current_version(data), said) == ("three", [])


def test_a_broken_one_is_refused_with_those_that_stand(data, said):
    (data / "two" / "said.txt").write_text("odd", encoding="utf-8")  # as long as it was
    told = r"said.txt is not as it was published; .*; the current release stays; name one that stands: three, one$"
    for version in (None, "two"):
        with pytest.raises(DamagedRelease, match=told):
            rollback(data, version, said.append)
    assert (current_version(data), said) == ("three", [])


def test_where_none_stands_it_says_so(tmp_path, said):
    with pytest.raises(NoRelease, match="and none stands: build one"):
        rollback(tmp_path, None, said.append)


def test_it_mends_a_pointer_that_names_nothing(data, said):
    activate(data, "gone")
    rollback(data, None, said.append)
    assert current_version(data) == "three"


def test_the_status_names_what_is_current(data, said):
    Status(State.CURRENT, PLAIN.built_at, "inputs", "three").write(data)
    rollback(data, None, said.append)
    assert Status.read(data) == Status(State.CURRENT, PLAIN.built_at, "inputs", "two")


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(NoRelease, match="is not a folder; --data names"):
        rollback(tmp_path / "typo", None, print)
    assert not (tmp_path / "typo").exists()
