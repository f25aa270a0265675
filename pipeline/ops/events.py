"""The log of a watcher: a line an event on standard error, JSON or, on a terminal, text; as the service's log is."""

import re
import sys
from typing import TextIO

import structlog


def log_to(stream: TextIO | None = None) -> structlog.typing.FilteringBoundLogger:
    """What writes lines of `time`, `level`, `event` and whatever else there is to say.

    Args:
        stream: where to; standard error unless it is said.
    """
    stream = stream or sys.stderr
    terminal = stream.isatty()
    end = structlog.dev.ConsoleRenderer(colors=terminal, sort_keys=False, timestamp_key="time", pad_event_to=0)
    logger: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
        structlog.PrintLogger(stream),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            _in_order,
            end if terminal else structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
        wrapper_class=structlog.make_filtering_bound_logger("INFO"),
    )
    return logger


def unquoted(reason: str) -> str:
    """A reason without what it quotes of raw files, which may be of users; `status.json` has it whole."""
    return re.sub("`[^`]*`?", "`…`", reason)


def _in_order(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    said = {name: value for name, value in event.items() if value is not None}
    return {name: said[name] for name in ("time", "level", "event")} | said
