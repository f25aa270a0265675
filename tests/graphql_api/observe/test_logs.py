"""The form of what is logged, whoever wrote it."""

import io
import json
import logging
from datetime import UTC, datetime

import pytest
import structlog

from graphql_api.observe import logs

USER = "1234567891"

log = logging.getLogger("cartelera")


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def within_a_request():
    with structlog.contextvars.bound_contextvars(id="0123456789abcdef"):
        yield


def fail():
    try:
        {}[USER]
    except KeyError as fault:
        raise ValueError(f"no user {USER}") from fault


def logged_failure(logger=log):
    try:
        fail()
    except ValueError:
        logger.exception("it failed")


@pytest.mark.parametrize("logger", ["cartelera", "uvicorn.error", "of.some.library"])
def test_whoever_writes_has_a_line_with_time_level_and_event_in_this_order(logger, lines):
    before = datetime.now(UTC)
    logging.getLogger(logger).warning("said by %s", logger)
    (line,) = lines()
    assert list(line) == ["time", "level", "event"]
    assert (line["level"], line["event"]) == ("warning", f"said by {logger}")
    assert line["time"].endswith("Z")
    assert before <= datetime.fromisoformat(line["time"]) <= datetime.now(UTC)


def test_an_event_of_several_lines_is_one_line(written):
    log.warning("one\ntwo\r\nthree")
    assert written.getvalue().count("\n") == 1


def test_half_a_surrogate_pair_is_written(lines):
    log.warning("half \ud83d")
    assert lines()[0]["event"] == "half \ud83d"


def test_what_is_below_info_is_not_written(written):
    log.debug("nothing to see")
    assert written.getvalue() == ""


def test_outside_a_request_a_traceback_is_whole(lines):
    logged_failure()
    (line,) = lines()
    assert "id" not in line
    assert line["exception"].endswith(f"ValueError: no user {USER}")


@pytest.mark.usefixtures("within_a_request")
def test_within_a_request_a_traceback_carries_its_id_and_no_message(lines, written):
    logged_failure()
    (line,) = lines()
    assert (line["level"], line["event"], line["id"]) == ("error", "it failed", "0123456789abcdef")
    told = line["exception"]
    assert [text for text in told.splitlines() if not text.startswith(" ")] == [
        "Traceback (most recent call last):", "KeyError", "", "which led to:", "",
        "Traceback (most recent call last):", "ValueError",
    ]  # fmt: skip
    assert "in fail" in told
    assert USER not in written.getvalue()


@pytest.mark.usefixtures("within_a_request")
def test_so_does_one_of_a_group(lines, written):
    faults = ExceptionGroup(USER, [KeyError(USER), OSError(USER)])
    log.error("they failed", exc_info=faults)
    told = lines()[0]["exception"].splitlines()
    assert [name for name in ("KeyError", "OSError", "ExceptionGroup") if name in told] == [
        "KeyError",
        "OSError",
        "ExceptionGroup",
    ]
    assert USER not in written.getvalue()


def test_of_a_task_that_nobody_waited_for_the_log_has_no_message(lines, written):
    logger = logging.getLogger("asyncio")
    try:
        fail()
    except ValueError as fault:
        text = f"Task exception was never retrieved\nfuture: <Task finished exception={fault!r}>"
        logger.error(text, exc_info=fault)  # noqa: TRY400 - as asyncio writes it
    assert lines()[0]["event"] == "Task exception was never retrieved"
    assert USER not in written.getvalue()


@pytest.mark.parametrize(
    ("kind", "stream", "json_"),
    [
        ("", io.StringIO, True),
        ("", Terminal, False),
        ("json", Terminal, True),
        ("text", io.StringIO, False),
        ("text", Terminal, False),
    ],
)
@pytest.mark.usefixtures("written")  # which puts back how it was
def test_it_is_text_on_a_terminal_unless_it_is_said(kind, stream, json_):
    stream = stream()
    logs.configure(kind, stream)
    log.info("serving")
    text = stream.getvalue()
    assert text.count("\n") == 1
    assert text.startswith("{") == json_
    assert ("\x1b[" in text) == (isinstance(stream, Terminal) and not json_)
    assert "serving" in text


@pytest.mark.usefixtures("within_a_request", "written")
def test_text_tells_no_message_either():
    stream = io.StringIO()
    logs.configure("text", stream)
    logged_failure()
    assert "in fail" in stream.getvalue()
    assert USER not in stream.getvalue()


def test_configured_again_it_writes_once_and_to_the_new_place(written):
    elsewhere = io.StringIO()
    logs.configure("json", elsewhere)
    log.info("serving")
    assert written.getvalue() == ""
    assert json.loads(elsewhere.getvalue())["event"] == "serving"
