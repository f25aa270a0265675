"""Every list of the schema has a length that somebody thought about, and no list of the data is longer."""

import asyncio
from collections import Counter

import pytest
from graphql import get_named_type, get_nullable_type, is_composite_type, is_introspection_type, is_list_type

from graphql_api.catalogue.snapshot import load
from graphql_api.context import Context
from graphql_api.limits.measure import INTROSPECTION, ITEMS, SIZES
from graphql_api.limits.prices import LENGTHS, PAGE, SURCHARGES
from graphql_api.limits.weight import LONGEST
from graphql_api.schema import schema
from graphql_api.types import pages
from pipeline.sample import write_sample
from tests.conftest import publish_with_model

FIELDS = {
    f"{kind.name}.{name}": field
    for kind in schema.core.type_map.values()
    if not is_introspection_type(kind) and is_composite_type(kind)
    for name, field in getattr(kind, "fields", {}).items()
}
LISTS = {
    path
    for path, field in FIELDS.items()
    if is_list_type(get_nullable_type(field.type)) and is_composite_type(get_named_type(field.type))
}
ITEMS_OF_PAGES = {
    path for path in LISTS if path.partition(".")[2] in ITEMS and path.partition(".")[0].endswith("Connection")
}


def test_every_list_of_objects_says_how_long_it_may_be():
    untold = {path for path in LISTS - ITEMS_OF_PAGES if not FIELDS[path].args.keys() & set(SIZES)}
    assert untold == set(LENGTHS)


def test_a_list_that_takes_first_has_a_default():
    # Its length is then known whatever is left out.
    those = [FIELDS[path].args["first"] for path in LISTS if "first" in FIELDS[path].args]
    assert those
    assert all(isinstance(first.default_value, int) and str(first.type) == "Int!" for first in those)


def test_every_connection_takes_first_and_last():
    those = {path for path, field in FIELDS.items() if get_named_type(field.type).name.endswith("Connection")}
    assert {path for path in those if not {"first", "last"} <= FIELDS[path].args.keys()} == set()
    assert all("pageInfo" in get_named_type(FIELDS[path].type).fields for path in those)


def test_every_surcharge_is_of_a_field():
    assert {path for path in SURCHARGES if path.partition(".")[2] not in INTROSPECTION} <= set(FIELDS)


def test_pages_are_as_long_as_they_are_taken_to_be():
    assert pages.PAGE == PAGE
    descriptions = {field.args["first"].description for path, field in FIELDS.items() if "first" in field.args}
    assert {text for text in descriptions if f"1 to {LONGEST}" not in text and "1 to 50" not in text} == set()


WHOLE = """{
    platforms { id }
    platformCounts { count }
    scoreCounts(scored: 0.5) { count }
    modelCard { tests { name } models { metrics { baselines { name } } } }
    dataset { sources { path } tables { quarantineReasons { count } } }
    titles { facets { platforms { count } types { count } releaseYears { count } } }
}"""


def lists(kind, answer):
    """The lists of objects in an answer: the field of each, and how many it holds."""
    for name, value in answer.items():
        path = f"{kind}.{name}"
        inner = get_named_type(FIELDS[path].type).name
        many = value if isinstance(value, list) else [value]
        if path in LISTS:
            yield path, len(many)
        for each in many:
            if isinstance(each, dict):
                yield from lists(inner, each)


def longest(snapshot):
    """The most items of each list that has an entry in `LENGTHS`."""
    result = asyncio.run(schema.execute(WHOLE, context_value=Context(snapshot)))
    assert result.errors is None
    found = dict.fromkeys(LENGTHS, 0)
    for path, length in lists("Query", result.data):
        found[path] = max(found[path], length)
    found["Title.alsoOn"] = max(map(len, snapshot.also_on.values()), default=0)
    same = max(Counter(snapshot.film_set.titles).values(), default=1)
    return found | {path: same - 1 for path in LENGTHS if path.endswith(".alternatives")}


@pytest.mark.parametrize("name", ["small", "fitted", "sampled"])
def test_no_list_is_longer_than_its_entry_says(name, request):
    found = longest(request.getfixturevalue(name))
    assert {path: length for path, length in found.items() if length > LENGTHS[path]} == {}


@pytest.mark.slow
def test_no_list_is_longer_where_everything_was_fitted(tmp_path):
    # Enough ratings for every test and every way to be measured.
    write_sample(tmp_path / "raw", titles=800, users=400, ratings=30_000, films=300)
    found = longest(load(publish_with_model(tmp_path / "raw", tmp_path / "data")))
    assert found["Model.metrics"] > 20
    assert {path: length for path, length in found.items() if length > LENGTHS[path]} == {}


@pytest.mark.slow
@pytest.mark.real
def test_no_list_of_the_real_data_is_longer_than_its_entry_says(real):
    found = longest(real)
    assert {path: length for path, length in found.items() if length > LENGTHS[path]} == {}
