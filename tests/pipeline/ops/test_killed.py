"""Builds and fits are killed at any moment: what is current is one whole release, and the next build sweeps up."""

import os
import random
import subprocess
import sys
from collections import Counter

import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from tests.pipeline.ops.killing import Found, Reader, leftovers, moments, read, run, write_bases, write_raw
from tests.pipeline.ops.making import HOUSE, PATIENCE, environment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL"),
]

KILLS = 40
FIT = [sys.executable, "-m", "recsys", "fit"]


def build(raw, *then):
    return [sys.executable, "-m", "pipeline", "build", "--raw", str(raw), *then]


def built(raw, data):
    """Build in this process, as the command does, which starts sooner; every leftover must go."""
    done = CliRunner().invoke(app, ["build", "--raw", str(raw), "--data", str(data)])
    assert done.exit_code == 0, done.output
    assert leftovers(data) == set()


def test_forty_kills_of_builds_and_fits_leave_a_whole_release_and_the_next_build_sweeps_up(tmp_path):
    bases, raw, data = write_bases(tmp_path), tmp_path / "raw", tmp_path / "data"
    both = build(raw, "--then", f"{sys.executable} -m recsys fit")
    chance, phases, left, mark, undone = random.Random(7), Counter(), Counter(), 1, 0
    write_raw(bases, raw, mark)
    whole = run(both, data, None)
    assert "Current:" in whole.said, whole.said
    assert read(data) == Found(mark, fitted=True)
    lasts = {"both": whole.seconds, "fit": whole.seconds / 2}
    reader = Reader(data)

    while phases.total() < KILLS:
        assert phases.total() + undone < 4 * KILLS, "most runs end before they are killed"
        mark += 1
        write_raw(bases, raw, mark)
        kind = "fit" if chance.random() < 0.3 else "both"
        if kind == "fit":  # of tables that are current already
            built(raw, data)
        before = read(data)
        moment = moments(chance, lasts[kind], alone=kind == "fit")
        killed = run(FIT if kind == "fit" else both, data, moment, group=chance.random() < 0.8)
        assert "Traceback" not in killed.said or "BrokenPipe" in killed.said, killed.said
        assert read(data) in (before, Found(mark, fitted=True))
        if killed.phase is None:
            lasts[kind] = killed.seconds
            undone += 1
            continue
        phases[killed.phase] += 1
        left.update(name.split("-")[0] for name in leftovers(data))

        mark += 1
        write_raw(bases, raw, mark)
        built(raw, data)
        assert read(data) == Found(mark, fitted=False)
        if phases.total() % 10 == 0:  # and with models, in processes of its own
            assert "Current:" in (said := run(both, data, None).said), said
            assert read(data) == Found(mark, fitted=True)
            assert leftovers(data) == set()

    told = reader.told()
    counts = f"kills: {dict(phases)}; {undone} runs had ended before; leftovers: {dict(left)}; reads: {told['reads']}"
    sys.stdout.write(f"{counts}\n")
    assert told["reads"] > KILLS
    assert told["marks"] > KILLS / 4
    assert phases["publishing tables"] + phases["publishing models, moving the pointer"]
    assert left[".draft"]  # or nothing would have been swept up


def test_a_kill_between_any_two_changes_on_the_disk_leaves_a_whole_release_current(tmp_path):
    command = [sys.executable, "-m", "tests.pipeline.ops.calls", str(tmp_path)]
    done = subprocess.run(
        command, cwd=HOUSE, env=environment(), capture_output=True, text=True, check=False, timeout=3 * PATIENCE
    )
    assert done.returncode == 0, done.stdout + done.stderr
    sys.stdout.write(done.stdout)
    assert done.stdout.count("killed") == 3
