"""What the tests of sections look at: the small catalogue, a generated sample and the real catalogues.

Of each its tables, and the rows that loops count: those of the first two are the tables' own, the real ones are read
from the raw files by `tests/oracle`, which knows no polars.
"""

from typing import Any, NamedTuple

import pytest

from pipeline import sample
from pipeline.eda.report import report
from pipeline.eda.tables import Tables
from tests.oracle.folding import work_key
from tests.oracle.reading import (
    CATALOGUE_COLUMNS,
    CATALOGUES,
    DURATION_IN_RATING,
    read_scores,
    read_table,
    read_titles,
)
from tests.pipeline.making import Quiet, made_of

slow, real = pytest.mark.slow, pytest.mark.real


@pytest.fixture(scope="session")
def small_tables(small_release):
    return Tables.of(small_release)


@pytest.fixture(scope="session")
def sample_release(tmp_path_factory):
    """The release of a sample with every oddity; not to be changed."""
    folder = tmp_path_factory.mktemp("sample")
    sample.write_sample(
        folder / "raw", titles=300, users=60, ratings=900, signal=0.5, films=60, seed=3, progress=lambda _: None
    )
    return made_of(folder / "raw", folder / "data")


@pytest.fixture(scope="session")
def sample_tables(sample_release):
    return Tables.of(sample_release)


@pytest.fixture(scope="session")
def sample_report(sample_tables, tmp_path_factory):
    """The report of the sample, drawn."""
    return report(sample_tables, tmp_path_factory.mktemp("report"), Quiet())


@pytest.fixture(scope="session")
def real_tables(real_release):
    return Tables.of(real_release)


class Case(NamedTuple):
    """A release: its tables, and what loops count it by.

    Attributes:
        tables: what sections read.
        titles: rows of `titles`.
        people: a title's id, a role and a name as written, for each credit.
        scores: of each rated title the ratings and their mean.
    """

    tables: Tables
    titles: list[dict[str, Any]]
    people: list[tuple[str, str, str]]
    scores: dict[str, tuple[int, float]]


@pytest.fixture(scope="session", params=["small", "sample", pytest.param("real", marks=[slow, real])])
def case(request):
    """One of them."""
    tables = request.getfixturevalue(f"{request.param}_tables")
    return read(tables, request.getfixturevalue("real_raw")) if request.param == "real" else own(tables)


@pytest.fixture(scope="session")
def tables(case):
    return case.tables


@pytest.fixture(scope="session")
def titles(case):
    return case.titles


def own(tables):
    """What the tables themselves say."""
    credits = tables.credits.collect().to_dicts()
    scores = tables.title_scores.collect().to_dicts()
    return Case(
        tables,
        tables.titles.collect().to_dicts(),
        [(row["title_id"], row["role"], row["display_name"]) for row in credits],
        {row["title_id"]: (row["votes"], row["score"]) for row in scores},
    )


def read(tables, raw):
    """What the raw files say."""
    catalogues = raw / "catalogues"
    said = {
        platform[0].lower() + row["show_id"]: row["rating"]
        for platform, name in CATALOGUES.items()
        for row in read_table(catalogues / name, CATALOGUE_COLUMNS)
    }
    rows = read_titles(catalogues)
    titles = [
        {
            "title_id": row.title_id,
            "platform": row.platform.lower(),
            "type": row.type.lower().replace("_", " "),
            "title": row.title,
            "title_key": work_key(row.title) or None,
            "directors": row.director,
            "cast": row.cast,
            "countries": row.countries,
            "date_added": row.added,
            "added_year": row.added_year,
            "release_year": row.release_year,
            "rating": row.rating,
            "rating_filled": said[row.title_id] is None or DURATION_IN_RATING in row.repairs,
            "duration_int": row.duration,
            "duration_type": row.unit,
            "genres": row.genres,
            "description": row.description.lower() if row.description else None,
        }
        for row in rows
    ]
    people = [(row.title_id, "actor", name) for row in rows for name in row.cast]
    people += [(row.title_id, "director", name) for row in rows for name in row.director]
    scores = read_scores(raw / "ratings")
    known = {
        row.title_id: (scores[row.title_id][1], float(scores[row.title_id][0]))
        for row in rows
        if row.title_id in scores
    }
    return Case(tables, titles, people, known)
