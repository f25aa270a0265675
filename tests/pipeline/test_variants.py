"""Every variant of the raw files loads as if it were untouched, or is refused in one line."""

import re
import shutil
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from pipeline.build import build
from pipeline.store.errors import SourceError
from pipeline.store.releases import current_version
from tests.pipeline.making import Quiet, copied, made_of, tables
from tests.pipeline.variants.changes import SAME, Variant
from tests.pipeline.variants.loads import LOADS
from tests.pipeline.variants.refused import REFUSED
from tests.pipeline.variants.untouched import write_untouched

QUICK = {"CRLF: ratings/1.csv", "gzip of UTF-16", "semicolons: ratings/1.csv", "renamed columns of ratings"}
"""Those that load and are tried each time: every build takes a fifth of a second."""

ON_REAL_FILES = {
    "CRLF: catalogues/netflix_titles.csv",
    "CRLF: films/movies_dataset.csv",
    "gzip of CRLF behind a mark",
    "gzip: films/movies_dataset.csv",
    "Excel's Unicode text: UTF-16, tabs, CRLF",
    "semicolons: films/movies_dataset.csv",
    "all quoted: catalogues/netflix_titles.csv",
    "columns in another order: catalogues/netflix_titles.csv",
    "renamed columns of a catalogue",
    "renamed columns of ratings",
    "ISO days",
    "short days",
    "blank rows of commas, as Excel leaves them",
    "ratings in another order",
    "films that end with a line end",
}

VARIANTS = [
    *(pytest.param(each, id=each.why, marks=() if each.why in QUICK else pytest.mark.slow) for each in LOADS),
    *(pytest.param(each, id=each.why) for each in REFUSED),
]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """The untouched raw files, the folder of their release, and its tables; not to be changed."""
    folder = tmp_path_factory.mktemp("untouched")
    release = made_of(write_untouched(folder / "raw"), folder / "data")
    return folder / "raw", folder / "data", tables(release)


def outcome(raw: Path, data: Path, expected) -> str:
    """How the build of a folder ends; what is neither of the two ways fails here."""
    before = current_version(data)
    try:
        release = build(raw, data, Quiet())
    except SourceError as fault:
        assert current_version(data) == before
        assert not list(data.glob(".draft-*"))
        return str(fault)
    for name, frame in tables(release).items():
        assert_frame_equal(frame, expected[name])
    if release.manifest.version != before:
        shutil.rmtree(release.folder)
    return SAME


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_loads_as_if_untouched_or_is_refused_in_one_line(untouched, tmp_path, variant: Variant):
    raw, data, expected = untouched
    shutil.copytree(raw, tmp_path / "raw")
    variant.change(tmp_path / "raw")
    ended = outcome(tmp_path / "raw", data, expected)
    if variant.ends == SAME:
        assert ended == SAME
    else:
        assert re.search(variant.ends, ended), ended
        assert "\n" not in ended
        assert ".csv" in ended


# The real files.


@pytest.fixture(scope="module")
def real_untouched(real_raw, real_release, tmp_path_factory):
    """The real raw files, a folder with their release, and its tables; not to be changed."""
    data = tmp_path_factory.mktemp("real") / "data"
    return real_raw, copied(real_release, data).folder.parent, tables(real_release)


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("variant", [each for each in LOADS if each.why in ON_REAL_FILES], ids=lambda each: each.why)
def test_a_variant_of_the_real_files_loads_as_if_untouched(real_untouched, tmp_path, variant: Variant):
    raw, data, expected = real_untouched
    shutil.copytree(raw, tmp_path / "raw", symlinks=False)
    variant.change(tmp_path / "raw")
    assert outcome(tmp_path / "raw", data, expected) == SAME


def test_each_variant_has_a_name_of_its_own():
    names = [each.why for each in (*LOADS, *REFUSED)]
    assert len(set(names)) == len(names) > 45
    assert set(names) >= QUICK | ON_REAL_FILES
