"""How much memory the columns take, and a worker with them, over a catalogue as large as the public ones."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.progress import Steps
from pipeline.sample import write_sample
from pipeline.store.releases import activate
from tests.graphql_api.serving import Served, serving

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")]

TITLES = 22_998
COLUMNS_MB = 40
"""Some 18 MB of text, and lists; what orjson makes, kept as it is, would be a gigabyte."""
WORKER_MB = 360

GROWTH = """
import sys
from pathlib import Path

from graphql_api.catalogue.snapshot import load
from graphql_api.engine.engine import Engine
from graphql_api.memory import give_back
from graphql_api.visibility import UsersShown
from pipeline.store.releases import open_release

def resident():
    give_back()
    (line,) = (line for line in open("/proc/self/status") if line.startswith("VmRSS"))
    return int(line.split()[1])

snapshot = load(open_release(Path(sys.argv[1])))
engines = [Engine(UsersShown.HISTORY) for _ in range(6)]
engines[0].prepare(snapshot)  # into what loading left free
before = resident()
for each in engines[1:]:
    each.prepare(snapshot)
print((resident() - before) // 5)
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    write_sample(folder / "raw", titles=TITLES, users=200, ratings=20_000)
    activate(folder / "data", build(folder / "raw", folder / "data", Steps()).manifest.version)
    return folder / "data"


@pytest.fixture(scope="module")
def worker(large: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(large, tmp_path_factory.mktemp("worker") / "log") as served:
        yield served


def test_the_columns_take_tens_of_megabytes(large):
    done = subprocess.run([sys.executable, "-c", GROWTH, str(large)], capture_output=True, text=True, check=True)
    assert int(done.stdout) / 1024 < COLUMNS_MB


def test_a_worker_takes_hundreds_at_most(worker):
    status = Path(f"/proc/{worker.process.pid}/status").read_text()
    (resident,) = (int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    assert resident / 1024 < WORKER_MB
