"""Lines wait for the end of a round, go out in their order, and never make a request fail."""

import asyncio
import io
import logging
import os
import subprocess
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.observe import lines as module
from graphql_api.observe import logs
from graphql_api.observe.lines import AT_ONCE, SOON_SECONDS, Lines
from tests.graphql_api.observe.conftest import handler

log = logging.getLogger("cartelera")


class Stream(io.StringIO):
    """Keeps what was written to it, piece by piece."""

    def __init__(self):
        super().__init__()
        self.pieces = []

    def write(self, text):
        self.pieces.append(text)
        return len(text)


@pytest.fixture
def stream():
    return Stream()


@pytest.fixture
def ours(stream, written):
    """On a stream that keeps pieces; what was set up before is put back."""
    logs.configure("json", stream)
    return handler()


async def test_lines_of_a_moment_are_made_and_written_together_when_it_ends(ours, stream):
    made = []

    def make(line):
        made.append(line)
        return line

    for moment in ("a", "b"):
        ours.soon(make, f"{moment}1\n")
        ours.soon(make, f"{moment}2\n")
        assert f"{moment}1\n" not in made
        await asyncio.sleep(5 * SOON_SECONDS)
    assert stream.pieces == ["a1\na2\n", "b1\nb2\n"]


def test_without_an_event_loop_they_are_written_at_once(ours, stream):
    ours.soon(str, "a\n")
    ours.soon(str, "b\n")
    assert stream.pieces == ["a\n", "b\n"]


async def test_what_else_is_logged_stays_behind_what_came_before_it(ours, stream):
    ours.soon(str, "first\n")
    log.warning("second")
    ours.soon(str, "third\n")
    await asyncio.to_thread(log.warning, "fourth")
    ours.soon(str, "fifth\n")
    ours.flush()
    said = "".join(stream.pieces).splitlines()
    assert len(said) == 5
    assert all(word in line for word, line in zip(["first", "second", "third", "fourth", "fifth"], said, strict=True))


LINES = st.lists(st.integers(1, AT_ONCE * 2).map(lambda size: "x" * (size - 1) + "\n"))


@settings(max_examples=50)
@given(LINES)
def test_a_piece_is_whole_lines_and_arrives_as_one_unless_a_line_is_longer(written_lines):
    stream = Stream()
    ours = Lines(stream, as_json=True)
    ours._waiting.extend((str, (line,)) for line in written_lines)
    ours.catch_up()
    assert "".join(stream.pieces) == "".join(written_lines)
    assert all(piece.endswith("\n") for piece in stream.pieces)
    assert all(len(piece) <= AT_ONCE or piece.count("\n") == 1 for piece in stream.pieces)
    assert all(len(a) + len(b) > AT_ONCE for a, b in zip(stream.pieces, stream.pieces[1:], strict=False)) or any(
        len(line) > AT_ONCE // 2 for line in written_lines
    )


def test_lines_of_several_threads_are_all_written(ours, stream):
    def work(name):
        async def main():
            for number in range(500):
                ours.soon(str, f"{name} {number}\n")
                if number % 10 == 0:
                    await asyncio.sleep(0)

        asyncio.run(main())

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for number in range(100):
        log.warning("other %d", number)
    for thread in threads:
        thread.join()
    ours.flush()
    said = "".join(stream.pieces).splitlines()
    assert len(said) == 1_600
    for name in "abc":
        assert [line for line in said if line.startswith(name)] == [f"{name} {number}" for number in range(500)]


# Streams that take nothing


class Broken(io.StringIO):
    def __init__(self, fault):
        super().__init__()
        self.fault = fault

    def write(self, _):
        raise self.fault


@pytest.mark.parametrize("fault", [BrokenPipeError(), BlockingIOError(), ValueError("I/O operation on closed file.")])
@pytest.mark.usefixtures("written")
async def test_a_stream_that_takes_nothing_fails_nothing_and_nothing_piles_up(fault):
    faults = []
    asyncio.get_running_loop().set_exception_handler(lambda _, told: faults.append(told))
    logs.configure("json", Broken(fault))
    ours = handler()
    for _ in range(3):
        ours.soon(str, "a\n")
        await asyncio.sleep(5 * SOON_SECONDS)
    assert (faults, ours._waiting) == ([], [])


@pytest.mark.usefixtures("written")
async def test_nor_does_one_that_was_closed():
    closed = io.StringIO()
    logs.configure("json", closed)
    ours = handler()
    closed.close()
    ours.soon(str, "a\n")
    await asyncio.sleep(5 * SOON_SECONDS)
    logs.configure("json", io.StringIO())
    assert ours._waiting == []


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise on Windows")
def test_a_reader_that_left_fails_nothing():
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "w", buffering=1)
    ours = Lines(stream, as_json=True)
    for _ in range(100):
        ours.soon(str, "a" * 300 + "\n")
    with pytest.raises(BrokenPipeError):
        stream.close()


@pytest.mark.usefixtures("written")
def test_configured_again_what_waited_goes_where_it_was_meant_to():
    before, after = Stream(), Stream()
    logs.configure("json", before)
    handler()._waiting.append((str, ("a\n",)))
    logs.configure("json", after)
    assert (before.pieces, after.pieces) == (["a\n"], [])


ENDS = """
import asyncio
from graphql_api.observe import lines, logs

async def main():
    lines.ours().soon(str, "the last\\n")
    asyncio.get_running_loop().stop()

logs.configure("json")
loop = asyncio.new_event_loop()
loop.create_task(main())
loop.run_forever()
lines.ours().soon(str, "one more\\n")
loop.close()
"""


def test_when_the_process_ends_what_waits_is_written():
    ended = subprocess.run([sys.executable, "-c", ENDS], capture_output=True, text=True, check=True)
    assert ended.stderr == "the last\none more\n"


# Who else listens


@pytest.fixture
def only(written, monkeypatch):
    """Ours, and nobody else listens, not even the test runner; how it is found is as in a service."""
    monkeypatch.undo()
    return handler()


def found(only, name=None, other=None):
    """What is found where ours is the only handler but for another of a logger."""
    root, logger = logging.getLogger(), logging.getLogger(name)
    before = root.handlers[:]
    root.handlers[:] = [only]
    if other:
        logger.addHandler(other)
    try:
        return module.ours()
    finally:
        if other:
            logger.removeHandler(other)
        root.handlers[:] = before


def test_ours_alone_is_written_to_past_the_logger(only):
    assert found(only) is only


@pytest.mark.parametrize("name", [None, "cartelera", "cartelera.request"])
def test_where_somebody_else_listens_nothing_passes_the_logger(name, only):
    assert found(only, name, logging.NullHandler()) is None


def test_text_for_a_terminal_is_made_by_the_logger(only):
    assert found(Lines(io.StringIO(), as_json=False)) is None
    assert found(logging.NullHandler()) is None
