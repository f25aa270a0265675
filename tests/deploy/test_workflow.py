import os
import re
import shutil
import subprocess
import tomllib

import pytest
import yaml

from tests.deploy.files import ROOT
from tests.make.project import load


@pytest.fixture
def jobs():
    return yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]


def commands(job):
    return [step["run"] for step in job["steps"] if "run" in step]


def test_it_runs_the_commands_of_the_readme(jobs):
    assert [commands(jobs[name]) for name in ("check", "test", "slow")] == [
        ["make check"],
        ["make test"],
        ["make slow"],
    ]


def test_every_make_target_that_it_names_exists(jobs):
    named = {word for job in jobs.values() for run in commands(job) for word in re.findall(r"\bmake (\w+)", run)}
    assert named <= set(load(ROOT).TARGETS)


def test_it_tests_on_the_oldest_python_and_on_the_images(jobs):
    versions = jobs["test"]["strategy"]["matrix"]["python"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={versions[0]}"
    assert f"python:{versions[-1]}-slim" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_it_builds_and_stops_the_real_image(jobs):
    script = "\n".join(commands(jobs["image"]))
    assert all(word in script for word in ("docker build", "docker run", "/readyz", "docker stop", "ExitCode"))


def test_every_action_is_pinned_to_a_major_version(jobs):
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+", action) for action in used)


def test_every_job_has_an_end(jobs):
    assert all(job["timeout-minutes"] <= 40 for job in jobs.values())


# .ci/run


@pytest.fixture
def checkout(tmp_path):
    """A checkout whose make only says what it was asked for, and fails where FAILING says so."""
    root = tmp_path / "checkout"
    (root / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", root / ".ci" / "run")
    (root / "make.py").touch()
    folder = tmp_path / "bin"
    folder.mkdir()
    write_program(folder / "make", 'echo "$1 ${CI:-} ${CARTELERA_REAL_DATA:-none}"\n[ "$1" != "$FAILING" ]')
    write_program(folder / "chromium", "")
    write_program(folder / "java", "")
    write_program(folder / "ffmpeg", "")
    return root


def write_program(path, script):
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def run(checkout, failing="", path=os.environ["PATH"]):
    path = f"{checkout.parent / 'bin'}{os.pathsep}{path}"
    env = {name: value for name, value in os.environ.items() if name not in {"CARTELERA_REAL_DATA", "JAVA_HOME"}}
    env |= {"PATH": path, "FAILING": failing}
    done = subprocess.run([checkout / ".ci" / "run"], env=env, capture_output=True, text=True, check=False)
    return done.returncode, [line for line in done.stdout.splitlines() if not line.startswith("==")]


def test_ci_run_checks_and_tests(checkout):
    assert run(checkout) == (0, ["check true none", "test true none", "slow true none"])


@pytest.mark.parametrize("target", ["check", "test", "slow"])
def test_ci_run_fails_when_one_fails_and_still_runs_the_others(checkout, target):
    code, lines = run(checkout, failing=target)
    assert code == 1
    assert len(lines) == 3


def test_ci_run_finds_the_real_data_beside_the_checkout(checkout):
    data = checkout.parent / "shared" / "data"
    data.mkdir(parents=True)
    assert run(checkout)[1][1] == f"test true {data}"


@pytest.fixture
def bare(checkout, tmp_path):
    """The PATH of a machine that has no browser; apt-get only notes what it was asked for."""
    (checkout.parent / "bin" / "chromium").unlink()
    folder = tmp_path / "bare"
    folder.mkdir()
    for name in ("bash", "sh", "dirname"):
        (folder / name).symlink_to(shutil.which(name))
    write_program(folder / "id", "echo 0")
    write_program(folder / "apt-get", f'echo "$@" >> {checkout / "asked"}')
    return folder


ALL = ["check true none", "test true none", "slow true none"]


def test_ci_run_installs_a_browser_where_there_is_none(checkout, bare):
    assert run(checkout, path=str(bare)) == (0, ALL)
    assert (checkout / "asked").read_text() == "update\ninstall --yes --no-install-recommends chromium\n"


@pytest.mark.parametrize("browser", ["chromium", "chromium-browser", "google-chrome"])
def test_ci_run_installs_none_where_there_is_one(checkout, bare, browser):
    write_program(bare / browser, "")
    assert run(checkout, path=str(bare)) == (0, ALL)
    assert not (checkout / "asked").exists()


def test_ci_run_installs_none_without_the_right_to(checkout, bare):
    write_program(bare / "id", "echo 1000")
    assert run(checkout, path=str(bare)) == (0, ALL)
    assert not (checkout / "asked").exists()


def test_ci_run_goes_on_where_no_browser_can_be_had(checkout, bare):
    write_program(bare / "apt-get", "echo no network >&2\nexit 100")
    assert run(checkout, path=str(bare)) == (0, ALL)
    (bare / "apt-get").unlink()
    assert run(checkout, path=str(bare)) == (0, ALL)


def test_ci_run_installs_java_where_there_is_none(checkout, bare):
    (checkout.parent / "bin" / "java").unlink()
    write_program(bare / "chromium", "")
    assert run(checkout, path=str(bare)) == (0, ALL)
    asked = (checkout / "asked").read_text()
    assert asked == "update\ninstall --yes --no-install-recommends openjdk-17-jre-headless\n"


def test_ci_run_goes_on_where_no_java_can_be_had(checkout, bare):
    (checkout.parent / "bin" / "java").unlink()
    write_program(bare / "chromium", "")
    write_program(bare / "apt-get", "echo no network >&2\nexit 100")
    assert run(checkout, path=str(bare)) == (0, ALL)


def test_ci_run_installs_ffmpeg_where_there_is_none(checkout, bare):
    write_program(bare / "chromium", "")
    (checkout.parent / "bin" / "ffmpeg").unlink()
    assert run(checkout, path=str(bare)) == (0, ALL)
    assert (checkout / "asked").read_text() == "update\ninstall --yes --no-install-recommends ffmpeg\n"
