"""Somebody by the whole name, as people type it."""

import pytest

from graphql_api.catalogue.people import person
from graphql_api.catalogue.snapshot import load
from pipeline.store.vocabulary import PlatformCode, Role
from tests.conftest import publish
from tests.raw_files import title, write_raw

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
