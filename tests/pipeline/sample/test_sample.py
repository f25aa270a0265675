import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sample import write_sample
from pipeline.sample.files import replace_file

NAMES = [
    *(f"catalogues/{platform}_titles.csv" for platform in ("amazon_prime", "disney_plus", "hulu", "netflix")),
    *(f"ratings/{number}.csv" for number in range(1, 9)),
    "films/credits.csv",
    "films/movies_dataset.csv",
]
SIZES = {"titles": 250, "users": 40, "ratings": 3_000, "films": 60}


def contents(raw):
    return {name: (raw / name).read_bytes() for name in NAMES}


def test_it_writes_the_fourteen_files_and_nothing_else(tmp_path):
    write_sample(tmp_path, **SIZES)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")) == sorted(NAMES)


def test_without_films_there_is_no_film_set_and_the_others_are_the_same(tmp_path):
    write_sample(tmp_path / "with", **SIZES)
    write_sample(tmp_path / "without", **SIZES | {"films": 0})
    assert not (tmp_path / "without" / "films").exists()
    for name in NAMES[:12]:
        assert (tmp_path / "with" / name).read_bytes() == (tmp_path / "without" / name).read_bytes()


def test_equal_arguments_write_equal_bytes_and_another_seed_writes_others(tmp_path):
    for folder, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_sample(tmp_path / folder, **SIZES, seed=seed)
    one, again, other = (contents(tmp_path / folder) for folder in ("one", "again", "other"))
    assert one == again
    assert all(one[name] != other[name] for name in NAMES)


def test_hash_order_and_threads_change_nothing(tmp_path):
    write_sample(tmp_path / "here", **SIZES)
    program = f"""
from pathlib import Path
from pipeline.sample import write_sample
write_sample(Path({str(tmp_path / "there")!r}), **{SIZES})
"""
    settings = {"PYTHONHASHSEED": "7", "POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-c", program], check=True, env=os.environ | settings)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


@settings(max_examples=25, deadline=None)
@given(
    titles=st.integers(1, 120),
    users=st.integers(1, 40),
    ratings=st.integers(0, 400),
    signal=st.floats(0, 1),
    seed=st.integers(0, 2**40),
)
def test_any_size_is_written_as_asked(titles, users, ratings, signal, seed):
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder)
        write_sample(raw, titles=titles, users=users, ratings=ratings, signal=signal, films=0, seed=seed)
        import csv

        def rows(name):
            if not (raw / name).exists():  # what would have no row
                return []
            with (raw / name).open(newline="", encoding="utf-8") as file:
                return list(csv.DictReader(file))

        catalogues = [rows(name) for name in NAMES[:4]]
        assert sum(map(len, catalogues)) == titles
        assert all(catalogues) or titles < 4
        assert all(rows(name) for name in NAMES[:12] if (raw / name).exists())
        given = [row for name in NAMES[4:12] for row in rows(name)]
        assert len(given) == ratings
        assert len({row["userId"] for row in given}) == min(users, ratings)
        ids = {name[11] + row["show_id"] for name, found in zip(NAMES, catalogues, strict=False) for row in found}
        assert {row["movieId"] for row in given} <= ids


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("titles", 0),
        ("titles", -1),
        ("users", 0),
        ("ratings", -1),
        ("signal", 1.1),
        ("signal", -0.1),
        ("signal", float("nan")),
        ("films", -1),
        ("seed", -1),
    ],
)
def test_nonsense_is_refused_by_name(tmp_path, argument, value):
    with pytest.raises(ValueError, match=f"{argument} is {value}"):
        write_sample(tmp_path, **{argument: value})
    assert not list(tmp_path.iterdir())


def test_progress_is_told_of_every_file_of_ratings_and_of_the_films(tmp_path):
    told = []
    write_sample(tmp_path, **SIZES, progress=told.append)
    assert told[0] == "catalogues: 250 titles"
    assert told[-1] == "films: 60 films and who made them"
    assert len(told) == 10


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    path = tmp_path / "new" / "file.csv"
    path.parent.mkdir()
    path.write_text("old")
    with pytest.raises(TypeError), replace_file(path) as file:
        file.write("half, then what is no bytes")
    assert path.read_text() == "old"
    with replace_file(path) as file:
        file.write(b"whole")
    assert path.read_text() == "whole"
    assert [found.name for found in path.parent.iterdir()] == ["file.csv"]
