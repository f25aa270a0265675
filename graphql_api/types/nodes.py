"""Objects by their id, whatever their type: an id says by its form what it is of."""

import re

from graphql_api.catalogue.people import named
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.context import Context
from graphql_api.types.actor import Actor
from graphql_api.types.director import Director
from graphql_api.types.film import Film
from graphql_api.types.node import Node
from graphql_api.types.platform import Platform
from graphql_api.types.title import Title
from graphql_api.types.user import User
from graphql_api.types.users import shown
from pipeline.store.vocabulary import PlatformCode, Role

TITLE_ID = re.compile(r"[adhn]s\d+")
FILM_ID = re.compile(r"film:(0|[1-9][0-9]{0,8})")
USER_ID = re.compile(r"user:(0|[1-9][0-9]{0,9})")
PLATFORM_IDS = {code.value: code for code in PlatformCode}


def node(context: Context, node_id: str) -> Node | None:
    """The object that has an id, if any has and it is shown."""
    snapshot = context.snapshot
    kind, colon, name = node_id.partition(":")
    if kind == "user":
        return user(context, node_id)
    if kind == "film":
        return film(snapshot, node_id)
    if colon:
        return _person(snapshot, kind, name)
    if TITLE_ID.fullmatch(node_id):
        return title(snapshot, node_id)
    code = PLATFORM_IDS.get(node_id)
    return platform(snapshot, code) if code else None


def title(snapshot: Snapshot, title_id: str) -> Title | None:
    """The title that has an id, if any has."""
    record = snapshot.titles.get(title_id)
    return Title.of(record) if record else None


def film(snapshot: Snapshot, film_id: str) -> Film | None:
    """The film that has an id, if any has."""
    number = FILM_ID.fullmatch(film_id)
    record = snapshot.film_set.by_id.get(int(number[1])) if number else None
    return Film.of(record) if record else None


def user(context: Context, user_id: str) -> User | None:
    """The user that has an id, if any has, and users are shown; none are known without a model."""
    number, models = USER_ID.fullmatch(user_id), context.snapshot.models
    return shown(context, models.users.by_number(int(number[1]))) if number and models else None


def platform(snapshot: Snapshot, code: PlatformCode) -> Platform | None:
    """The platform of a code, if its catalogue was loaded."""
    return Platform.of(code) if code in snapshot.platforms else None


def _person(snapshot: Snapshot, kind: str, name: str) -> Node | None:
    if kind == Role.ACTOR:
        found = named(snapshot, Role.ACTOR, name)
        return Actor.of(found) if found else None
    if kind == Role.DIRECTOR:
        found = named(snapshot, Role.DIRECTOR, name)
        return Director.of(found) if found else None
    return None
