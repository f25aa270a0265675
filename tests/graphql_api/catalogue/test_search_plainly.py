"""A search finds exactly what the plain way finds, in the same order and on the same levels."""

from itertools import chain
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphql_api.catalogue import levels
from graphql_api.catalogue import search as searching
from graphql_api.catalogue.search import search
from tests.graphql_api.catalogue.misspelling import misspelt
from tests.graphql_api.catalogue.plain_search import PlainSearch


@pytest.fixture(scope="module")
def plain(sampled):
    return PlainSearch(sampled.records)


@pytest.fixture(scope="module")
def meant(sampled):
    """What somebody may search for: titles and names."""
    names = chain.from_iterable([*record.cast, *record.directors] for record in sampled.records)
    return sorted({*(record.display_title for record in sampled.records), *names})


def typed(text, chance):
    """A text as somebody types it: some of its words, in part or wrong, with spaces left out."""
    words = text.split()
    first = chance.randrange(len(words))
    words = words[first : first + chance.choice([1, 1, 2, 3, len(words)])] if chance.random() < 0.6 else words
    for place in range(len(words)):
        for _ in range(chance.choice([0, 0, 0, 1, 1, 2])):
            words[place] = misspelt(words[place], chance) or words[place]
        if chance.random() < 0.2:
            words[place] = words[place][: chance.randint(1, len(words[place]))]
    return chance.choice([" ", " ", " ", "", "-"]).join(words)[:100]


def same(found, expected):
    assert [(row, int(found.levels[row])) for row in found.rows.tolist()] == expected


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_search_finds_what_the_plain_way_finds(sampled, plain, meant, seed):
    chance = Random(seed)
    text = typed(chance.choice(meant), chance)
    same(search(sampled.search, text), plain.search(text))


@pytest.mark.parametrize(
    ("few", "some"),
    [(10**6, 1), (3, 1), (0, 1), (0, 10**6)],
    ids=["one by one", "some one by one", "those of a word", "all at once"],
)
@pytest.mark.parametrize("text", ["the", "a", "love", "a love", "the nigth", "2", "1 2", "el", "qqqq", "s t a r", "?"])
def test_however_many_have_a_word_the_same_is_found(sampled, plain, text, few, some, monkeypatch):
    monkeypatch.setattr(levels, "SOME", some)
    monkeypatch.setattr(levels, "FEW", few)
    monkeypatch.setattr(searching, "FEW", few)
    same(search(sampled.search, text), plain.search(text))


@pytest.mark.slow
@pytest.mark.real
def test_a_search_of_the_real_catalogues_finds_what_the_plain_way_finds(real):
    plain, chance = PlainSearch(real.records), Random(5)
    for _ in range(40):
        record = chance.choice(real.records)
        text = typed(chance.choice([record.display_title, *record.cast[:3]]), chance)
        same(search(real.search, text), plain.search(text))
