"""`pipeline eda`: what it says where it cannot make a report, and where a report lies among releases."""

import errno
import importlib.util
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from pipeline import __main__ as command
from pipeline.eda import report as reporting
from pipeline.ops.retention import Retention, retain
from pipeline.ops.versions import versions
from pipeline.store.releases import activate, writing
from pipeline.store.reports import REPORTS, report_folder
from tests.commands import called
from tests.pipeline.making import copied
from tests.pipeline.ops.making import released


@pytest.fixture
def run(monkeypatch, capsys):
    return partial(called, monkeypatch, capsys, command.main, "eda")


@pytest.fixture
def installed(monkeypatch):
    """As if what draws were there."""
    monkeypatch.setattr(reporting.importlib.util, "find_spec", lambda _: True)


@pytest.fixture
def without(monkeypatch):
    """As if what draws were not there."""
    there = importlib.util.find_spec
    monkeypatch.setattr(
        reporting.importlib.util, "find_spec", lambda name: None if name in reporting.LIBRARIES else there(name)
    )


def test_without_a_release_it_says_how_to_make_one(run, installed, tmp_path):
    code, _, errors = run("--data", tmp_path)
    assert (code, errors.count("\n")) == (1, 1)
    assert errors.startswith(f"pipeline: {tmp_path} holds no release yet; make one with: pipeline build")


def test_without_the_libraries_it_says_what_to_install(run, without, small_release, tmp_path):
    data = copied(small_release, tmp_path / "data").folder.parent
    code, _, errors = run("--data", data)
    assert (code, errors.count("\n")) == (1, 1)
    assert "not installed (altair, vl_convert, wordcloud, jinja2)" in errors
    assert "pip install 'cartelera[eda]'" in errors
    assert "make eda" in errors
    assert not (data / REPORTS).exists()


def test_an_object_store_keeps_no_reports(run):
    code, _, errors = run("--data", "s3://bucket/prefix")
    assert (code, errors.count("\n")) == (1, 1)
    assert errors == (
        "pipeline: s3://bucket/prefix keeps releases and no reports; say where this one goes with --out DIR\n"
    )


def test_no_other_command_loads_the_report():
    house = Path(command.__file__).parents[1]
    said = "import sys, pipeline.__main__; print({'altair', 'pipeline.eda'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", said], cwd=house, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_report_is_taken_for_no_release_and_goes_with_its_own(tmp_path):
    for days in range(3):
        released(tmp_path, f"{days}" * 12, days=days)
        activate(tmp_path, f"{days}" * 12)
        folder = report_folder(tmp_path, f"{days}" * 12)
        folder.mkdir(parents=True)
        (folder / "report.html").write_text("<!doctype html>", encoding="utf-8")
    assert [each.version for each in versions(tmp_path)] == ["0" * 12, "1" * 12, "2" * 12]
    released(tmp_path, "3" * 12, days=3)
    activate(tmp_path, "3" * 12)  # what it was before stays for a rollback
    assert set(retain(tmp_path, Retention(1, 0))) == {"1" * 12}
    assert {folder.name for folder in (tmp_path / REPORTS).iterdir()} == {"0" * 12, "2" * 12}
    with writing(tmp_path):
        assert not list(tmp_path.glob(".draft-*"))


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(run, installed, monkeypatch, small_release, tmp_path):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path / "figures"))

    monkeypatch.setattr(reporting, "report", full)
    data = copied(small_release, tmp_path / "data").folder.parent
    code, _, errors = run("--data", data, "--out", tmp_path)
    assert (code, errors.count("\n")) == (1, 1)
    assert errors == (
        f"pipeline: the report cannot be written to {tmp_path} (No space left on device); expected a folder with room "
        "in it: name another with --out DIR\n"
    )
