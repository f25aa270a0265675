"""The enums: the word lists of the tables, described for someone who sees only the schema."""

from enum import Enum

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from pipeline.store.vocabulary import DurationType, PlatformCode, TitleType


def _described(enum: type[Enum], description: str, **values: str) -> None:
    """Declare an enum. Strawberry cannot describe the values of a `StrEnum` where they stand, so it is done after."""
    strawberry.enum(enum, description=description)
    definition: StrawberryEnumDefinition = enum.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]


_described(
    PlatformCode,
    "A streaming platform of the catalogues. Lists go in this order.",
    AMAZON="Amazon Prime Video; ids begin with `a`.",
    DISNEY="Disney+; ids begin with `d`.",
    HULU="Hulu; ids begin with `h`.",
    NETFLIX="Netflix; ids begin with `n`.",
)
_described(TitleType, "Film or series.", MOVIE="A film.", TV_SHOW="A series or show.")
_described(DurationType, "The unit of a title's length.", MIN="Minutes.", SEASON="Seasons.")
