"""What lists of titles and of films share: limits, and places that compare in either direction."""

from typing import Any, NamedTuple

import numpy as np

from graphql_api.catalogue.columns import NO_YEAR, Flags, Rows


class Between(NamedTuple):
    """From one whole number to another, both included; None is no limit."""

    low: int | None = None
    high: int | None = None


ANY = Between()


def within(values: Rows, limits: Between) -> Flags:
    """Which values are within limits; a missing one is within no limit at all, and in none where there is no limit."""
    keep: Flags = np.ones(len(values), dtype=np.bool_)
    if limits.low is not None or limits.high is not None:
        keep &= values != NO_YEAR
    if limits.low is not None:
        keep &= values >= limits.low
    if limits.high is not None:
        keep &= values <= limits.high
    return keep


class Down:
    """A value that compares the other way round."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:  # noqa: ANN401 - text or a number
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Down) and bool(self.value == other.value)

    def __lt__(self, other: "Down") -> bool:
        return bool(other.value < self.value)

    __hash__ = None  # type: ignore[assignment]  # it is only ever compared
