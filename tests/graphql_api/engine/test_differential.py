"""Whatever is asked, the engine answers what Strawberry does, byte for byte, or leaves it to Strawberry.

`make differential` does the same for a hundred thousand documents.
"""

import pytest

from graphql_api.engine import leaves
from graphql_api.engine.engine import Planned
from graphql_api.visibility import UsersShown
from tests.graphql_api.engine.comparing import Comparison, Differs, Kind
from tests.graphql_api.engine.drawn import drawn
from tests.graphql_api.engine.rewriting import Asked
from tests.graphql_api.engine.shortest import shortest
from tests.graphql_api.engine.words import words_of

ACCEPTED, ANSWERED, COVERED = 0.6, 0.45, 0.7
"""Of all documents, those that the service accepts; of the pairs of answers those that are equal; and of what
Strawberry answers without an error those that the engine does too. Less would mean that little is compared.
"""


def compared(snapshot, shown, documents):
    with Comparison(snapshot, shown) as comparison:
        for each in documents:
            comparison.compare(each)
    return comparison


def share(comparison):
    """What of all that Strawberry answers the engine answers."""
    equal = comparison.kinds[Kind.EQUAL]
    return equal / (equal + comparison.kinds[Kind.LEFT] + comparison.kinds[Kind.HOLE])


def looks_well(comparison):
    kinds = comparison.kinds
    assert not kinds[Kind.HOLE], comparison.reasons
    assert comparison.refused < comparison.documents * (1 - ACCEPTED)
    assert kinds[Kind.EQUAL] > kinds.total() * ANSWERED, kinds
    assert share(comparison) > COVERED, comparison.reasons


def test_the_engine_and_strawberry_answer_the_same(fitted, some):
    looks_well(compared(fitted, UsersShown.HISTORY, some))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("of", "shown", "number"),
    [
        ("fitted", UsersShown.HISTORY, 1),
        ("fitted", UsersShown.OFF, 2),
        ("sampled", UsersShown.HISTORY, 3),
        ("sampled", UsersShown.IDS, 4),
        ("small", UsersShown.HISTORY, 5),
        ("filmless", UsersShown.HISTORY, 6),
        ("tasteless", UsersShown.HISTORY, 7),
        ("newer", UsersShown.IDS, 8),
    ],
)
def test_they_do_so_about_every_kind_of_snapshot(of, shown, number, request):
    snapshot = request.getfixturevalue(of)
    comparison = compared(snapshot, shown, drawn(number, words_of(snapshot), 42))
    assert comparison.documents >= 490
    assert not comparison.kinds[Kind.HOLE], comparison.reasons
    assert comparison.kinds[Kind.EQUAL] > 100


@pytest.mark.real
@pytest.mark.slow
def test_they_do_so_about_the_real_catalogues(real):
    comparison = compared(real, UsersShown.HISTORY, drawn(9, words_of(real), 42))
    assert not comparison.kinds[Kind.HOLE], comparison.reasons
    assert comparison.kinds[Kind.EQUAL] > 100


def no_column(_patched, comparison):
    columns = comparison.engine.prepare(comparison.snapshot)
    columns.values["display_title"] = columns.values["title"]


def floats_without_a_point(patched, _comparison):
    patched.setitem(leaves._BUILT_IN, "Float", lambda value: b"%g" % value)


def switches_that_stay(patched, _comparison):
    patched.setattr(Planned, "plan", lambda self, values, whole=Planned.plan: whole(self, _AlwaysOn(values)))


class _AlwaysOn(dict):
    def get(self, name, default=None):
        value = super().get(name, default)
        return True if isinstance(value, bool) else value

    def __getitem__(self, name):
        return self.get(name)


@pytest.mark.parametrize("breaking", [no_column, floats_without_a_point, switches_that_stay])
def test_an_engine_that_is_broken_is_noticed(breaking, fitted, some, monkeypatch):
    with Comparison(fitted) as comparison:
        breaking(monkeypatch, comparison)
        assert any(map(comparison.differs, some))


def test_an_engine_that_answers_nothing_is_noticed(fitted, some, monkeypatch):
    monkeypatch.setattr(Planned, "plan", lambda *_: None)
    comparison = compared(fitted, UsersShown.HISTORY, some[:40])
    assert comparison.kinds[Kind.HOLE] > 10
    with pytest.raises(AssertionError):
        looks_well(comparison)


def test_the_shortest_document_of_a_difference_is_found(fitted):
    text = """
    query Asked($shown: Boolean!, $first: Int) {
      platforms { ...Named code }
      again: titles(first: $first, filter: {minVotes: 0, rating: ["g"]}) {
        nodes { id ... on Node { ... on Title { displayTitle @include(if: $shown) alsoOn { id } } } }
      }
      __typename
    }
    fragment Named on Platform { name titleCount }
    """
    asked = Asked(text, "Asked", [{"shown": True, "first": 2}, {"shown": False}])
    with Comparison(fitted) as comparison:
        no_column(None, comparison)
        found = shortest(asked, comparison.differs)
        assert comparison.differs(found)
        with pytest.raises(Differs, match="displayTitle"):
            comparison.compare(found)
    assert "".join(found.text.split()) == "queryAsked{titles{nodes{displayTitle}}}"
    assert found.variables == [{}]
