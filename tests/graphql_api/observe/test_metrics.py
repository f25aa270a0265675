"""The service in numbers."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_families
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from graphql_api.catalogue.live import Live
from graphql_api.http.exchange import Exchange
from graphql_api.observe import names
from graphql_api.observe.metrics import Metrics
from graphql_api.observe.metrics import metrics as handler
from pipeline.store.releases import activate, open_release
from pipeline.store.status import State, Status
from tests.conftest import NEIGHBOURS, publish_fitted
from tests.graphql_api.observe.conftest import number, samples


@pytest.fixture
def asking(metrics):
    """A client of a service that tells its metrics and nothing else."""
    app = Starlette(routes=[Route("/metrics", handler)])
    app.state.metrics = metrics
    return TestClient(app)


def count(metrics, route="/graphql", method="POST", status=200, seconds=0.003, **seen):
    metrics.count(Exchange(**seen), route, method, status, seconds)


def test_requests_are_counted_by_route_method_and_status(metrics):
    count(metrics)
    count(metrics)
    count(metrics, "/", "GET", 304)
    text = metrics.text()
    assert number(text, "cartelera_requests_total", route="/graphql", method="POST", status="200") == 2
    assert number(text, "cartelera_requests_total", route="/", method="GET", status="304") == 1


def test_seconds_are_counted_by_operation_and_only_of_graphql(metrics):
    count(metrics, seconds=0.0005, operation="titles")
    count(metrics, seconds=0.004, operation="titles")
    count(metrics, seconds=11, operation="several")
    count(metrics, "/", "GET", seconds=1)
    text = metrics.text()
    buckets = {bound: number(text, "cartelera_request_seconds_bucket", operation="titles", le=bound)
               for bound in ("0.0005", "0.0025", "0.005", "10.0", "+Inf")}  # fmt: skip
    assert buckets == {"0.0005": 1, "0.0025": 1, "0.005": 2, "10.0": 2, "+Inf": 2}
    assert number(text, "cartelera_request_seconds_bucket", operation="several", le="10.0") == 0
    assert number(text, "cartelera_request_seconds_sum", operation="several") == 11
    assert number(text, "cartelera_request_seconds_count", operation="none") is None


def test_costs_are_counted_where_they_are_known(metrics):
    count(metrics, cost=None)
    count(metrics, cost=0)
    count(metrics, cost=200)
    text = metrics.text()
    assert number(text, "cartelera_cost_count") == 2
    assert number(text, "cartelera_cost_sum") == 200
    assert number(text, "cartelera_cost_bucket", le="1.0") == 1


def test_errors_are_counted_by_code_from_nought(metrics):
    assert number(metrics.text(), "cartelera_errors_total", code="TIMEOUT") == 0
    count(metrics, codes=["TIMEOUT", "BAD_USER_INPUT", "BAD_USER_INPUT"])
    text = metrics.text()
    assert number(text, "cartelera_errors_total", code="TIMEOUT") == 1
    assert number(text, "cartelera_errors_total", code="BAD_USER_INPUT") == 2
    assert {labels for name, labels in samples(text) if name == "cartelera_errors_total"} == {
        frozenset({("code", code)}) for code in {*names.CODES, "other"}
    }


def test_what_is_turned_away_is_counted_by_reason_from_nought(metrics):
    assert number(metrics.text(), "cartelera_shed_total", reason="overloaded") == 0
    count(metrics, status=503, codes=["OVERLOADED"])
    count(metrics, status=429, codes=["RATE_LIMITED"])
    count(metrics, status=503, codes=["NOT_READY"])
    text = metrics.text()
    assert number(text, "cartelera_shed_total", reason="overloaded") == 1
    assert number(text, "cartelera_shed_total", reason="rate_limited") == 1


def test_services_in_one_process_have_numbers_of_their_own(metrics, tmp_path):
    other = Metrics(Live(tmp_path))
    count(metrics)
    assert number(other.text(), "cartelera_requests_total", route="/graphql", method="POST", status="200") is None


def test_nothing_is_told_of_when_series_began(metrics):
    count(metrics, operation="titles", cost=1)
    assert b"_created" not in metrics.text()


def test_the_process_tells_its_memory(metrics):
    told = number(metrics.text(), "process_resident_memory_bytes")
    assert told is None or told > 10_000_000  # None where there is no /proc


def test_it_is_text_as_prometheus_reads_it(asking):
    response = asking.get("/metrics")
    assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert number(response.text, "cartelera_in_progress") == 0


@pytest.mark.parametrize(
    "accept",
    [
        "application/openmetrics-text",
        # What Prometheus 3 sends.
        (
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
            "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
            "text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
        ),
    ],
)
def test_it_is_openmetrics_where_that_is_accepted(accept, asking, metrics):
    count(metrics, operation="titles", cost=3, codes=["TIMEOUT"])
    response = asking.get("/metrics", headers={"Accept": accept})
    assert response.headers["Content-Type"].startswith("application/openmetrics-text; version=")
    told = {family.name: family.type for family in open_families(response.text)}
    assert told["cartelera_requests"] == "counter"
    assert told["cartelera_release"] == "info"


@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/html", "text/plain;version=x;escaping=", ";;,=,", "application/json"]
)
def test_whatever_else_is_accepted_it_is_text(accept, asking):
    response = asking.get("/metrics", headers={"Accept": accept})
    assert (response.status_code, response.headers["Content-Type"][:10]) == (200, "text/plain")


# The release


def release(metrics):
    """What is told of the release: names, labels and numbers."""
    told = ("cartelera_release_info", "cartelera_release_newest", "cartelera_ratings_signal")
    return {(name, *sorted(labels)): value for (name, labels), value in samples(metrics.text()).items() if name in told}


def test_before_there_is_a_release_nothing_is_told_of_it(metrics):
    assert release(metrics) == {("cartelera_release_newest",): 0}
    assert number(metrics.text(), "cartelera_release_built_timestamp_seconds") is None


async def test_of_a_release_its_versions_and_times_are_told(live, metrics, releases):
    live.data = releases.data
    activate(releases.data, releases.older)
    await live.refresh()
    assert release(metrics) == {
        ("cartelera_release_info", ("dataset", releases.older), ("model", "")): 1,
        ("cartelera_release_newest",): 1,
    }
    built = live.snapshot.manifest.built_at.timestamp()
    assert number(metrics.text(), "cartelera_release_built_timestamp_seconds") == pytest.approx(built)
    loaded = number(metrics.text(), "cartelera_release_loaded_timestamp_seconds")
    assert built < loaded == pytest.approx(live.loaded_at.timestamp())


async def test_of_a_release_that_is_gone_nothing_is_told(live, metrics, releases):
    fitted = publish_fitted(releases.data, open_release(releases.data, releases.newer), NEIGHBOURS)
    live.data = releases.data
    for version in (releases.older, fitted.manifest.version):
        activate(releases.data, version)
        await live.refresh()
    assert release(metrics) == {
        ("cartelera_release_info", ("dataset", releases.newer), ("model", "m1")): 1,
        ("cartelera_release_newest",): 1,
        ("cartelera_ratings_signal", ("verdict", "healthy")): 1,
    }


async def test_a_release_that_cannot_be_loaded_makes_the_old_one_not_the_newest(live, metrics, releases):
    live.data = releases.data
    for version, newest in ((releases.older, 1), ("none-such", 0), (releases.older, 1)):
        activate(releases.data, version)
        await live.refresh()
        assert number(metrics.text(), "cartelera_release_newest") == newest


async def test_while_a_release_is_loaded_the_old_one_is_not_the_newest(live, metrics, releases, monkeypatch):
    live.data = releases.data
    activate(releases.data, releases.older)
    await live.refresh()
    seen = []

    def load(*_):
        seen.append((live.loading, number(metrics.text(), "cartelera_release_newest")))
        return live.snapshot

    monkeypatch.setattr("graphql_api.catalogue.live._load", load)
    activate(releases.data, releases.newer)
    await live.refresh()
    assert seen == [(True, 0)]
    assert number(metrics.text(), "cartelera_release_newest") == 1


# The refreshing


async def test_how_refreshing_goes_is_told_in_numbers(refreshing, metrics):
    names = ("cartelera_refresh_failures", "cartelera_refresh_succeeded_timestamp_seconds")
    assert [number(metrics.text(), name) for name in names] == [None, None]
    moment = datetime(2026, 11, 26, tzinfo=UTC)
    Status(State.FAILED, moment, failures=2).write(refreshing.data)
    await refreshing.look()
    assert [number(metrics.text(), name) for name in names] == [2, None]
    Status(State.CURRENT, moment, succeeded_at=moment).write(refreshing.data)
    await refreshing.look()
    assert [number(metrics.text(), name) for name in names] == [0, moment.timestamp()]


def test_a_verdict_is_told_in_the_words_of_the_model_card(metrics, live, fitted):
    live.snapshot, live.loaded_at = fitted, fitted.manifest.built_at
    assert fitted.models.card.signal == "healthy"
    assert release(metrics)["cartelera_ratings_signal", ("verdict", "healthy")] == 1
    live.snapshot = SimpleNamespace(manifest=fitted.manifest, models=None)
    assert ("cartelera_ratings_signal", ("verdict", "healthy")) not in release(metrics)
