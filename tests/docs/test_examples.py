"""Every example page is a test: its queries are sent to the endpoint over the small catalogue, as clients send them,
and must be answered as the page says.

Pages about users are asked of models made by hand: the small catalogue has too few ratings to fit any that say much.
"""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from graphql import FieldNode, OperationDefinitionNode, build_schema, parse

from graphql_api.catalogue.snapshot import Snapshot, load
from graphql_api.schema import printed
from graphql_api.visibility import UsersShown
from tests.conftest import publish_with_model
from tests.docs.pages import EXAMPLES, Fence, fences, headings, links, name_of
from tests.graphql_api.http.endpoint import endpoint

PAGES = sorted(page for page in EXAMPLES.glob("*.md") if page.name != "README.md")
EXPECTED = "Expected output:"
VARIABLES = "Variables:"
SETTING = re.compile(r"`CARTELERA_USERS=(\w+)`")
BY_HAND = {"would-like", "user", "users", "model-card"}
"""Pages whose models are those of `tests/models.py`; the others show what `recsys fit` makes of the small catalogue."""

DIGITS = 12
"""To which numbers are compared: the last ones depend on the processor."""


class Example(NamedTuple):
    query: str
    variables: dict[str, Any]
    users: UsersShown
    expected: dict[str, Any]


def examples(page: Path) -> list[Example]:
    """The pairs of a page: a `graphql` block, perhaps one of variables, and one of what it answers.

    The paragraph before a query may name the setting that it is asked with.
    """
    found: list[Example] = []
    query: Fence | None = None
    variables: dict[str, Any] = {}
    users = UsersShown.HISTORY
    for fence in fences(page):
        place = f"{name_of(page)}:{fence.line}"
        if fence.language == "graphql":
            assert query is None, f"{place}: the query above has no `{EXPECTED}`"
            query, variables = fence, {}
            named = SETTING.search(fence.lead)
            users = UsersShown(named[1]) if named else UsersShown.HISTORY
        elif query and fence.lead == VARIABLES:
            variables = json.loads(fence.text)
        else:
            assert query, f"{place}: an answer without a query"
            assert (fence.language, fence.lead) == ("json", EXPECTED), f"{place}: expected `{EXPECTED}` and JSON"
            found.append(Example(query.text, variables, users, json.loads(fence.text)))
            query = None
    assert query is None, f"{name_of(page)}: the last query has no `{EXPECTED}`"
    return found


ALL = [
    pytest.param(page.stem in BY_HAND, example, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, example in enumerate(examples(page), 1)
]


@pytest.fixture(scope="session")
def documented(small_raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small catalogue in memory, with what `recsys fit` makes of it."""
    return load(publish_with_model(small_raw, tmp_path_factory.mktemp("documented") / "data"))


@pytest.mark.parametrize(("by_hand", "example"), ALL)
async def test_an_example_answers_as_its_page_says(documented, fitted, by_hand, example):
    async with endpoint(fitted if by_hand else documented, users=example.users) as asked:
        answer = (await asked.post(example.query, variables=example.variables)).json()
    if "cost" not in example.expected.get("extensions", {}):
        without_cost(answer)
    assert rounded(answer) == rounded(example.expected)


def without_cost(answer: dict[str, Any]) -> None:
    """Leave out what stands beside every answer, and would on every page."""
    extensions = answer.get("extensions", {})
    extensions.pop("cost", None)
    if not extensions:
        answer.pop("extensions", None)


def test_what_an_answer_costs_is_shown_somewhere():
    shown = [example.expected.get("extensions", {}).get("cost") for page in PAGES for example in examples(page)]
    assert any(shown)


def rounded(answer: dict[str, Any]) -> Any:
    """An answer as JSON has it, its numbers to `DIGITS` digits."""
    return json.loads(json.dumps(answer), parse_float=lambda number: float(f"{float(number):.{DIGITS}g}"))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_has_an_example_and_a_heading(page):
    assert examples(page)
    assert len(headings(page)) == 1


def root_fields() -> set[str]:
    query = build_schema(printed()).query_type
    assert query
    return set(query.fields)


def asked(page: Path) -> set[str]:
    """The root fields that a page's queries ask for."""
    return {
        selection.name.value
        for example in examples(page)
        for operation in parse(example.query).definitions
        if isinstance(operation, OperationDefinitionNode)
        for selection in operation.selection_set.selections
        if isinstance(selection, FieldNode)
    }


@pytest.mark.parametrize("field", sorted(root_fields()))
def test_a_root_field_has_a_page_of_its_name(field):
    kebab = re.sub(r"(?=[A-Z])", "-", field).lower()
    pages = {page.stem: page for page in PAGES}
    page = pages.get(kebab) or pages.get(kebab.removesuffix("s"))
    assert page, f"docs/examples/{kebab}.md is missing"
    assert field in asked(page)


def test_every_page_is_in_the_index():
    assert {page.name for page in PAGES} <= set(links(EXAMPLES / "README.md"))
