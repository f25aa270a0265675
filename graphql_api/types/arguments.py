"""Arguments that several fields take, each described once, and how they are read."""

from typing import Annotated, TypeVar

import strawberry

from graphql_api.errors import BadUserInput
from graphql_api.queries.selection import Selection
from pipeline.store.vocabulary import PlatformCode, TitleType

Year = Annotated[int | None, strawberry.argument(description="Only titles released in this year.")]
AddedYear = Annotated[int | None, strawberry.argument(description="Only titles that the platform added in this year.")]
Platform = Annotated[PlatformCode | None, strawberry.argument(description="Only this platform; all when left out.")]
Type = Annotated[TitleType | None, strawberry.argument(description="Films or series only; both when left out.")]

First = Annotated[
    int | None,
    strawberry.argument(description="How many items from the start, 1 to 100. Without `first` and `last`: 20."),
]
After = Annotated[str | None, strawberry.argument(description="Only items after this cursor.")]
Last = Annotated[
    int | None, strawberry.argument(description="How many items from the end, 1 to 100. Not together with `first`.")
]
Before = Annotated[str | None, strawberry.argument(description="Only items before this cursor.")]

UserNumber = Annotated[int, strawberry.argument(description="The user's number in the ratings files.")]

HowMany = Annotated[int, strawberry.argument(description="How many: 1 to 100.")]
HowManyValues = Annotated[int, strawberry.argument(description="How many values: 1 to 100.")]
HowManyRecommendations = Annotated[
    int, strawberry.argument(description="How many: 1 to 50. Fewer come back when there are no more.")
]

T = TypeVar("T")


def given(value: T | None) -> T | None:
    """What a client gave; an argument left out is UNSET and reads as None, like one given as null."""
    return None if value is strawberry.UNSET else value


def selection(
    platform: PlatformCode | None = None,
    type: TitleType | None = None,
    year: int | None = None,
    added_year: int | None = None,
) -> Selection:
    """Which titles the arguments mean."""
    return Selection(given(platform), given(type), given(year), given(added_year))


def checked(name: str, value: int, low: int, high: int) -> int:
    """A number within its limits.

    Raises:
        BadUserInput: it is not.
    """
    if not low <= value <= high:
        raise BadUserInput(f"`{name}` is {value}; it must be {low} to {high}", argument=name)
    return value


def checked_text(name: str, text: str) -> str:
    """A text to search for, within its limits.

    Raises:
        BadUserInput: it is not.
    """
    if not 1 <= len(text) <= 100:
        raise BadUserInput(f"`{name}` has {len(text):,} characters; it must have 1 to 100", argument=name)
    return text
