"""What tests need to run in several processes (pytest-xdist)."""

from collections.abc import Generator
from typing import Any

import pytest


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """A report goes from one process to another as UTF-8, which has no half of a surrogate pair."""
    return encodable((yield))


def encodable(told: Any) -> Any:
    r"""
    >>> encodable({"said": ["a \ud800", None]})
    {'said': ['a \\ud800', None]}
    """
    if isinstance(told, str):
        return told.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(told, dict):
        return {encodable(name): encodable(value) for name, value in told.items()}
    if isinstance(told, list):
        return [encodable(each) for each in told]
    return tuple(encodable(each) for each in told) if isinstance(told, tuple) else told
