"""`serve` from its start to its end."""

import json
import os
import signal
import socket
import subprocess
import urllib.parse
import urllib.request

import pytest
from typer.testing import CliRunner

from graphql_api import __main__ as command
from pipeline.store.releases import activate
from tests.graphql_api.serving import refused, serving


def test_a_port_in_use_is_one_line_and_exit_code_1(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = refused("--data", str(tmp_path), "--port", str(port))
    line = f"serve: port {port} is in use; end what uses it, or choose another with --port N or PORT=N\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)


def test_an_unknown_variable_is_one_line_that_names_the_nearest():
    done = refused(CARTELERA_WORKER="2")
    line = "serve: CARTELERA_WORKER is no setting; did you mean CARTELERA_WORKERS? All are listed in the README\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to catch")
def test_told_to_stop_it_completes_the_request_in_flight(releases, tmp_path):
    activate(releases.data, releases.older)
    body = json.dumps({"query": "{ both: topActor(year: 2018, addedYear: 2021) { count } }"}).encode()
    head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    head += f"Content-Length: {len(body)}\r\n"
    with serving(releases.data, tmp_path / "log", PORT="1", CARTELERA_HOST="127.0.0.1") as served:
        with socket.create_connection(("127.0.0.1", served.port), timeout=60) as asking:
            asking.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode())
            assert asking.recv(1000).startswith(b"HTTP/1.1 100 ")  # it is in flight
            served.process.send_signal(signal.SIGTERM)
            with pytest.raises(subprocess.TimeoutExpired):
                served.process.wait(0.5)
            asking.sendall(body)
            answer = b"".join(iter(lambda: asking.recv(1000), b""))
        assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["data"] == {"both": {"count": 2}}
        assert served.process.wait(60) == 0
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", served.port), timeout=5)
        said = served.log.read_text()
    assert "Traceback" not in said
    assert said.startswith(f"Cartelera is on http://127.0.0.1:{served.port}\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_interrupted_it_ends_well_though_there_never_was_data(tmp_path):
    with serving(tmp_path / "none", tmp_path / "log", until="/healthz") as served:
        assert served.stop(signal.SIGINT) == 0
        said = served.log.read_text()
    assert "Traceback" not in said
    assert said.count("holds no release yet; make one with: pipeline build") == 1


# In this process


class Server:
    """In place of the server, which would serve for ever."""

    started = True

    def __init__(self, config):
        self.config = config

    def run(self, sockets):
        self.seen.append((self.config.workers, {each.getsockname()[0] for each in sockets}))
        for each in sockets:
            each.close()


@pytest.fixture
def serve(monkeypatch):
    """Run the command in place; its result, and what its server was given."""
    Server.seen = []
    monkeypatch.setattr(command.uvicorn, "Server", Server)
    monkeypatch.setattr(command, "Supervisor", Server)
    monkeypatch.setattr(command.signal, "signal", lambda *_: None)
    monkeypatch.setattr(os, "environ", {"PORT": "0"})
    return lambda *arguments: (CliRunner().invoke(command.app, arguments), Server.seen)


@pytest.mark.parametrize(
    ("host", "shown", "listened"),
    [
        ("127.0.0.1", "http://127.0.0.1:", {"127.0.0.1"}),
        ("localhost", "http://localhost:", {"127.0.0.1", "::1"}),
        ("*", "http://localhost:", {"0.0.0.0", "::"}),
        ("::1", "http://[::1]:", {"::1"}),
    ],
)
def test_it_says_where_it_can_be_reached(host, shown, listened, serve):
    result, [(workers, addresses)] = serve("--host", host)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"Cartelera is on {shown}")
    assert addresses <= listened
    assert workers == 1


def test_what_is_chosen_is_left_for_worker_processes_to_read(serve, tmp_path):
    os.environ |= {"CARTELERA_WORKERS": "2", "CARTELERA_DATA": "elsewhere"}
    result, seen = serve("--data", str(tmp_path), "--host", "127.0.0.1", "--workers", "1")
    assert (result.exit_code, len(seen)) == (0, 1)
    left = {name: value for name, value in os.environ.items() if name.startswith("CARTELERA_")}
    assert left == {"CARTELERA_WORKERS": "1", "CARTELERA_DATA": str(tmp_path), "CARTELERA_HOST": "127.0.0.1"}


@pytest.mark.parametrize(
    "arguments", [["--port", "70000"], ["--port", "http"], ["--workers", "0"], ["--nothing"], ["now"]]
)
def test_an_argument_out_of_its_limits_is_refused_with_its_name(arguments, serve):
    result, seen = serve(*arguments)
    assert (result.exit_code, seen) == (2, [])
    assert arguments[0] in result.stderr


def test_a_server_that_did_not_start_is_a_failure(serve, monkeypatch):
    monkeypatch.setattr(Server, "started", False)
    result, _ = serve("--host", "127.0.0.1")
    assert result.exit_code == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "shown"), [((), True), (("--host", "*"), False), (("--host", "*", "--workers", "2"), False)]
)
def test_users_are_shown_to_this_machine_alone_and_never_logged(more, shown, fitted_data, tmp_path):
    query = urllib.parse.urlencode({"query": "{ user(userId: 2) { votes } other: user(userId: 1234567891) { votes } }"})
    with serving(fitted_data, tmp_path / "log", *more) as served:
        with urllib.request.urlopen(f"{served.url}/graphql?{query}", timeout=60) as response:
            found = json.load(response)["data"]
        log = served.log.read_text()
    assert found == {"user": {"votes": 2} if shown else None, "other": None}
    assert "1234567891" not in log
