"""The oracle of the film set held to answers worked out by hand, on rows written for the purpose."""

from datetime import date

import pytest

from tests.oracle.film_files import actors, crew, film, things, write_films
from tests.oracle.film_reading import CREDITS_FILE, FILMS_FILE, FilmSet, read_film_set
from tests.oracle.films import MONTH_NUMBERS, MONTHS, WEEKDAY_NUMBERS, WEEKDAYS, FilmOracle


@pytest.fixture
def read(tmp_path):
    """Reads an oracle from rows; what a row of films leaves out is that of a plain one, its id its place."""

    def read(*films, credits=None):
        rows = [film(**{"id": str(place), **row}) for place, row in enumerate(films, 1)]
        return FilmOracle.read(write_films(tmp_path, rows, credits))

    return read


@pytest.fixture
def only(read):
    """The one film that a row gives."""

    def only(**row):
        oracle = read(row)
        assert oracle.aside == []
        return oracle.films[0]

    return only


@pytest.fixture
def reason(read):
    """Why a row does not enter; None if it does."""

    def reason(**row):
        oracle = read(row)
        assert len(oracle.films) + len(oracle.aside) == 1
        return oracle.aside[0].reason if oracle.aside else None

    return reason


def test_rows_as_they_stand_in_the_files(tmp_path):
    (tmp_path / "films").mkdir()
    (tmp_path / FILMS_FILE).write_text(
        "adult,belongs_to_collection,budget,genres,homepage,id,imdb_id,original_language,original_title,overview,"
        "popularity,poster_path,production_companies,production_countries,release_date,revenue,runtime,"
        "spoken_languages,status,tagline,title,video,vote_average,vote_count\n"
        "False,\"{'id': 9, 'name': 'Rain  Collection', 'poster_path': None, 'backdrop_path': None}\",200,"
        "\"[{'id': 16, 'name': 'Animation'}, {'id': 35, 'name': 'Comedy'}]\",,862,tt1,en,Rain,"
        '"It rains,\nand ""rains"".",8.2e-05,/r.jpg,'
        '"[{\'name\': ""Bo\'s"", \'id\': 3}]",[],1995-10-30,500,81.0,'
        "\"[{'iso_639_1': 'en', 'name': 'English'}]\",Released,,The  Rain,False,7.7,5415\n",
        encoding="utf-8",
    )
    (tmp_path / CREDITS_FILE).write_text(
        "cast,crew,id\n"
        "\"[{'cast_id': 14, 'character': 'Woody (voice)', 'credit_id': '52', 'gender': 2, 'id': 31, "
        "'name': 'Tom Hanks', 'order': 0, 'profile_path': None}]\","
        "\"[{'credit_id': '52', 'department': 'Directing', 'gender': 2, 'id': 7, 'job': 'Director', "
        "'name': 'John Lasseter', 'profile_path': None}]\",862\n",
        encoding="utf-8",
    )
    oracle = FilmOracle.read(tmp_path)
    (found,) = oracle.films
    assert (found.film_id, found.node_id, found.title) == (862, "film:862", "The Rain")
    assert (found.release_date, found.release_year, found.runtime) == (date(1995, 10, 30), 1995, 81)
    assert (found.overview, found.tagline, found.collection) == ('It rains, and "rains".', None, "Rain Collection")
    assert (found.genres, found.companies) == (("Animation", "Comedy"), ("Bo's",))
    assert (found.countries, found.languages) == ((), ("English",))
    assert (found.budget, found.revenue, found.profit, found.return_ratio) == (200.0, 500.0, 300.0, 2.5)
    assert (found.popularity, found.vote_average, found.vote_count) == (0.000082, 7.7, 5415)
    assert (found.original_language, found.status) == ("en", "Released")
    assert (oracle.cast(found), oracle.directors(found), oracle.aside) == (("Tom Hanks",), ("John Lasseter",), [])


def test_either_file_may_be_missing(tmp_path):
    assert read_film_set(tmp_path) == FilmSet()
    write_films(tmp_path / "alone", None, [{"cast": actors("Ana"), "crew": "[]", "id": "1"}])
    assert read_film_set(tmp_path / "alone") == FilmSet()
    oracle = FilmOracle.read(write_films(tmp_path, [film()]))
    assert (oracle.cast(oracle.films[0]), oracle.directors(oracle.films[0])) == ((), ())


def test_other_columns_are_refused(tmp_path):
    (tmp_path / "films").mkdir()
    (tmp_path / FILMS_FILE).write_text("adult,id\nFalse,1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="columns"):
        read_film_set(tmp_path)


def test_a_row_that_is_too_short_has_blank_cells(tmp_path):
    write_films(tmp_path, [film()])
    with (tmp_path / FILMS_FILE).open("a", encoding="utf-8") as stream:
        stream.write("- Written by Bo Li,0.065,/a.jpg,[],False,6.0,1\nFalse,,10,[],,7\n")
    aside = read_film_set(tmp_path).aside
    assert [(each.row, each.reason) for each in aside] == [
        (2, "the columns are shifted: adult is neither True nor False"),
        (3, "title is blank"),
    ]


def test_of_several_faults_the_first_is_the_reason(read):
    faults = {
        "adult": ("no", "the columns are shifted: adult is neither True nor False"),
        "id": ("x", "id is not a whole number"),
        "title": ("\u200b ", "title is blank"),
        "release_date": ("soon", "release_date is not a day"),
        "budget": ("-1", "budget is not a number"),
        "revenue": ("1,000", "revenue is not a number"),
        "popularity": ("", "popularity is not a number"),
        "vote_average": ("10.1", "vote_average is not a number from 0 to 10"),
        "vote_count": ("2.5", "vote_count is not a whole number"),
        "runtime": ("1 h", "runtime is not a number of minutes"),
        "genres": ("[", "genres cannot be read as a list of names"),
        "production_companies": ("{}", "production_companies cannot be read as a list of names"),
        "production_countries": ("None", "production_countries cannot be read as a list of names"),
        "spoken_languages": ("['English']", "spoken_languages cannot be read as a list of names"),
        "belongs_to_collection": ("[]", "belongs_to_collection cannot be read as a name"),
    }
    columns = list(faults)
    rows = [{column: faults[column][0] for column in columns[place:]} for place in range(len(columns))]
    assert [each.reason for each in read(*rows).aside] == [said for _, said in faults.values()]


def test_an_id_is_taken_by_any_row_above(read):
    oracle = read(
        {"id": "7"}, {"id": " 007"}, {"id": "8", "adult": ""}, {"id": "8"}, {"id": "9", "title": ""}, {"id": "9"}
    )
    taken = "id is that of a row above"
    assert [(each.row, each.reason) for each in oracle.aside] == [
        (2, taken),
        (3, "the columns are shifted: adult is neither True nor False"),
        (4, taken),
        (5, "title is blank"),
        (6, taken),
    ]
    assert [each.film_id for each in oracle.films] == [7]


@pytest.mark.parametrize("adult", ["True", "False", " False\u200b"])
def test_adult_films_enter(reason, adult):
    assert reason(adult=adult) is None


@pytest.mark.parametrize("adult", ["", "true", "TRUE", "0", " - Written by Bo"])
def test_what_is_neither_true_nor_false_is_shifted(reason, adult):
    assert reason(adult=adult) == "the columns are shifted: adult is neither True nor False"


@pytest.mark.parametrize("number", ["", "1.0", "1997-08-20", "-3", "1234567890", "٣", "1 2"])
def test_no_whole_number_is_no_id(reason, number):
    assert reason(id=number) == "id is not a whole number"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1995-10-30", date(1995, 10, 30)),
        (" October  30, 1995", date(1995, 10, 30)),
        ("1870-01-01", date(1870, 1, 1)),
    ],
)
def test_days(only, written, day):
    assert only(release_date=written).release_date == day


@pytest.mark.parametrize("written", ["1995-02-29", "1", "30/10/1995", "30-Oct-95", "1869-12-31", "1995"])
def test_no_days(reason, written):
    assert reason(release_date=written) == "release_date is not a day"


def test_a_day_that_is_blank_is_missing(reason):
    assert reason(release_date=" \u00a0") == "release_date is missing"


@pytest.mark.parametrize(
    ("budget", "revenue", "expected"),
    [
        ("100", "250", (100.0, 250.0, 150.0, 2.5)),
        ("", "250", (0.0, 250.0, None, 0.0)),
        ("100", " ", (100.0, 0.0, None, 0.0)),
        ("0", "0.0", (0.0, 0.0, None, 0.0)),
        ("0.5", "0.25", (0.5, 0.25, -0.25, 0.5)),
        ("3", "1", (3.0, 1.0, -2.0, 1 / 3)),
        ("1e2", "2.5e+02", (100.0, 250.0, 150.0, 2.5)),
        (" 999999999999999", "1.123456789", (999999999999999.0, 1.123456789, 1.123456789 - 999999999999999, None)),
    ],
)
def test_money(only, budget, revenue, expected):
    found = only(budget=budget, revenue=revenue)
    ratio = found.revenue / found.budget if expected[3] is None else expected[3]
    assert (found.budget, found.revenue, found.profit, found.return_ratio) == (*expected[:3], ratio)


@pytest.mark.parametrize(
    "written", ["-1", "+1", "1e", "1e100", "1,000", "$5", "1234567890123456", "1.", ".5", "/a.jpg", "nan"]
)
def test_no_money(reason, written):
    assert reason(budget=written) == "budget is not a number"
    assert reason(revenue=written) == "revenue is not a number"


@pytest.mark.parametrize(("written", "value"), [("0", 0.0), ("8.2e-05", 8.2e-05), (" 21.946943", 21.946943)])
def test_popularity(only, written, value):
    assert only(popularity=written).popularity == value


@pytest.mark.parametrize("written", ["", "-0.1", "inf", "nan", "1e999", "Beware", "1,5"])
def test_no_popularity(reason, written):
    assert reason(popularity=written) == "popularity is not a number"


@pytest.mark.parametrize(("written", "value"), [("0", 0.0), ("10.0", 10.0), ("7.7", 7.7)])
def test_mean_votes(only, written, value):
    assert only(vote_average=written).vote_average == value


@pytest.mark.parametrize("written", ["", "-1", "10.01", "11", "seven"])
def test_no_mean_votes(reason, written):
    assert reason(vote_average=written) == "vote_average is not a number from 0 to 10"


@pytest.mark.parametrize(("written", "value"), [("0", 0), ("2000", 2000), ("2000.0", 2000), ("999999999", 999_999_999)])
def test_numbers_of_votes(only, written, value):
    assert only(vote_count=written).vote_count == value


@pytest.mark.parametrize("written", ["", "-1", "1.5", "1.00", "1234567890", "many"])
def test_no_numbers_of_votes(reason, written):
    assert reason(vote_count=written) == "vote_count is not a whole number"


@pytest.mark.parametrize(("written", "value"), [("", None), ("0", None), ("0.0", None), ("81.0", 81), ("1256", 1256)])
def test_minutes(only, written, value):
    assert only(runtime=written).runtime == value


@pytest.mark.parametrize("written", ["81.5", "-81", "1:21", "1234567"])
def test_no_minutes(reason, written):
    assert reason(runtime=written) == "runtime is not a number of minutes"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (" It\n rains. ", "It rains."),
        ("", None),
        ("No overview found.", None),
        ("No Overview ", None),
        ("No movie  overview available.", None),
        ("no overview found.", "no overview found."),
    ],
)
def test_overviews(only, written, shown):
    assert only(overview=written).overview == shown


def test_text_keeps_its_case(only):
    found = only(title="\u200bThe\u00a0 BIG One", tagline=" Só  long ", status="", original_language=" xx")
    assert (found.title, found.tagline, found.status, found.original_language) == (
        "The BIG One",
        "Só long",
        None,
        "xx",
    )


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", ()),
        (" \u200b", ()),
        ("[]", ()),
        (things("Drama", "Comedy"), ("Drama", "Comedy")),
        (things("Drama", " Drama ", "drama", "", "Drama"), ("Drama", "drama")),
        ("[{'name': \"Bo's \\\"Own\\\"\", 'id': 3}]", ('Bo\'s "Own"',)),
        ("[{'name': 'Metro, Inc. {x}'}]", ("Metro, Inc. {x}",)),
        (r"[{'name': 'Caf\xe9\u200b \\ \n Co'}]", ("Café \\ Co",)),
        ('[{"id": None, "name": "A", "more": [1, (2.5, True)]},]', ("A",)),
        ("[{'name': 'A' 'B'}]", ("AB",)),
        ("[{'name': 'A', 'name': 'B'}]", ("B",)),
        (r"[{'name': 'A\d'}]", (r"A\d",)),
    ],
)
def test_lists_of_names(only, cell, names):
    found = only(genres=cell, production_companies=cell, production_countries=cell, spoken_languages=cell)
    assert (found.genres, found.companies, found.countries, found.languages) == (names,) * 4


@pytest.mark.parametrize(
    "cell",
    [
        "None",
        "False",
        "Drama",
        "{}",
        "{'name': 'A'}",
        "({'name': 'A'},)",
        "[{'id': 1}]",
        "[{'Name': 'A'}]",
        "[{'name': None}]",
        "[{'name': 3}]",
        "[{'name': b'A'}]",
        "[{'name': ['A']}]",
        "['A']",
        "[None]",
        "[[{'name': 'A'}]]",
        "[{'name': 'A'}",
        "[{'name': 'A'}]]",
        "[{'name': 'It's'}]",
        "[{'name': 'A', 'id': null}]",
        "[{'name': 'A', 'id': nan}]",
        "[{'name': 'A'}] + []",
        "[{'name': str()}]",
        "[{[]: 1, 'name': 'A'}]",
        "[{'name': 'A\nB'}]",
        "[{'name': 'A\x00'}]",
        r"[{'name': 'A\ud800'}]",
        "[" * 500,
        "-" * 5000 + "1",
    ],
)
def test_no_lists_of_names(reason, cell):
    assert reason(spoken_languages=cell) == "spoken_languages cannot be read as a list of names"


@pytest.mark.parametrize(
    ("cell", "name"),
    [("", None), ("{'id': 1, 'name': ' A  B '}", "A B"), ("{'name': ''}", None), ('{"name": "It\'s"}', "It's")],
)
def test_collections(only, cell, name):
    assert only(belongs_to_collection=cell).collection == name


@pytest.mark.parametrize("cell", ["{}", "None", "{'name': None}", "{'name': 1.5}", "[{'name': 'A'}]", "0.065", "'A'"])
def test_no_collections(reason, cell):
    assert reason(belongs_to_collection=cell) == "belongs_to_collection cannot be read as a name"


def test_credits_that_do_not_enter(read):
    row = {"cast": "[]", "crew": "", "id": "1"}
    oracle = read(
        *({}, {}, {}, {}, {"title": ""}),
        credits=[
            row,
            row | {"id": " 01"},
            row | {"id": ""},
            row | {"id": "5"},
            row | {"id": "6", "cast": "["},
            row | {"id": "6"},
            row | {"id": "2", "cast": "[{'name': None}]", "crew": "?"},
            row | {"id": "3", "crew": "[{'name': 'Ana', 'job': 1}]"},
            row | {"id": "4", "cast": "[{'name': 'Ana', 'order': '0'}]"},
        ],
    )
    assert [(each.row, each.reason) for each in oracle.aside if each.file == CREDITS_FILE] == [
        (2, "id is that of a row above"),
        (3, "id is not a whole number"),
        (4, "id is no film of the film set"),
        (5, "id is no film of the film set"),
        (6, "id is that of a row above"),
        (7, "cast cannot be read as a list of people"),
        (8, "crew cannot be read as a list of people"),
        (9, "cast cannot be read as a list of people"),
    ]
    assert oracle.reasons(FILMS_FILE) == [("title is blank", 1)]
    assert oracle.reasons(CREDITS_FILE)[:3] == [
        ("cast cannot be read as a list of people", 2),
        ("id is no film of the film set", 2),
        ("id is that of a row above", 2),
    ]


def test_a_cast_is_in_the_order_of_its_credits(read):
    # 0 Cy, 0 Bo as they stand, 5 ana, 7 Di, then those without a place; "Ana" is ana, "Aná" is not.
    cast = [
        {"name": "Ana", "order": None},
        {"name": "Di", "order": 7},
        {"name": " ana ", "order": 5},
        {"name": "Aná"},
        {"name": "Cy", "order": 0},
        {"name": "", "order": 1},
        {"name": "Bo", "order": 0},
        {"name": "CY", "order": 9},
    ]
    oracle = read({}, credits=[{"cast": repr(cast), "crew": "[]", "id": "1"}])
    assert oracle.cast(oracle.films[0]) == ("Cy", "Bo", "ana", "Di", "Aná")
    assert set(oracle.films_of["actor"]) == {"cy", "bo", "ana", "di", "aná"}


def test_a_name_is_shown_as_the_film_with_the_lowest_number_has_it(read):
    films = [{"id": "10"}, {"id": "9"}]
    credits = [{"cast": actors(name), "crew": "[]", "id": number} for name, number in (("ANA", "10"), ("Ana", "9"))]
    assert read(*films, credits=credits).written["actor"] == {"ana": "Ana"}


def test_only_the_job_director_directs(read):
    jobs = ["Producer", "Director", "director", "Director ", "Co-Director", None, "Director"]
    crew = [{"name": name, "job": job} for name, job in zip("ABCDEFa", jobs, strict=True)] + [{"name": "G"}]
    oracle = read({}, credits=[{"cast": "[]", "crew": repr(crew), "id": "1"}])
    assert oracle.directors(oracle.films[0]) == ("B", "a")


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
