"""Recommendations out of the arrays of neighbours are what Strawberry makes of them."""

import orjson
import pytest

from tests.graphql_api.engine.asking import answers, same
from tests.graphql_api.engine.comparing import Comparison, Kind

FIELDS = ["score", "rank", "basis", "reasons", "title { id displayTitle }", "__typename", "score @skip(if: true)"]
NESTED = "again: recommendations(first: 2) { rank title { id recommendations { score title { id } } } }"


@pytest.fixture(scope="module", params=["fitted", "sampled"])
def both(request):
    with Comparison(request.getfixturevalue(request.param)) as comparison:
        yield comparison


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("first", [1, 3, 50])
def test_a_field_of_recommendations_is_the_same(field, first, both):
    text = f"query ($n: Int!) {{ titles(first: 12) {{ nodes {{ recommendations(first: $n) {{ {field} }} }} }} }}"
    answer = orjson.loads(same(both, text, n=first))
    counts = [len(each["recommendations"]) for each in answer["titles"]["nodes"]]
    assert 0 < max(counts) <= first


def test_all_fields_of_them_and_theirs_are_the_same(both):
    same(both, f"{{ titles(first: 5) {{ nodes {{ id recommendations {{ {' '.join(FIELDS)} }} {NESTED} }} }} }}")
    same(
        both,
        '{ title(id: "as1") { recommendations { rank } } nothing: title(id: "none") { recommendations { rank } } }',
    )


@pytest.mark.parametrize("first", [0, 51, -1])
def test_a_number_out_of_its_limits_is_left_to_strawberry(first, both):
    text = "query ($n: Int!) { titles(first: 2) { nodes { recommendations(first: $n) { rank } } } }"
    assert answers(both, text, n=first).kind == Kind.REFUSED


def test_without_a_model_strawberry_says_so(small):
    with Comparison(small) as both:
        assert answers(both, "{ titles { nodes { recommendations { rank } } } }").kind == Kind.REFUSED
        same(both, "{ titles(filter: {minVotes: 99}) { nodes { id } } }")
