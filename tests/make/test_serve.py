"""`make serve` as on a machine that has never seen the project, in a folder with a space in its name."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress

import pytest

from tests.make.project import copy_all, environment, free_port, run

pytestmark = pytest.mark.slow

DOWNLOADS = 900  # seconds that a slow line may take for what is not ours to make faster


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy_all(tmp_path_factory.mktemp("serve"))


@contextmanager
def serving(project, command):
    """Start a command that serves; yields its process, its port, and the seconds that it took to be ready."""
    port = free_port()
    env = environment(PORT=str(port))
    output = project.parent / "output"
    started = time.monotonic()
    with output.open("wb") as log:
        process = subprocess.Popen(command, cwd=project, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        while not ready(port):
            assert process.poll() is None, output.read_text()
            assert time.monotonic() - started < DOWNLOADS, output.read_text()
            time.sleep(0.1)
        yield process, port, time.monotonic() - started
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def ready(port, path="/readyz"):
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
        return response.status == 200
    return False


def stop(process, number):
    """Send a signal as a terminal or a supervisor does; the exit code, once nothing of the group is left."""
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    code = process.wait(timeout=20)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    return code


@pytest.mark.skipif(not shutil.which("make"), reason="make is not on PATH")
def test_make_serve_on_a_fresh_clone_and_again(project):
    log = project / ".venv" / "make.log"
    with serving(project, ["make", "serve"]) as (process, port, _):
        until = time.monotonic() + DOWNLOADS
        while not ready(port, "/ask"):  # it is built once the service is up, and explained until then
            assert ready(port, "/")
            assert "could not be built" not in (project.parent / "output").read_text(), log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        stop(process, signal.SIGINT)
    assert (project / "data" / "sample").is_dir()
    written = log.stat().st_size

    with serving(project, ["make", "serve"]) as (process, port, seconds):
        assert seconds < 10
        assert ready(port, "/ask")
        assert ready(port, "/graphiql")
        stop(process, signal.SIGINT)
    assert log.stat().st_size == written  # nothing was installed or built


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_ends_well_and_leaves_nothing_running(project, number):
    with serving(project, [sys.executable, "make.py", "serve"]) as (process, *_):
        assert stop(process, number) in {0, 130}


@pytest.mark.skipif(not shutil.which("ps"), reason="ps is not on PATH")
def test_an_interrupted_first_run_is_made_good(project):
    shutil.rmtree(project / ".venv")
    log = project / ".venv" / "make.log"
    env = environment(PORT=str(free_port()))
    process = subprocess.Popen([sys.executable, "make.py", "serve"], cwd=project, env=env, stdout=subprocess.DEVNULL)
    while not (log.exists() and b"Collecting " in log.read_bytes()):  # until it is in the middle of the installation
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 143
    assert str(project) not in subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert not (project / ".venv" / "make-runtime.stamp").exists()
    with serving(project, [sys.executable, "make.py", "serve"]):
        pass


def test_without_ensurepip_the_outer_pip_installs(project, tmp_path):
    (tmp_path / "ensurepip.py").write_text("raise ImportError('No module named ensurepip')\n")
    shutil.rmtree(project / ".venv")
    done = run(project, "schema", PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "pip --python" in (project / ".venv" / "make.log").read_text()
    assert not list((project / ".venv").glob("lib/*/site-packages/pip"))
