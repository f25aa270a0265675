"""Months and days of the week, as people write them in two languages."""

import calendar

import pytest

from graphql_api.errors import BadUserInput
from graphql_api.types.calendar import MONTHS, WEEKDAYS, month_number, weekday_number
from tests.graphql_api.asking import answer, refusal


@pytest.mark.parametrize(("number", "names"), [*enumerate(MONTHS, 1)])
def test_each_month_has_its_names(number, names):
    assert names[1] == calendar.month_name[number]
    for name in names:
        assert {month_number(each) for each in (name, name.upper(), name.lower(), f" \t{name}\u00a0")} == {number}


@pytest.mark.parametrize(("number", "names"), [*enumerate(WEEKDAYS, 1)])
def test_each_day_has_its_names(number, names):
    assert names[1] == calendar.day_name[number - 1]
    for name in names:
        assert {weekday_number(each) for each in (name, name.upper(), name.lower(), f" \t{name}\u00a0")} == {number}


def test_there_are_twelve_and_seven():
    assert (len(MONTHS), len(WEEKDAYS)) == (12, 7)


@pytest.mark.parametrize(
    ("name", "number"),
    [("miercoles", 3), ("MIÉRCOLES", 3), ("mie\u0301rcoles", 3), ("Sabado", 6), ("sÁbAdO", 6), ("ｆｒｉｄａｙ", 5)],
)
def test_accents_do_not_matter(name, number):
    assert weekday_number(name) == number


def test_september_has_three_names():
    assert {month_number(name) for name in ("septiembre", "SETIEMBRE", "September")} == {9}


async def test_films_are_counted_by_either_name(ask):
    found = await ask(
        """{ a: filmsReleasedInMonth(month: "Énero") b: filmsReleasedInMonth(month: "january")
             c: filmsReleasedInMonth(month: "setiembre") d: filmsReleasedInMonth(month: " AGOSTO ")
             e: filmsReleasedOnWeekday(weekday: "miercoles") f: filmsReleasedOnWeekday(weekday: "WEDNESDAY")
             g: filmsReleasedOnWeekday(weekday: "domingo") h: filmsReleasedOnWeekday(weekday: "Lunes") }"""
    )
    assert list(found.values()) == [2, 2, 0, 2, 4, 4, 0, 2]


MONTHS_TOLD = (
    "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre, or in "
    "English January, February, March, April, May, June, July, August, September, October, November, December"
)
DAYS_TOLD = (
    "lunes, martes, miércoles, jueves, viernes, sábado, domingo, or in English "
    "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"
)


async def refused(snapshot, argument, name):
    field = {"month": "filmsReleasedInMonth", "weekday": "filmsReleasedOnWeekday"}[argument]
    return await refusal(snapshot, f"query($name: String!) {{ {field}({argument}: $name) }}", name=name)


@pytest.mark.parametrize(
    ("argument", "name", "suggestions"),
    [
        ("month", "brumario", []),
        ("month", "", []),
        ("month", " ", []),
        ("month", "13", []),
        ("month", "lunes", []),
        ("month", "\0", []),
        ("month", "ener", ["enero"]),
        ("month", "ENEROO", ["enero"]),
        ("month", "agosot", ["agosto"]),
        ("month", "Agust", ["August"]),
        ("month", "juno", ["junio", "June"]),
        ("month", "jun", ["June"]),
        ("month", "ju", []),
        ("month", "setiembr", ["setiembre", "septiembre"]),
        ("month", "Febuary", ["February"]),
        ("month", "dezember", ["December"]),
        ("weekday", "enero", []),
        ("weekday", "", []),
        ("weekday", "1", []),
        ("weekday", "mercoles", ["miércoles"]),
        ("weekday", "Saturdy", ["Saturday"]),
        ("weekday", "sabados", ["sábado"]),
        ("weekday", "Mondy", ["Monday"]),
        ("weekday", "lunez", ["lunes"]),
    ],
)
async def test_a_wrong_name_is_told_the_right_ones(argument, name, suggestions, small):
    message, extensions = await refused(small, argument, name)
    told = {"month": MONTHS_TOLD, "weekday": DAYS_TOLD}[argument]
    assert message == f"`{argument}` is {name!r}; it must be one of {told}"
    assert (extensions["code"], extensions["argument"]) == ("BAD_USER_INPUT", argument)
    assert extensions["suggestions"] == suggestions
    names = {"month": MONTHS, "weekday": WEEKDAYS}[argument]
    assert sorted(extensions["allowed"]) == sorted(name for those in names for name in those)


@pytest.mark.parametrize("read", [month_number, weekday_number])
@pytest.mark.parametrize("name", ["a" * 10_000, "\ud800" * 10_000, "ﷺ" * 10_000])
def test_a_long_name_is_not_repeated_whole(read, name):
    with pytest.raises(BadUserInput) as refusal:
        read(name)
    assert len(refusal.value.message) < 1_000
    assert f"{name[:40]!r}"[1:-1] in refusal.value.message
    assert refusal.value.extensions["suggestions"] == []


def test_of_40_letters_all_are_repeated():
    with pytest.raises(BadUserInput, match=f"`month` is '{'a' * 40}'; it must"):
        month_number("a" * 40)


async def test_half_a_surrogate_pair_is_answered(small):
    message, _ = await refused(small, "month", "\ud800")
    assert message.startswith("`month` is '\\ud800'; it must be one of enero")


async def test_without_a_film_set_a_wrong_name_is_wrong_all_the_same(filmless):
    found = await answer(filmless, '{ filmsReleasedInMonth(month: "mayo") filmsReleasedOnWeekday(weekday: "Friday") }')
    assert found == {"filmsReleasedInMonth": 0, "filmsReleasedOnWeekday": 0}
    assert (await refused(filmless, "month", "brumario"))[1]["code"] == "BAD_USER_INPUT"
