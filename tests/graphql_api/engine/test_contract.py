"""What clients send and pages show is answered by plans, but for what is known to be left to Strawberry."""

import pytest

from graphql_api.visibility import UsersShown
from tests.clients.test_operations import OPERATIONS
from tests.docs.test_examples import PAGES, examples
from tests.graphql_api.engine.comparing import Comparison, Kind
from tests.graphql_api.engine.rewriting import Asked

EXAMPLES = {
    f"{page.stem}-{number}": each
    for page in PAGES
    for number, each in enumerate(examples(page), 1)
    if page.stem not in ("errors", "cost")
}
VARIABLES = {
    "FilmScoreAndVotes": {"title": "Paper Boats"},
    "FilmReturns": {"actor": "Ana Ruiz", "director": "Ada Bell"},
    "FilmRecommendations": {"title": "Paper Boats"},
}
"""Where what an operation asks for by itself is in the real data only."""
LEFT = {
    **dict.fromkeys(["UserPage", "user-2", "user-3", "user-4", "users-1"], "suggestions for a user"),
    "actor-return-2": "a name that nothing has",
}
"""What plans leave to Strawberry, and why."""
REFUSED = {"film-score-3", "user-5", "would-like-5"}
"""What shows an error, or names that may have been meant."""


@pytest.fixture(scope="module")
def asking(fitted):
    found = {shown: Comparison(fitted, shown) for shown in UsersShown}
    yield found
    for each in found.values():
        each.__exit__()


def is_as_planned(name, compared):
    if name in LEFT:
        return (compared.kind, compared.reason) == (Kind.LEFT, LEFT[name])
    return compared.kind == (Kind.REFUSED if name in REFUSED else Kind.EQUAL)


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_of_a_client_is_answered_by_a_plan(name, asking):
    asked = Asked(OPERATIONS[name], None, [VARIABLES.get(name, {})])
    ((_, compared),) = asking[UsersShown.HISTORY].look(asked)
    assert is_as_planned(name, compared), compared


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_answered_by_a_plan(name, asking):
    example = EXAMPLES[name]
    ((_, compared),) = asking[example.users].look(Asked(example.query, None, [example.variables]))
    assert is_as_planned(name, compared), compared
