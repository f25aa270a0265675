"""Lists of titles: which, and in which order. Nothing is collected; arrays are narrowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from graphql_api.catalogue.columns import PLATFORMS, TYPES, UNITS, Columns, Flags, Rows
from graphql_api.catalogue.ordering import ANY, Between, Down, within
from graphql_api.catalogue.records import TitleRecord
from graphql_api.catalogue.search import search
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.queries.title_order import OrderDirection, TitleOrderField
from pipeline.store.vocabulary import DurationType, PlatformCode, Role, TitleType


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which titles: those that meet everything given. A list means any of its values; of an empty one there is none."""

    platforms: Sequence[PlatformCode] | None = None
    type: TitleType | None = None
    genres: Sequence[str] | None = None
    countries: Sequence[str] | None = None
    ratings: Sequence[str] | None = None
    release_year: Between = ANY
    added_year: Between = ANY
    duration: Between = ANY
    duration_type: DurationType | None = None
    """The unit of `duration`; None does not narrow by length at all."""
    min_score: float | None = None
    min_votes: int | None = None
    actor: str | None = None
    director: str | None = None
    text: str | None = None


EVERY = Criteria()
"""What narrows nothing."""


def listed(snapshot: Snapshot, criteria: Criteria | None, order: "Order", rows: Rows | None = None) -> Rows:
    """A list of titles, in its order.

    Args:
        snapshot: What is served.
        criteria: What the titles meet; None for nothing in particular.
        order: Which comes first.
        rows: Which titles there are; None for all. `everything` and `on_platform` are ready in every order.

    Returns:
        Where nothing narrows a list that is ready, that list itself, which cannot be written to.
    """
    rows = everything(snapshot) if rows is None else rows
    return order.sort(snapshot, rows if criteria is None else matching(snapshot, criteria, rows))


def matching(snapshot: Snapshot, criteria: Criteria, rows: Rows) -> Rows:
    """The titles, of those given and in their order, that meet the criteria; `rows` itself if these narrow nothing."""
    if criteria == EVERY:
        return rows
    columns = snapshot.columns
    if criteria.platforms is not None:
        rows = _of_platforms(snapshot, criteria, rows)
    for values, wanted in (
        (columns.people[Role.ACTOR], [criteria.actor] if criteria.actor is not None else None),
        (columns.people[Role.DIRECTOR], [criteria.director] if criteria.director is not None else None),
        (columns.genres, criteria.genres),
        (columns.countries, criteria.countries),
        (columns.ratings, criteria.ratings),
    ):
        if wanted is not None:
            rows = rows[values.having(wanted)[rows]]
    if criteria.text is not None:
        found: Flags = np.zeros(len(snapshot.records), dtype=np.bool_)
        found[search(snapshot.search, criteria.text).rows] = True
        rows = rows[found[rows]]
    return _measured(columns, criteria, rows)


def _of_platforms(snapshot: Snapshot, criteria: Criteria, rows: Rows) -> Rows:
    """The titles on the platforms of the criteria."""
    wanted = set(criteria.platforms or ())
    if len(wanted) == 1 and rows is everything(snapshot):
        return on_platform(snapshot, *wanted)
    flags: Flags = np.zeros(len(PLATFORMS), dtype=np.bool_)
    flags[[PLATFORMS[code] for code in wanted]] = True
    return rows[flags[snapshot.columns.platform[rows]]]


def _measured(columns: Columns, criteria: Criteria, rows: Rows) -> Rows:
    """The titles of the type, years, length, score and votes of the criteria."""
    if criteria.type is not None:
        rows = rows[columns.type[rows] == TYPES[criteria.type]]
    for numbers, limits in ((columns.release_year, criteria.release_year), (columns.added_year, criteria.added_year)):
        if limits != ANY:
            rows = rows[within(numbers[rows], limits)]
    if criteria.duration_type is not None:
        rows = rows[columns.duration_type[rows] == UNITS[criteria.duration_type]]
        rows = rows[within(columns.duration_int[rows], criteria.duration)]
    if criteria.min_score is not None:
        rows = rows[columns.score[rows] >= criteria.min_score]
    if criteria.min_votes is not None:
        rows = rows[columns.votes[rows] >= criteria.min_votes]
    return rows


def everything(snapshot: Snapshot) -> Rows:
    """All titles."""
    return snapshot.ready.everything


def rows_of(snapshot: Snapshot, title_ids: Sequence[str]) -> Rows:
    """The titles of ids that there are, in their order."""
    return np.array([snapshot.titles[title_id].row for title_id in title_ids], dtype=np.int32)


def on_platform(snapshot: Snapshot, platform: PlatformCode) -> Rows:
    """The titles of a platform."""
    return snapshot.ready.of_platform[platform]


Place = tuple[int, int, str | int | float, str, str]
"""Where a title stands in an order: whether it is without a value, the unit of its length, value, title, id."""


_NAMES = {(field, direction): f"{field} {direction}" for field in TitleOrderField for direction in OrderDirection}


@dataclass(frozen=True, slots=True)
class Order:
    """An order of titles."""

    field: TitleOrderField = TitleOrderField.TITLE
    direction: OrderDirection = OrderDirection.ASC

    def __str__(self) -> str:
        """Its name, which cursors hold."""
        return _NAMES[self.field, self.direction]

    def sort(self, snapshot: Snapshot, rows: Rows) -> Rows:
        """Titles in this order."""
        kind = self.field, self.direction
        if (ready := snapshot.ready.sorted(rows, kind)) is not None:
            return ready
        ordered, ranks = snapshot.orders[kind]
        return ordered[np.sort(ranks[rows])]

    def place(self, record: TitleRecord) -> Place:
        """Where a title stands; its values have the same types for every title."""
        by_unit = self.field == TitleOrderField.DURATION
        unit = UNITS[DurationType(record.duration_type)] if by_unit and record.duration_type else 0
        match getattr(record, self.field):
            case None:
                return 1, unit, 0.0 if self.field == TitleOrderField.SCORE else 0, record.title, record.title_id
            case date() as day:
                return 0, unit, day.toordinal(), record.title, record.title_id
            case value:
                return 0, unit, value, record.title, record.title_id

    def sortable(self, place: Sequence[Any]) -> tuple[Any, ...]:
        """What compares as the places of this order do."""
        missing, unit, value, title, title_id = place
        return missing, unit, Down(value) if self.direction == OrderDirection.DESC else value, title, title_id
