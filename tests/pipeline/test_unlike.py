"""Raw files held against one another and the current release."""

import gzip
import shutil

import pytest

from pipeline import build as building
from pipeline.sources.finding import mark_sample
from pipeline.sources.layout import CATALOGUE_FILES, FILMS_FILE
from pipeline.store.errors import UnlikeCurrent
from pipeline.store.releases import activate
from pipeline.store.vocabulary import PlatformCode
from pipeline.unlike import WORTH_COMPARING, rows_by_kind
from tests.pipeline.making import Quiet, made, made_of
from tests.pipeline.test_movielens import put
from tests.raw_files import film, rating, title, write_raw

AMAZON, DISNEY, HULU = PlatformCode.AMAZON, PlatformCode.DISNEY, PlatformCode.HULU


def catalogue(count, name="Rain"):
    return [title(show_id=f"s{number}", title=f"{name} {number}") for number in range(1, count + 1)]


def ratings(count, user=1):
    return [rating(movieId="as1", userId=str(user), timestamp=str(number)) for number in range(count)]


def fault(raw, data):
    with pytest.raises(UnlikeCurrent) as caught:
        building.build(raw, data, Quiet())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_half_of_the_rows_are_enough_and_fewer_are_not(tmp_path):
    raw, data = tmp_path / "raw", tmp_path / "data"
    version = made(tmp_path, {AMAZON: catalogue(100)}, {"1": ratings(60), "2": ratings(60, 2)}).manifest.version
    made_of(write_raw(tmp_path / "half", {AMAZON: catalogue(50)}, {"1": ratings(60)}), data)
    activate(data, version)
    write_raw(raw, {AMAZON: catalogue(49)})
    message = fault(raw, data)
    assert message.startswith(f"{CATALOGUE_FILES[AMAZON]}: 49 rows, and the current release {version} was made of 100;")
    assert message.endswith("accept it with: --accept-smaller")
    write_raw(raw, {AMAZON: catalogue(100)}, {"1": ratings(59)})
    (raw / "ratings" / "2.csv").unlink()
    assert fault(raw, data).startswith(f"ratings/*.csv: 59 rows, and the current release {version} was made of 120;")
    (raw / "ratings" / "1.csv").unlink()
    assert fault(raw, data).startswith(
        f"ratings/*.csv is not there, and the current release {version} was made of 120;"
    )
    assert building.build(raw, data, Quiet(), accept_smaller=True).manifest.tables["ratings"].rows == 0


def test_an_archive_that_is_gone_or_much_smaller_is_refused(tmp_path):
    rated = [(user, 1, "4.0", user) for user in range(100)]
    raw, data = put(write_raw(tmp_path / "raw", {AMAZON: [title()]}), ratings=rated, folder="movielens/large"), tmp_path
    version = made_of(raw, data).manifest.version
    activate(data, version)
    shutil.rmtree(raw / "movielens" / "large")
    put(raw, ratings=rated[:49], folder="movielens/small")
    assert fault(raw, data).startswith("movielens/**/ratings.csv: 49 rows, and the current release")
    shutil.rmtree(raw / "movielens")
    assert fault(raw, data).startswith("movielens/**/ratings.csv is not there, and the current release")


def test_a_film_set_counts_and_so_does_a_catalogue_that_is_gone(tmp_path):
    raw, data = tmp_path / "raw", tmp_path / "data"
    films = [film(id=str(number)) for number in range(WORTH_COMPARING)]
    made(tmp_path, {AMAZON: catalogue(100), DISNEY: catalogue(30, "Lantern")}, films=films)
    (raw / FILMS_FILE).unlink()
    assert fault(raw, data).startswith(f"{FILMS_FILE} is not there")
    write_raw(raw, {}, films=films[:49])
    assert fault(raw, data).startswith(f"{FILMS_FILE}: 49 rows")
    write_raw(raw, {}, films=films)
    (raw / CATALOGUE_FILES[DISNEY]).unlink()
    made_of(raw, data)  # of 30 rows: too few to be worth a word
    write_raw(raw, {DISNEY: catalogue(30, "Lantern")})
    (raw / CATALOGUE_FILES[AMAZON]).unlink()
    assert fault(raw, data).startswith(f"{CATALOGUE_FILES[AMAZON]} is not there")


def test_what_stands_already_is_held_against_the_current_release_too(tmp_path):
    data = tmp_path / "data"
    small = write_raw(tmp_path / "small", {AMAZON: catalogue(40)})
    made_of(small, data)
    made_of(write_raw(tmp_path / "raw", {AMAZON: catalogue(100)}), data)
    fault(small, data)


def test_a_compressed_file_is_of_the_same_kind(tmp_path):
    raw, data = tmp_path / "raw", tmp_path / "data"
    made(tmp_path, {AMAZON: catalogue(100)})
    file = raw / CATALOGUE_FILES[AMAZON]
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
    file.unlink()
    release = made_of(raw, data)
    assert rows_by_kind(release.manifest.sources) == {CATALOGUE_FILES[AMAZON]: 100}


def test_a_sample_and_real_files_are_not_compared(tmp_path):
    sample = write_raw(tmp_path / "sample", {AMAZON: catalogue(200)})
    mark_sample(sample)
    made_of(sample, tmp_path / "data")
    made_of(write_raw(tmp_path / "raw", {AMAZON: catalogue(10, "Real")}), tmp_path / "data")


def test_a_current_release_that_is_damaged_is_no_hindrance(tmp_path):
    release = made(tmp_path, {AMAZON: catalogue(30)})
    (release.folder / "titles.parquet").write_bytes(b"?")
    write_raw(tmp_path / "raw", {AMAZON: catalogue(31)})
    made_of(tmp_path / "raw", tmp_path / "data")
    (release.folder.parent / "CURRENT").write_bytes(b"\xff")
    write_raw(tmp_path / "raw", {AMAZON: catalogue(32)})
    made_of(tmp_path / "raw", tmp_path / "data")


# The catalogue of another platform.


def test_rows_of_the_catalogue_beside_are_noticed(tmp_path):
    ours = [*catalogue(30), *[{**row, "show_id": f"s9{row['show_id'][1:]}"} for row in catalogue(25, "Other")]]
    raw = write_raw(tmp_path / "raw", {DISNEY: ours, HULU: catalogue(30)})
    message = fault(raw, tmp_path / "data")
    assert message.startswith(f"{CATALOGUE_FILES[DISNEY]}: 30 of its 55 rows (55%) are the same as those of")
    assert CATALOGUE_FILES[HULU] in message


def test_a_catalogue_under_the_name_of_another_is_noticed_by_the_current_release(tmp_path):
    raw, data = tmp_path / "raw", tmp_path / "data"
    right = {DISNEY: catalogue(30, "Lantern"), HULU: catalogue(40, "Night")}
    made(tmp_path, right)
    write_raw(raw, {DISNEY: right[HULU], HULU: right[DISNEY]})
    message = fault(raw, data)
    assert message.startswith(
        f"{CATALOGUE_FILES[DISNEY]}: 40 of its 40 rows (100%) are those of Hulu in the current rel"
    )
    assert message.endswith("if the current release is wrong: --accept-smaller")
    building.build(raw, data, Quiet(), accept_smaller=True)


@pytest.mark.parametrize("count", [1, 20])
def test_small_catalogues_may_be_alike(tmp_path, count):
    made(tmp_path, {DISNEY: catalogue(count), HULU: [*catalogue(count), title(show_id="s999", title="One More")]})


def test_new_titles_in_a_catalogue_are_news(tmp_path):
    made(tmp_path, {DISNEY: catalogue(30, "Lantern"), HULU: catalogue(40, "Night")})
    write_raw(tmp_path / "raw", {DISNEY: catalogue(60, "Other"), HULU: catalogue(80, "Night")})
    made_of(tmp_path / "raw", tmp_path / "data")
