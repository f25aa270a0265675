"""Titles out of columns: a title is the number of its row until its JSON is copied together."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias

import orjson
from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type

from graphql_api.catalogue.records import Person, TitleRecord
from graphql_api.engine.arguments import Arguments, arguments
from graphql_api.engine.compiling import Compiler, Selected, constant, object_type
from graphql_api.engine.leaves import Encode, encoder
from graphql_api.engine.neighbours import neighbours
from graphql_api.engine.resolving import declared
from graphql_api.engine.run import Run
from graphql_api.engine.writing import Cells, Objects, Write, composed, objects_of
from graphql_api.schema import schema
from graphql_api.types.actor import Actor
from graphql_api.types.arguments import checked
from graphql_api.types.director import Director
from graphql_api.types.platform import Platform
from graphql_api.types.title import Title
from pipeline.store.vocabulary import PlatformCode, Role

Own: TypeAlias = Callable[[Compiler, GraphQLField, Selected], Write]
"""Makes what writes a field of titles by the numbers of their rows."""

TITLE = "Title"
_PLATFORMS = tuple(map(Platform.of, PlatformCode))
"""As the schema answers with them: it makes each once."""


@cache
def title_encoders() -> Mapping[str, Encode]:
    """How the values of the columns are written, by the field's name in Python."""
    kind = schema.core.type_map[TITLE]
    fields = kind.fields.values() if isinstance(kind, GraphQLObjectType) else ()
    return {declared(field).python_name: encoder(field.type) for field in fields if _is_column(field)}


def titles(compiler: Compiler, kind: GraphQLObjectType, selected: Selected) -> Write:
    """What writes titles as Strawberry has them."""
    write = rows_of(compiler, kind, selected)
    row = attrgetter("record.row")
    return lambda run, sources: write(run, list(map(row, sources)))


def platforms(compiler: Compiler, kind: GraphQLObjectType, selected: Selected) -> Write:
    """What writes platforms, of which there are few: what of them is the same whatever is served is written once."""
    fields = compiler.fields(kind, selected)
    write = objects_of(compiler.columns(kind, fields))
    asked = [kind.fields[name] for each in fields.values() if (name := each[0].node.name.value) in kind.fields]
    if not all(map(_is_column, asked)):
        return write
    texts: dict[int, bytes] = {}

    def remembered(run: Run, sources: Sequence[Platform]) -> Sequence[bytes]:
        nonlocal texts
        if not texts:  # all at once: another thread may be writing, too
            texts = dict(zip(map(id, _PLATFORMS), write(run, _PLATFORMS), strict=True))
        return [texts[id(source)] for source in sources]

    return remembered


class Rows(Objects):
    """Writes titles by the numbers of their rows."""

    def stretch(self, run: Run, low: int, high: int) -> bytes:
        """Those that stand together in the columns, from one place up to another, with commas between."""
        return self.joined(run, run.columns.rows[low:high].tolist())


class Remembered(Rows):
    """Writes titles that are the same in every answer, and remembers them from the second time on.

    Args:
        keys: of the fields.
        cells: what works out each field.
        selection: what is asked: what two plans have in common if they write the same.
    """

    def __init__(self, keys: Sequence[str], cells: Cells, selection: Hashable) -> None:
        super().__init__(keys, cells)
        self._selection = selection
        self._again = False

    def __call__(self, run: Run, sources: Sequence[int]) -> Sequence[bytes]:
        """Each title, by the numbers of their rows."""
        if not self._again or not sources:
            self._again = True
            return super().__call__(run, sources)
        pick, kept = run.columns.picking(sources), run.columns.written.of(self._selection)
        found: Sequence[bytes | None] = pick(kept)
        if None in found:
            places = run.columns.places
            missing = [row for row in dict.fromkeys(sources) if kept[places[row]] is None]
            texts = zip([places[row] for row in missing], super().__call__(run, missing), strict=True)
            run.columns.written.keep(self._selection, kept, dict(texts))
            found = pick(kept)
        return found  # type: ignore[return-value]  # none of them is None any more

    def joined(self, run: Run, sources: Sequence[int]) -> bytes:
        """All of them with commas between."""
        if self._again:
            return b",".join(self(run, sources))
        self._again = True
        return super().joined(run, sources)

    def stretch(self, run: Run, low: int, high: int) -> bytes:
        """As of those that are not remembered: where all of them are, there is nothing to look up."""
        if self._again:
            found = run.columns.written.of(self._selection)[low:high]
            if None not in found:
                return b",".join(found)  # type: ignore[arg-type]  # none of them is None
        return super().stretch(run, low, high)


def rows_of(compiler: Compiler, kind: GraphQLObjectType, selected: Selected) -> Rows:
    """What writes titles by the numbers of their rows."""
    fields = compiler.fields(kind, selected)
    names: list[str | None] = []
    writes: list[Write] = []
    for each in fields.values():
        name = each[0].node.name.value
        field = kind.fields.get(name)
        if field is not None and _is_column(field):
            names.append(declared(field).python_name)
            continue
        names.append(None)
        if name == "__typename":
            writes.append(constant(orjson.dumps(kind.name)))
        else:
            own = _OWN.get(name)
            writes.append(own(compiler, kind.fields[name], each) if own else _lifted(compiler.column(kind, each)))

    def cells(run: Run, rows: Sequence[int]) -> Sequence[Sequence[bytes]]:
        pick, values, worked_out = run.columns.picking(rows), run.columns.values, iter(writes)
        return [pick(values[name]) if name else next(worked_out)(run, rows) for name in names]

    if not names or (writes and compiler.takes_variables(selected)):
        return Rows(list(fields), cells)
    # What is asked of a title depends on nothing but the release: not on users, nor on who asks.
    return Remembered(list(fields), cells, object() if writes else tuple(zip(fields, names, strict=True)))


def longest(compiler: Compiler, field: GraphQLField, selected: Selected) -> Write:
    """What writes the winners of `LongestTitle`."""
    write = rows_of(compiler, object_type(field), selected)
    return lambda run, found: write(run, [run.snapshot.titles[each.winners[0]].row for each in found])


def _is_column(field: GraphQLField) -> bool:
    return is_leaf_type(get_named_type(field.type)) and declared(field).base_resolver is None


def _lifted(write: Write) -> Write:
    """What writes a field of titles as Strawberry has them, for rows."""
    return lambda run, rows: write(run, [Title.of(run.snapshot.records[row]) for row in rows])


def _platform(compiler: Compiler, field: GraphQLField, selected: Selected) -> Write:
    objects = compiler.objects(object_type(field), selected)

    def write(run: Run, rows: Sequence[int]) -> Sequence[bytes]:
        places = [run.columns.platforms[row] for row in rows]
        there = sorted(set(places))
        texts = dict(zip(there, objects(run, [_PLATFORMS[place] for place in there]), strict=True))
        return [texts[place] for place in places]

    return write


def _people(role: Role, of: Callable[[Person], Any], names: Callable[[TitleRecord], Sequence[str]]) -> Own:
    """What writes the people of a role, who are made as the schema makes them, from the names of a title."""

    def column(compiler: Compiler, field: GraphQLField, selected: Selected) -> Write:
        first = _first(field, selected)
        write = composed(field.type, compiler.objects(object_type(field), selected))

        def people(run: Run, rows: Sequence[int]) -> Sequence[bytes]:
            records, known = run.snapshot.records, run.snapshot.people[role]
            most = checked("first", first(run.values)["first"], 1, 100)
            return write(run, [[of(known[name]) for name in names(records[row])[:most]] for row in rows])

        return people

    return column


def _also_on(compiler: Compiler, field: GraphQLField, selected: Selected) -> Write:
    write = composed(field.type, rows_of(compiler, object_type(field), selected))

    def also_on(run: Run, rows: Sequence[int]) -> Sequence[bytes]:
        snapshot = run.snapshot
        others = (snapshot.also_on.get(snapshot.records[row].title_id, ()) for row in rows)
        return write(run, [[snapshot.titles[other].row for other in each] for each in others])

    return also_on


def _recommendations(compiler: Compiler, field: GraphQLField, selected: Selected) -> Write:
    first, write = _first(field, selected), neighbours(compiler, object_type(field), selected, rows_of)

    def recommendations(run: Run, rows: Sequence[int]) -> Sequence[bytes]:
        return write(run, rows, checked("first", first(run.values)["first"], 1, 50))

    return recommendations


def _first(field: GraphQLField, selected: Selected) -> Arguments:
    return arguments(field, declared(field), selected[0].node)


_OWN: Mapping[str, Own] = {
    "platform": _platform,
    "cast": _people(Role.ACTOR, Actor.of, attrgetter("cast")),
    "directors": _people(Role.DIRECTOR, Director.of, attrgetter("directors")),
    "alsoOn": _also_on,
    "recommendations": _recommendations,
}
