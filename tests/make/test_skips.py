import os
import subprocess
import sys

import pytest

from tests.make.project import ROOT

pytestmark = pytest.mark.slow  # each starts pytest anew

SUITE = """
import pytest

def test_plain(): pass

@pytest.mark.slow
def test_slow(): pass

@pytest.mark.real
def test_real(): pass

@pytest.mark.skipif(True, reason="no older Python on PATH")
@pytest.mark.parametrize("number", [1, 2])
def test_without(number): pass

@pytest.mark.xfail
def test_expected_to_fail(): assert False
"""


def last_line(tmp_path, *args, **env):
    (tmp_path / "test_suite.py").write_text(SUITE)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  slow\n  real\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.skips", "--rootdir", str(tmp_path), str(tmp_path), *args]
    clean = {name: value for name, value in os.environ.items() if name != "CARTELERA_REAL_DATA"}
    done = subprocess.run(command, cwd=ROOT, env=clean | env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("processes", ["0", "2"])
def test_the_last_line_names_what_was_skipped_and_why(tmp_path, processes):
    assert last_line(tmp_path, "-m", "not slow", "-n", processes) == (
        "skipped: 2 tests (no older Python on PATH), 1 test (real data: set CARTELERA_REAL_DATA), "
        "1 test (slow: make slow)"
    )


def test_real_data_that_is_there_is_used(tmp_path):
    line = last_line(tmp_path, "-m", "not slow", CARTELERA_REAL_DATA=str(tmp_path))
    assert line == "skipped: 2 tests (no older Python on PATH), 1 test (slow: make slow)"


def test_nothing_skipped_is_said_too(tmp_path):
    assert last_line(tmp_path, "-k", "plain") == "skipped: nothing"
