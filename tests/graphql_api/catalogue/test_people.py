"""Somebody by the whole name, as people type it."""

import pytest

from graphql_api.catalogue.people import actors, person, titles_of
from graphql_api.catalogue.records import Person
from graphql_api.catalogue.snapshot import load
from pipeline.store.vocabulary import PlatformCode, Role
from tests.conftest import publish
from tests.graphql_api.film_sets import snapshot_of
from tests.raw_files import film, film_credits, title, write_raw

NETFLIX = [
    title(show_id="s10", cast="ZOË EK, Andre Lee", director="Zoë Ek"),
    title(show_id="s9", cast="Zoe Ek, Zoë Ek, André Lee, Li"),
    title(show_id="s8", cast="Zoë Ek, Åke Ö, Carl Dean, Jr."),
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("people")
    return load(publish(write_raw(folder / "raw", {PlatformCode.NETFLIX: NETFLIX}), folder / "data"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Zoë Ek", "zoë ek"),
        ("Zoe Ek", "zoe ek"),  # as written, though the other is in more titles
        ("  zOË \t EK ", "zoë ek"),
        ("Zo\u00e9 Ek", "zoë ek"),  # another accent: of those that differ in accents only, the one in the most titles
        ("Zoe\u0308 Ek", "zoë ek"),  # the accent typed apart from its letter
        ("ANDRÉ LEE", "andré lee"),
        ("Andrë Lee", "andre lee"),  # in one title each: the first by name
        ("ake o", "åke ö"),
        ("Carl Dean Jr.", "carl dean jr."),
        ("ＬＩ", "li"),
    ],
)
def test_case_accents_and_spaces_do_not_matter(snapshot, typed, name):
    assert person(snapshot, Role.ACTOR, typed).name == name


@pytest.mark.parametrize("typed", ["", " ", "Zoë", "Zoë E", "Ada Bell", "\u0301", "\ud800", "\0", "x" * 100_000])
def test_only_a_whole_name_finds_somebody(snapshot, typed):
    assert person(snapshot, Role.ACTOR, typed) is None


def test_a_name_is_shown_as_first_written_by_number_not_by_text(snapshot):
    found = person(snapshot, Role.ACTOR, "zoë ek")
    assert (found.display_name, found.title_count) == ("Zoë Ek", 3)


def test_actors_and_directors_are_told_apart(snapshot):
    assert person(snapshot, Role.DIRECTOR, "zoe ek").title_count == 1
    assert person(snapshot, Role.DIRECTOR, "åke ö") is None


FILMS = [film(id=str(number), title=f"Film {number}") for number in range(1, 6)]
FILM_CREDITS = [
    film_credits("1", ["Zoé Ek", "Ándre Lee", "Li", "Ōta"], Director="Åke Ö"),
    film_credits("2", ["Zoé Ek", "Ándre Lee", "Ota"]),
    film_credits("3", ["Zoé Ek", "ZOË EK", "Ota"]),
    film_credits("4", ["Zoé Ek"]),
]


@pytest.fixture(scope="module")
def filmed(tmp_path_factory):
    """The same catalogue with a film set."""
    return snapshot_of(tmp_path_factory.mktemp("filmed"), FILMS, FILM_CREDITS, {PlatformCode.NETFLIX: NETFLIX})


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoé ek", "zoé ek"),  # as written, though only the film set has it
        ("Zoë Ek", "zoë ek"),
        ("Zoè Ek", "zoë ek"),  # in three titles: `zoé ek` is in none, though in four films
        ("Andrè Lee", "andre lee"),
        ("Öta", "ota"),
        ("LI", "li"),
    ],
)
def test_titles_count_before_films_and_films_before_names(filmed, typed, name):
    found = person(filmed, Role.ACTOR, typed)
    assert found.name == name


def test_somebody_of_the_film_set_alone_has_no_titles(filmed):
    found = person(filmed, Role.ACTOR, "ZOÉ EK")
    assert found == Person(None, "zoé ek", "Zoé Ek", 0)
    assert titles_of(filmed, Role.ACTOR, "zoé ek").tolist() == []
    assert person(filmed, Role.DIRECTOR, "ake o") == Person(None, "åke ö", "Åke Ö", 0)


def test_somebody_of_both_is_shown_as_the_catalogues_write_the_name(filmed, snapshot):
    assert person(filmed, Role.ACTOR, "zoë ek") == person(snapshot, Role.ACTOR, "zoë ek")


def test_lists_of_actors_are_of_the_catalogues_alone(filmed, snapshot):
    assert actors(filmed).tolist() == actors(snapshot).tolist()
    assert actors(filmed, "ota").tolist() == []
