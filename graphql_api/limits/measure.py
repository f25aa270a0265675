"""One walk over a document: how deep it goes, what it repeats, and what each operation weighs.

A fragment is walked once, whatever spreads it, so the walk takes time in proportion to the document. What a fragment
holds counts each time it is spread: of forty fragments of which each spreads the next one twice the first holds 2^40.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
)

from graphql_api.limits.prices import (
    INTROSPECTION_DIVIDED,
    INTROSPECTION_LENGTHS,
    LENGTH,
    LENGTHS,
    PAGE,
    SURCHARGES,
)
from graphql_api.limits.reading import conditions, filtering, is_connection, list_size, value_price, variable_defaults
from graphql_api.limits.weight import OBJECT, Part, Weight

INTROSPECTION = ("__schema", "__type")
ITEMS = ("edges", "nodes")
SIZES = ("first", "last", "ids")
MOST_PRICES = 256
"""Of one operation that are remembered; then it is begun anew."""
ALL_LENGTHS = {**LENGTHS, **INTROSPECTION_LENGTHS}


@dataclass(slots=True)
class Measure:
    """What a selection set holds, fragments counted as often as they are spread.

    Attributes:
        depth: of fields within fields; what is asked of the schema itself counts as one field.
        aliases: fields under another name than their own.
        directives: on fields, fragments and spreads.
        weight: what it costs.
    """

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    weight: Weight = field(default_factory=Weight)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a document, measured.

    Attributes:
        node: its syntax.
        name: empty where it has none.
        measure: of all it selects.
        roots: the fields that it asks of the root, by the names under which they are answered.
        root_fields: how many there are of them where each repetition counts.
        defaults: of its variables.
        priced_by: the variables whose values say what it costs.
        prices: what it cost with values of these that it was asked with before.
        label: what it is in a word that the schema bounds: its root field, `several`, or `introspection`.
    """

    node: OperationDefinitionNode
    name: str
    measure: Measure
    roots: Mapping[str, str]
    root_fields: int
    defaults: Mapping[str, Any]
    priced_by: tuple[str, ...]
    prices: dict[tuple[Any, ...], int] = field(default_factory=dict, compare=False, repr=False)
    label: str = ""

    def cost(self, variables: Mapping[str, Any]) -> int:
        """What it costs with these variables, in objects, rounded up."""
        key = tuple([_priced(variables.get(name, self.defaults.get(name))) for name in self.priced_by])
        found = self.prices.get(key)
        if found is None:
            cost = self.measure.weight.cost({**self.defaults, **variables}, {})
            found = -(-cost.fixed // OBJECT)
            if len(self.prices) >= MOST_PRICES:
                self.prices.clear()
            self.prices[key] = found
        return found


def _priced(value: Any) -> Any:  # noqa: ANN401 - whatever a variable has
    """What of a value costs may depend on: how long a list is, whether a filter has a text, and all of what is plain.

    Kinds are kept apart: true is equal to 1, and nan not even to itself.
    """
    match value:
        case None | bool():
            return value, "null or boolean"
        case int():
            return value
        case float():
            return repr(value)
        case list():
            return "list", len(value)
        case dict():
            return "object", value.get("text") is not None
    return "text"


def _label(roots: Mapping[str, str]) -> str:
    fields = {name for name in roots.values() if name != "__typename"}
    if len(fields) > 1:
        return "introspection" if fields <= set(INTROSPECTION) else "several"
    name = next(iter(fields), "__typename")  # of which nothing else is asked
    return "introspection" if name in {*INTROSPECTION, "__typename"} else name


def operations(schema: GraphQLSchema, document: DocumentNode) -> Iterator[Operation]:
    """The operations of a document, which need not be valid: what does not fit the schema is measured as it stands."""
    walk = _Walk(schema, document)
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            measure = walk.selections(node.selection_set, schema.get_root_type(node.operation))
            measure.directives += len(node.directives or ())
            roots, count = walk.roots(node.selection_set)
            priced_by = tuple(sorted(measure.weight.variables()))
            defaults = dict(variable_defaults(node))
            name = node.name.value if node.name else ""
            yield Operation(node, name, measure, roots, count, defaults, priced_by, label=_label(roots))


class _Walk:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self.schema = schema
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.measured: dict[str, Measure] = {}
        for name in _innermost_first(self.fragments):
            node = self.fragments[name]
            measure = self.selections(node.selection_set, schema.get_type(node.type_condition.name.value))
            measure.directives += len(node.directives or ())
            self.measured[name] = measure

    def selections(self, node: SelectionSetNode, parent: GraphQLNamedType | None) -> Measure:
        whole, values, parts = Measure(), 0, []
        for each in node.selections:
            whole.directives += len(each.directives or ())
            if isinstance(each, FieldNode):
                whole.aliases += each.alias is not None
                if each.selection_set is None:
                    values += value_price(each.name.value, parent)
                    whole.depth = max(whole.depth, 1)
                    continue
                inner, part = self.field(each, each.selection_set, parent)
                depth = 1 + inner.depth
            elif isinstance(each, FragmentSpreadNode | InlineFragmentNode):
                inner = self.fragment(each, parent)
                part = Part(inner.weight, conditions=conditions(each.directives))
                depth = inner.depth
            else:
                raise TypeError(f"{type(each).__name__} is no selection")
            parts.append(part)
            whole.depth = max(whole.depth, depth)
            whole.aliases += inner.aliases
            whole.directives += inner.directives
        whole.weight = Weight(values, tuple(parts))
        return whole

    def field(
        self, node: FieldNode, selected: SelectionSetNode, parent: GraphQLNamedType | None
    ) -> tuple[Measure, Part]:
        name = node.name.value
        path = f"{parent.name if parent else ''}.{name}"
        once = SURCHARGES.get(path, 0) * OBJECT
        shown_if = conditions(node.directives)
        if name in INTROSPECTION:
            inner = self.selections(selected, self.schema.get_type("__Schema" if name == "__schema" else "__Type"))
            inner.depth = 0
            # Under another name the same is there once more, which no client asks for.
            once *= 1 + inner.aliases
            return inner, Part(inner.weight, once, OBJECT, conditions=shown_if, divided=INTROSPECTION_DIVIDED)
        known = parent.fields.get(name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None
        if known is None:
            inner = self.selections(selected, None)
            return inner, Part(inner.weight, once, OBJECT, conditions=shown_if)
        inner = self.selections(selected, get_named_type(known.type))
        given = {each.name.value: each.value for each in node.arguments or () if each.name.value in known.args}
        sizes = tuple(list_size(given[name], counted=name == "ids") for name in SIZES if name in given)
        kind = known.type.of_type if is_non_null_type(known.type) else known.type
        paged = is_connection(get_named_type(kind))
        per_item = name in ITEMS and is_connection(parent)
        length = 1
        if paged:
            length = PAGE
        elif is_list_type(kind) and not per_item:
            default = known.args["first"].default_value if "first" in known.args else None
            length = default if isinstance(default, int) else ALL_LENGTHS.get(path, LENGTH)
        narrowed = filtering(given["filter"], known.args["filter"]) if "filter" in given else None
        return inner, Part(inner.weight, once, OBJECT, length, sizes, paged, per_item, shown_if, narrowed)

    def fragment(self, node: FragmentSpreadNode | InlineFragmentNode, parent: GraphQLNamedType | None) -> Measure:
        if isinstance(node, FragmentSpreadNode):
            return self.measured.get(node.name.value) or Measure()  # it is none, or spreads itself: both are refused
        on = self.schema.get_type(node.type_condition.name.value) if node.type_condition else parent
        return self.selections(node.selection_set, on)

    def roots(self, node: SelectionSetNode) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        count = 0
        seen: set[str] = set()
        left = [node]
        while left:
            for each in left.pop().selections:
                if isinstance(each, FieldNode):
                    count += 1
                    found[(each.alias or each.name).value] = each.name.value
                elif isinstance(each, InlineFragmentNode):
                    left.append(each.selection_set)
                elif isinstance(each, FragmentSpreadNode) and each.name.value in self.fragments.keys() - seen:
                    seen.add(each.name.value)
                    left.append(self.fragments[each.name.value].selection_set)
        return found, count


def _innermost_first(fragments: Mapping[str, FragmentDefinitionNode]) -> list[str]:
    """The names of fragments, each after those that it spreads, without recursion: chains may be long."""
    order: dict[str, None] = {}
    begun: set[str] = set()
    for first in fragments:
        left = [(first, False)]
        while left:
            name, ended = left.pop()
            if ended:
                order[name] = None
            elif name not in begun:
                begun.add(name)
                left.append((name, True))
                left += [(each, False) for each in _spread_in(fragments[name]) if each in fragments]
    return list(order)


def _spread_in(fragment: FragmentDefinitionNode) -> Iterator[str]:
    left = [fragment.selection_set]
    while left:
        for each in left.pop().selections:
            if isinstance(each, FragmentSpreadNode):
                yield each.name.value
            elif isinstance(each, FieldNode | InlineFragmentNode) and each.selection_set:
                left.append(each.selection_set)
