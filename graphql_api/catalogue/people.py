"""Actors and directors by name, and lists of actors."""

import numpy as np

from graphql_api.catalogue.columns import PLATFORMS, Rows
from graphql_api.catalogue.records import Person
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.text import fold, tidy, words
from pipeline.store.vocabulary import PlatformCode, Role


def person(snapshot: Snapshot, role: Role, name: str) -> Person | None:
    """Somebody by the whole name: as written if there is one, else without regard to accents.

    Of several whose names differ in accents only it is the one in the most titles, then the first by name.
    """
    people = snapshot.people[role]
    if found := people.get(tidy(name)):
        return found
    values = snapshot.columns.people[role]
    meant = values.folded.get(fold(name))
    return people[values.names[meant[0]]] if meant else None


def titles_of(snapshot: Snapshot, role: Role, name: str) -> Rows:
    """The titles that somebody is in, or directed, by the name in lower case."""
    return snapshot.columns.people[role].titles[snapshot.people[role][name].code]


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
        for word in said:
            begun = np.zeros(len(keep), dtype=np.bool_)
            begun[snapshot.actor_words.beginning(word)] = True
            keep &= begun
    if platform is not None:
        keep &= snapshot.on_platform[PLATFORMS[platform]]
    return np.flatnonzero(keep).astype(np.int32)
