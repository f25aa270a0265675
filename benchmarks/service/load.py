"""How much one server can do: wrk with prebuilt requests, and what the server's processes used meanwhile."""

import json
import re
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.service.server import HOST, Server
from benchmarks.service.systems import Request, SystemFailed

PATIENCE = 60
"""Seconds that a server may take to be idle again."""
QUIET = 0.15
"""Seconds without CPU after which it is: the service looks for a newer release every second, which takes none."""
CONNECTIONS = 16
"""Kept open, with a request in each at any time."""

SCRIPT = """
local requests, at = {}, 0
function init()
%s
end
function request()
  at = at %% #requests + 1
  return requests[at]
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("JSON[%%d,%%d,%%d,%%f,%%f]",
    summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """One run of one item against one server that has nothing else to do.

    Attributes:
        cpu: microseconds of all its processes a request, user's and system's.
        rate: requests answered a second; here the load generator has a core to itself at best.
        p50: milliseconds, of a closed loop: a slow answer delays the next question, so they flatter who is slow.
        p99: likewise.
        requests: answered.
    """

    cpu: float
    rate: float
    p50: float
    p99: float
    requests: int


def script(requests: Sequence[Request], file: Path) -> Path:
    """Write the requests as a program for wrk."""
    lines = []
    for each in requests:
        headers = ",".join(f"[{_lua(name)}]={_lua(value)}" for name, value in each.headers.items())
        parts = (_lua(each.method), _lua(each.target), f"{{{headers}}}", _lua(each.body) if each.body else "nil")
        lines.append(f"  requests[#requests+1]=wrk.format({','.join(parts)})")
    file.write_bytes((SCRIPT % "\n".join(lines)).encode())
    return file


def run(server: Server, program: Path, seconds: float, connections: int = CONNECTIONS) -> Load:
    """Load a server for a while.

    Raises:
        SystemFailed: wrk failed, or an answer was not 200.
    """
    url = f"http://{HOST}:{server.port}"
    command = ["wrk", "-t1", f"-c{connections}", f"-d{max(round(seconds), 1)}s", "--timeout", "60s", "-s", str(program)]
    before = server.cpu()
    done = subprocess.run([*command, url], capture_output=True, text=True, check=False)
    spent = server.cpu() - before
    found = re.search(r"JSON(\[.*\])", done.stdout)
    took = re.search(r"requests in ([\d.]+)(us|ms|s|m),", done.stdout)
    if done.returncode or not found or not took:
        raise SystemFailed(f"wrk ended with {done.returncode}: {(done.stdout + done.stderr)[-500:]}")
    answered, wrong, lost, p50, p99 = json.loads(found[1])
    if wrong or lost or not answered:
        raise SystemFailed(f"{server.system.name}: of {answered} answers {wrong} were not 200, {lost} were lost")
    wall = float(took[1]) * {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}[took[2]]
    return Load(
        cpu=round(spent / answered * 1e6, 2),
        rate=round(answered / wall, 1),
        p50=round(p50 / 1000, 3),
        p99=round(p99 / 1000, 3),
        requests=answered,
    )


def warm(server: Server, program: Path, seconds: float) -> None:
    """Load a server without counting anything; that it was too slow to answer shows when it is counted."""
    with suppress(SystemFailed):
        run(server, program, seconds)
    settle(server)


def settle(server: Server) -> None:
    """Wait until a server has done with what nobody waits for any more."""
    deadline, before = time.monotonic() + PATIENCE, -1.0
    while (now := server.cpu()) != before and time.monotonic() < deadline:
        before = now
        time.sleep(QUIET)


def _lua(text: str | bytes) -> str:
    """A string of Lua's, byte by byte where it is not plain."""
    data = text.encode() if isinstance(text, str) else text
    return (
        '"' + "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03}" for byte in data) + '"'
    )
