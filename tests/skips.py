"""The last line of a test run: what was skipped, and what to do to run it.

A plugin of its own (`pytest -p tests.skips`), because pytest prints its own totals after every hook that is meant for
summaries. Tests marked `real` are skipped here as well, so that the condition and its explanation stay together.
"""

import os
from collections import Counter
from typing import Any

import pytest

SLOW = "slow: make slow"
REAL = "real data: set CARTELERA_REAL_DATA"

skipped: Counter[str] = Counter()


def pytest_configure() -> None:
    skipped.clear()  # a test of this plugin may run pytest inside pytest


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("real") and not os.environ.get("CARTELERA_REAL_DATA"):
        pytest.skip(REAL)


def pytest_deselected(items: list[pytest.Item]) -> None:
    # `-k` leaves out all kinds of tests, and whoever typed it knows; `-m "not slow"` leaves out slow ones only.
    if all(item.get_closest_marker("slow") for item in items):
        skipped[SLOW] += len(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    # One of several processes that run tests (pytest-xdist): it alone knows what it left out.
    if (told := getattr(session.config, "workeroutput", None)) is not None:
        told[SLOW] = skipped[SLOW]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    skipped[SLOW] = max(skipped[SLOW], getattr(node, "workeroutput", {}).get(SLOW, 0))  # all leave out the same


def pytest_collectreport(report: pytest.CollectReport) -> None:
    count(report)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    count(report)


def count(report: pytest.CollectReport | pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail") and isinstance(report.longrepr, tuple):
        skipped[report.longrepr[2].removeprefix("Skipped: ")] += 1


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    config.get_terminal_writer().line(summary())


def summary() -> str:
    """
    >>> skipped.update({SLOW: 9, "no older Python on PATH": 1})
    >>> summary()
    'skipped: 9 tests (slow: make slow), 1 test (no older Python on PATH)'
    """
    counts = sorted((+skipped).items(), key=lambda each: (-each[1], each[0]))
    parts = [f"{number} test{'s' if number > 1 else ''} ({reason})" for reason, number in counts]
    return f"skipped: {', '.join(parts) or 'nothing'}"
