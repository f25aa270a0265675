"""Everything below web/ is laid out as Prettier would."""

import shutil
import subprocess

import pytest

from tests.make.project import ROOT

WEB = ROOT / "web"


@pytest.mark.slow
def test_prettier_would_change_nothing():
    npm = shutil.which("npm")
    if npm is None or not (WEB / "node_modules" / "prettier").is_dir():
        pytest.skip("no npm on PATH, or web/ is not installed: make web")
    done = subprocess.run([npm, "run", "--silent", "format"], cwd=WEB, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
