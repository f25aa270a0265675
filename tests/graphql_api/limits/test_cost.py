"""What a query is said to cost is never less than what its answer holds."""

import asyncio

import pytest
from graphql import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.context import Context
from graphql_api.limits.measure import operations
from graphql_api.schema import schema
from pipeline.store.vocabulary import Role
from tests.graphql_api.limits.answers import held
from tests.graphql_api.limits.drawn import queries


@pytest.fixture(scope="module", autouse=True)
def _without_surcharges():
    # They pay for finding things, and would hide that too few are counted.
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("graphql_api.limits.measure.SURCHARGES", {})
        yield


def cost(text, **variables):
    (operation,) = operations(schema.core, parse(text))
    return operation.cost(variables)


def answer(snapshot, text, **variables):
    context = Context(snapshot)
    return asyncio.run(schema.execute(text, variable_values=variables, context_value=context)).data


@pytest.fixture(scope="session")
def known(sampled):
    """Ids and names with the longest lists, and some of nothing."""
    titles = sorted(sampled.records, key=lambda each: -len(each.directors))[:3]
    people = [max(sampled.people[role].values(), key=lambda each: each.title_count) for role in Role]
    films = [sampled.film_set.records[row] for row in range(3)]
    ids = [*(each.title_id for each in titles), *(f"film:{each.film_id}" for each in films), "hulu", "user:1", "none"]
    return ids, ["enero", "lunes", "the", *(each.name for each in people), *(each.title for each in films)]


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_no_answer_holds_more_than_its_cost(data, sampled, known):
    drawn = data.draw(queries(*known, numbers=(0, 1, 2, 5, 100), depth=5))
    assert held(answer(sampled, drawn.text, **drawn.variables)) <= cost(drawn.text, **drawn.variables) * 10


def within_itself(text, times):
    """What leads from a title through its directors back to it, so many times."""
    if not times:
        return "id"
    inner = within_itself(text, times - 1)
    return f'directors {{ titles(first: 1, filter: {{text: "{text}"}}) {{ nodes {{ {inner} }} }} }}'


@pytest.mark.parametrize("times", [1, 2, 3])
def test_the_longest_list_asked_for_within_itself_costs_what_it_holds(times, sampled):
    title = max(sampled.records, key=lambda each: len(each.directors))
    query = f'{{ title(id: "{title.title_id}") {{ {within_itself(title.title, times)} }} }}'
    held_tenths = held(answer(sampled, query))
    assert held_tenths > 10 * len(title.directors) ** times
    assert held_tenths <= cost(query) * 10
