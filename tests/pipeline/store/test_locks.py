import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store.errors import Busy, ReleaseError
from pipeline.store.locks import held

HOLDER = """
import sys, time
from pathlib import Path
from pipeline.store.locks import held
with held(Path(sys.argv[1]), "a test holds it"):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    with subprocess.Popen(command, cwd=Path(__file__).parents[3], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_who_comes_second_is_told_who_holds_it_and_a_killed_holder_holds_nothing(tmp_path, holder):
    told = rf"a test holds it \(process {holder.pid}, since 20.* UTC\); wait for it to end, then try again"
    with pytest.raises(Busy, match=told), held(tmp_path / "lock", "a test holds it"):
        pass
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with held(tmp_path / "lock", "a test holds it"):
        assert re.match(rf"{os.getpid()} ", (tmp_path / "lock").read_text(encoding="utf-8"))


def test_where_the_holder_is_not_known_it_is_refused_all_the_same(tmp_path):
    with held(tmp_path / "lock", "it"):
        (tmp_path / "lock").write_text("", encoding="utf-8")
        with pytest.raises(Busy, match=r"^it; wait for it"), held(tmp_path / "lock", "it"):
            pass


def test_it_may_be_waited_for(tmp_path):
    with held(tmp_path / "lock", "it"), pytest.raises(Busy), held(tmp_path / "lock", "it", seconds=0.1):
        pass
    with held(tmp_path / "lock", "it", seconds=0.1):
        pass


def test_an_error_within_lets_go(tmp_path):
    with pytest.raises(ZeroDivisionError), held(tmp_path / "below" / "lock", "it"):
        raise ZeroDivisionError
    with held(tmp_path / "below" / "lock", "it"):
        pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with (
        pytest.raises(ReleaseError, match=r"file cannot be written \(.*\); choose"),
        held(tmp_path / "file" / "l", "it"),
    ):
        pass
