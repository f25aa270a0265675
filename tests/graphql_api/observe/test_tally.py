"""What is counted is handed over whole, whenever and from wherever."""

import asyncio
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.values import MultiProcessValue, close_all_multiprocess_files
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.catalogue.live import Live
from graphql_api.http.exchange import Exchange
from graphql_api.observe import metrics as module
from graphql_api.observe.metrics import COSTS, SECONDS, Metrics
from graphql_api.observe.tally import Amounts, Sums
from graphql_api.settings import Settings
from tests.graphql_api import waiting
from tests.graphql_api.conftest import until
from tests.graphql_api.observe.conftest import number, samples

ASKED = {"route": "/graphql", "method": "POST", "status": "200"}


def count(metrics, **seen):
    metrics.count(Exchange(**seen), "/graphql", "POST", 200, 0.003)


def counted(metrics):
    return number(metrics.text(), "cartelera_requests_total", **ASKED)


AMOUNTS = st.one_of(st.sampled_from(SECONDS), st.floats(0, 20), st.integers(0, 20_000))


@pytest.mark.parametrize("bounds", [SECONDS, COSTS])
@settings(max_examples=25)
@given(several=st.lists(st.lists(AMOUNTS)))
def test_amounts_added_together_are_as_amounts_observed_one_by_one(bounds, several):
    one, all_ = CollectorRegistry(), CollectorRegistry()
    observed = Histogram("a", "A.", buckets=bounds, registry=one)
    sums = Sums("a", "A.", buckets=bounds, registry=all_)
    for amounts in several:
        seen = Amounts(bounds)
        for amount in amounts:
            observed.observe(amount)
            seen.add(amount)
        sums.add(seen)
    told = samples(generate_latest(all_))
    assert told == pytest.approx(samples(generate_latest(one)))


def test_nothing_is_lost_or_told_twice_when_it_is_handed_over_while_others_count(metrics):
    def work():
        for _ in range(2_000):
            count(metrics, operation="titles", cost=3)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        metrics.hand_over()
    text = metrics.text()
    assert number(text, "cartelera_requests_total", **ASKED) == 8_000
    assert number(text, "cartelera_request_seconds_count", operation="titles") == 8_000
    assert number(text, "cartelera_cost_sum") == 24_000


def test_asked_for_again_the_numbers_are_the_same(metrics):
    count(metrics, operation="titles", cost=3)
    assert counted(metrics) == counted(metrics) == 1
    assert number(metrics.open_text(), "cartelera_cost_count") == 1


# Workers


@pytest.fixture
def workers(tmp_path, monkeypatch):
    """The metrics of two workers of one service."""
    folder = tmp_path / "shared"
    folder.mkdir()
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(folder))
    made = []
    for pid in (1, 2):
        monkeypatch.setattr("prometheus_client.values.ValueClass", MultiProcessValue(lambda pid=pid: pid))
        metrics = Metrics(Live(tmp_path))
        made.append(metrics)
        metrics._requests("/graphql", "POST", 200)  # series are made while the library takes it for its worker
        metrics._seconds("titles")
        metrics._seconds("none")
    yield made
    close_all_multiprocess_files()


def told(metrics):
    """What a worker tells of all without handing over what it counted itself."""
    return number(module.generate_latest(metrics.registry), "cartelera_requests_total", **ASKED)


async def test_what_one_worker_counts_another_tells_soon(workers, monkeypatch):
    monkeypatch.setattr(module, "LATEST", 0.01)
    one, other = workers
    for expected in (3, 6):  # again after it was handed over
        for _ in range(3):
            count(one)
        assert told(other) == expected - 3
        await waiting.until(lambda: told(other) == expected)  # noqa: B023 - it is called here
        assert counted(one) == counted(other) == expected


async def test_while_nothing_is_counted_nothing_is_to_be_done(workers, monkeypatch):
    later = []
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(loop, "call_later", lambda seconds, call: later.append((seconds, call)))
    count(workers[0])
    count(workers[0])
    ((seconds, call),) = later
    assert seconds == module.LATEST == 1
    call()
    assert len(later) == 1


def test_without_an_event_loop_it_is_handed_over_at_once(workers):
    count(workers[0])
    assert told(workers[1]) == 1


async def test_several_workers_lose_nothing(workers):
    for times in range(50):
        for worker in workers:
            count(worker, operation="titles", cost=times)
            if times % 7 == 0:
                worker.hand_over()
    for worker in workers:
        worker.hand_over()
    for worker in workers:
        assert counted(worker) == 100
        assert number(worker.text(), "cartelera_cost_sum") == 2 * sum(range(50))
        assert number(worker.text(), "cartelera_request_seconds_count", operation="titles") == 100


def test_when_the_service_ends_what_it_counted_has_been_handed_over(small_data):
    app = create_app(Settings(data=small_data, poll_seconds=3600))
    with TestClient(app) as client:
        until(lambda: client.get("/readyz").status_code == 200)
        client.post("/graphql", json={"query": "{ platforms { id } }"})
    assert told(app.state.metrics) == 1
