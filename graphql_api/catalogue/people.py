"""Actors and directors by name, and lists of actors."""

import numpy as np

from graphql_api.catalogue.columns import PLATFORMS, Rows
from graphql_api.catalogue.films import films_of
from graphql_api.catalogue.records import Person
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.text import tidy, words
from pipeline.store.vocabulary import PlatformCode, Role


def person(snapshot: Snapshot, role: Role, name: str) -> Person | None:
    """Somebody of the catalogues or the film set by the whole name: as written if there is one, else without regard to
    accents.

    Of several whose names differ in accents only it is the one in the most titles, then in the most films, then the
    first by name.
    """
    if found := named(snapshot, role, tidy(name)):
        return found
    values, film_people = snapshot.columns.people[role], snapshot.film_set.people[role]
    like = {values.names[code] for code in values.like(name)}
    like |= {film_people.names[number] for number in film_people.numbers_like(name)}

    def likeliest_first(name: str) -> tuple[int, int, str]:
        return -len(titles_of(snapshot, role, name)), -len(films_of(snapshot.film_set, role, name)), name

    return named(snapshot, role, min(like, key=likeliest_first)) if like else None


def named(snapshot: Snapshot, role: Role, name: str) -> Person | None:
    """Somebody of the catalogues or the film set by the name in lower case, accents as written."""
    number = snapshot.film_set.people[role].number(name)
    return snapshot.people[role].get(name) or (film_person(snapshot, role, number) if number is not None else None)


def film_person(snapshot: Snapshot, role: Role, number: int) -> Person:
    """Somebody of the film set by their place there."""
    people = snapshot.film_set.people[role]
    name = people.names[number]
    return snapshot.people[role].get(name) or Person(None, name, people.display_names[number], 0)


def titles_of(snapshot: Snapshot, role: Role, name: str) -> Rows:
    """The titles that somebody is in, or directed, by the name in lower case."""
    found = snapshot.people[role].get(name)
    if found is None or found.code is None:
        return np.empty(0, dtype=np.int32)
    return snapshot.columns.people[role].titles[found.code]


def actors(snapshot: Snapshot, text: str | None = None, platform: PlatformCode | None = None) -> Rows:
    """The actors, those in the most titles first, then by name.

    Args:
        snapshot: What is served.
        text: Each of its words must begin a word of the name; a text without words begins none.
        platform: Where the actor must have a title.
    """
    everybody = snapshot.columns.people[Role.ACTOR]
    keep = np.ones(len(everybody.names), dtype=np.bool_)
    if text is not None:
        said = words(text)
        keep &= bool(said)
        for word in dict.fromkeys(said):
            begun = np.zeros(len(keep), dtype=np.bool_)
            begun[snapshot.actor_words.beginning(word)] = True
            keep &= begun
    if platform is not None:
        keep &= snapshot.on_platform[PLATFORMS[platform]]
    return np.flatnonzero(keep).astype(np.int32)
