"""Valid queries of any shape over our schema, drawn by hypothesis."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from graphql import (
    GraphQLArgument,
    GraphQLNamedType,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_enum_type,
    is_interface_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
    parse,
    validate,
)
from hypothesis import assume
from hypothesis import strategies as st

from graphql_api.schema import schema

CORE = schema.core
SIZES = ("first", "last", "ids")
NUMBERS = {"Float": "3.5", "Int": "1"}
WORDS = ("rain", "enero", "lunes")


class Drawn(NamedTuple):
    """A query, and values for its variables."""

    text: str
    variables: dict[str, Any]


class _Writer:
    """Writes one query.

    Args:
        draw: of hypothesis.
        ids: that may be asked for.
        words: names that may be asked for.
        numbers: that lists may be told.
    """

    def __init__(self, draw: Any, ids: Sequence[str], words: Sequence[str], numbers: Sequence[int]) -> None:
        self.draw = draw
        self.ids = ids
        self.words = words
        self.numbers = numbers
        self.declared: list[str] = []
        self.values: dict[str, Any] = {}
        self.fragments: list[tuple[str, GraphQLNamedType, str]] = []
        self.names = 0

    def whole(self, depth: int) -> Drawn:
        root = self.selections(CORE.query_type, depth)
        variables = f"({', '.join(self.declared)})" if self.declared else ""
        fragments = [f"fragment {name} on {kind.name} {text}" for name, kind, text in self.fragments]
        return Drawn("\n".join([f"query{variables} {root}", *fragments]), self.values)

    def selections(self, kind: GraphQLNamedType, depth: int) -> str:
        count = self.draw(st.integers(1, 3))
        return f"{{ __typename {' '.join(self.selection(kind, depth) for _ in range(count))} }}"

    def selection(self, kind: GraphQLNamedType, depth: int) -> str:
        if depth > 0 and self.draw(st.booleans()):
            way = self.draw(st.sampled_from(["field", "field", "inline", "new", "known"]))
            on = self.draw(st.sampled_from(sorted(inside(kind), key=str)))
            if way == "inline":
                condition = f"on {on.name}" if self.draw(st.booleans()) or on != kind else ""
                return f"... {condition} {self.condition()} {self.selections(on, depth - 1)}"
            if way == "new":
                name = self.name("F")
                self.fragments.append((name, on, self.selections(on, depth - 1)))
                return f"...{name} {self.condition()}"
            if way == "known" and (fit := [name for name, on, _ in self.fragments if on in inside(kind)]):
                return f"...{self.draw(st.sampled_from(fit))} {self.condition()}"
        return self.field(kind, depth)

    def field(self, kind: GraphQLNamedType, depth: int) -> str:
        fields = {
            name: field
            for name, field in getattr(kind, "fields", {}).items()
            if depth > 0 or not is_composite_type(get_named_type(field.type))
        }
        if not fields:
            return "__typename"
        name = self.draw(st.sampled_from(sorted(fields)))
        field = fields[name]
        arguments = [
            f"{each}: {self.value(each, argument)}"
            for each, argument in field.args.items()
            if is_required_argument(argument) or (each in SIZES and self.draw(st.booleans()))
        ]
        # What has arguments has a name of its own: two that differ could not be answered under one.
        alias = f"{self.name('a')}: " if arguments or self.draw(st.booleans()) else ""
        told = f"({', '.join(arguments)})" if arguments else ""
        inner = get_named_type(field.type)
        selected = self.selections(inner, depth - 1) if is_composite_type(inner) else ""
        return f"{alias}{name}{told} {self.condition()} {selected}"

    def value(self, name: str, argument: GraphQLArgument) -> str:
        if name in SIZES:
            return self.size(name, argument)
        kind = get_named_type(argument.type)
        if is_enum_type(kind):
            return self.draw(st.sampled_from(sorted(kind.values)))
        if kind.name in NUMBERS:
            return NUMBERS[kind.name]
        return f'"{self.draw(st.sampled_from(self.ids if kind.name == "ID" else self.words))}"'

    def size(self, name: str, argument: GraphQLArgument) -> str:
        if name == "ids":
            value: Any = self.draw(st.lists(st.sampled_from(self.ids), max_size=4))
            literal = "[" + ", ".join(f'"{each}"' for each in value) + "]"
        else:
            value = self.draw(st.sampled_from(self.numbers))
            literal = str(value)
        nullable = not is_non_null_type(argument.type)
        way = self.draw(st.sampled_from(["literal", "variable", "default", "both", *(["null", "none"] * nullable)]))
        if way == "literal":
            return literal
        if way == "null":
            return "null"
        variable = self.name("v")
        # What is null by default may not stand where null may not.
        kind = argument.type if way != "none" else CORE.get_type("Int")
        default = f" = {literal}" if way in {"default", "both"} else ""
        self.declared.append(f"${variable}: {kind}{default}")
        if way == "variable":
            self.values[variable] = value
        elif way == "both":
            self.values[variable] = value[:1] if is_list_type(kind) or isinstance(value, list) else self.numbers[0]
        return f"${variable}"

    def condition(self) -> str:
        way = self.draw(st.sampled_from(["none", "none", "none", "literal", "variable", "default"]))
        if way == "none":
            return ""
        directive = self.draw(st.sampled_from(["@include", "@skip"]))
        value = self.draw(st.booleans())
        if way == "literal":
            return f"{directive}(if: {str(value).lower()})"
        variable = self.name("c")
        default = f" = {str(value).lower()}" if way == "default" else ""
        self.declared.append(f"${variable}: Boolean!{default}")
        if way == "variable":
            self.values[variable] = value
        return f"{directive}(if: ${variable})"

    def name(self, letter: str) -> str:
        self.names += 1
        return f"{letter}{self.names}"


def inside(kind: GraphQLNamedType) -> set[Any]:
    """The types that a fragment within one may be on."""
    found = {kind}
    if is_abstract_type(kind):
        found |= set(CORE.get_possible_types(kind))
    elif not is_interface_type(kind):
        found |= set(getattr(kind, "interfaces", ()))
    return found


@st.composite
def queries(
    draw: Any,
    ids: Sequence[str] = ("as1", "film:862"),
    words: Sequence[str] = WORDS,
    numbers: Sequence[int] = (0, 1, 3),
    depth: int = 4,
) -> Drawn:
    """A query that fits the schema."""
    drawn = _Writer(draw, ids, words, numbers).whole(depth)
    # Fields of two types may not be answered under one name if they differ; that is left to chance.
    assume(not validate(CORE, parse(drawn.text)))
    return drawn
