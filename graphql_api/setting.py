"""One setting: an environment variable, its default, and what it may be."""

import math
from collections.abc import Mapping
from dataclasses import Field, field
from typing import Any, NamedTuple

from pipeline.store.errors import CarteleraError


class SettingError(CarteleraError):
    """An environment variable is not what it should be."""


class Bounds(NamedTuple):
    """What a number may be, both ends included, and what it is unless it is said."""

    default: float
    low: float
    high: float
    whole: bool


def number(variable: str, default: float, low: float, high: float) -> Any:  # noqa: ANN401 - as `dataclasses.field`
    """A field of a class of settings that holds a number; whole where the default is."""
    bounds = Bounds(default, low, high, whole=isinstance(default, int))
    return field(default=default, metadata={"variable": variable, "bounds": bounds})


def setting(variable: str, default: object) -> Any:  # noqa: ANN401 - as `dataclasses.field`
    """A field of a class of settings that its class reads itself."""
    return field(default=default, metadata={"variable": variable})


def variable(declared: Field[Any]) -> str | None:
    """The environment variable of a field; None where the field is a group of settings."""
    return declared.metadata.get("variable")


def read_number(declared: Field[Any], environment: Mapping[str, str]) -> float:
    """The number that an environment says, or the default where it says nothing.

    Raises:
        SettingError: it is no number, or out of its bounds.
    """
    name = declared.metadata["variable"]
    bounds: Bounds = declared.metadata["bounds"]
    text = environment.get(name, "")
    if not text:
        return bounds.default
    try:
        value = int(text) if bounds.whole else float(text)
    except ValueError:
        value = math.nan
    if not bounds.low <= value <= bounds.high:
        kind = "a whole number" if bounds.whole else "a number"
        raise SettingError(f"{name} is {text!r}; it must be {kind} from {plain(bounds.low)} to {plain(bounds.high)}")
    return value


def plain(value: float) -> str:
    """A number as people write it: no exponent, no `.0`."""
    return f"{value:f}".rstrip("0").rstrip(".")
