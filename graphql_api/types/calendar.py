"""Months and days of the week by name, in Spanish or English."""

from collections.abc import Mapping, Sequence

from graphql_api.catalogue.near import near
from graphql_api.errors import BadUserInput
from graphql_api.text import fold

MONTHS: Sequence[tuple[str, ...]] = (
    ("enero", "January"),
    ("febrero", "February"),
    ("marzo", "March"),
    ("abril", "April"),
    ("mayo", "May"),
    ("junio", "June"),
    ("julio", "July"),
    ("agosto", "August"),
    ("septiembre", "September", "setiembre"),
    ("octubre", "October"),
    ("noviembre", "November"),
    ("diciembre", "December"),
)
"""The names of each month, the usual two first."""

WEEKDAYS: Sequence[tuple[str, ...]] = (
    ("lunes", "Monday"),
    ("martes", "Tuesday"),
    ("miércoles", "Wednesday"),
    ("jueves", "Thursday"),
    ("viernes", "Friday"),
    ("sábado", "Saturday"),
    ("domingo", "Sunday"),
)
"""The names of each day of the week."""

SHOWN = 40
"""Letters of a wrong name that are repeated to whoever gave it."""


def _numbers(names: Sequence[tuple[str, ...]]) -> Mapping[str, int]:
    """Each name without case and accents with its number, from 1."""
    return {fold(name): number for number, those in enumerate(names, 1) for name in those}


MONTH_NUMBERS, WEEKDAY_NUMBERS = _numbers(MONTHS), _numbers(WEEKDAYS)


def month_number(name: str) -> int:
    """The number of a month, 1 for January.

    Raises:
        BadUserInput: it is the name of none.
    """
    return _number("month", name, MONTHS, MONTH_NUMBERS)


def weekday_number(name: str) -> int:
    """The number of a day of the week, 1 for Monday.

    Raises:
        BadUserInput: it is the name of none.
    """
    return _number("weekday", name, WEEKDAYS, WEEKDAY_NUMBERS)


def _number(argument: str, name: str, names: Sequence[tuple[str, ...]], numbers: Mapping[str, int]) -> int:
    if (number := numbers.get(fold(name))) is not None:
        return number
    spanish, english = ([those[language] for those in names] for language in (0, 1))
    others = [name for those in names for name in those[2:]]
    written = [name for those in names for name in those]  # in the order of `numbers`
    shown = name if len(name) <= SHOWN else f"{name[:SHOWN]}..."
    raise BadUserInput(
        f"`{argument}` is {shown!r}; it must be one of {', '.join(spanish)}, or in English {', '.join(english)}",
        argument=argument,
        allowed=[*spanish, *english, *others],
        suggestions=[written[place] for place in near(list(numbers), fold(name))],
    )
