"""The film set agrees: what a client is told of films and their people is what plain loops over the raw files find.

Over a generated film set, over the real rows, over tiny ones that hypothesis draws, and at full size in a slow test.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graphql_api.context import Context
from pipeline.sample import write_sample
from tests.oracle.asking import schema
from tests.oracle.film_agreement import (
    hold_combinations,
    hold_everything,
    hold_the_films,
    hold_the_list,
    hold_the_months_and_days,
    hold_the_people,
    hold_the_returns,
    hold_the_tables,
    hold_the_titles,
    hold_what_is_set_aside,
)
from tests.oracle.film_asking import Served, served
from tests.oracle.film_cells import Writer, crowded, odd_credits, odd_films
from tests.oracle.film_combinations import FilmCombination
from tests.oracle.film_drawn import FILM_SETS
from tests.oracle.film_files import film
from tests.oracle.film_reading import FILMS_FILE
from tests.oracle.films import FIELDS, MONTH_NUMBERS, WEEKDAY_NUMBERS
from tests.raw_files import film_credits, title

FULL_SIZE = 45_466
"""Rows of the film set that is in public."""


def real_film_set(raw, real_data):
    """The real rows of films beside the real catalogues; nobody has the file that says who was in them."""
    (raw / "films").mkdir(parents=True)
    (raw / FILMS_FILE).symlink_to((real_data / FILMS_FILE).resolve())
    (raw / "catalogues").symlink_to((real_data / "catalogues").resolve())


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("generated", marks=pytest.mark.slow),
        pytest.param("real", marks=[pytest.mark.real, pytest.mark.slow]),
        pytest.param("of full size", marks=pytest.mark.slow),
    ],
)
def film_set(request, tmp_path_factory):
    """The film sets that all of the following is asked about."""
    folder = tmp_path_factory.mktemp("films")
    raw = folder / "raw"
    if request.param == "real":
        real_film_set(raw, request.getfixturevalue("real_data"))
    else:
        films = 800 if request.param == "generated" else FULL_SIZE
        write_sample(raw, titles=400, users=20, ratings=100, films=films)
    return Served.read(raw, folder / "data")


class TestOverAFilmSet:
    def test_the_tables(self, film_set):
        hold_the_tables(film_set)

    async def test_what_is_set_aside(self, film_set):
        await hold_what_is_set_aside(film_set)

    async def test_months_and_days(self, film_set):
        await hold_the_months_and_days(film_set)

    async def test_films_by_title(self, film_set):
        await hold_the_titles(film_set)

    async def test_the_returns_of_every_actor_and_director(self, film_set):
        await hold_the_returns(film_set)

    async def test_people(self, film_set):
        await hold_the_people(film_set, count=max(1_000, len(film_set.oracle.films) // 4))

    async def test_every_film(self, film_set):
        await hold_the_films(film_set)

    async def test_a_hundred_combinations(self, film_set):
        await hold_combinations(film_set, 100, seed=5, pages_at_most=8, most=1_000)

    @pytest.mark.parametrize("direction", ["ASC", "DESC"])
    @pytest.mark.parametrize("field", FIELDS)
    async def test_all_films_in_order(self, film_set, field, direction):
        order = {"field": field, "direction": direction}
        await hold_the_list(film_set, FilmCombination(owner=None, filter=None, order=order, size=100))


BESIDE = [
    [],
    [title(cast="zoe ek, ANA RUIZ, Only Here", director="Zöe Ek, Only Here")],
]
"""Titles of the catalogues whose people are in the film set as well, under names that differ in accents or not."""


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(rows=FILM_SETS, titles=st.sampled_from(BESIDE))
@pytest.mark.slow
async def test_over_any_film_set(rows, titles):
    films, credits = rows
    plain = film(id="999999"), film_credits("999999")  # of each file something enters, or it would be refused
    with served([plain[0], *films], credits and [plain[1], *credits], titles=titles) as film_set:
        await hold_everything(film_set)


@pytest.mark.slow
async def test_over_a_crowded_film_set():
    with served(*crowded(150, seed=6), titles=BESIDE[1]) as film_set:
        await hold_everything(film_set, combinations=30)


async def test_over_no_film_set():
    with served(None, titles=BESIDE[1]) as film_set:
        await hold_everything(film_set)


async def test_over_a_film_set_without_films():
    with served([], [], titles=BESIDE[1]) as film_set:
        await hold_everything(film_set)


@pytest.mark.slow
async def test_over_odd_cells():
    writer = Writer(seed=1)
    films, credits = [*writer.films(1_000), *odd_films(1_001)], [*writer.credits(1_000), *odd_credits(1_001)]
    # Whatever became of a row, another with its id is one too many.
    films += [film(id=row["id"]) for row in films]
    credits += [{"cast": "", "crew": "", "id": row["id"]} for row in credits]
    # Each of the credits is of a film that enters: what is odd in them is not lost with it.
    plain = [film(id=str(number)) for number in range(1, len(credits) + 1)]
    for these, those in ((films, None), (plain, credits)):
        with served(these, those) as film_set:
            assert len(film_set.oracle.aside) > 100
            hold_the_tables(film_set)
            await hold_what_is_set_aside(film_set)


async def test_a_hundred_alternatives_and_no_more():
    rows = [film(id=str(number), vote_count=str(number % 7)) for number in range(1, 106)]
    with served(rows) as film_set:
        await hold_the_titles(film_set)


@pytest.fixture(scope="module")
def one_film():
    with served([film()]) as film_set:
        yield film_set


@pytest.mark.parametrize(
    ("field", "wrong", "meant"),
    [
        *(("month", name, None) for name in ("", "13", "lunes", "Monday", "?")),
        *(("month", name, meant) for name, meant in (("enerro", "enero"), (" Decémbr", "December"))),
        *(("weekday", name, None) for name in ("", "0", "enero", "May")),
        *(("weekday", name, meant) for name, meant in (("miercole", "miércoles"), ("TUESDY", "Tuesday"))),
    ],
)
async def test_a_wrong_month_or_day_is_refused_with_the_right_ones(one_film, field, wrong, meant):
    root, names, answer = {
        "month": ("filmsReleasedInMonth", MONTH_NUMBERS, one_film.oracle.released_in_month),
        "weekday": ("filmsReleasedOnWeekday", WEEKDAY_NUMBERS, one_film.oracle.released_on_weekday),
    }[field]
    document = f"query($name: String!) {{ {root}({field}: $name) }}"
    context = Context(one_film.snapshot)
    (error,) = (await schema.execute(document, variable_values={"name": wrong}, context_value=context)).errors
    told = error.extensions
    assert (told["code"], told["argument"]) == ("BAD_USER_INPUT", field)
    assert all(answer(name) is not None for name in told["allowed"])
    assert {name.lower() for name in names} - {"setiembre"} <= {name.lower() for name in told["allowed"]}
    assert all(name.lower() in error.message.lower() for name in names if name != "setiembre")
    assert set(told["suggestions"]) <= set(told["allowed"])
    assert meant is None or meant.lower() in {name.lower() for name in told["suggestions"]}
