"""The people of the film set by name, and their films."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.film_people import FilmPeople
from graphql_api.queries.film_people import film_people
from graphql_api.text import fold
from pipeline.store.vocabulary import Role

NAMES = ["Zoë Ek", "Zoe Ek", "ZOÉ EK", "Ana Ruiz", "Åke Ö", "Conan O'Hara", "Straße", "\U0001f600"]
CASTS = st.lists(st.lists(st.sampled_from(NAMES), unique_by=str.lower, max_size=5), max_size=8)


def people(casts):
    """The actors of films, each a cast in billing order."""
    rows = [
        {"film": film, "role": Role.ACTOR, "name": name.lower(), "display_name": name}
        for film, cast in enumerate(casts)
        for name in cast
    ]
    types = {"film": pl.Int32, "role": pl.Enum(Role), "name": pl.String, "display_name": pl.String}
    credits = pl.LazyFrame(rows, types)
    return FilmPeople.of(film_people(credits).collect(), credits.collect(), len(casts))


@settings(deadline=None, max_examples=60)
@given(CASTS)
def test_films_lead_to_people_and_people_to_films(casts):
    found = people(casts)
    assert list(found.names) == sorted({name.lower() for cast in casts for name in cast})
    for film, cast in enumerate(casts):
        assert [found.names[number] for number in found.of_film[film].tolist()] == [name.lower() for name in cast]
    for number, name in enumerate(found.names):
        films = [film for film, cast in enumerate(casts) if name in map(str.lower, cast)]
        assert found.films[number].tolist() == films
        assert found.number(name) == number


@settings(deadline=None, max_examples=60)
@given(CASTS, st.sampled_from([*NAMES, "zoe  EK", "Zo\u0308e Ek", "ake o", "STRASSE", "Ana", ""]))
def test_somebody_is_found_as_written_and_else_by_the_most_films_then_by_name(casts, typed):
    found = people(casts)
    films = {name: sum(name in map(str.lower, cast) for cast in casts) for name in found.names}
    written = " ".join(typed.lower().split())
    alike = sorted((name for name in films if fold(name) == fold(typed)), key=lambda name: (-films[name], name))
    meant = written if written in films else next(iter(alike), None)
    number = found.find(typed)
    assert (number if number is None else found.names[number]) == meant
    assert [found.names[each] for each in found.numbers_like(typed)] == alike


@pytest.mark.parametrize("typed", ["", " ", "zz", "\ud800", "\0", "\U0010ffff", "x" * 100_000])
def test_only_a_whole_name_finds_somebody(typed):
    found = people([NAMES])
    assert (found.find(typed), found.number(typed), found.numbers_like(typed)) == (None, None, [])
    assert people([]).find(typed) is None
