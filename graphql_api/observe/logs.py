"""The log: one line of JSON an event, or text on a terminal, whoever wrote it.

What is written within a request carries the request's `id`, and of an exception it tells where it came from and of
what kind it is but not its message: that may repeat what the client sent, and users' numbers are never logged.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from typing import TextIO

import orjson
import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, WrappedLogger

from graphql_api.observe.lines import Lines

FIRST = ("time", "level", "event")
"""The fields that every line has, in their order."""


def configure(kind: str, stream: TextIO | None = None) -> None:
    """Write what is logged to a stream, in place of where it was written to before.

    Args:
        kind: `json` or `text`; empty takes `text` on a terminal and `json` anywhere else.
        stream: where to; standard error unless it is said.
    """
    stream = stream or sys.stderr
    terminal = stream.isatty()
    kind = kind or ("text" if terminal else "json")
    handler = Lines(stream, as_json=kind == "json")
    handler.setFormatter(formatter(kind, colors=terminal))
    root = logging.getLogger()
    for former in [each for each in root.handlers if isinstance(each, Lines)]:
        root.removeHandler(former)
        former.catch_up()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def formatter(kind: str, *, colors: bool = False) -> ProcessorFormatter:
    """What makes lines of records, those of structlog and those of others alike.

    Args:
        kind: `json` or `text`.
        colors: whether text is coloured.
    """
    return ProcessorFormatter(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            _task,
            _exception,
            ProcessorFormatter.remove_processors_meta,
            _in_order,
            _json if kind == "json" else _text(colors=colors),
        ]
    )


def _task(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """What asyncio says of a task that nobody waited for, without the task: it shows what failed in it."""
    if event["_record"].name == "asyncio":
        event["event"] = event["event"].partition("\n")[0]
    return event


def _exception(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """A traceback as text under `exception`."""
    _, fault, _ = event.pop("exc_info", None) or (None, None, None)
    if fault is not None:
        told_whole = "id" not in event and event["_record"].name != "asyncio"
        lines = traceback.format_exception(fault) if told_whole else _without_messages(fault)
        event["exception"] = "".join(lines).rstrip("\n")
    return event


def _without_messages(fault: BaseException) -> Iterator[str]:
    """The lines of a traceback, first what led to it, each exception by its kind alone."""
    led = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if led is not None:
        yield from _without_messages(led)
        yield "\nwhich led to:\n\n"
    if isinstance(fault, BaseExceptionGroup):
        for each in fault.exceptions:
            yield from _without_messages(each)
        yield "\ntogether in:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(fault.__traceback__)
    yield f"{type(fault).__module__}.{type(fault).__qualname__}\n".removeprefix("builtins.")


def _in_order(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {**{name: event[name] for name in FIRST}, **event}


def _json(_: WrappedLogger, __: str, event: EventDict) -> str:
    try:
        return orjson.dumps(event, default=repr).decode()
    except TypeError:  # half a surrogate pair in a text: ASCII can say it, UTF-8 cannot
        return json.dumps(event, default=repr)


def _text(*, colors: bool) -> structlog.dev.ConsoleRenderer:
    return structlog.dev.ConsoleRenderer(colors=colors, sort_keys=False, timestamp_key="time", pad_event_to=0)
