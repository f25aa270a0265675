import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from pipeline.ops.rollback import rollback
from pipeline.store.card import ModelCard
from pipeline.store.errors import WorseModel
from pipeline.store.releases import activate, current_version, open_release
from recsys import __main__ as command
from tests.commands import called
from tests.conftest import publish_fitted
from tests.pipeline.making import copied, listing
from tests.raw_files import rating, write_raw
from tests.small import write_small

HOUSE = Path(command.__file__).parents[1]


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs the command here; the exit code, and what it wrote to standard output and standard error."""
    return partial(called, monkeypatch, capsys, command.main)


@pytest.fixture
def data(small_data, tmp_path):
    """A folder whose current release is the small catalogue's."""
    return copied(open_release(small_data), tmp_path / "data").folder.parent


@pytest.fixture
def earlier(data):
    """The version of a release of other data, which was current before."""
    release, version = open_release(data), "0123456789ab"
    shutil.copytree(release.folder, data / version)
    replace(release.manifest, version=version, dataset_version=version).write(data / version)
    activate(data, version)
    activate(data, release.manifest.version)
    return version


def outside(module, *arguments):
    """Runs a command as a program of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CARTELERA_")}
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=HOUSE, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_fitted_release_becomes_current(data):
    base = current_version(data)
    ended = outside("recsys", "fit", "--data", data)
    assert ended.returncode == 0
    release = open_release(data)
    release.verify()
    assert release.manifest.dataset_version == base != release.manifest.version
    lines = ended.stdout.splitlines()
    assert lines[0] == f"Release {release.manifest.version} in {data}"
    assert lines[-1] == f"Current: {release.manifest.version}"
    assert all(line.startswith("[") for line in ended.stderr.splitlines())


def test_the_story_tells_titles_and_neighbours(run, data):
    code, told, _ = run("fit", "--data", data)
    assert code == 0
    release = open_release(data)
    rows = release.manifest.tables["neighbours"].rows
    assert f"Titles: 12; neighbours: {rows}" in told
    assert "Fewer than 50, as too few others resemble them: 12 titles" in told
    assert "None, as nothing but their own work resembles them: 0 titles" in told
    card = ModelCard.read(release.folder)
    assert f"Ratings: insufficient. {card.summary}" in told
    assert told.count("\nWould like: ") == told.count("\nSimilar titles: ") == 1


def test_a_worse_fit_is_one_line_unless_it_is_forced(run, data, monkeypatch):
    current, told = current_version(data), "this fit is worse than the one being served"

    def refuse(*_, force=False):
        if not force:
            raise WorseModel(told)
        return open_release(data, current)

    monkeypatch.setattr(command, "fit_release", refuse)
    assert run("fit", "--data", data) == (65, "", f"recsys: {told}\n")  # as a watch wants to know
    assert current_version(data) == current
    monkeypatch.setattr(command, "summary", lambda _: "told")
    assert run("fit", "--data", data, "--force")[0] == 0


def test_fitted_again_it_is_current_and_untouched(run, data):
    base = current_version(data)
    run("fit", "--data", data)
    fitted = current_version(data)
    before = listing(data / fitted)
    activate(data, base)
    assert run("fit", "--data", data)[0] == 0
    assert current_version(data) == fitted
    assert listing(data / fitted) == before


def test_a_fit_that_a_rollback_overtakes_does_not_undo_it(run, data, earlier, monkeypatch):
    """Whoever rolls back while models are fitted to the same data says something newer than whoever began the fit."""
    base = open_release(data)
    fitted = publish_fitted(data, base, [])
    monkeypatch.setattr(command, "fit_release", lambda *_, **__: (rollback(data, None, lambda _: None), fitted)[1])
    monkeypatch.setattr(command, "summary", lambda _: "told")
    code, told, _ = run("fit", "--data", data)
    assert (code, current_version(data)) == (0, earlier)
    again = f"pipeline rollback {fitted.manifest.version} --data {data}"
    assert told.endswith(f"\nNot made current: a rollback took its data back meanwhile; to have it: {again}\n")
    rollback(data, fitted.manifest.version, lambda _: None)
    assert current_version(data) == fitted.manifest.version


def test_data_that_was_taken_back_before_is_current_again_once_somebody_fits_to_it(run, data, earlier, monkeypatch):
    base = open_release(data)
    fitted = publish_fitted(data, base, [])
    rollback(data, None, lambda _: None)
    assert current_version(data) == earlier
    monkeypatch.setattr(command, "fit_release", lambda *_, **__: fitted)
    monkeypatch.setattr(command, "summary", lambda _: "told")
    assert run("fit", "--data", data, "--release", base.manifest.version)[0] == 0
    assert current_version(data) == fitted.manifest.version


@pytest.mark.slow
def test_the_release_named_by_the_environment_is_fitted(run, data, tmp_path, monkeypatch):
    base = current_version(data)
    raw = write_small(tmp_path / "raw")
    write_raw(raw, {}, {"9": [rating(movieId="as1")]})
    assert outside("pipeline", "build", "--raw", raw, "--data", data).returncode == 0
    assert current_version(data) != base
    monkeypatch.setenv("CARTELERA_DATA", str(data))
    monkeypatch.setenv("CARTELERA_RELEASE", base)
    assert run("fit")[0] == 0
    assert open_release(data).manifest.dataset_version == base


def test_an_empty_name_names_the_current_release(run, data, monkeypatch):
    monkeypatch.setenv("CARTELERA_RELEASE", "")
    base = current_version(data)
    assert run("fit", "--data", data)[0] == 0
    assert open_release(data).manifest.dataset_version == base


@pytest.mark.slow
def test_a_build_fits_what_it_built_and_moves_the_pointer_once_to_both(data, tmp_path):
    before = current_version(data)
    raw = write_small(tmp_path / "raw")
    write_raw(raw, {}, {"9": [rating(movieId="as1")]})
    fit = f"{shlex.quote(sys.executable)} -m recsys fit"
    ended = outside("pipeline", "build", "--raw", raw, "--data", data, "--then", fit)
    assert ended.returncode == 0, ended.stderr
    release = open_release(data)
    release.verify()
    assert release.manifest.dataset_version not in {before, release.manifest.version}
    assert "ratings/9.parquet" in release.manifest.files
    assert "neighbours.parquet" in release.manifest.files


@pytest.mark.parametrize("damage", ["none", "titles", "name"])
def test_a_fault_is_one_line_and_leaves_what_is_current(run, data, tmp_path, monkeypatch, damage):
    current = current_version(data)
    if damage == "titles":
        (data / current / "titles.parquet").write_bytes(b"")
    if damage == "name":
        monkeypatch.setenv("CARTELERA_RELEASE", "gone")
    code, out, err = run("fit", "--data", tmp_path / "empty" if damage == "none" else data)
    assert (code, out) == (1, "")
    *steps, line = err.splitlines()
    assert line.startswith("recsys: ")
    assert all(step.startswith("[") for step in steps)
    assert current_version(data) == current


def test_an_evaluation_is_printed_and_kept(run, tmp_path):
    """Of ratings as MovieLens writes them; those of a release go the same way."""
    rows = [f"{user},{title},{(user + title) % 5 + 1},{title}" for user in range(1, 9) for title in range(12)]
    (tmp_path / "ratings.csv").write_text("\n".join(["userId,movieId,rating,timestamp", *rows]))
    code, told, steps = run("evaluate", "--ratings", tmp_path / "ratings.csv", "--out", tmp_path / "found" / "today")
    assert code == 0
    assert told.startswith("# How good the models are: ratings.csv\n")
    assert (tmp_path / "found" / "today" / "evaluation.md").read_text() == told
    found = json.loads((tmp_path / "found" / "today" / "evaluation.json").read_text())
    assert found["signal"] == "none"  # every title and every user has every score
    assert all(line.startswith("[") for line in steps.splitlines())


def test_a_release_is_evaluated_and_not_changed(run, data):
    before = sorted(path.as_posix() for path in data.rglob("*"))
    code, told, _ = run("evaluate", "--data", data)
    assert code == 0
    assert told.startswith(f"# How good the models are: release {current_version(data)}\n")
    assert sorted(path.as_posix() for path in data.rglob("*")) == before


def test_ratings_that_are_not_there_are_one_line(run, tmp_path):
    code, told, fault = run("evaluate", "--ratings", tmp_path / "none.csv")
    assert (code, told) == (1, "")
    assert fault.startswith("recsys: ")
    assert "none.csv" in fault
    assert fault.count("\n") == 1


def test_a_full_disk_is_one_line_and_any_other_fault_of_polars_is_not(run, data, monkeypatch):
    def fails(text):
        def fit(*_, **__):
            raise pl.exceptions.ComputeError(text)

        monkeypatch.setattr(command, "fit_release", fit)

    fails("parquet: No space left on device (os error 28)\nmore")
    told = "recsys: parquet: No space left on device (os error 28); the current release stays\n"
    assert run("fit", "--data", data) == (1, "", told)
    fails("user 7")
    with pytest.raises(pl.exceptions.ComputeError):
        run("fit", "--data", data)


def test_to_be_told_to_end_is_to_clear_away(run, data, monkeypatch):
    cleared = []

    def fit(*_, **__):
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(60)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)  # another one does not cut it short
            cleared.append(True)

    monkeypatch.setattr(command, "fit_release", fit)
    before = signal.getsignal(signal.SIGTERM)
    assert (run("fit", "--data", data)[0], cleared) == (128 + signal.SIGTERM, [True])
    assert signal.getsignal(signal.SIGTERM) == before
