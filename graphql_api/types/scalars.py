"""Days and moments as text."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import strawberry
from strawberry.types.scalar import ScalarDefinition

SCALARS: Mapping[object, ScalarDefinition] = {
    date: strawberry.scalar(
        name="Date",
        description="A day as text, such as `2021-09-25`.",
        specified_by_url="https://scalars.graphql.org/andimarek/local-date",
        serialize=date.isoformat,
        parse_value=date.fromisoformat,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment in UTC as text, such as `2021-09-25T14:05:00Z`.",
        specified_by_url="https://datatracker.ietf.org/doc/html/rfc3339#section-5.6",
        serialize=lambda moment: moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        parse_value=datetime.fromisoformat,
    ),
}
"""How Python's types are printed and read in the schema."""
