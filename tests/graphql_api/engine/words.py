"""Values for arguments: most of them mean something in a snapshot, so that answers are more than nulls."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
)

from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.context import Context
from graphql_api.schema import schema
from pipeline.store.vocabulary import Role

SIZES = (1, 2, 3, 3, 4, 5, 20)
WRONG: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.0, 1.5, -0.0, 2**31 - 1, 2**31, -(2**31) - 1, 2**53 + 1, 1e30, 5e-324),
    *("", "x", "1", "1.0", "true", "MOVIE", "movie", "NETFLIX", "MIN", "\N{GRINNING FACE}", "a\u0000b"),
    *([], [None], [[]], [[1]], ["x", None], [1, "x"], ["NETFLIX"], {}, {"min": 1}, {"min": "x"}, {"min": 1.0}),
    *({"unknown": 1}, {"field": "TITLE"}, {"field": None}, {"genre": "drama"}, {"genre": [None]}, {"type": "MOVIE"}),
    *({"releaseYear": {"min": 2018.0}}, {"duration": {"type": None}}, {"duration": {"max": 100}}, {"minScore": 3}),
)
"""Of every kind, whatever kind is wanted; some of it is right, and some is right only to graphql-core."""
LISTS = """
query {
  titles { edges { cursor } } films { edges { cursor } } actors { edges { cursor } }
  search(text: "a") { edges { cursor } }
  old: titles(orderBy: {field: RELEASE_YEAR}) { edges { cursor } }
  maxDuration { tied { edges { cursor } } } topActor { tied { edges { cursor } } }
}
"""


def words_of(snapshot: Snapshot) -> Mapping[str, Sequence[Any]]:
    """What may be asked about a snapshot, by the name of the argument, or by those of the field and the argument."""
    titles, films = _some(snapshot.records), _some(snapshot.film_set.records)
    by_fame = {role: sorted(snapshot.people[role].values(), key=lambda each: -each.title_count) for role in Role}
    cast = _names(snapshot, Role.ACTOR, by_fame)
    crew = _names(snapshot, Role.DIRECTOR, by_fame)
    film_people = snapshot.film_set.people
    users = [1, 2, 3, 0, -1, 2**31 - 1]
    if snapshot.models:
        users += [int(number) for number in snapshot.models.users.numbers[:5]]
    title_ids = [*(each.title_id for each in titles), "as999999", "s1"]
    film_ids = [*(f"film:{each.film_id}" for each in films), "film:1", "862"]
    people_ids = [f"actor:{name}".lower() for name in cast] + [f"director:{name}".lower() for name in crew]
    ids = [
        *title_ids,
        *title_ids,
        *film_ids,
        *people_ids,
        *(f"user:{number}" for number in users),
        "netflix",
        "hulu",
        "",
    ]
    spoken = [word for each in titles for word in each.title.split()[:2]]
    genres = list(chain.from_iterable(each.genres for each in titles))
    years = [*(each.release_year for each in titles), *(each.release_year for each in films), 0, 1900]
    return {
        "id": ids,
        "title.id": title_ids,
        "film.id": film_ids,
        "ids": ids,
        "titleId": title_ids,
        "userId": users,
        "name": [*cast, *crew, "Nobody At All", ""],
        "actorReturn.name": [*film_people[Role.ACTOR].display_names[:30], *cast[:1], "NOBODY"],
        "directorReturn.name": [*film_people[Role.DIRECTOR].display_names[:30], *crew[:1], "NOBODY"],
        "actor": [*cast, "nobody"],
        "director": [*crew, "nobody"],
        "title": [*(each.title for each in films), *(each.title.upper() for each in films), "Paper Boatz", ""],
        "text": [*spoken, *cast, "a", "the rain", "zzzzz", "", "\N{GRINNING FACE}"],
        "genre": [*genres, *chain.from_iterable(each.genres for each in films), "no genre"],
        "country": [*chain.from_iterable(each.countries for each in titles), "nowhere"],
        "rating": [*(each.rating for each in titles), "no rating"],
        "month": [*("enero", "January", "DICIEMBRE", "julio", "may") * 4, "smarch"],
        "weekday": [*("lunes", "Monday", "MIÉRCOLES", "miercoles", "sunday") * 4, "someday"],
        "year": years,
        "min": [*years, 1, 90, -1],
        "max": [*years, 1, 2, 90, 200],
        "addedYear": [each.added_year or 2020 for each in titles],
        "minVotes": [0, 1, 2, 100, -1],
        "scored": [0, 0.5, 2.5, 3, 3.25, 3.5, 4.5, 5, -1],
        "minScore": [0.5, 1, 2.5, 3, 4.25, 5],
        "threshold": [0.5, 3, 3.5, 4, 5, 4.25],
        "minVoteAverage": [0, 5, 6.5, 7.5, 10],
        **_cursors(snapshot),
    }


class Values:
    """Draws values as JSON has them."""

    def __init__(self, random: Random, words: Mapping[str, Sequence[Any]]) -> None:
        self.random = random
        self.words = words

    def right(self, kind: GraphQLInputType, field: str, argument: str) -> Any:
        """A value that fits a type, mostly one that means something at this place."""
        if not is_non_null_type(kind):
            if self.random.random() < 0.1:
                return None
        else:
            kind = kind.of_type
        if is_list_type(kind):
            if self.random.random() < 0.1:
                return self.right(kind.of_type, field, argument)  # a single value stands for a list of it
            return [self.right(kind.of_type, field, argument) for _ in range(self._length())]
        if isinstance(kind, GraphQLInputObjectType):
            return self._fields(kind)
        if isinstance(kind, GraphQLEnumType):
            return self.random.choice(sorted(kind.values))
        return self._single(kind.name, field, argument)

    def wrong(self) -> Any:
        """A value that fits no type in particular."""
        return self.random.choice(WRONG)

    def _length(self) -> int:
        return self.random.choice((1, 1, 2, 3)) if self.random.random() < 0.95 else 0

    def _fields(self, kind: GraphQLInputObjectType) -> dict[str, Any]:
        names = [
            name
            for name, each in kind.fields.items()
            if is_required_input_field(each) or self.random.random() < 2 / len(kind.fields)
        ]
        self.random.shuffle(names)
        return {name: self.right(kind.fields[name].type, kind.name, name) for name in names}

    def _single(self, kind: str, field: str, argument: str) -> Any:
        if argument in ("first", "last"):
            return self.random.choice(SIZES if self.random.random() < 0.97 else (0, -1, 50, 100, 101))
        if kind == "Boolean":
            return self.random.random() < 0.5
        words = self.words.get(f"{field}.{argument}") or self.words.get(argument)
        if words:
            return self.random.choice(words)
        return {"Int": 1, "Float": 2.5}.get(kind, "a word")


def _some(items: Sequence[Any]) -> Sequence[Any]:
    """A few from all over a sequence."""
    step = max(1, len(items) // 40)
    return items[::step]


def _names(snapshot: Snapshot, role: Role, by_fame: Mapping[Role, Sequence[Any]]) -> list[str]:
    people = snapshot.film_set.people[role]
    names = [each.display_name for each in by_fame[role][:15]] + list(people.display_names[:10])
    return [*names, names[0].upper()] if names else []


def _cursors(snapshot: Snapshot) -> dict[str, Sequence[str]]:
    async def found() -> Any:
        return (await schema.execute(LISTS, context_value=Context(snapshot))).data

    cursors: dict[str, list[str]] = {}
    for field, answer in asyncio.run(found()).items():
        name = "titles" if field == "old" else "tied" if answer and "tied" in answer else field
        cursors.setdefault(name, []).extend(_in(answer))
    odd = ["", "x", "bm90aGluZw=="]
    return {f"{name}.{side}": [*each[:20], *odd] for name, each in cursors.items() for side in ("after", "before")}


def _in(answer: Any) -> Iterator[str]:
    if isinstance(answer, dict):
        if "cursor" in answer:
            yield answer["cursor"]
        answer = list(answer.values())
    if isinstance(answer, list):
        for each in answer:
            yield from _in(each)
