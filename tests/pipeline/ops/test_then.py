import sys

import pytest

from pipeline.ops.then import run_then
from pipeline.store.errors import ReleaseError, WorseModel
from tests.pipeline.ops.making import released


def python(code):
    return f"'{sys.executable}' -c \"{code}\""


def test_it_is_told_the_release_and_what_it_says_goes_on(tmp_path, capsys):
    release = released(tmp_path, "one")
    code = "import os, sys; sys.stderr.write(os.environ['CARTELERA_RELEASE'] + os.environ['CARTELERA_DATA'] + chr(10))"
    run_then(python(code), tmp_path, release)
    assert capsys.readouterr().err == f"one{tmp_path}\n"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise SystemExit(3)", r"ended with code 3; the current release stays"),
        ("import sys; sys.exit('first' + chr(10) + 'why')", r"ended with code 1 \(why\); the current"),
        ("raise KeyError(chr(96) + '7')", r"with code 1 \(KeyError: `''7'`\); the current"),
        ("import os; os.kill(os.getpid(), 9)", r"was ended by signal 9; the current release stays"),
        ("import sys; sys.stderr.buffer.write(bytes([255])); sys.exit(1)", "ended with code 1 \\(\ufffd\\); the"),
    ],
)
def test_how_it_failed_is_told_and_the_last_that_it_said(tmp_path, code, told):
    with pytest.raises(ReleaseError, match=told):
        run_then(python(code), tmp_path, released(tmp_path, "one"))


def test_a_command_may_say_that_only_other_data_would_help(tmp_path):
    with pytest.raises(WorseModel, match="ended with code 65"):
        run_then(python("raise SystemExit(65)"), tmp_path, released(tmp_path, "one"))


def test_on_a_terminal_a_person_has_seen_it(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with pytest.raises(ReleaseError, match=r"ended with code 1; the current"):
        run_then(python("import sys; sys.exit('why')"), tmp_path, released(tmp_path, "one"))


def test_programs_beside_this_python_are_found_last(tmp_path, monkeypatch):
    release = released(tmp_path, "one")
    monkeypatch.setenv("PATH", str(tmp_path))
    run_then("ruff --version", tmp_path, release)
    own = tmp_path / "ruff"
    own.write_text("#!/bin/sh\nexit 7\n", encoding="utf-8")
    own.chmod(0o755)
    with pytest.raises(ReleaseError, match="ended with code 7"):
        run_then("ruff --version", tmp_path, release)
