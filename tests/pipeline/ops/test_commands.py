"""`pipeline versions`, `check` and `rollback`, and what `watch` makes of its options."""

import json
from functools import partial

import pytest

from pipeline import __main__ as command
from pipeline.ops import watching
from pipeline.store.releases import current_version, open_release
from tests.commands import called
from tests.raw_files import rating, write_raw
from tests.small import write_small


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs the command here; the exit code, and what it wrote to standard output and standard error."""
    return partial(called, monkeypatch, capsys, command.main)


def test_from_build_to_rollback_and_on(run, tmp_path):
    raw, data = write_small(tmp_path / "raw"), tmp_path / "data"
    assert run("versions", "--data", data) == (0, "No release yet; make one with: pipeline build\n", "")
    assert run("check", "--data", data)[:2] == (1, "")
    run("build", "--raw", raw, "--data", data)
    first = current_version(data)
    write_raw(raw, {}, {"9": [rating(movieId="as1", userId="9")]})

    code, told, _ = run("check", "--raw", raw, "--data", data)
    assert (code, told.splitlines()[-1], current_version(data)) == (0, "Nothing was published.", first)
    assert "ratings/9.csv" in told
    assert "file and number" not in told  # where they were set aside is gone

    run("build", "--raw", raw, "--data", data)
    second = current_version(data)
    found = json.loads(run("versions", "--data", data, "--json", "--verify")[1])
    assert [(each["version"], each["current"], each["trouble"]) for each in found] == [
        (second, True, None),
        (first, False, None),
    ]
    assert found[0]["own"] < found[0]["size"]  # what has not changed is linked
    lines = run("versions", "--data", data)[1].splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["*", first]

    code, told, _ = run("check", "--data", data, "--all")
    assert (code, [line.partition(":")[0] for line in told.splitlines()]) == (0, sorted([first, second]))
    code, told, err = run("rollback", "--data", data)
    assert (code, told, err) == (0, f"Current: {first}; before it was {second}\n", "")
    assert run("build", "--raw", raw, "--data", data)[1].splitlines()[-1] == f"Current: {first}"
    assert run("rollback", second, "--data", data)[0] == 0

    titles = open_release(data, first).folder / "titles.parquet"
    titles.unlink()  # the other release has the same file, by a hard link
    titles.write_bytes(b"odd")
    code, told, _ = run("check", "--data", data, first)
    assert (code, told) == (1, f"{first}: titles.parquet is not as it was published\n")
    code, told, err = run("rollback", "--data", data)
    assert (code, told, current_version(data)) == (1, "", second)
    assert err.startswith("pipeline: ")
    assert err.endswith(f"the current release stays; name one that stands: {second}\n")


def test_what_is_wrong_with_raw_files_is_one_line(run, tmp_path):
    code, told, err = run("check", "--raw", tmp_path / "nowhere", "--data", tmp_path)
    assert (code, told) == (1, "")
    assert "nowhere is not a folder" in err.splitlines()[-1]


@pytest.fixture
def watched(run, monkeypatch):
    """How a folder would be watched with these options, and what was said."""

    def watched(*arguments):
        asked = []
        monkeypatch.setattr(watching, "watch", lambda told, _: not asked.append(told))
        return run("watch", *arguments), asked

    return watched


def test_a_watch_hands_on_the_options_of_a_build(watched, tmp_path):
    here = ["--raw", tmp_path / "r", "--data", tmp_path / "d"]
    (code, *_), (told,) = watched(*here, "--then", "recsys fit", "--keep", "3", "--every", "5", "--accept-smaller")
    assert code == 0
    assert (told.raw, told.data, told.every, told.settle, told.once) == (tmp_path / "r", tmp_path / "d", 5, 10, False)
    assert told.arguments == [
        "--raw", str(tmp_path / "r"), "--data", str(tmp_path / "d"), "--keep", "3", "--keep-days", "7.0",
        "--then", "recsys fit", "--accept-smaller",
    ]  # fmt: skip
    assert {"then": "recsys fit", "accept_smaller": True}.items() <= json.loads(told.settings).items()
    assert not {"raw", "data", "keep", "keep_days", "every"} & json.loads(told.settings).keys()


def test_settings_are_those_that_make_another_release(watched):
    names = [watched(*asked)[1][0].settings for asked in ([], ["--keep", "3"], ["--then", "x"], ["--accept-smaller"])]
    assert names[0] == names[1]
    assert len(set(names)) == 3


@pytest.mark.parametrize("wrong", [["--evry", "5"], ["--every", "0"], ["--keep", "0"], ["more"]], ids=" ".join)
def test_a_wrong_option_is_refused_before_anything_begins(watched, wrong):
    (code, out, err), asked = watched(*wrong)
    assert (code, asked) == (2, [])
    assert "Usage: pipeline watch" in out + err


def test_a_watch_that_went_badly_once_ends_with_1(run, monkeypatch):
    monkeypatch.setattr(watching, "watch", lambda *_: False)
    assert run("watch", "--once")[0] == 1
