"""`pipeline build` on Spark as somebody at a keyboard runs it, beside the same on polars."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from pipeline.build import build
from pipeline.ops.engines.engine import Sums
from pipeline.sample import write_sample
from pipeline.store.releases import open_release
from tests.pipeline.making import Quiet

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[4]
WANTED = Sums(300)  # users of the sample like much of one another: more titles are minutes of work


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    """A million generated ratings, in two files: each costs Spark some seconds, however short it is."""
    folder = tmp_path_factory.mktemp("generated") / "raw"
    write_sample(folder, titles=3_000, users=8_000, ratings=1_000_000, films=0)
    files = [folder / "ratings" / f"{number}.csv" for number in range(1, 9)]
    for whole, others in ((files[0], files[1:4]), (files[4], files[5:])):
        with whole.open("ab") as stream:
            for file in others:
                stream.write(file.read_bytes().partition(b"\n")[2])
                file.unlink()
    return folder


@pytest.fixture(scope="module")
def by_polars(raw, tmp_path_factory):
    """Their release, on polars."""
    return build(raw, tmp_path_factory.mktemp("generated") / "data", Quiet(), sums=WANTED)


def started(raw, data, cluster):
    """`pipeline build` on a cluster."""
    wanted = ["--sums", "--sums-titles", str(WANTED.titles), "--engine", cluster.master]
    command = [sys.executable, "-m", "pipeline", "build", "--raw", raw, "--data", data, *wanted]
    return subprocess.Popen(
        command, cwd=ROOT, env=cluster.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def ended(process):
    """Its exit code, what it said, and what it said on standard error beside how far it was."""
    out, err = process.communicate()
    return process.returncode, out, [line for line in err.splitlines() if not line.startswith("[")]


def assert_same_release(data, expected):
    """Equal in what it says of itself, and in every bit of its tables."""
    release = open_release(data)
    release.verify()
    assert release.manifest.version == expected.manifest.version
    assert release.manifest.sources == expected.manifest.sources
    assert release.manifest.tables == expected.manifest.tables
    for name in expected.manifest.tables:
        assert_frame_equal(release.scan(name).collect(), expected.scan(name).collect(), check_exact=True)
    assert not list(data.glob(".draft-*"))


def test_a_million_ratings_become_the_same_release(raw, by_polars, spark_cluster, folder):
    code, out, faults = ended(started(raw, folder / "data", spark_cluster))
    assert (code, faults) == (0, [])
    assert out.endswith(f"\nCurrent: {by_polars.manifest.version}\n")
    assert_same_release(folder / "data", by_polars)


def test_a_worker_that_is_killed_midway_changes_nothing(raw, by_polars, spark_cluster, folder):
    process = started(raw, folder / "data", spark_cluster)
    try:
        while not list(folder.glob("data/.draft-*/scratch/*/good/_temporary")):  # workers are at it
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        spark_cluster.kill_worker()
        code, _, faults = ended(process)
    finally:
        process.kill()
        spark_cluster.add_worker()
    assert (code, faults) == (0, [])
    assert_same_release(folder / "data", by_polars)
