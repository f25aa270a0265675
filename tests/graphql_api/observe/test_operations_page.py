"""The page for whoever runs the service says what there is, all of it and nothing else."""

import json
import re
from datetime import UTC, datetime

import pytest
import yaml

from graphql_api.http.exchange import Exchange
from pipeline.store.status import State, Status
from tests.docs.pages import DOCS, fences, table
from tests.graphql_api.observe.conftest import samples

PAGE = DOCS / "operations.md"
PARTS = re.compile("_(bucket|sum|count)$")


def names(cell):
    """The names that a cell of a table holds."""
    return re.findall("`([^`]+)`", cell)


@pytest.fixture(scope="module")
def documented():
    """Each metric with its labels."""
    return {names(name)[0]: set(names(labels)) for name, labels, _ in table(PAGE, "Metrics")}


def in_language(language):
    return [fence.text for fence in fences(PAGE) if fence.language == language]


def test_each_metric_is_in_the_table_with_its_labels(metrics, live, refreshing, fitted, documented):
    refreshing.status = Status(State.CURRENT, fitted.manifest.built_at, succeeded_at=fitted.manifest.built_at)
    live.snapshot, live.loaded_at = fitted, fitted.manifest.built_at
    metrics.count(Exchange(operation="titles", cost=3, codes=["OVERLOADED"]), "/graphql", "POST", 503, 0.01)
    told = {}
    for name, labels in samples(metrics.text()):
        told.setdefault(PARTS.sub("", name), set()).update({label for label, _ in labels} - {"le"})
    elsewhere = {name: labels for name, labels in documented.items() if name.startswith("process_")}  # not on Linux
    assert told | elsewhere == documented


def test_each_field_of_the_log_is_in_the_table_and_the_example_has_them(served, lines):
    served.post("/graphql", json={"query": "{ platforms { id } }"})
    (line,) = lines()
    fields = [names(name)[0] for name, _ in table(PAGE, "The log")]
    assert fields == [*line, "exception"]
    (example,) = [json.loads(text) for text in in_language("json") if "event" in text]
    assert list(example) == list(line)
    assert {name: type(value) for name, value in example.items()} == {name: type(value) for name, value in line.items()}


def test_the_example_of_readiness_has_its_fields(served, monkeypatch):
    status = Status(State.CURRENT, datetime.now(UTC), succeeded_at=datetime.now(UTC))
    monkeypatch.setattr(served.app.state.refreshing, "status", status)
    (example,) = [json.loads(text) for text in in_language("json") if "ready" in text]
    told = served.get("/readyz").json()
    assert list(example) == list(told)
    assert list(example["refresh"]) == list(told["refresh"])


def test_alerts_ask_for_metrics_and_labels_that_there_are(documented):
    _, alerts = map(yaml.safe_load, in_language("yaml"))
    rules = alerts["groups"][0]["rules"]
    assert len(rules) == 5
    for rule in rules:
        ((metric, labels),) = re.findall(r"(cartelera_\w+)(?:\{([^}]*)\})?", rule["expr"])
        assert set(re.findall(r"(\w+)=", labels)) <= documented[PARTS.sub("", metric)]
