"""An application to observe, what is logged, and what is counted."""

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families

from graphql_api.catalogue.live import Live
from graphql_api.observe import lines as module
from graphql_api.observe import logs
from graphql_api.observe.metrics import Metrics
from graphql_api.observe.refreshing import Refreshing


@pytest.fixture
def live(tmp_path) -> Live:
    """Nothing is served, and nothing looked for."""
    return Live(tmp_path)


@pytest.fixture
def refreshing(tmp_path) -> Refreshing:
    """Nothing is refreshed, and nothing looked for."""
    return Refreshing(tmp_path)


@pytest.fixture
def metrics(live, refreshing) -> Metrics:
    """All at nought."""
    return Metrics(live, refreshing)


def handler() -> module.Lines:
    """What `logs.configure` set up."""
    return next(each for each in logging.getLogger().handlers if isinstance(each, module.Lines))


class Written(io.StringIO):
    """What is logged, and what still waits for the end of a round of the event loop."""

    def getvalue(self) -> str:
        for handler in logging.getLogger().handlers:
            handler.flush()
        return super().getvalue()


@pytest.fixture
def written(monkeypatch) -> Iterator[io.StringIO]:
    """What is logged as JSON during the test, as text; the client that tests ask with is not heard.

    Lines of requests take their short way, as where nobody listens but the log; the test runner does too.
    """
    stream, root = Written(), logging.getLogger()
    monkeypatch.setattr(logging.getLogger("httpx2"), "disabled", True)
    monkeypatch.setattr(module, "ours", handler)
    before = root.level, root.handlers[:]
    logs.configure("json", stream)
    yield stream
    root.setLevel(before[0])
    root.handlers[:] = before[1]


@pytest.fixture
def lines(written) -> Callable[[], list[dict]]:
    """What is logged during the test, each line as what it holds."""
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


def samples(text: bytes | str) -> dict[tuple[str, frozenset], float]:
    """What a page of metrics says: a number for each name with its labels."""
    text = text.decode() if isinstance(text, bytes) else text
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def number(text: bytes | str, name: str, **labels: str) -> float | None:
    """The number that a page of metrics says; None where it says none."""
    return samples(text).get((name, frozenset(labels.items())))
