"""What the last fit made of the same tables is taken over: the same files, and the same result as from scratch."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.store.arrays import CONTRACTS
from pipeline.store.card import CARD, ModelCard
from pipeline.store.manifest import MANIFEST
from pipeline.store.parameters import PARAMETERS
from pipeline.store.releases import activate
from recsys import fit as module
from recsys.fit import fit
from tests.conftest import publish_with_model
from tests.pipeline.making import Quiet
from tests.raw_files import film, rating, title, write_raw
from tests.small import FILM_CREDITS, FILMS, HULU, RATINGS, PlatformCode, write_small

TABLES_OF_TITLES = ["neighbours.parquet", "content_neighbours.parquet"]
NUMBERS = [f"arrays/{name}.npy" for name in CONTRACTS]

TITLES_SAME = "titles and ratings: as in the last fit, nothing has changed"
CONTENT_SAME = "similar titles by content: as in the last fit, nothing has changed"
FILMS_SAME = "films: as in the last fit, nothing has changed"


@pytest.fixture
def last(tmp_path):
    """The small catalogue with models, current."""
    return publish_with_model(write_small(tmp_path / "raw"), tmp_path / "data")


def again(last, *, alone=False, **more):
    """A release of the same raw files but for some, fitted after the last, and what was said.

    `alone` says whether it is fitted once more from scratch, to be compared.
    """
    folder = last.folder.parents[1]
    raw = write_small(folder / "changed")
    write_raw(raw, more.get("catalogues", {}), more.get("ratings"), more.get("films"), more.get("credits"))
    said = []
    release = fit(folder / "data", build(raw, folder / "data", Quiet()).manifest.version, said.append)
    if alone:
        built = build(raw, folder / "alone", Quiet())
        hold_as_from_scratch(release, fit(folder / "alone", built.manifest.version, lambda _: None))
    return release, said


def hold_as_from_scratch(release, scratch):
    """Every file is the same to the byte, but for when it was made."""
    release.verify()
    assert release.manifest.version == scratch.manifest.version
    assert set(release.manifest.files) == set(scratch.manifest.files)
    for name in set(release.manifest.files) - {CARD, MANIFEST}:
        assert (release.folder / name).read_bytes() == (scratch.folder / name).read_bytes(), name
    ours, theirs = (ModelCard.read(each.folder) for each in (release, scratch))
    assert replace(ours, fitted_at=theirs.fitted_at) == theirs


def taken(last, release) -> set[str]:
    """The files that are those of the last fit under a second name."""
    both = set(last.manifest.files) & set(release.manifest.files)
    return {name for name in both if (last.folder / name).samefile(release.folder / name)}


def of_models(names) -> set[str]:
    return {
        name for name in names if name in {*TABLES_OF_TITLES, *NUMBERS, "film_neighbours.parquet", PARAMETERS, CARD}
    }


def test_where_only_films_changed_titles_and_ratings_are_taken_over(last):
    release, said = again(last, alone=True, films=[*FILMS, film(id="17", title="New Moon")], credits=FILM_CREDITS)
    assert of_models(taken(last, release)) == {*TABLES_OF_TITLES, *NUMBERS}
    assert (TITLES_SAME in said, FILMS_SAME in said, "films" in said) == (True, False, True)
    assert not any("would-like" in step or step == "ratings" for step in said)
    assert release.manifest.tables["films"].rows == last.manifest.tables["films"].rows + 1


def test_where_only_ratings_changed_content_and_films_are_taken_over(last):
    more = [*RATINGS["2"], rating(userId="8", movieId="hs1", rating="5.0")]
    release, said = again(last, alone=True, ratings={"2": more})
    assert of_models(taken(last, release)) == {"content_neighbours.parquet", "film_neighbours.parquet"}
    assert (TITLES_SAME in said, CONTENT_SAME in said, FILMS_SAME in said) == (False, True, True)
    assert "ratings" in said


@pytest.mark.slow
def test_where_titles_changed_only_films_are_taken_over(last):
    longer = title(show_id="s9", title="Zero Hour", cast="Ana Ruiz")
    release, said = again(last, alone=True, catalogues={PlatformCode.HULU: [*HULU, longer]})
    assert of_models(taken(last, release)) == {"film_neighbours.parquet"}
    assert (TITLES_SAME in said, CONTENT_SAME in said, FILMS_SAME in said) == (False, False, True)


@pytest.mark.slow
def test_what_was_taken_over_is_taken_over_again_and_the_card_tells_of_this_fit(last):
    second, _ = again(last, films=FILMS[:-3], credits=FILM_CREDITS)
    activate(last.folder.parent, second.manifest.version)
    third, _ = again(last, alone=True, films=FILMS[:-2], credits=FILM_CREDITS)
    assert of_models(taken(last, third)) == of_models(taken(second, third)) == {*TABLES_OF_TITLES, *NUMBERS}
    times = [ModelCard.read(each.folder).fitted_at for each in (last, second, third)]
    assert times[0] < times[1] < times[2]


@pytest.mark.parametrize("name", [pytest.param("arrays/likes.npy", marks=pytest.mark.slow), PARAMETERS])
def test_nothing_is_taken_over_from_a_damaged_release(name, last):
    damaged: Path = last.folder / name
    damaged.write_bytes(damaged.read_bytes() + b" ")
    release, said = again(last, films=FILMS[:-3], credits=FILM_CREDITS)
    assert of_models(taken(last, release)) == set()
    assert not any("as in the last fit" in step for step in said)


@pytest.mark.slow
def test_nothing_is_taken_over_from_a_fit_by_other_rules(last, monkeypatch):
    monkeypatch.setattr(module, "MODELS", module.MODELS + 1)
    release, said = again(last, films=FILMS[:-3], credits=FILM_CREDITS)
    assert of_models(taken(last, release)) == set()
    assert not any("as in the last fit" in step for step in said)
