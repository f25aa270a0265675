import os
from dataclasses import replace

import polars as pl
import pytest

from pipeline.store.arrays import CONTRACTS, mapped
from pipeline.store.card import CARD
from pipeline.store.errors import DamagedRelease, NoRelease, ReleaseError, TableError
from pipeline.store.manifest import Manifest
from pipeline.store.parameters import PARAMETERS
from pipeline.store.releases import activate, current_version, open_release, writing
from pipeline.store.tables import MODEL_TABLES, TABLES, FilmNeighbours, schema
from pipeline.store.vocabulary import PlatformCode
from recsys import fit as module
from recsys import personal
from recsys.content import Compared
from recsys.fit import fit
from tests.conftest import publish_with_model
from tests.pipeline.making import copied, listing, made, table
from tests.raw_files import rating, write_raw
from tests.recsys.making import fitted, fitted_films
from tests.small import NETFLIX


@pytest.fixture
def base(small_data, tmp_path):
    """The release of the small catalogue in a folder of its own, current there."""
    return copied(open_release(small_data), tmp_path / "data")


def fitted_to(base, version=None):
    said = []
    return fit(base.folder.parent, version, said.append), said


def test_the_fitted_release_has_the_tables_of_its_base_and_the_neighbours_of_its_titles(base):
    release, _ = fitted_to(base)
    release.verify()
    for name in TABLES:
        assert table(release, name).equals(table(base, name))
    assert table(release, "neighbours").equals(fitted(base.scan("titles")))
    assert table(release, "neighbours").height > 0


def test_the_fitted_release_has_the_neighbours_of_its_films(base):
    release, _ = fitted_to(base)
    found = table(release, "film_neighbours")
    assert found.equals(fitted_films(base.scan("films")))
    assert found.height == release.manifest.tables["film_neighbours"].rows > 0
    assert 14 in found["film_id"].to_list()  # of 1939
    assert 14 not in found["neighbour_id"].to_list()


def test_without_a_film_set_the_table_is_there_and_empty(tmp_path):
    raw = write_raw(tmp_path / "raw", {PlatformCode.NETFLIX: NETFLIX})
    release = publish_with_model(raw, tmp_path / "data")
    found = table(release, "film_neighbours")
    assert (found.height, found.schema) == (0, schema(FilmNeighbours))
    assert release.manifest.tables["film_neighbours"].files == ("film_neighbours.parquet",)
    assert table(release, "neighbours").height > 0


def test_the_tables_are_the_same_files_and_the_base_is_as_it_was(base):
    before = listing(base.folder)
    release, _ = fitted_to(base)
    assert listing(base.folder) == before
    linked = {name for name in before if name != "manifest.json"}
    tables = {f"{name}.parquet" for name in MODEL_TABLES}
    numbers = {f"arrays/{name}.npy" for name in CONTRACTS}
    assert set(release.manifest.files) == linked | tables | numbers | {PARAMETERS, CARD}
    for name in linked:
        assert (release.folder / name).samefile(base.folder / name)


def test_where_files_cannot_be_linked_they_are_copied(base, monkeypatch):
    def refuse(*_):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    release, _ = fitted_to(base)
    release.verify()
    for name in base.manifest.files:
        assert not (release.folder / name).samefile(base.folder / name)
        assert (release.folder / name).read_bytes() == (base.folder / name).read_bytes()


def test_the_manifest_is_that_of_the_base_with_a_model(base):
    release, _ = fitted_to(base)
    ours, theirs = release.manifest, base.manifest
    assert ours.dataset_version == theirs.dataset_version == theirs.version
    assert ours.model_version is not None
    assert len({ours.version, ours.model_version, ours.dataset_version}) == 3
    assert (ours.built_at, ours.synthetic, ours.sources) == (theirs.built_at, theirs.synthetic, theirs.sources)
    assert {name: entry for name, entry in ours.tables.items() if name not in MODEL_TABLES} == theirs.tables
    assert ours.tables["neighbours"].rows == table(release, "neighbours").height
    assert Manifest.read(release.folder) == ours


def test_the_pointer_is_not_moved(base):
    fitted_to(base)
    assert current_version(base.folder.parent) == base.manifest.version


def test_what_was_fitted_is_not_fitted_again(base):
    first, _ = fitted_to(base)
    before = listing(first.folder)
    again, said = fitted_to(base)
    assert listing(again.folder) == before
    assert len(said) == 1


def test_a_fitted_release_is_a_base_too(base):
    first, _ = fitted_to(base)
    activate(base.folder.parent, first.manifest.version)
    assert fitted_to(base)[0].manifest.version == first.manifest.version


def test_other_models_of_a_fitted_release_take_nothing_from_its_own(base, monkeypatch):
    first, _ = fitted_to(base)
    before = listing(first.folder)
    monkeypatch.setattr(module, "MODELS", module.MODELS + 1)
    second, _ = fitted_to(base, first.manifest.version)
    assert second.manifest.version != first.manifest.version
    assert second.manifest.model_version != first.manifest.model_version
    assert second.manifest.dataset_version == first.manifest.dataset_version
    assert not (second.folder / "neighbours.parquet").samefile(first.folder / "neighbours.parquet")
    assert (second.folder / "titles.parquet").samefile(base.folder / "titles.parquet")
    assert listing(first.folder) == before


SETTINGS = [
    "choose.KEPT", "choose.EARLY", "fit.SINCE", "reasons.MOST", "reasons.LEAST_SHARE",
    "recommend.MOST_TITLES", "recommend.WARM", "recommend.LENDERS", "recommend.LENT", "recommend.DAMPING",
    "ease.KEPT", "ease.DEFAULT",
    "alike.LEAST", "alike.BUSY", "alike.DAMPING", "alike.SHARE", "alike.PEOPLE",
]  # fmt: skip


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_part_of_the_version(setting, monkeypatch):
    before = module.model_version_of("d")
    monkeypatch.setattr(f"recsys.{setting}", 7)
    assert module.model_version_of("d") != before
    assert module.model_version_of("d") != module.model_version_of("e")


def test_a_damaged_fit_is_made_again(base):
    first, _ = fitted_to(base)
    good = (first.folder / "neighbours.parquet").read_bytes()
    (first.folder / "neighbours.parquet").write_bytes(b"")
    again, _ = fitted_to(base)
    again.verify()
    assert (again.folder / "neighbours.parquet").read_bytes() == good


@pytest.mark.parametrize("change", [{"weight": 0.7}, {"needed": None}])
@pytest.mark.parametrize("name", ["TITLE_FIELDS", "FILM_FIELDS"])
def test_so_is_what_is_said_of_every_field(name, change, monkeypatch):
    fields = getattr(module, name)
    for place, field in enumerate(fields):
        changed = {each: not field.needed if value is None else value for each, value in change.items()}
        others = (*fields[:place], replace(field, **changed), *fields[place + 1 :])
        before = module.model_version_of("d")
        with monkeypatch.context() as patched:
            patched.setattr(module, name, others)
            assert module.model_version_of("d") != before


@pytest.mark.parametrize("name", ["titles.parquet", "credits.parquet", "ratings/1.parquet", "films.parquet"])
def test_a_damaged_base_is_refused_and_nothing_is_published(base, name):
    (base.folder / name).write_bytes(b"other")
    with pytest.raises(DamagedRelease, match="is not as it was published; build the release again"):
        fitted_to(base)
    assert {each.name for each in base.folder.parent.iterdir() if each.is_dir()} == {base.manifest.version}


def test_a_release_without_titles_is_refused(base):
    empty = replace(base.manifest.tables["titles"], rows=0, files=())
    replace(base.manifest, tables={**base.manifest.tables, "titles": empty}).write(base.folder)
    with pytest.raises(DamagedRelease, match="has no titles to fit to; build the release again"):
        fitted_to(base)


def test_without_a_release_it_says_how_to_make_one(tmp_path, base):
    with pytest.raises(NoRelease, match="holds no release yet; make one with: pipeline build"):
        fit(tmp_path / "nowhere", None, print)
    with pytest.raises(NoRelease, match="holds no release 'gone'"):
        fitted_to(base, "gone")


def test_another_writer_is_waited_for_by_the_user(base):
    with writing(base.folder.parent), pytest.raises(ReleaseError, match="another build is writing"):
        fitted_to(base)


@pytest.mark.parametrize(
    ("name", "where", "what"),
    [
        ("content_neighbours", Compared, "table"),
        ("neighbours", personal, "similar_titles"),
        ("film_neighbours", module, "neighbours"),
    ],
)
def test_a_table_that_breaks_its_contract_is_not_published(name, where, what, base, monkeypatch):
    real = getattr(where, what)

    def twice(*given, **more):
        found = real(*given, **more)
        return (pl.concat([found[0]] * 2), *found[1:]) if isinstance(found, tuple) else pl.concat([found] * 2)

    monkeypatch.setattr(where, what, twice)
    with pytest.raises(TableError, match=rf"^{name}: .* rows break `primary_key`"):
        fitted_to(base)
    assert {each.name for each in base.folder.parent.iterdir() if each.is_dir()} == {base.manifest.version}


def test_a_catalogue_of_one_is_fitted(tmp_path):
    base = made(tmp_path, {PlatformCode.NETFLIX: NETFLIX[:1]}, {"1": [rating(movieId="ns1"), rating(userId="2")]})
    release, _ = fitted_to(base)
    assert table(release, "neighbours").height == table(release, "content_neighbours").height == 0
    arrays = mapped(release.folder)
    assert (arrays["users"].tolist(), arrays["history_titles"].tolist()) == ([1, 2], [0, 0])
