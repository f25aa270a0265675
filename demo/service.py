"""The service that is filmed: started on a free port, asked beside the page, ended with the recording."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.faults import Failed
from demo.needs import ROOT

PATIENCE = 120
"""Seconds that a busy machine may take to load a release."""


@dataclass(frozen=True)
class Service:
    """A running service."""

    url: str

    def ask(self, query: str, **variables: object) -> Any:  # noqa: ANN401  (whatever was asked for)
        """The data of the API's answer.

        Raises:
            Failed: the answer holds errors.
        """
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(f"{self.url}/graphql", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                answer = json.load(response)
        except urllib.error.HTTPError as refusal:
            answer = json.load(refusal)
        if "errors" in answer:
            told = answer["errors"][0]["message"]
            raise Failed(
                f"the service refused a question of the recording, expected an answer: {told} (asked: {query})"
            )
        return answer["data"]


@contextmanager
def serving(data: Path, log: Path) -> Iterator[Service]:
    """Serve a folder of releases until the block ends.

    Raises:
        Failed: it does not start; the end of its log says why.
    """
    ours = {name: value for name, value in os.environ.items() if name != "PORT" and not name.startswith("CARTELERA_")}
    command = [sys.executable, "-m", "graphql_api", "--data", str(data), "--port", "0"]
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=ours, stdout=written, stderr=written)
    try:
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(r":(\d+)$", log.read_text(), re.MULTILINE)) or not _ready(int(found[1])):
            if process.poll() is not None or time.monotonic() > deadline:
                told = " ".join(log.read_text().split()[-40:])
                raise Failed(f"the service over {data} did not start, expected it on a free port: it says: {told}")
            time.sleep(0.1)
        yield Service(f"http://127.0.0.1:{found[1]}")
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()
        process.wait()


def _ready(port: int) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as response:
        return response.status == 200  # type: ignore[no-any-return]
    return False
