"""A release loaded into memory once and never changed: the only module that scans tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import polars as pl

from graphql_api.catalogue.answers import (
    Key,
    PlatformCounts,
    Winners,
    counts_by_platform,
    scores_by_platform,
    winners,
    with_totals,
)
from graphql_api.catalogue.columns import PLATFORMS, Columns, Flags, Rows
from graphql_api.catalogue.film_set import FilmSet
from graphql_api.catalogue.models import Models
from graphql_api.catalogue.neighbours import Neighbours
from graphql_api.catalogue.ready import Ready
from graphql_api.catalogue.records import Person, Sharing, TitleRecord
from graphql_api.catalogue.search_index import SearchIndex
from graphql_api.catalogue.word_index import WordIndex
from graphql_api.queries.also_on import also_on
from graphql_api.queries.country_count import country_count
from graphql_api.queries.damped_score import damped_score
from graphql_api.queries.max_duration import max_duration
from graphql_api.queries.people import people
from graphql_api.queries.platform_counts import platform_counts
from graphql_api.queries.rating_count import rating_count
from graphql_api.queries.score_counts import mean_scores
from graphql_api.queries.selection import KEYS, for_each_selection
from graphql_api.queries.title_order import OrderDirection, TitleOrderField
from graphql_api.queries.top_actor import acting, top_actor
from graphql_api.queries.words import words
from pipeline.store.errors import DamagedRelease
from pipeline.store.manifest import Manifest
from pipeline.store.releases import Release
from pipeline.store.vocabulary import Basis, PlatformCode, Role

UNFORESEEN = ("title_id", "title", "duration_type", "duration_int", "score", *KEYS)
"""The columns that questions of both years at once ask about."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Snapshot:
    """What the service knows. `title_frame` and `acting_frame` are for questions that were not foreseen."""

    manifest: Manifest
    platforms: tuple[PlatformCode, ...]
    title_frame: pl.DataFrame
    acting_frame: pl.DataFrame
    records: Sequence[TitleRecord]
    """The titles in the order of platform and show number: the rows of `columns`."""
    titles: Mapping[str, TitleRecord]
    columns: Columns
    ready: Ready
    also_on: Mapping[str, Sequence[str]]
    people: Mapping[Role, Mapping[str, Person]]
    """In the order of `columns.people`."""
    on_platform: Flags
    """For each platform, which actors have a title there."""
    actor_words: WordIndex
    search: SearchIndex
    neighbours: Neighbours | None
    """None when no model has been fitted."""
    models: Models | None
    """Likewise."""
    film_set: FilmSet
    max_duration: Mapping[Key, Winners]
    top_actor: Mapping[Key, Winners]
    mean_scores: Mapping[Key, Mapping[PlatformCode, Sequence[float]]]
    """For each selection of all platforms the mean scores of the titles on each, lowest first."""
    platform_counts: Mapping[Key, PlatformCounts]
    """For each platform or none and each type or none the platforms that it lists, in their order."""
    rating_count: Mapping[str, int]
    country_count: Mapping[Key, int]

    @property
    def orders(self) -> Mapping[tuple[TitleOrderField, OrderDirection], tuple[Rows, Rows]]:
        """All titles in each order, and the place of each title in it."""
        return self.ready.orders

    def parts(self) -> list[object]:
        """Most of the objects that it is made of, in no order."""
        people = chain.from_iterable(those.values() for those in self.people.values())
        return [*self.records, *people, *self.film_set.records]


def load(release: Release) -> Snapshot:
    """Read a release and work out what is asked most.

    Raises:
        DamagedRelease: its files are not those it was published with, or it has no titles.
    """
    release.verify()
    credits = release.scan("credits")
    scores = release.scan("title_scores").pipe(damped_score).select("title_id", "score", "damped_score", "votes")
    title_frame = (
        release.scan("titles")
        .join(scores, on="title_id", how="left", maintain_order="left")
        .with_columns(pl.col("votes").fill_null(0))
        .with_row_index("row")
        .collect()
    )
    if title_frame.is_empty():
        raise DamagedRelease(f"{release.folder} has no titles to serve; build the release again")
    titles = title_frame.lazy()
    acting_frame = acting(titles, credits).collect()
    everybody, elsewhere, longest, actors, means, platforms, ratings, countries = pl.collect_all(
        [
            people(credits),
            also_on(titles),
            for_each_selection(max_duration, titles),
            for_each_selection(top_actor, acting_frame.lazy()),
            for_each_selection(mean_scores, titles),
            platform_counts(titles),
            rating_count(titles),
            country_count(titles),
        ]
    )
    sharing = Sharing()
    people_by_role = {role: _people(everybody, role, sharing) for role in Role}
    columns = Columns.read(title_frame, {role: list(those) for role, those in people_by_role.items()})
    records = tuple(map(TitleRecord._make, sharing.rows(title_frame, TitleRecord._fields)))
    ready = Ready.of(titles, columns)
    return Snapshot(
        manifest=release.manifest,
        platforms=tuple(code for code in PlatformCode if code in set(title_frame["platform"].unique())),
        title_frame=title_frame.select(UNFORESEEN),
        acting_frame=acting_frame,
        records=records,
        titles={record.title_id: record for record in records},
        columns=columns,
        ready=ready,
        also_on=dict(elsewhere.iter_rows()),
        people=people_by_role,
        on_platform=_on_platform(columns),
        actor_words=WordIndex.of(everybody.lazy().filter(pl.col("role") == Role.ACTOR).pipe(_numbered).pipe(words)),
        search=SearchIndex.of(titles, ready.orders[TitleOrderField.VOTES, OrderDirection.DESC][1]),
        neighbours=_neighbours(release, title_frame),
        models=Models.read(release),
        film_set=_film_set(release),
        max_duration=winners(longest, *KEYS, "duration_type"),
        top_actor=winners(actors, *KEYS),
        mean_scores=scores_by_platform(means),
        platform_counts=counts_by_platform(platforms),
        rating_count=dict(ratings.select("rating", "count").iter_rows()),
        country_count=with_totals(countries),
    )


def _people(everybody: pl.DataFrame, role: Role, sharing: Sharing) -> dict[str, Person]:
    rows = sharing.rows(everybody.filter(pl.col("role") == role).with_row_index("code"), Person._fields)
    return {person.name: person for person in map(Person._make, rows)}


def _numbered(people: pl.LazyFrame) -> pl.LazyFrame:
    """The names of people with their places."""
    return people.with_row_index("row").select("row", text="name")


def _neighbours(release: Release, title_frame: pl.DataFrame) -> Neighbours | None:
    """What a model found similar, if one was fitted."""
    if release.manifest.model_version is None:
        return None
    return Neighbours.read(release.scan("neighbours"), title_frame["title_id"])


def _film_set(release: Release) -> FilmSet:
    """The film set, with what a model found similar in it, if one was fitted."""
    neighbours = None
    if release.manifest.model_version is not None:
        neighbours = release.scan("film_neighbours").with_columns(basis=pl.lit(Basis.CONTENT, pl.Enum(Basis)))
    return FilmSet.of(release.scan("films"), release.scan("film_credits"), neighbours)


def _on_platform(columns: Columns) -> Flags:
    """For each platform, which actors have a title there."""
    actors = columns.people[Role.ACTOR]
    flags: Flags = np.zeros((len(PLATFORMS), len(actors.names)), dtype=np.bool_)
    flags[np.repeat(columns.platform, np.diff(actors.of_title.starts)), actors.of_title.flat] = True
    return flags
