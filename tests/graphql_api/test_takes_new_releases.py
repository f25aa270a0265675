"""A running server takes a new release under load, and no request fails."""

import asyncio
import signal
from collections import deque

import httpx2
import pytest

from pipeline.store.releases import activate
from tests.graphql_api.conftest import until
from tests.graphql_api.serving import serving

QUERY = """{
    dataset { version }
    maxDuration { title { id } tied { totalCount } }
    both: topActor(year: 2018, addedYear: 2021) { count tied { nodes { name titleCount } } }
    platforms { titleCount }
    films { totalCount nodes { id directors { filmReturn { totalReturn } } } }
}"""


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
async def test_a_running_server_takes_new_releases_under_load_without_a_failed_request(workers, releases, tmp_path):
    answers, latest = {}, deque(maxlen=20 * workers)
    wanted, only_wanted = releases.older, asyncio.Event()

    async def ask(client, url):
        while wanted:
            response = await client.post(url, json={"query": QUERY})
            assert response.status_code == 200
            version = response.headers["X-Dataset-Version"]
            assert response.json()["data"]["dataset"]["version"] == version
            assert answers.setdefault(version, response.json()) == response.json()
            latest.append(version)
            if latest.count(wanted) == latest.maxlen:
                only_wanted.set()

    async def go_back_and_forth():
        nonlocal wanted
        for wanted in (releases.newer, releases.older, releases.newer):
            only_wanted.clear()
            activate(releases.data, wanted)
            await only_wanted.wait()
        wanted = None

    activate(releases.data, releases.older)
    polling = {"CARTELERA_POLL_SECONDS": "0.05"}
    # A connection for each request, so that all workers are asked.
    limits = httpx2.Limits(max_keepalive_connections=0)
    with serving(releases.data, tmp_path / "log", "--workers", str(workers), **polling) as served:
        until(lambda: served.log.read_text().count("serving release") == workers)
        async with httpx2.AsyncClient(limits=limits) as client, asyncio.timeout(60), asyncio.TaskGroup() as group:
            for _ in range(4):
                group.create_task(ask(client, f"{served.url}/graphql"))
            group.create_task(go_back_and_forth())
        assert served.stop(signal.SIGTERM) == 0
        log = served.log.read_text()
    assert answers[releases.older] != answers[releases.newer]
    assert "WARNING" not in log
    assert "ERROR" not in log
    assert log.count(f"serving release {releases.newer}") == 2 * workers
