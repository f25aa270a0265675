"""Several workers tell the same of all, one that is killed included."""

import json
import os
import signal
import urllib.request

import pytest

from tests.graphql_api.conftest import until
from tests.graphql_api.observe.conftest import number, samples
from tests.graphql_api.serving import serving

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

MARK = "marker7"
QUERY = {"query": f"query {MARK} {{ {MARK}: user(userId: 1234567891) {{ votes }} topActor {{ count }} }}"}


def scrape(served):
    with urllib.request.urlopen(f"{served.url}/metrics", timeout=60) as response:
        return response.read()


def ask(served, times):
    """Send requests on connections of their own, so that all workers have some."""
    headers = {"Content-Type": "application/json", "Connection": "close"}
    for _ in range(times):
        request = urllib.request.Request(f"{served.url}/graphql", json.dumps(QUERY).encode(), headers)
        with urllib.request.urlopen(request, timeout=60) as response:
            assert response.status == 200


def answered(served):
    return number(scrape(served), "cartelera_requests_total", route="/graphql", method="POST", status="200")


def pids(served):
    """The workers that are alive, by what is told of their memory."""
    told = (dict(labels) for name, labels in samples(scrape(served)) if name == "process_resident_memory_bytes")
    return {int(labels["pid"]) for labels in told}


@pytest.mark.slow
def test_whichever_worker_is_asked_tells_of_all_and_nothing_is_lost_with_one_that_is_killed(small_data, tmp_path):
    place = tmp_path / "place"
    place.mkdir()
    with serving(small_data, tmp_path / "log", "--workers", "2", TMPDIR=str(place)) as served:
        until(lambda: served.log.read_text().count("serving release") == 2, 60)
        (shared,) = place.iterdir()
        assert shared.stat().st_mode & 0o777 == 0o700
        ask(served, 200)
        until(lambda: answered(served) == 200)
        assert {answered(served) for _ in range(20)} == {200}
        told = scrape(served)
        assert number(told, "cartelera_in_progress") == 1  # this one
        assert number(told, "cartelera_release_newest") == 1
        series = [line.rpartition(b" ")[0] for line in told.splitlines() if not line.startswith(b"#")]
        assert len(series) == len(set(series))  # nothing is told twice, as of the worker and as of all
        assert b'cartelera_release_info{dataset="' in told
        before = pids(served)
        assert len(before) == 2

        killed = max(before)
        os.kill(killed, signal.SIGKILL)
        seen = []

        def another_serves():
            seen.append(answered(served))
            return served.log.read_text().count("serving release") == 3 and killed not in pids(served)

        until(another_serves, 60)
        assert set(seen) == {200}
        assert len(pids(served)) == 2
        ask(served, 50)
        until(lambda: answered(served) == 250)
        assert {answered(served) for _ in range(20)} == {250}
        assert number(scrape(served), "cartelera_in_progress") == 1
        last = scrape(served).decode()
        assert served.stop(signal.SIGTERM) == 0
        log = served.log.read_text()
    assert list(place.iterdir()) == []
    said = [json.loads(line) for line in log.splitlines()[1:]]
    assert sum(line["event"] == "request" for line in said) == 250
    assert {line["level"] for line in said} == {"info"}
    for secret in (MARK, "1234567891"):
        assert secret not in log + last
