"""Asking the service through its schema: many questions a document, and lists walked through page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from strawberry.extensions import ParserCache, ValidationCache

from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.context import Context
from graphql_api.schema import Schema
from tests.oracle.lists import pages

AT_ONCE = 50
"""Questions in a document."""

NODES_AT_ONCE = 100
"""Ids in a question to `nodes`."""


# The service's schema, but a document that is sent for every page of a walk is parsed and validated once.
schema = Schema(ParserCache, ValidationCache)


async def execute(snapshot: Snapshot, document: str, **variables: Any) -> dict[str, Any]:
    """The data of an answer without errors."""
    result = await schema.execute(document, variable_values=variables, context_value=Context(snapshot))
    assert result.errors is None, (result.errors, variables)
    return result.data


async def answers(snapshot: Snapshot, fields: Sequence[str]) -> list:
    """The answer to each root field."""
    found = []
    for start in range(0, len(fields), AT_ONCE):
        document = " ".join(f"a{number}: {text}" for number, text in enumerate(fields[start : start + AT_ONCE]))
        found += (await execute(snapshot, f"{{ {document} }}")).values()
    return found


async def asked_of_nodes(snapshot, ids, selection):
    """What is selected of each of these nodes."""
    document = f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ {selection} }} }}"
    found = []
    for start in range(0, len(ids), NODES_AT_ONCE):
        found += (await execute(snapshot, document, ids=ids[start : start + NODES_AT_ONCE]))["nodes"]
    return found


def hold(asked, found, expected):
    """No answer differs; of those that do, the first are shown."""
    assert len(asked) == len(found) == len(expected)
    differing = [these for these in zip(asked, found, expected, strict=True) if these[1] != these[2]]
    assert not differing[:3], f"{len(differing)} of {len(asked)} answers differ"


PAGE = """
  totalCount
  edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
"""

PAGING = "first: $first, after: $after, last: $last, before: $before"

FACETS = """
  nodes @include(if: $facets) { id }
  facets @include(if: $facets) {
    platforms { platform { code } count }
    types { value count }
    ratings(first: $values) { value count }
    genres(first: $values) { value count }
    countries(first: $values) { value count }
    releaseYears { year count }
    scoreRange { low high }
  }
"""

PAGING_VARIABLES = "$first: Int, $after: String, $last: Int, $before: String"
TITLES = f"titles(filter: $filter, orderBy: $orderBy, {PAGING}) {{ {PAGE} {FACETS} }}"
TITLES_VARIABLES = f"""
  {PAGING_VARIABLES}, $filter: TitleFilter, $orderBy: TitleOrder, $facets: Boolean! = false, $values: Int! = 20
"""
ALL_TITLES = f"query({TITLES_VARIABLES}) {{ {TITLES} }}"
TITLES_OF_A_NODE = f"""query($id: ID!, {TITLES_VARIABLES}) {{
  node(id: $id) {{ ... on Platform {{ {TITLES} }} ... on Actor {{ {TITLES} }} ... on Director {{ {TITLES} }} }}
}}"""
ACTORS = f"""query({PAGING_VARIABLES}, $text: String, $platform: PlatformCode) {{
  actors(text: $text, platform: $platform, {PAGING}) {{ {PAGE} }}
}}"""
SEARCH = f"query({PAGING_VARIABLES}, $text: String!) {{ search(text: $text, {PAGING}) {{ {PAGE} }} }}"


@dataclass(frozen=True)
class Listed:
    """A list of the service: the document that asks for a page of it, and the variables that say which list."""

    document: str
    variables: dict[str, Any] = field(default_factory=dict)

    async def page(self, snapshot: Snapshot, **more: Any) -> dict[str, Any]:
        """One page of it."""
        data = await execute(snapshot, self.document, **self.variables, **more)
        while "pageInfo" not in data:
            (data,) = data.values()
        return data

    async def pages(self, snapshot: Snapshot, size: int, *, backward: bool = False) -> list[dict[str, Any]]:
        """All its pages, from the start or from the end, each from where the one before it ended."""
        count, place, more, on = (
            ("last", "before", "hasPreviousPage", "startCursor")
            if backward
            else ("first", "after", "hasNextPage", "endCursor")
        )
        found = [await self.page(snapshot, **{count: size})]
        while found[-1]["pageInfo"][more]:
            found.append(await self.page(snapshot, **{count: size, place: found[-1]["pageInfo"][on]}))
            assert (len(found) - 1) * size < found[0]["totalCount"], "there was more, and all had come"
        return found

    async def ids(self, snapshot: Snapshot) -> list[str]:
        """The ids of everything on it."""
        pages = await self.pages(snapshot, 100)
        return [each for page in pages for each in ids_of(page)]


def ids_of(page: dict[str, Any]) -> list[str]:
    """The ids of what is on a page."""
    return [edge["node"]["id"] for edge in page["edges"]]


def facets_of(page: dict[str, Any]) -> dict[str, Any]:
    """The facets of a page as the oracle gives them."""
    found = page["facets"]
    return {
        "platforms": [(each["platform"]["code"], each["count"]) for each in found["platforms"]],
        **{
            name: [(each["value"], each["count"]) for each in found[name]]
            for name in ("types", "ratings", "genres", "countries")
        },
        "releaseYears": [(each["year"], each["count"]) for each in found["releaseYears"]],
        "scoreRange": found["scoreRange"] and (found["scoreRange"]["low"], found["scoreRange"]["high"]),
    }


def hold_a_page(page, expected, total, told):
    """A page holds these ids, knows whether items come before and after, and where it starts and ends."""
    ids, before, after = expected
    cursors = [edge["cursor"] for edge in page["edges"]]
    assert (ids_of(page), page["totalCount"]) == (ids, total), told
    assert page["pageInfo"] == {
        "hasPreviousPage": before,
        "hasNextPage": after,
        "startCursor": cursors[0] if cursors else None,
        "endCursor": cursors[-1] if cursors else None,
    }, told


async def hold_the_walk(snapshot, listed, ids, size, told=None, ways=(False, True)):
    """A walk through the list, from the start and then from the end, meets the ids in this order."""
    for backward in ways:
        walked = await listed.pages(snapshot, size, backward=backward)
        expected = list(pages(ids, size, backward=backward))
        assert len(walked) == len(expected), told
        for page, each in zip(walked, expected, strict=True):
            hold_a_page(page, each, len(ids), told)
