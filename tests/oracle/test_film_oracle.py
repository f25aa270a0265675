"""The oracle of the film set held to answers worked out by hand, on rows written for the purpose."""

import pytest

from tests.oracle.film_files import actors, crew, things
from tests.oracle.film_reading import FILMS_FILE
from tests.oracle.films import MONTH_NUMBERS, MONTHS, WEEKDAY_NUMBERS, WEEKDAYS, FilmOracle


@pytest.fixture
def dated(read):
    """Films of 2001: Monday 5 March, Sunday 11 March, Monday 3 September; and Thursday 1 March 1900."""
    return read(*({"release_date": f"{day}"} for day in ("2001-03-05", "2001-03-11", "2001-09-03", "1900-03-01")))


@pytest.mark.parametrize(
    ("month", "count"),
    [("marzo", 3), (" MÁRZO", 3), ("March", 3), ("setiembre", 1), ("SEPTIEMBRE", 1), ("enero", 0), ("Mar", None)],
)
def test_films_of_a_month(dated, month, count):
    assert dated.released_in_month(month) == count


@pytest.mark.parametrize(
    ("weekday", "count"),
    [("lunes", 2), ("Monday", 2), ("domingo", 1), ("JUEVES", 1), ("miercoles", 0), ("marzo", None), ("", None)],
)
def test_films_of_a_weekday(dated, weekday, count):
    assert dated.released_on_weekday(weekday) == count


def test_every_month_and_day_has_a_name_in_both_languages():
    assert [len(names.split()) for names in (*MONTHS.values(), *WEEKDAYS.values())] == [12, 12, 7, 7]
    assert (len(MONTH_NUMBERS), len(WEEKDAY_NUMBERS)) == (25, 14)


def test_of_films_with_one_title_the_most_voted_is_meant(read):
    oracle = read(
        {"title": "Écume", "vote_count": "5", "vote_average": "7.5"},
        {"title": "ecume", "vote_count": "2000", "popularity": "3.25", "release_date": "1999-01-01"},
        {"title": "ECUME ", "vote_count": "5"},
        {"title": "ecume", "vote_count": "5"},
        {"title": "Other", "vote_count": "9000"},
    )
    # 2000 votes; then of 5 each "ecume", twice by id, before "écume".
    rest = ["film:3", "film:4", "film:1"]
    asked = " éCUME "
    assert oracle.score(asked) == {
        "title": "ecume",
        "year": 1999,
        "popularity": 3.25,
        "film": "film:2",
        "alternatives": rest,
    }
    assert oracle.votes(asked) == {
        "title": "ecume",
        "year": 1999,
        "count": 2000,
        "mean": 6.5,
        "film": "film:2",
        "alternatives": rest,
    }
    assert oracle.score("ecum") is None


def test_fewer_than_2000_votes_are_too_few(read):
    oracle = read({"title": "A", "vote_count": "1999"})
    assert oracle.votes("a") == {"count": 1999, "required": 2000, "film": "film:1", "alternatives": []}
    assert oracle.votes("b") is None


def test_at_most_a_hundred_alternatives(read):
    oracle = read(*[{}] * 103)
    assert oracle.score("a film")["film"] == "film:1"
    assert oracle.score("a film")["alternatives"] == [f"film:{number}" for number in range(2, 102)]


@pytest.fixture
def earning(read):
    return read(
        {"budget": "100", "revenue": "250", "title": "B", "release_date": "2001-01-01"},
        {"budget": "0", "revenue": "9", "title": "a", "release_date": "2001-01-01"},
        {"budget": "3", "revenue": "1", "title": "C", "release_date": "1999-01-01"},
        {"budget": "10", "revenue": "1", "title": "b", "release_date": "2001-01-01"},
        credits=[
            {"cast": actors("Zoë Ek", "Bo Li"), "crew": crew(Director="Zoe Ek", Editor="Bo Li"), "id": "1"},
            {"cast": actors("zoë ek", "Zoe Ek"), "crew": crew(Director="ZOE EK"), "id": "2"},
            {"cast": actors("ZOË EK"), "crew": crew(Director="Zoe  Ek"), "id": "3"},
            {"cast": actors("Zöe Ek"), "crew": crew(Director="zoe ek"), "id": "4"},
        ],
    )


def test_what_an_actors_films_earned(earning):
    found = earning.earned("actor", "ZOË  ek")
    assert (found.name, found.total, found.mean) == ("zoë ek", 2.5 + 0 + 1 / 3, (2.5 + 1 / 3) / 3)
    assert [film.film_id for film in found.films] == [3, 2, 1]
    # The name as written if somebody has it, be it in fewer films; else the one in the most, then the first by name.
    assert earning.earned("actor", "zoe ek").name == "zoe ek"
    assert earning.earned("actor", "zóe ek").name == earning.earned("actor", "zœ ek").name == "zoë ek"
    assert earning.earned("actor", "Ana") is None


def test_of_equally_many_films_the_first_by_name_is_meant(read):
    credits = [{"cast": actors("Zoë Ek", "Zöe Ek"), "crew": "[]", "id": "1"}]
    assert read({}, credits=credits).earned("actor", "Zoe Ek").name == "zoë ek"  # "e" is before "ö"


def test_what_a_directors_films_earned(earning):
    found = earning.earned("director", "zoë ek")
    # 1/3, then three of one day: a, B of the first, b of the fourth.
    assert (found.name, [film.film_id for film in found.films]) == ("zoe ek", [3, 2, 1, 4])
    assert found.total == pytest.approx(2.5 + 1 / 3 + 0.1)
    assert earning.earned("director", "bo li") is None


@pytest.fixture
def shelf(read):
    return read(
        {"title": "b", "vote_count": "10", "release_date": "2001-01-01", "genres": things("Comédie", "Drama")},
        {"title": "Écume 2", "vote_count": "10", "release_date": "2000-01-01", "genres": ""},
        {"title": "B", "vote_count": "3", "release_date": "2001-12-31", "genres": things("drama")},
        {"title": "Spider-Man", "vote_count": "10", "release_date": "1999-05-05", "revenue": "1000"},
        credits=[{"cast": actors("Ana"), "crew": "[]", "id": number} for number in ("1", "3", "4")],
    )


@pytest.mark.parametrize(
    ("filter_", "order", "found"),
    [
        # "é" is after every plain letter as a code point.
        (None, None, [1, 3, 4, 2]),
        ({}, {"field": "TITLE", "direction": "DESC"}, [2, 4, 1, 3]),
        ({}, {"field": "VOTE_COUNT"}, [3, 1, 4, 2]),
        ({}, {"field": "VOTE_COUNT", "direction": "DESC"}, [1, 4, 2, 3]),
        ({}, {"field": "RELEASE_DATE"}, [4, 2, 1, 3]),
        ({}, {"field": "REVENUE", "direction": "DESC"}, [4, 1, 3, 2]),
        ({}, {"field": "RETURN_RATIO", "direction": "ASC"}, [1, 3, 2, 4]),
        ({"genre": ["DRAMA", "none such"]}, None, [1, 3, 4]),
        ({"genre": ["comedie"]}, None, [1]),
        ({"genre": []}, None, []),
        ({"genre": None, "releaseYear": {"min": 2001, "max": None}}, None, [1, 3]),
        ({"minVotes": 10, "releaseYear": {"max": 2000}}, None, [4, 2]),
        ({"text": "ma spid"}, None, [4]),
        ({"text": "spiderman"}, None, []),
        ({"text": "pider"}, None, []),
        ({"text": "ecu, 2"}, None, [2]),
        ({"text": "-"}, None, []),
    ],
)
def test_lists(shelf, filter_, order, found):
    assert [film.film_id for film in shelf.listed(filter_, order)] == found


def test_the_films_of_a_person(shelf):
    assert [film.film_id for film in shelf.listed(owner="actor:ana")] == [1, 3, 4]
    assert [film.film_id for film in shelf.listed({"minVotes": 5}, {"field": "RELEASE_DATE"}, "actor:ana")] == [4, 1]
    assert shelf.listed(owner="director:ana") == []


@pytest.fixture(scope="module")
def real_films(real_data, tmp_path_factory):
    raw = tmp_path_factory.mktemp("films")
    (raw / "films").mkdir()
    (raw / FILMS_FILE).symlink_to((real_data / FILMS_FILE).resolve())
    return FilmOracle.read(raw)


@pytest.mark.real
class TestOverTheRealFilms:
    """Answers of SQL over the file as DuckDB reads it, all columns text, of each id the first row."""

    def test_three_rows_do_not_enter(self, real_films):
        # `release_date is null` finds two rows, `group by id having count(*) > 1` the two of 105045.
        assert len(real_films.films) == 2_993
        assert [each.reason for each in real_films.aside] == [
            "release_date is missing",
            "release_date is missing",
            "id is that of a row above",
        ]

    def test_months_and_days(self, real_films):
        # `group by month(release_date::date)` and `dayname(...)`; both add up to 2,993.
        months = [real_films.released_in_month(month) for month in MONTHS["english"].split()]
        assert months == [241, 177, 211, 201, 251, 229, 214, 258, 370, 307, 229, 305]
        days = [real_films.released_on_weekday(day) for day in WEEKDAYS["spanish"].split()]
        assert days == [137, 204, 505, 444, 1419, 160, 124]

    def test_titles(self, real_films):
        # `where lower(title) in (...) order by title, vote_count::double desc`.
        assert [film.film_id for film in real_films.titled("SABRINA")] == [6620, 11860]
        assert [film.film_id for film in real_films.titled("the nutty professor")] == [9327, 18331]
        assert real_films.votes("Psycho") == {
            "title": "Psycho",
            "year": 1960,
            "count": 2405,
            "mean": 8.3,
            "film": "film:539",
            "alternatives": ["film:11252"],
        }
        assert real_films.votes("Hamlet")["count"] == 118
        assert sum(film.vote_count >= 2000 for film in real_films.films) == 84

    def test_lists(self, real_films):
        # `genres like '%Western%'`, 1960 to 1969, by revenue, two of 0 by title.
        order = {"field": "REVENUE", "direction": "DESC"}
        found = real_films.listed({"genre": ["western"], "releaseYear": {"min": 1960, "max": 1969}}, order)
        assert [film.film_id for film in found] == [642, 391, 4929, 429, 335, 576, 60285, 64963]
        # `revenue / budget` of the three greatest; a budget of 113 dollars earned 115,103,979.
        order = {"field": "RETURN_RATIO", "direction": "DESC"}
        found = [(film.title, film.return_ratio) for film in real_films.listed(None, order)[:3]]
        assert found == [
            ("The Karate Kid, Part II", 115_103_979 / 113),
            ("The Blair Witch Project", 248_000_000 / 60_000),
            ("Pink Flamingos", 500.0),
        ]
