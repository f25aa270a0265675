"""What must hold on the real film set."""

from collections import Counter

import numpy as np
import polars as pl
import pytest

from benchmarks.films.quality import DEPTH, first_of, hit_rate, kin_of, measured, quality, shown_of
from pipeline.sources.layout import FILMS_FILE
from pipeline.store.releases import open_release
from pipeline.store.vocabulary import PlatformCode
from recsys.films import FILM_FIELDS, SINCE
from recsys.nearest import by_neighbours, by_product, nearest
from recsys.space import space
from tests.conftest import publish
from tests.raw_files import write_raw
from tests.recsys.making import films, fitted_films
from tests.small import NETFLIX


def test_kin_are_other_films_of_the_collection_that_may_be_shown():
    rows = [{"release_year": SINCE - 1}, {"release_year": SINCE}, {}, {}, {}]
    film_set = films(*rows).collect().with_columns(collection=pl.Series(["boats", "boats", "boats", "rain", None]))
    assert kin_of(film_set) == {0: {1, 2}, 1: {2}, 2: {1}}
    assert shown_of(film_set).tolist() == [1, 2, 3, 4]


def test_what_is_measured_is_hits_by_queries_and_how_often_the_commonest_film_comes():
    first, kin = {0: [3, 1], 1: [3], 2: [0]}, {0: frozenset([1]), 1: frozenset([0]), 4: frozenset([0])}
    assert hit_rate(first, kin) == pytest.approx(1 / 3)
    assert measured(first, kin) == {"collection@5": pytest.approx(1 / 3), "commonest": 2, "lists": 3}


@pytest.fixture(scope="module")
def film_set(real_data, tmp_path_factory):
    """The real films in the order of their ids, beside a small catalogue."""
    folder = tmp_path_factory.mktemp("real")
    raw = write_raw(folder / "raw", {PlatformCode.NETFLIX: NETFLIX})
    (raw / FILMS_FILE).parent.mkdir()
    (raw / FILMS_FILE).symlink_to((real_data / FILMS_FILE).resolve())
    publish(raw, folder / "data")
    return open_release(folder / "data").scan("films").sort("film_id").collect()


@pytest.fixture(scope="module")
def figures(film_set):
    return quality(film_set)


@pytest.fixture(scope="module")
def found(film_set):
    return fitted_films(film_set.lazy())


@pytest.mark.real
@pytest.mark.slow
class TestOnTheRealFilms:
    def test_a_film_s_collection_is_among_its_five_more_often_than_any_other_way(self, film_set, figures):
        *others, served = (each["collection@5"] for each in figures.values())
        assert len(kin_of(film_set)) == 318
        assert served >= 0.90
        assert len(others) == 3
        assert served > max(others)

    def test_no_film_is_near_everything(self, figures):
        *_, text, not_needed, served = (each["commonest"] for each in figures.values())
        assert served <= 60 < text < not_needed

    def test_what_is_measured_can_be_bad(self, film_set):
        genres = [field for field in FILM_FIELDS if field.name == "genres"]
        bad = measured(first_of(space(film_set, genres).matrix, shown_of(film_set)), kin_of(film_set))
        assert bad["collection@5"] < 0.5

    def test_the_lists_as_written_are_as_good(self, film_set, found):
        place = {film_id: row for row, film_id in enumerate(film_set["film_id"])}
        early = found.filter(pl.col("rank") <= DEPTH).sort("film_id", "rank")
        first = {}
        for film_id, other in early.select("film_id", "neighbour_id").iter_rows():
            first.setdefault(place[film_id], []).append(place[other])
        assert hit_rate(first, kin_of(film_set)) >= 0.90
        assert max(Counter(row for rows in first.values() for row in rows).values()) <= 60

    def test_nearly_every_film_has_fifty_and_none_is_older_than_the_year(self, film_set, found):
        years = dict(film_set.select("film_id", "release_year").iter_rows())
        assert min(years[each] for each in found["neighbour_id"]) == SINCE < max(years.values())
        assert min(years[each] for each in found["film_id"]) < SINCE
        lengths = found.group_by("film_id").len()["len"]
        assert lengths.max() == 50
        assert (lengths == 50).sum() > 0.95 * film_set.height

    def test_scikit_learn_finds_the_same(self, film_set):
        matrix, shown = space(film_set, FILM_FIELDS).matrix, shown_of(film_set)
        everything = np.arange(film_set.height, dtype=np.uint32)
        ours, reference = (nearest(matrix, everything, 64, engine, shown) for engine in (by_product, by_neighbours))
        assert ours.pairs.equals(reference.pairs)
        assert sorted(ours.cut) == sorted(reference.cut)
