import subprocess
import sys

import pytest

from tests.at_once import encodable
from tests.make.project import ROOT

SUITE = r"""
import logging

def test_logs(): logging.warning("half \ud800")

def test_fails(): assert "\ud800" == "?"
"""


@pytest.mark.slow
def test_what_is_no_utf_8_is_reported_by_another_process(tmp_path):
    (tmp_path / "test_suite.py").write_text(SUITE)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.at_once", "-n", "2", "-rP", "--rootdir", str(tmp_path)]
    done = subprocess.run([*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "1 failed, 1 passed" in done.stdout.splitlines()[-1], done.stdout + done.stderr
    assert "half \\ud800" in done.stdout


def test_only_what_is_no_utf_8_is_written_another_way():
    told = {"said": ["é \ud800", ("\udfff", None, 1.5)], "n": 1}
    assert encodable(told) == {"said": ["é \\ud800", ("\\udfff", None, 1.5)], "n": 1}
