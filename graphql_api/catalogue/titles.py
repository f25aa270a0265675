"""Lists of titles: which, and in which order. Nothing is collected; arrays are narrowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from graphql_api.catalogue.columns import PLATFORMS, TYPES, UNITS, Flags, Rows
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


def matching(snapshot: Snapshot, criteria: Criteria, rows: Rows) -> Rows:
    """The titles, of those given and in their order, that meet the criteria."""
    columns = snapshot.columns
    keep: Flags = np.ones(len(rows), dtype=np.bool_)
    if criteria.platforms is not None:
        keep &= np.isin(columns.platform[rows], [PLATFORMS[code] for code in criteria.platforms])
    if criteria.type is not None:
        keep &= columns.type[rows] == TYPES[criteria.type]
    for values, wanted in (
        (columns.genres, criteria.genres),
        (columns.countries, criteria.countries),
        (columns.ratings, criteria.ratings),
        (columns.people[Role.ACTOR], [criteria.actor] if criteria.actor is not None else None),
        (columns.people[Role.DIRECTOR], [criteria.director] if criteria.director is not None else None),
    ):
        if wanted is not None:
            keep &= values.having(wanted)[rows]
    keep &= within(columns.release_year[rows], criteria.release_year)
    keep &= within(columns.added_year[rows], criteria.added_year)
    if criteria.duration_type is not None:
        keep &= columns.duration_type[rows] == UNITS[criteria.duration_type]
        keep &= within(columns.duration_int[rows], criteria.duration)
    if criteria.min_score is not None:
        keep &= columns.score[rows] >= criteria.min_score
    if criteria.min_votes is not None:
        keep &= columns.votes[rows] >= criteria.min_votes
    if criteria.text is not None:
        found: Flags = np.zeros(len(snapshot.records), dtype=np.bool_)
        found[search(snapshot.search, criteria.text).rows] = True
        keep &= found[rows]
    return rows[keep]


def everything(snapshot: Snapshot) -> Rows:
    """All titles."""
    return np.arange(len(snapshot.records), dtype=np.int32)


def rows_of(snapshot: Snapshot, title_ids: Sequence[str]) -> Rows:
    """The titles of ids that there are, in their order."""
    return np.array([snapshot.titles[title_id].row for title_id in title_ids], dtype=np.int32)


def on_platform(snapshot: Snapshot, platform: PlatformCode) -> Rows:
    """The titles of a platform."""
    return np.flatnonzero(snapshot.columns.platform == PLATFORMS[platform]).astype(np.int32)


Place = tuple[int, int, str | int | float, str, str]
"""Where a title stands in an order: whether it is without a value, the unit of its length, value, title, id."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order of titles."""

    field: TitleOrderField = TitleOrderField.TITLE
    direction: OrderDirection = OrderDirection.ASC

    def __str__(self) -> str:
        """Its name, which cursors hold."""
        return f"{self.field} {self.direction}"

    def sort(self, snapshot: Snapshot, rows: Rows) -> Rows:
        """Titles in this order."""
        ordered, ranks = snapshot.orders[self.field, self.direction]
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
