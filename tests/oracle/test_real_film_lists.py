"""The table of real films beside the lists that somebody else drew from the same rows: where they differ, and why."""

import csv
from collections import Counter, defaultdict

import pytest

from pipeline.store.vocabulary import PlatformCode
from tests.conftest import publish
from tests.oracle.film_reading import FILMS_FILE
from tests.oracle.reading import clean
from tests.raw_files import title, write_raw

pytestmark = pytest.mark.real

NOT_THERE = "an empty list is a blank name"
TWICE = "the film stands twice in the raw data and is listed twice"
SPACES = "spaces within a name are as written"
BLANK = "blank names are names"
COMMA = "a name with a comma is two"
REPEATS = "a name is as often there as in the film"

DIFFER = {
    "genres": {NOT_THERE: 71, TWICE: 4},
    "companies": {NOT_THERE: 326, TWICE: 4, SPACES: 1, COMMA: 27},
    "countries": {NOT_THERE: 213, TWICE: 4},
    "languages": {NOT_THERE: 117, TWICE: 4, BLANK: 37},
}
"""The films whose lists differ, by the cause; a film counts under each that holds for it."""


@pytest.fixture(scope="module")
def films(real_data, tmp_path_factory):
    """The rows of the table `films`, by the number of the film."""
    folder = tmp_path_factory.mktemp("films")
    raw = write_raw(folder / "raw", {PlatformCode.NETFLIX: [title()]})
    (raw / "films").mkdir(parents=True)
    (raw / FILMS_FILE).symlink_to((real_data / FILMS_FILE).resolve())
    rows = publish(raw, folder / "data").scan("films").collect().rows(named=True)
    return {row["film_id"]: row for row in rows}


@pytest.fixture(scope="module")
def drawn(real_data):
    """The lists of the other hand: the names of a film in their order, by its number."""

    def drawn(column):
        names = defaultdict(list)
        with (real_data / "films" / f"m_{column}_df.tsv").open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, delimiter="\t")
            next(rows)
            for film_id, name in rows:
                names[int(film_id)].append(name)
        return names

    return drawn


def why(ours, theirs):
    """The causes for which two lists differ; those that are left over are no cause that is known."""
    causes = []

    def undo(cause, without):
        nonlocal theirs
        if without != theirs:
            causes.append(cause)
            theirs = without

    half = len(theirs) // 2
    undo(TWICE, theirs[:half] if theirs == theirs[:half] * 2 else theirs)
    undo(NOT_THERE, [] if theirs == [""] else theirs)
    undo(SPACES, [clean(name) or "" for name in theirs])
    undo(BLANK, [name for name in theirs if name])
    undo(REPEATS, list(dict.fromkeys(theirs)))
    undo(COMMA, ours if theirs == ", ".join(ours).split(", ") else theirs)
    return causes if ours == theirs else ["nobody knows"]


@pytest.mark.parametrize("column", DIFFER)
def test_lists_differ_for_known_causes(films, drawn, column):
    names = drawn(column)
    causes = Counter(cause for film_id, row in films.items() for cause in why(row[column], names[film_id]))
    assert causes == DIFFER[column]


@pytest.mark.parametrize("column", DIFFER)
def test_all_films_are_there_and_those_without_a_day_in_neither(films, drawn, column, real_data):
    with (real_data / FILMS_FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dated = {int(row["id"]) for row in rows if row["release_date"]}
    undated = {int(row["id"]) for row in rows} - dated
    names = drawn(column)
    assert (len(rows), len(dated), len(undated)) == (2_996, 2_993, 2)
    assert set(films) == dated
    assert dated <= set(names)
    assert not undated & set(names)
