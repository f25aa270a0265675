import shutil
from dataclasses import replace

import polars as pl
import pytest

from pipeline import checks
from pipeline.checks import check
from pipeline.ops.engines.engine import Sums
from pipeline.store.errors import TableError
from pipeline.store.releases import table_files
from tests.pipeline.making import made_of


@pytest.fixture(scope="module")
def release(small_raw, tmp_path_factory):
    return made_of(small_raw, tmp_path_factory.mktemp("checks"), Sums())


@pytest.fixture
def folder(release, tmp_path):
    return shutil.copytree(release.folder, tmp_path / "draft")


def spoil(folder, name, change):
    pl.read_parquet(folder / name).pipe(change).write_parquet(folder / name)


def first(value, column, count=1):
    """Puts a value in the first rows of a column."""
    place = pl.int_range(pl.len()) < count
    return lambda rows: rows.with_columns(pl.when(place).then(pl.lit(value)).otherwise(column).alias(column))


def test_finished_tables_pass(release, folder):
    check(folder, table_files(folder), release.manifest.sources)


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        (
            "titles.parquet",
            first("as2", "title_id"),
            "1 rows break `id_is_prefix_and_show_id`; 2 rows break `prim",
        ),
        ("titles.parquet", first("", "title", count=3), r"titles: 3 rows break `title\|min_length`"),
        ("titles.parquet", first("pg", "rating", count=2), r"titles: 1 rows break `filled_rating_is_g`"),
        ("titles.parquet", first(None, "duration_int"), r"titles: 1 rows break `length_has_a_unit`"),
        ("titles.parquet", first(-5, "duration_int"), r"titles: 1 rows break `duration_int\|min`"),
        ("titles.parquet", first(1, "added_year"), r"titles: 1 rows break `added_year_is_of_date_added`"),
        ("credits.parquet", lambda rows: pl.concat([rows, rows.head(1)]), r"credits: 2 rows break `primary_key`"),
        ("credits.parquet", first(0, "billing"), r"credits: 1 rows break `billing\|min`"),
        ("credits.parquet", first("as999", "title_id"), "credits: 1 rows name a title that is not in titles"),
        ("title_scores.parquet", first("zs1", "title_id"), "title_scores: 1 rows name a title that is not in titles"),
        ("title_scores.parquet", first(1.0, "score"), "title_scores: 1 rows break `score_is_the_mean`"),
        ("title_scores.parquet", lambda rows: rows.tail(-1), "title_scores counts 4 votes of 6 ratings"),
        ("ratings/1.parquet", lambda rows: rows.tail(-1), "title_scores counts 6 votes of 5 ratings"),
        ("user_sums.parquet", first(0, "votes"), r"user_sums: 1 rows break `votes\|min`"),
        ("user_sums.parquet", first(9, "votes"), "user_sums counts 12 ratings of 6"),
        ("co_liked.parquet", first("as0", "other_id"), "co_liked: 1 rows are out of order, or count more users"),
        ("co_liked.parquet", first("zs1", "other_id"), "co_liked: 1 rows are out of order, or count more users"),
        ("co_liked.parquet", first(9, "users", count=2), "co_liked: 2 rows are out of order, or count more users"),
        ("films.parquet", first("", "title", count=2), r"films: 2 rows break `title\|min_length`"),
        ("films.parquet", first(0, "runtime"), r"films: 1 rows break `runtime\|min`"),
        ("films.parquet", first(1.0, "return_ratio", count=7), "films: 7 rows break `return_needs_budget_and_revenue`"),
        ("films.parquet", lambda rows: pl.concat([rows, rows.head(1)]), "films: 2 rows break `primary_key`"),
        ("films.parquet", lambda rows: rows.head(-1), "film_credits: 3 rows name a film that is not in films"),
        ("films.parquet", lambda rows: rows.clear(), "film_credits: 14 rows name a film that is not in films"),
        (
            "film_credits.parquet",
            first(999, "film_id", count=2),
            "film_credits: 2 rows name a film that is not in films",
        ),
        ("film_credits.parquet", first(0, "billing"), r"film_credits: 1 rows break `billing\|min`"),
        ("film_credits.parquet", first("", "name"), r"film_credits: 1 rows break `name\|min_length`"),
        (
            "film_credits.parquet",
            lambda rows: pl.concat([rows, rows.tail(2)]),
            "film_credits: 4 rows break `primary_key`",
        ),
    ],
)
def test_what_does_not_hold_is_named_with_its_rows(release, folder, file, change, message):
    spoil(folder, file, change)
    with pytest.raises(TableError, match=message):
        check(folder, table_files(folder), release.manifest.sources)


@pytest.mark.parametrize("change", [{"rows": 5}, {"entered": 3}, {"set_aside": 1}])
def test_every_raw_row_is_accounted_for(release, folder, change):
    one, *others = release.manifest.sources
    wrong = replace(one, **change)
    with pytest.raises(TableError, match=f"amazon_prime_titles.csv: {wrong.rows} rows were read, but {wrong.entered} "):
        check(folder, table_files(folder), [wrong, *others])


def test_without_ratings_there_are_no_votes(release, folder):
    shutil.rmtree(folder / "ratings")
    with pytest.raises(TableError, match="title_scores counts 6 votes of 0 ratings"):
        check(folder, table_files(folder), release.manifest.sources)
    for name in ("title_scores", "user_sums", "co_liked"):
        spoil(folder, f"{name}.parquet", lambda rows: rows.clear())
    check(folder, table_files(folder), release.manifest.sources)


@pytest.mark.parametrize("films_at_once", [1, 2, 100])
def test_a_credit_that_is_there_twice_is_found_however_few_films_are_checked_at_once(
    release, folder, monkeypatch, films_at_once
):
    monkeypatch.setattr(checks, "FILMS_AT_ONCE", films_at_once)
    check(folder, table_files(folder), release.manifest.sources)
    spoil(folder, "film_credits.parquet", lambda rows: pl.concat([rows.tail(1), rows]))
    with pytest.raises(TableError, match="film_credits: 2 rows break `primary_key`"):
        check(folder, table_files(folder), release.manifest.sources)
