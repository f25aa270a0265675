import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from statistics import mean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import __main__ as command
from pipeline.sample import write_films
from pipeline.sources.layout import FILM_COLUMNS, FILM_CREDIT_COLUMNS, FILM_CREDITS_FILE, FILMS_FILE
from tests.pipeline.sample.film_files import LISTS, awkward, broken_off, credits, films, people, shifted

FILMS = 600
SEED = 20261120
NAMES = [Path(FILMS_FILE).name, Path(FILM_CREDITS_FILE).name]


def write(folder, films=120, seed=SEED, **others):
    write_films(folder, films=films, seed=seed, progress=lambda _: None, **others)
    return [(folder / name).read_bytes() for name in NAMES]


@pytest.fixture(scope="module")
def film_rows(film_set):
    return [row for row in films(film_set) if not broken_off(row) and not shifted(row)]


@pytest.fixture(scope="module")
def casts_and_crews(film_set):
    """Those that can be read, by film; of repeated ones the last."""
    read = {row["id"]: (people(row["cast"]), people(row["crew"])) for row in credits(film_set)}
    return {key: both for key, both in read.items() if not any(isinstance(found, str) for found in both)}


@pytest.mark.parametrize(("name", "columns"), [(NAMES[0], FILM_COLUMNS), (NAMES[1], FILM_CREDIT_COLUMNS)])
def test_files_have_the_header_and_the_line_ends_of_the_real_ones(film_set, name, columns):
    written = (film_set / name).read_bytes().decode()
    assert written.startswith(",".join(columns) + "\n")
    assert written.endswith("\n")
    assert "\r" not in written


def test_there_are_as_many_films_as_asked_and_as_many_credits_but_for_the_oddities(film_set):
    assert sum(1 for _ in films(film_set)) == FILMS
    assert abs(sum(1 for _ in credits(film_set)) - FILMS) < 5


def test_every_row_has_the_fields_of_the_header(film_set):
    for row in (*films(film_set), *credits(film_set)):
        assert None not in row  # a field too many
        assert None not in row.values()  # a field too few


def test_every_list_is_what_python_prints(film_set, film_rows):
    keys = {
        "genres": ["id", "name"],
        "production_companies": ["name", "id"],
        "production_countries": ["iso_3166_1", "name"],
        "spoken_languages": ["iso_639_1", "name"],
        "belongs_to_collection": ["id", "name", "poster_path", "backdrop_path"],
    }
    for row in film_rows:
        for column in LISTS:
            found = people(row[column])
            if column != "genres" or not isinstance(found, str):
                assert repr(found) == row[column]
                assert all(list(entry) == keys[column] for entry in found)
        collection = people(f"[{row['belongs_to_collection']}]")
        assert all(list(entry) == keys["belongs_to_collection"] for entry in collection)
    for row in credits(film_set):
        for cell in (row["cast"], row["crew"]):
            found = people(cell)
            assert isinstance(found, str) or repr(found) == cell


def test_people_in_a_cast_and_in_a_crew_are_described_as_in_the_real_file(casts_and_crews):
    for cast, crew in casts_and_crews.values():
        for entry in cast:
            assert list(entry) == [
                "cast_id", "character", "credit_id", "gender", "id", "name", "order", "profile_path",
            ]  # fmt: skip
        for entry in crew:
            assert list(entry) == ["credit_id", "department", "gender", "id", "job", "name", "profile_path"]


def test_a_person_has_one_number_gender_picture_and_name(casts_and_crews):
    known = {}
    for cast, crew in casts_and_crews.values():
        for entry in (*cast, *crew):
            name = " ".join(entry["name"].removesuffix(", Jr.").split()).lower()
            told = (name, entry["gender"], entry["profile_path"])
            assert known.setdefault(entry["id"], told) == told
    assert None in {picture for *_, picture in known.values()}
    assert {gender for _, gender, _ in known.values()} == {0, 1, 2}


def test_credits_have_numbers_of_their_own(casts_and_crews):
    numbers = [entry["credit_id"] for both in casts_and_crews.values() for entries in both for entry in entries]
    assert len(set(numbers)) == len(numbers)
    assert all(int(number, 16) >= 0 and len(number) == 24 for number in numbers)


def test_people_meet_again_and_some_act_and_direct(casts_and_crews):
    acts, directs = Counter(), Counter()
    for cast, crew in casts_and_crews.values():
        acts.update({entry["id"] for entry in cast})
        directs.update({entry["id"] for entry in crew if entry["job"] == "Director"})
    assert max(acts.values()) > 6
    assert max(directs.values()) > 4
    assert len(set(acts) & set(directs)) > 10
    assert median(acts.values()) == 1


def test_most_films_have_few_people_and_a_few_have_many(casts_and_crews):
    casts, crews = zip(*((len(cast), len(crew)) for cast, crew in casts_and_crews.values()), strict=True)
    assert mean(casts) == pytest.approx(12.4, abs=1.5)
    assert mean(crews) == pytest.approx(10.2, abs=1.8)
    assert max(casts) > 60
    assert max(crews) > 60


def test_places_in_a_cast_have_gaps(casts_and_crews):
    places = [sorted(entry["order"] for entry in cast) for cast, _ in casts_and_crews.values() if cast]
    assert 0.1 < mean(order != list(range(len(order))) for order in places) < 0.4


def test_figures_are_as_the_real_ones(film_rows):
    def share(test):
        return mean(bool(test(row)) for row in film_rows)

    assert share(lambda row: row["budget"] == "0") == pytest.approx(0.80, abs=0.06)
    assert share(lambda row: row["revenue"] == "0") == pytest.approx(0.84, abs=0.06)
    assert share(lambda row: row["tagline"] == "") == pytest.approx(0.55, abs=0.07)
    assert share(lambda row: row["homepage"] == "") == pytest.approx(0.83, abs=0.05)
    assert share(lambda row: row["belongs_to_collection"]) == pytest.approx(0.1, abs=0.04)
    assert share(lambda row: row["production_countries"] == "[]") == pytest.approx(0.14, abs=0.05)
    assert share(lambda row: "'Drama'" in row["genres"]) == pytest.approx(0.45, abs=0.07)
    assert share(lambda row: int(row["vote_count"]) >= 2_000) == pytest.approx(1 / 70, abs=0.012)
    assert median(int(row["vote_count"]) for row in film_rows) == pytest.approx(10, abs=4)
    assert median(float(row["popularity"]) for row in film_rows) == pytest.approx(1.1, abs=0.4)
    assert median(float(row["runtime"] or 95) for row in film_rows) == pytest.approx(95, abs=3)
    assert all((row["vote_average"] == "0.0") == (row["vote_count"] == "0") for row in film_rows)


def test_films_are_released_on_fridays_in_autumn_and_on_the_first_of_january(film_rows):
    days = [date.fromisoformat(row["release_date"]) for row in film_rows if row["release_date"]]
    weekdays = Counter(day.weekday() for day in days)
    months = Counter(day.month for day in days)
    assert weekdays[4] > 0.35 * len(days)
    assert months[9] > months[2]
    assert sum((day.month, day.day) == (1, 1) for day in days) > 8
    assert min(days) < date(1930, 1, 1)
    assert mean(day.year >= 1970 for day in days) == pytest.approx(0.8, abs=0.06)


def test_films_that_share_a_title_are_of_different_years(film_rows):
    years = defaultdict(list)
    for row in {row["id"]: row for row in film_rows}.values():
        years[row["title"]].append(row["release_date"][:4])
    shared = [found for found in years.values() if len(found) > 1]
    assert sum(map(len, shared)) > 20
    assert mean(len(set(found)) == len(found) for found in shared) > 0.9


def test_equal_arguments_write_equal_bytes_and_another_seed_writes_others(tmp_path):
    one, again, other = write(tmp_path / "one"), write(tmp_path / "again"), write(tmp_path / "other", seed=1)
    assert one == again
    assert all(mine != theirs for mine, theirs in zip(one, other, strict=True))


def test_hash_order_and_locale_change_nothing(tmp_path):
    here = write(tmp_path / "here")
    program = f"""
from pathlib import Path
from pipeline.sample import write_films
write_films(Path({str(tmp_path / "there")!r}), films=120, seed={SEED}, progress=lambda _: None)
"""
    environment = os.environ | {"PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONUTF8": "0"}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    assert here == [(tmp_path / "there" / name).read_bytes() for name in NAMES]


@pytest.mark.parametrize("share", [0.0, 0.02, 0.12, 0.5])
def test_as_many_rows_as_asked_need_care_in_quoting(tmp_path, share):
    write(tmp_path, films=FILMS, odd_strings=share)
    found = [awkward(row) for row in credits(tmp_path)]
    assert sum(found) == round(share * len(found))


def test_how_many_need_care_changes_no_film(tmp_path):
    few, many = write(tmp_path / "few", odd_strings=0.02), write(tmp_path / "many", odd_strings=0.5)
    assert few[0] == many[0]
    assert few[1] != many[1]


@settings(max_examples=20, deadline=None)
@given(films_=st.integers(0, 60), share=st.floats(0, 1), seed=st.integers(0, 2**40))
def test_any_size_is_written_as_asked(films_, share, seed):
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder)
        write(raw, films=films_, seed=seed, odd_strings=share)
        assert sum(1 for _ in films(raw)) == sum(1 for _ in credits(raw)) == films_
        rows = list(credits(raw))
        assert sum(map(awkward, rows)) <= round(share * films_)
        assert {row["id"] for row in rows} == {row["id"] for row in films(raw)}


@pytest.mark.parametrize(
    ("argument", "value"), [("films", -1), ("odd_strings", -0.1), ("odd_strings", 1.1), ("odd_strings", float("nan"))]
)
def test_nonsense_is_refused_by_name(tmp_path, argument, value):
    with pytest.raises(ValueError, match=f"{argument} is {value}"):
        write(tmp_path, **{argument: value})
    assert not list(tmp_path.iterdir())


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs `pipeline sample` on a folder; the exit code and what was written to either output."""

    def run(raw, *arguments):
        small = ["--titles", "8", "--users", "2", "--ratings", "9"]
        monkeypatch.setattr(sys, "argv", ["pipeline", "sample", "--raw", str(raw), *small, *arguments])
        try:
            command.main()
        except SystemExit as ended:
            return ended.code, *capsys.readouterr()
        return 0, *capsys.readouterr()

    return run


def test_the_command_says_how_many_films_it_wrote(run, tmp_path):
    code, told, _ = run(tmp_path / "raw", "--films", "3")
    assert code == 0
    assert told.startswith("Sample of 8 titles, 9 ratings and 3 films in ")
    assert sum(1 for _ in films(tmp_path / "raw" / "films")) == 3


def test_the_command_writes_no_film_set_when_asked_for_none(run, tmp_path):
    assert run(tmp_path / "raw", "--films", "0")[0] == 0
    assert not (tmp_path / "raw" / "films").exists()
    assert run(tmp_path / "other", "--films", "-1")[0] == 2


@pytest.mark.parametrize("standing", [FILMS_FILE, FILM_CREDITS_FILE])
def test_the_command_overwrites_no_film_set(run, tmp_path, standing):
    (tmp_path / "films").mkdir()
    (tmp_path / standing).write_text("mine")
    code, _, err = run(tmp_path, "--films", "3")
    assert code == 1
    assert f"{standing} is already there and will not be overwritten" in err
    assert (tmp_path / standing).read_text() == "mine"
    assert not (tmp_path / "catalogues").exists()


@pytest.mark.slow
def test_at_full_size_the_files_are_as_large_as_the_real_ones(full_film_set):
    assert 170e6 < (full_film_set / "credits.csv").stat().st_size < 195e6
    assert 30e6 < (full_film_set / "movies_dataset.csv").stat().st_size < 40e6
    assert sum(1 for _ in films(full_film_set)) == 45_466
    assert sum(1 for _ in credits(full_film_set)) == 45_476


@pytest.mark.slow
def test_at_full_size_a_few_make_many_films(full_film_set):
    acts, directs, large = Counter(), Counter(), 0
    for row in credits(full_film_set):
        cast = re.findall(r"'id': (\d+), 'name'", row["cast"])
        large += len(cast) >= 200
        acts.update(set(cast))
        directs.update(set(re.findall(r"'id': (\d+), 'job': 'Director'", row["crew"])))
    assert large > 10
    assert 10 < sum(films_ >= 60 for films_ in acts.values()) < 200
    assert 45 < max(directs.values()) < 110
    assert len(directs) == pytest.approx(19_738, rel=0.05)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc that tells a program's peak memory")
def test_at_full_size_hardly_a_row_is_held(tmp_path):
    program = f"""
from pathlib import Path
from pipeline.sample import write_films
write_films(Path({str(tmp_path)!r}), films=45_466, seed={SEED}, progress=lambda _: None)
print(Path("/proc/self/status").read_text())
"""
    ended = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", ended.stdout)[1]) / 1024  # of this program, and not of the one before
    assert peak < 200  # MB; the two files have 220, a Python that makes no films 60
