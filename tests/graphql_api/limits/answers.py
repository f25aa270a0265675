"""How much an answer holds, counted as costs are."""

from typing import Any


def tenths(answer: Any) -> int:
    """Ten for each object and one for each plain value, nulls and lists of plain values included."""
    if isinstance(answer, dict):
        return 10 + sum(map(tenths, answer.values()))
    if isinstance(answer, list) and any(isinstance(each, dict) for each in answer):
        return sum(map(tenths, answer))
    return 1


def held(data: dict[str, Any] | None) -> int:
    """In tenths; the answer as a whole is no object."""
    return sum(map(tenths, (data or {}).values()))
