"""A release loaded into memory once and never changed: the only module that scans tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import polars as pl

from graphql_api.catalogue.records import Person, TitleRecord
from graphql_api.queries.country_count import country_count
from graphql_api.queries.max_duration import max_duration
from graphql_api.queries.people import people
from graphql_api.queries.platform_counts import platform_counts
from graphql_api.queries.rating_count import rating_count
from graphql_api.queries.score_counts import mean_scores
from graphql_api.queries.selection import KEYS, for_each_selection
from graphql_api.queries.top_actor import acting, top_actor
from graphql_api.text import fold
from pipeline.store.manifest import Manifest
from pipeline.store.releases import Release
from pipeline.store.vocabulary import PlatformCode, Role

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Winners:
    """The greatest value and all that reach it, in their order."""

    value: int
    ids: list[str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the service knows. `title_frame` and `acting_frame` are for questions that were not foreseen."""

    manifest: Manifest
    platforms: tuple[PlatformCode, ...]
    title_frame: pl.DataFrame
    acting_frame: pl.DataFrame
    titles: Mapping[str, TitleRecord]
    people: Mapping[Role, Mapping[str, Person]]
    people_folded: Mapping[Role, Mapping[str, str]]
    max_duration: Mapping[Key, Winners]
    top_actor: Mapping[Key, Winners]
    mean_scores: Mapping[Key, list[float]]
    platform_counts: Mapping[Key, int]
    rating_count: Mapping[str, int]
    country_count: Mapping[Key, int]


def load(release: Release) -> Snapshot:
    """Read a release and work out what is asked most.

    Raises:
        DamagedRelease: its files are not those it was published with.
    """
    release.verify()
    credits = release.scan("credits")
    scores = release.scan("title_scores").select("title_id", "score", "votes")
    title_frame = (
        release.scan("titles")
        .join(scores, on="title_id", how="left", maintain_order="left")
        .with_columns(pl.col("votes").fill_null(0))
        .select(TitleRecord._fields)
        .collect()
    )
    titles = title_frame.lazy()
    acting_frame = acting(titles, credits).collect()
    everybody, longest, actors, means, platforms, ratings, countries = pl.collect_all(
        [
            people(credits),
            for_each_selection(max_duration, titles),
            for_each_selection(top_actor, acting_frame.lazy()),
            for_each_selection(mean_scores, titles),
            platform_counts(titles),
            rating_count(titles),
            country_count(titles),
        ]
    )
    people_by_role = {role: _people(everybody, role) for role in Role}
    return Snapshot(
        manifest=release.manifest,
        platforms=tuple(code for code in PlatformCode if code in set(title_frame["platform"].unique())),
        title_frame=title_frame,
        acting_frame=acting_frame,
        titles={record.title_id: record for record in map(TitleRecord._make, title_frame.iter_rows())},
        people=people_by_role,
        people_folded={role: _folded(those) for role, those in people_by_role.items()},
        max_duration={key: Winners(*won) for key, won in _keyed(longest, *KEYS, "duration_type")},
        top_actor={key: Winners(*won) for key, won in _keyed(actors, *KEYS)},
        mean_scores={key: values for key, (values,) in _keyed(means, *KEYS)},
        platform_counts={key: count for key, (count,) in _keyed(platforms, "platform", "type")},
        rating_count=dict(ratings.select("rating", "count").iter_rows()),
        country_count=_with_totals(countries),
    )


def _keyed(answers: pl.DataFrame, *keys: str) -> Iterator[tuple[Key, Key]]:
    """Each row as its key and its other columns."""
    rows = answers.select(*keys, pl.exclude(*keys)).iter_rows()
    return ((row[: len(keys)], row[len(keys) :]) for row in rows)


def _people(everybody: pl.DataFrame, role: Role) -> dict[str, Person]:
    rows = everybody.filter(pl.col("role") == role).select(Person._fields).iter_rows()
    return {person.name: person for person in map(Person._make, rows)}


def _folded(people: Mapping[str, Person]) -> dict[str, str]:
    """The name that each folded name means: of several, the one in the most titles, then the first."""
    meant: dict[str, Person] = {}
    for person in people.values():
        other = meant.setdefault(fold(person.name), person)
        if person.title_count > other.title_count:
            meant[fold(person.name)] = person
    return {folded: person.name for folded, person in meant.items()}


def _with_totals(countries: pl.DataFrame) -> dict[Key, int]:
    """Counts by country, year and type with totals under None, so that each question is one look-up."""
    sums: dict[Key, int] = {}
    for country, year, kind, count in countries.select("country", "release_year", "type", "count").iter_rows():
        for key in product([country], (year, None), (kind, None)):
            sums[key] = sums.get(key, 0) + count
    return sums
