"""The film set from the raw files to its tables."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline import film_set
from pipeline.film_set import write_film_set
from pipeline.reuse import Earlier
from pipeline.sample.films import write_films
from pipeline.sources.finding import find
from pipeline.sources.layout import FILM_CREDITS_FILE, FILMS_FILE
from pipeline.store.errors import UnreadableSource
from pipeline.store.tables import TABLES, FilmCredits, Films, Quarantine, schema
from pipeline.store.vocabulary import PlatformCode
from tests.data.odd_films import BAD_FILM_CREDITS, BAD_FILMS, ODD_FILM_CREDITS, ODD_FILMS
from tests.oracle.film_reading import read_film_set
from tests.pipeline.making import Quiet
from tests.pipeline.rows import film_credits as plausible_credits
from tests.pipeline.rows import films as plausible_films
from tests.pipeline.rows import wild_film_credits, wild_films
from tests.raw_files import film, film_credits, title, write_raw

ROOT = Path(film_set.__file__).parents[1]
NOWHERE = ROOT / "nowhere"


def written(folder, films=None, credits=None):
    """The film set that rows make in a folder, and its tables."""
    raw = write_raw(folder / "raw", {PlatformCode.AMAZON: [title()]}, films=films, credits=credits)
    (folder / "made" / "quarantine").mkdir(parents=True)
    found = write_film_set(find(raw), folder / "made", Quiet(), Earlier(NOWHERE))
    return found, read(folder / "made")


def read(folder):
    tables = {name: pl.read_parquet(folder / f"{name}.parquet") for name in ("films", "film_credits")}
    aside = [pl.read_parquet(file) for file in sorted((folder / "quarantine").glob("*.parquet"))]
    return {**tables, "quarantine": pl.concat(aside) if aside else pl.DataFrame(schema=schema(Quarantine))}


def in_temporary(films=None, credits=None):
    with tempfile.TemporaryDirectory() as name:
        return written(Path(name), films, credits)


FIRST_ODD, FIRST_BAD, FIRST_CREDITS = 1_001, 2_001, 3_001
PEOPLE = [*ODD_FILM_CREDITS, *BAD_FILM_CREDITS]
FILM_ROWS = [
    film(id="1"),
    *(film(**{"id": str(number), **each.raw}) for number, each in enumerate(ODD_FILMS, FIRST_ODD)),
    *(film(**{"id": str(number), **each.raw}) for number, each in enumerate(BAD_FILMS, FIRST_BAD)),
    *(film(id=str(number)) for number, _ in enumerate(PEOPLE, FIRST_CREDITS)),
]
CREDIT_ROWS = [
    film_credits("1", ["Ann Lee"]),
    *({**film_credits(str(number)), **each.raw} for number, each in enumerate(PEOPLE, FIRST_CREDITS)),
]
ENTERING = {FILMS_FILE: 1 + len(ODD_FILMS) + len(PEOPLE), FILM_CREDITS_FILE: 1 + len(ODD_FILM_CREDITS)}


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """The folder, the film set and the tables of every odd and every bad row."""
    folder = tmp_path_factory.mktemp("odd")
    return folder, *written(folder, FILM_ROWS, CREDIT_ROWS)


def test_the_tables_hold_their_contracts(odd):
    _, _, tables = odd
    for name, frame in tables.items():
        assert frame.schema == schema(TABLES[name]), name
        TABLES[name].validate(frame)


def test_rows_enter_or_are_set_aside_with_reason_and_place(odd):
    _, found, tables = odd
    aside = tables["quarantine"].select("table", "file", "row", "reason").sort("table", "row").rows()
    assert aside == [
        *(("film_credits", FILM_CREDITS_FILE, place, bad.reason)
          for place, bad in enumerate(BAD_FILM_CREDITS, len(ODD_FILM_CREDITS) + 2)),
        *(("films", FILMS_FILE, place, bad.reason) for place, bad in enumerate(BAD_FILMS, len(ODD_FILMS) + 2)),
    ]  # fmt: skip
    assert {path: made.entered for path, made in found.items()} == ENTERING
    assert tables["films"].height == ENTERING[FILMS_FILE]


def test_what_was_set_aside_can_be_read_again(odd):
    _, _, tables = odd
    for name, rows in (("films", FILM_ROWS), ("film_credits", CREDIT_ROWS)):
        for place, raw in tables["quarantine"].filter(table=name).select("row", "raw").rows():
            assert {name: cell or "" for name, cell in json.loads(raw).items()} == rows[place - 1]


def test_repairs_are_those_of_the_films(odd):
    _, found, _ = odd
    assert {path for path, made in found.items() if made.repairs} == {FILMS_FILE}
    assert found[FILMS_FILE].repairs["an overview that says there is none dropped"] == 3


def test_nothing_else_is_left_in_the_folder(odd):
    folder, _, _ = odd
    assert sorted(path.relative_to(folder / "made").as_posix() for path in (folder / "made").rglob("*.parquet")) == [
        "film_credits.parquet",
        "films.parquet",
        "quarantine/film_credits.parquet",
        "quarantine/films.parquet",
    ]


# What is not there.


def test_without_a_film_set_its_tables_are_empty(tmp_path):
    found, tables = written(tmp_path)
    assert found == {}
    assert tables["films"].schema == schema(Films)
    assert tables["film_credits"].schema == schema(FilmCredits)
    assert all(frame.is_empty() for frame in tables.values())


def test_films_need_no_credits(tmp_path):
    found, tables = written(tmp_path, [film(), film(id="")])
    assert {path: made.entered for path, made in found.items()} == {FILMS_FILE: 1}
    assert tables["films"].height == tables["quarantine"].height == 1
    assert tables["film_credits"].is_empty()
    assert tables["film_credits"].schema == schema(FilmCredits)


def test_files_whose_rows_do_not_enter_make_empty_tables(tmp_path):
    found, tables = written(tmp_path, [film(title="")], [film_credits("1", ["Bo"])])
    assert {path: made.entered for path, made in found.items()} == {FILMS_FILE: 0, FILM_CREDITS_FILE: 0}
    assert tables["quarantine"].height == 2
    assert tables["films"].schema == schema(Films)
    assert tables["film_credits"].schema == schema(FilmCredits)


@pytest.mark.parametrize("path", [FILMS_FILE, FILM_CREDITS_FILE])
def test_a_file_that_is_no_csv_is_named(tmp_path, path):
    raw = write_raw(tmp_path / "raw", {PlatformCode.AMAZON: [title()]}, films=[film()], credits=[film_credits("1")])
    with (raw / path).open("a", encoding="utf-8") as stream:
        stream.write('x,"never closed\n')
    (tmp_path / "quarantine").mkdir()
    with pytest.raises(UnreadableSource, match=rf"{path} cannot be read as CSV: row 2 \(line 3\)"):
        write_film_set(find(raw), tmp_path, Quiet(), Earlier(NOWHERE))


# What holds for any rows.


@pytest.mark.slow
@given(plausible_films(), plausible_credits(), st.randoms())
@settings(max_examples=8, deadline=None)
def test_the_order_of_rows_changes_no_table_but_for_the_order_of_the_credits(films, credits, random):
    _, first = in_temporary(films, credits)
    _, second = in_temporary(random.sample(films, len(films)), random.sample(credits, len(credits)))
    assert_frame_equal(second["films"], first["films"])
    by_film = [tables["film_credits"].sort("film_id", maintain_order=True) for tables in (second, first)]
    assert_frame_equal(*by_film)


@pytest.mark.slow
@given(st.lists(wild_films, min_size=1, max_size=6), st.lists(wild_film_credits, min_size=1, max_size=6))
@settings(max_examples=12, deadline=None)
def test_any_row_enters_or_is_set_aside(films, credits):
    found, tables = in_temporary(films, credits)
    for name, path, rows in (("films", FILMS_FILE, films), ("film_credits", FILM_CREDITS_FILE, credits)):
        aside = tables["quarantine"].filter(table=name)
        assert found[path].entered + aside.height == len(rows)
        assert aside["row"].is_unique().all()
        TABLES[name].validate(tables[name])
    assert tables["films"].height == found[FILMS_FILE].entered


@given(plausible_films(), plausible_credits())
@settings(max_examples=8, deadline=None)
def test_few_rows_staged_at_once_are_as_many_in_the_end(films, credits):
    expected = in_temporary(films, credits)[1]["film_credits"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(film_set, "STAGED_AT_ONCE", 2)
        assert_frame_equal(in_temporary(films, credits)[1]["film_credits"], expected)


# Against the oracle, which reads the same raw files on its own.


def agree(folder, raw):
    oracle, tables = read_film_set(raw), read(folder)
    theirs = sorted(oracle.films, key=lambda each: each.film_id)
    assert tables["films"]["film_id"].to_list() == [each.film_id for each in theirs]
    for row, each in zip(tables["films"].rows(named=True), theirs, strict=True):
        for column, value in row.items():
            if column != "title_key":
                other = getattr(each, column)
                assert value == (list(other) if isinstance(other, tuple) else other), (each.film_id, column)
    people = [
        (film_id, role, billing, name.lower(), name)
        for film_id, cast in oracle.casts.items()
        for role, names in (("actor", cast), ("director", oracle.directors[film_id]))
        for billing, name in enumerate(names, 1)
    ]
    assert tables["film_credits"].rows() == people
    aside = tables["quarantine"].select("file", "row", "reason").rows()
    assert sorted(aside) == sorted(map(tuple, oracle.aside))


def test_odd_rows_are_read_as_the_oracle_reads_them(odd):
    folder, _, _ = odd
    agree(folder / "made", folder / "raw")


@given(plausible_films(), plausible_credits())
@settings(max_examples=8, deadline=None)
def test_any_rows_are_read_as_the_oracle_reads_them(films, credits):
    with tempfile.TemporaryDirectory() as name:
        written(Path(name), films, credits)
        agree(Path(name) / "made", Path(name) / "raw")


@pytest.mark.slow
def test_a_generated_film_set_is_read_as_the_oracle_reads_it(tmp_path):
    write_raw(tmp_path / "raw", {PlatformCode.AMAZON: [title()]})
    write_films(tmp_path / "raw" / "films", films=5_000, seed=3, progress=lambda _: None)
    (tmp_path / "made" / "quarantine").mkdir(parents=True)
    write_film_set(find(tmp_path / "raw"), tmp_path / "made", Quiet(), Earlier(NOWHERE))
    agree(tmp_path / "made", tmp_path / "raw")


@pytest.mark.real
def test_the_real_films_are_read_as_the_oracle_reads_them(real_release, real_raw):
    agree(real_release.folder, real_raw)
    aside = real_release.manifest.tables["films"].set_aside
    assert dict(aside) == {"release_date is missing": 2, "id is that of a row above": 1}
    assert dict(real_release.manifest.sources[-1].repairs) == {
        "a runtime of 0 taken for unknown": 33,
        "an overview that says there is none dropped": 5,
        "spaces and unseen characters put right": 68,
        "a last line without an end taken for whole": 1,
    }


# Memory.

BUILD = """\
import sys
from pathlib import Path
from pipeline.film_set import write_film_set
from pipeline.progress import Steps
from pipeline.reuse import Earlier
from pipeline.sources.finding import find
write_film_set(find(Path(sys.argv[1])), Path(sys.argv[2]), Steps(), Earlier(Path(sys.argv[2])))
"""


def peak(raw, out):
    """The most memory that a program takes which makes the tables, in bytes or kilobytes as the system counts."""
    (out / "quarantine").mkdir(parents=True)
    # A small process of its own starts it: a new process inherits the peak of the one that starts it.
    gauge = [sys.executable, "-I", "-S", str(ROOT / "benchmarks" / "gauge.py")]
    command = [*gauge, sys.executable, "-c", BUILD, str(raw), str(out)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"POLARS_MAX_THREADS": "2"}, capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "posix_spawn"), reason="peak memory is asked of the operating system")
def test_four_times_the_credits_take_hardly_more_memory(tmp_path):
    """Of plain films, as those are held whole."""
    peaks = {}
    for times in (1, 4):
        raw = write_raw(tmp_path / str(times), {PlatformCode.AMAZON: [title()]})
        write_films(raw / "films", films=12_000 * times, seed=5, progress=lambda _: None)
        ids = pl.read_csv(raw / FILMS_FILE, infer_schema=False)["id"]
        write_raw(raw, {}, films=[film(id=film_id) for film_id in ids.fill_null("")])
        peaks[times] = min(peak(raw, tmp_path / f"made-{times}-{run}") for run in range(2))
    assert peaks[4] < 1.4 * peaks[1]
