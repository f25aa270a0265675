"""Queries that attack: a few bytes that would ask for much, or much that asks for nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

VALIDATION = "GRAPHQL_VALIDATION_FAILED"
PARSING = "GRAPHQL_PARSE_FAILED"
INPUT = "BAD_USER_INPUT"
SMALL, LARGE = 0.05, 0.25
"""CPU seconds that refusing one may take; comparing fields that are asked for again and again takes the longest."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One attack by what is asked.

    Attributes:
        text: the query.
        refused: the code of the error, or the name of the limit that it is over.
        variables: of the query.
        seconds: CPU that refusing it may take.
    """

    text: str
    refused: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = SMALL


def doubling(levels: int, innermost: str = "id", *, inline: bool = False) -> str:
    """So many fragments, each of which spreads the next one twice: the last is asked for 2^levels times."""
    spread = "... {{ ...f{0} }} ... {{ ...f{0} }}" if inline else "...f{0} ...f{0}"
    chain = " ".join(f"fragment f{level} on Node {{ {spread.format(level + 1)} }}" for level in range(levels))
    return f'{{ node(id: "ns1") {{ ...f0 }} }} {chain} fragment f{levels} on Node {{ {innermost} }}'


def aliased(times: int, field_: str) -> str:
    """One field under so many names."""
    return "{ " + " ".join(f"a{number}: {field_}" for number in range(times)) + " }"


def repeated(times: int, part: str) -> str:
    """A part of a query so many times."""
    return " ".join([part] * times)


def several(levels: int, times: int) -> str:
    """Several operations over the same doubling fragments."""
    operation, chain = doubling(levels, "a: id").split(" fragment ", 1)
    return " ".join(f"query q{number} {operation}" for number in range(times)) + " fragment " + chain


def _fragments() -> Iterator[tuple[str, Hostile]]:
    for levels in (17, 20, 40, 100):
        yield f"fragment doubling 2^{levels}", Hostile(doubling(levels), "cost")
    yield "fragment doubling 2^40, aliased", Hostile(doubling(40, "a: id"), "aliases")
    yield "fragment doubling 2^100, aliased", Hostile(doubling(100, "a: id"), "aliases")
    yield "fragment doubling 2^40, with directives", Hostile(doubling(40, "id @include(if: true)"), "directives")
    yield "fragment doubling 2^40, inline", Hostile(doubling(40, inline=True), "cost")
    yield "fragment doubling 2^40, of objects", Hostile(doubling(40, "... on Actor { films { totalCount } }"), "cost")
    yield "fragment doubling 2^40, through several operations", Hostile(several(40, 9), "aliases")
    yield (
        "fragments in a circle",
        Hostile('{ node(id: "a") { ...a } } fragment a on Node { ...b } fragment b on Node { ...a }', VALIDATION),
    )
    yield (
        "a fragment that spreads itself twice",
        Hostile('{ node(id: "a") { ...a } } fragment a on Node { id ...a ...a }', VALIDATION),
    )
    chain = " ".join(f"fragment f{level} on Title {{ alsoOn {{ ...f{level + 1} }} }}" for level in range(99))
    yield (
        "fragment chain of 100 levels",
        Hostile(f"{{ titles {{ nodes {{ ...f0 }} }} }} {chain} fragment f99 on Title {{ id }}", "depth"),
    )
    yield (
        "unused fragments",
        Hostile(
            "{ __typename } " + " ".join(f"fragment f{number} on Title {{ id }}" for number in range(180)), VALIDATION
        ),
    )


def _nesting() -> Iterator[tuple[str, Hostile]]:
    for levels in (13, 30, 100, 190):
        yield f"depth {levels}", Hostile(repeated(levels, "{ a") + repeated(levels, "}"), "depth")
    yield "1,400 braces", Hostile("{a" * 700 + "}" * 700, PARSING)
    yield "lists within lists", Hostile(f"{{ titles(filter: {'[' * 190}{']' * 190}) {{ totalCount }} }}", VALIDATION)
    yield "400 lists within lists", Hostile(f"{{ titles(filter: {'[' * 400}{']' * 400}) {{ totalCount }} }}", PARSING)
    yield (
        "objects within objects",
        Hostile(f"{{ titles(filter: {'{a:' * 190}1{'}' * 190}) {{ totalCount }} }}", VALIDATION),
    )


def _spam() -> Iterator[tuple[str, Hostile]]:
    for times in (31, 300, 3_000):
        limit = "aliases" if times < 1_000 else "queryBytes"
        yield f"{times} aliases", Hostile(aliased(times, "__typename"), limit)
    yield "200 aliases of a connection of 100", Hostile(aliased(200, "titles(first: 100) { nodes { id } }"), "tokens")
    yield "60 aliases of a connection of 100", Hostile(aliased(60, "titles(first: 100) { nodes { id } }"), "aliases")
    yield "introspection under 100 names", Hostile(aliased(100, "__schema { types { name } }"), "aliases")
    yield (
        "all types under 29 names",
        Hostile(f"{{ __schema {aliased(29, 'types { name fields { name args { name } } }')} }}", "cost"),
    )
    full = "__schema { types { name fields { name args { name type { name } } type { name fields { name } } } } }"
    yield "six introspections", Hostile(aliased(6, full), "cost")
    yield (
        "introspection in circles",
        Hostile(
            "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }", VALIDATION
        ),
    )
    yield "1,000 repeated fields", Hostile(f"{{ {repeated(1_000, '__typename')} }}", "rootFields")
    yield (
        "300 unknown fields",
        Hostile("{ " + " ".join(f"filmsReleasedOnWeekda{n}" for n in range(300)) + " }", "rootFields"),
    )
    yield "700 unknown directives", Hostile(f"{{ __typename {repeated(700, '@a')} }}", "directives")
    yield "200 times @include", Hostile(f"{{ __typename {repeated(200, '@include(if: true)')} }}", "directives")
    yield "ten unknown directives", Hostile(f"{{ __typename {repeated(10, '@a')} }}", VALIDATION)
    yield "directives of variables", Hostile(f"query ($a: Int {repeated(700, '@a')}) {{ __typename }}", VALIDATION)
    yield "80 KB of tokens", Hostile(f"{{ {'a ' * 40_000} }}", "queryBytes")
    yield "tokens without end", Hostile(f"{{ {'a ' * 8_000} }}", "tokens")
    yield "comments without end", Hostile("#\n" * 8_000 + "{ __typename }", "tokens")
    yield "a comment of 90 KB", Hostile("#" * 90_000 + "\n{ __typename }", "queryBytes")
    yield "a string of 90 KB", Hostile(f'{{ filmScore(title: "{"x" * 90_000}") {{ year }} }}', "queryBytes")
    yield "370 operations", Hostile(repeated(370, "{ __typename }"), VALIDATION, seconds=0.1)
    yield "1,000 operations", Hostile(repeated(1_000, "{ __typename }"), "tokens")
    yield (
        "2,000 definitions of variables",
        Hostile(f"query ({' '.join(f'$v{number}: Int' for number in range(2_000))}) {{ __typename }}", "queryBytes"),
    )
    yield (
        "300 definitions of variables",
        Hostile(
            f"query ({' '.join(f'$v{number}: Int' for number in range(300))}) {{ __typename }}", VALIDATION, seconds=0.1
        ),
    )


def _overlaps() -> Iterator[tuple[str, Hostile]]:
    yield (
        "360 repeated objects",
        Hostile(f"{{ titles {{ nodes {{ {repeated(360, 'platform{id}')} }} }} }}", VALIDATION, {}, LARGE),
    )
    halves = "alsoOn{alsoOn{id}} alsoOn{alsoOn{title}}"
    yield (
        "repeated objects in repeated objects",
        Hostile(f"{{ titles {{ nodes {{ {repeated(70, halves)} }} }} }}", VALIDATION, {}, LARGE),
    )
    inner = repeated(30, "nodes { id }")
    yield (
        "30 overlapping fields within each other",
        Hostile(
            f"{{ titles {{ {repeated(9, f'nodes {{ platform {{ titles {{ {inner} }} }} }}')} }} }}",
            VALIDATION,
            {},
            LARGE,
        ),
    )
    fields = ("id", "title", "rating")
    yield (
        "29 fields in conflict",
        Hostile(
            f"{{ titles {{ nodes {{ {' '.join(f'x: {fields[n % 3]}' for n in range(29))} }} }} }}",
            VALIDATION,
            {},
            LARGE,
        ),
    )


def _values() -> Iterator[tuple[str, Hostile]]:
    yield "a list of 101", Hostile(f"{{ nodes(ids: [{repeated(101, '1')}]) {{ id }} }}", "listItems")
    yield "a list of 40,000", Hostile(f"{{ nodes(ids: [{repeated(40_000, '1')}]) {{ id }} }}", "queryBytes")
    nodes = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    yield "a variable of 20,000 items", Hostile(nodes, "listItems", {"ids": ["1"] * 20_000})
    yield "an unused variable of 20,000 items", Hostile("{ __typename }", "listItems", {"ids": ["1"] * 20_000})
    yield "a variable of 100 items, as many times", Hostile(aliased(30, "nodes(ids: $ids) { id }"), VALIDATION, {})
    titles = "query ($filter: TitleFilter) { titles(filter: $filter) { totalCount } }"
    yield (
        "8,000 unknown fields of an input",
        Hostile(titles, INPUT, {"filter": {f"k{n}": 1 for n in range(8_000)}}, 0.2),
    )
    deep: object = 1
    for _ in range(450):
        deep = {"filter": deep}
    yield "450 objects within objects in a variable", Hostile(titles, INPUT, {"filter": deep})
    yield "100 wrong values of an enum", Hostile(titles, INPUT, {"filter": {"platform": ["X" * 900] * 100}})
    yield (
        "450 times one field of an input",
        Hostile(f"{{ titles(filter: {{ {repeated(450, 'text: 1')} }}) {{ totalCount }} }}", VALIDATION, seconds=0.1),
    )
    yield "an integer of 10,000 digits", Hostile(f"{{ titles(first: {'9' * 10_000}) {{ totalCount }} }}", VALIDATION)
    yield "an integer beyond 32 bits", Hostile("{ titles(first: 2147483648) { totalCount } }", VALIDATION)
    yield "a number beyond all", Hostile("{ scoreCounts(scored: 1e999) { count } }", VALIDATION)
    yield (
        "an integer beyond all for a Float",
        Hostile(f"{{ scoreCounts(scored: -{'9' * 400}) {{ count }} }}", VALIDATION),
    )
    yield "an operation with a name of 16 KB", Hostile(f"query {'x' * 16_000} {{ nothing }}", VALIDATION)


def _dear() -> Iterator[tuple[str, Hostile]]:
    yield (
        "100 x 100 x 10",
        Hostile("{ titles(first: 100) { nodes { cast(first: 100) { titles(first: 10) { nodes { id } } } } } }", "cost"),
    )
    yield "30 searches for 100", Hostile(aliased(30, 'search(text: "a", first: 100) { nodes { id } }'), "cost")


DOCUMENTS: Mapping[str, Hostile] = dict(
    pair for kind in (_fragments, _nesting, _spam, _overlaps, _values, _dear) for pair in kind()
)
"""Every one of them is refused before anything is executed, by what it asks."""
