"""A request is told of in the same words, whichever way its line takes."""

import io
import logging
import re
from datetime import UTC

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphql_api.http.exchange import Exchange
from graphql_api.observe import lines, logs, names, teller
from graphql_api.observe.teller import Teller
from tests.graphql_api.observe.conftest import handler, number

PATHS = ["/", "/graphql", "/metrics", "/title/{id}", "/assets/"]
TIME = re.compile(r'"time": ?"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z"')


@pytest.fixture
def tells(metrics):
    return Teller(metrics, PATHS)


TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
EXCHANGES = st.builds(
    Exchange,
    id=st.from_regex("[0-9a-f]{16}", fullmatch=True),
    operation=st.sampled_from([*sorted(names.OPERATIONS), "secret"]),
    shape=st.one_of(st.just(""), st.from_regex("[0-9a-f]{12}", fullmatch=True), TEXT),
    cost=st.none() | st.integers(0, 2**40) | st.integers(2**64, 2**90),  # of fragments within fragments
    codes=st.lists(st.sampled_from([*sorted(names.CODES), "SECRET"]), max_size=4),
)
TOLD = st.fixed_dictionaries(
    {
        "exchange": EXCHANGES,
        "route": st.sampled_from([*PATHS, "other"]),
        "method": st.sampled_from([*sorted(names.METHODS), "other"]),
        "status": st.sampled_from([200, 204, 304, 400, 404, 429, 499, 500, 503]),
        "seconds": st.floats(0, 1_000),
        "size": st.integers(0, 2**40),
        "release": st.none() | TEXT,
        "failed": st.booleans(),
    }
)


def said(tells, told, way, monkeypatch):
    """What is written of a request, its time apart."""
    stream = io.StringIO()
    logs.configure("json", stream)
    with monkeypatch.context() as patch:
        patch.setattr(lines, "ours", way)
        tells.tell(**told)
    text = stream.getvalue()
    assert TIME.search(text) or not text
    return TIME.sub("", text)


@given(told=TOLD)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@pytest.mark.usefixtures("written")
def test_a_line_is_the_same_written_past_the_logger_and_through_it(tells, told, monkeypatch):
    past = said(tells, told, handler, monkeypatch)
    assert past == said(tells, told, lambda: None, monkeypatch)
    assert past.count("\n") <= 1
    assert "secret" not in past.lower() or "secret" in f"{told['exchange'].shape}{told['release']}".lower()


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_is_written_as_the_logger_writes_it(moment):
    written = orjson.dumps(moment, option=teller._FORM).decode()
    assert written == f'"{moment.isoformat().replace("+00:00", "Z")}"\n'


def test_who_listens_to_the_logger_hears_of_requests(tells, caplog):
    caplog.set_level(logging.INFO)
    tells.tell(Exchange(operation="titles"), "/graphql", "POST", 200, 0.001, 2, None)
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("cartelera.request", "INFO")
    assert (record.msg["event"], record.msg["operation"], record.msg["ms"]) == ("request", "titles", 1.0)


def test_a_request_is_counted_and_was_never_in_progress(tells, metrics, lines):
    tells.tell(Exchange(operation="titles", cost=7), "/graphql", "POST", 200, 0.001, 2, "d1")
    text = metrics.text()
    assert number(text, "cartelera_requests_total", route="/graphql", method="POST", status="200") == 1
    assert number(text, "cartelera_in_progress") == 0
    assert len(lines()) == 1


@pytest.mark.usefixtures("written")
async def test_a_log_that_cannot_be_written_fails_no_request(tells, metrics):
    place = io.StringIO()
    logs.configure("json", place)
    place.close()
    tells.tell(Exchange(), "/graphql", "POST", 200, 0.001, 2, None)
    assert number(metrics.text(), "cartelera_requests_total", route="/graphql", method="POST", status="200") == 1
