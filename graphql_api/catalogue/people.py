"""Actors and directors by name."""

from graphql_api.catalogue.records import Person
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.text import fold, tidy
from pipeline.store.vocabulary import Role


def person(snapshot: Snapshot, role: Role, name: str) -> Person | None:
    """Somebody by the whole name: as written if there is one, else without regard to accents."""
    people = snapshot.people[role]
    return people.get(tidy(name)) or people.get(snapshot.people_folded[role].get(fold(name), ""))
