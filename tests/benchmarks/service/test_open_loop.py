"""The arithmetic of a generator that does not wait: when an answer has ended, and what its times come to."""

import pytest

from benchmarks.service.open_loop import Times, ended, percentile, summary, wire
from benchmarks.service.systems import Request

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"


def test_an_answer_has_ended_with_its_last_byte():
    assert ended(bytearray(HEAD[:-2])) is None
    assert ended(bytearray(HEAD + b"abc")) is None
    assert ended(bytearray(HEAD + b"abcd")) == 200


def test_an_answer_in_chunks_has_ended_with_the_empty_one():
    head = b"HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert ended(bytearray(head + b"2\r\nab\r\n")) is None
    assert ended(bytearray(head + b"2\r\nab\r\n0\r\n\r\n")) == 503


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.001, 1)])
def test_a_percentile_is_a_value_that_was_measured(share, expected):
    assert percentile(range(100, 0, -1), share) == expected


def test_nothing_measured_is_zero():
    assert percentile([], 0.99) == 0


def test_times_are_in_milliseconds():
    found = summary(Times(waited=[0.001, 0.002, 0.2], late=[0.0001], failed=1), rate=10, sent=4)
    assert (found.p50, found.p99, found.worst, found.late, found.failed, found.sent) == (2, 200, 200, 0.1, 1, 4)


def test_a_request_is_written_byte_by_byte():
    body = '{"text":"ñ"}'.encode()
    text = wire(Request("POST", "/graphql", {"Content-Type": "application/json"}, body))
    head, _, sent = text.encode("latin-1").partition(b"\r\n\r\n")
    assert head.splitlines()[0] == b"POST /graphql HTTP/1.1"
    assert b"Content-Length: 13" in head.splitlines()
    assert sent == body
