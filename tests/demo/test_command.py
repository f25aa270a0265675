import pytest

from tests.make.project import ROOT, load


@pytest.fixture
def make(monkeypatch, tmp_path):
    """make.py, called from a folder that is not the project's; what it does is kept instead of done."""
    found = load(ROOT)
    found.done = []
    monkeypatch.setattr(found, "CALLED_FROM", tmp_path)
    monkeypatch.setattr(found, "environment", lambda *groups: found.done.append(groups))
    monkeypatch.setattr(found, "build_web", lambda: found.done.append("pages"))
    monkeypatch.setattr(found, "become", lambda command: found.done.append(command[1:]))
    return found


def test_it_installs_what_records_builds_the_pages_and_records(make):
    make.demo([])
    assert make.done == [("slow", "eda"), "pages", ["-m", "demo"]]


def test_folders_are_those_named_where_the_command_was_typed(make, tmp_path):
    make.demo(["--scenes", "title,end", "--data=mine", "--raw", "raw", "--out", "film"])
    places = ["--raw", str(tmp_path / "raw"), "--data", str(tmp_path / "mine"), "--out", str(tmp_path / "film")]
    assert make.done[-1] == ["-m", "demo", *places, "--scenes", "title,end"]
