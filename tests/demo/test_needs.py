import re
import sys

import pytest

from demo import needs
from demo.commands import run
from demo.faults import DemoError, Failed, Missing


@pytest.fixture
def nothing_on_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


def one_line(fault):
    assert "\n" not in str(fault.value)
    assert isinstance(fault.value, DemoError)


def test_without_a_browser_it_says_what_to_install(nothing_on_path):
    with pytest.raises(Missing, match=r"no browser on PATH, expected one of chromium.*: install one") as fault:
        needs.chromium()
    one_line(fault)


def test_without_ffmpeg_it_says_what_to_install(nothing_on_path):
    with pytest.raises(Missing, match=r"no ffmpeg on PATH.*: install it") as fault:
        needs.program("ffmpeg")
    one_line(fault)


def test_without_the_pages_it_says_how_to_build_them(tmp_path):
    (tmp_path / "index.html").touch()
    with pytest.raises(Missing, match=re.escape("has no ide.html: build the pages first (make web)")) as fault:
        needs.pages(tmp_path)
    one_line(fault)
    (tmp_path / "ide.html").touch()
    assert needs.pages(tmp_path) == tmp_path


@pytest.fixture
def commands(monkeypatch, tmp_path):
    """Commands that a test writes, beside the Python that runs."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    def command(name, script):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)

    return command


def test_a_command_is_kept_with_all_it_prints(commands, tmp_path):
    commands("pipeline", 'echo one; echo two >&2; echo "$1"')
    done = run("pipeline 'a b'", tmp_path)
    assert (done.command, done.text) == ("pipeline 'a b'", "one\ntwo\na b")
    assert [line.at for line in done.lines] == sorted(line.at for line in done.lines)


def test_a_command_that_gives_up_is_told_with_the_end_of_what_it_said(commands, tmp_path):
    commands("pipeline", "echo reading; echo no such folder; exit 3")
    told = "`pipeline build` ended with 3, expected 0: it says: reading / no such folder"
    with pytest.raises(Failed, match=re.escape(told)) as fault:
        run("pipeline build", tmp_path)
    one_line(fault)
