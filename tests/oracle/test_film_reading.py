"""The oracle's reading of the film set held to what rows written for the purpose say: what enters, and as what."""

from datetime import date

import pytest

from tests.oracle.film_files import actors, film, things, write_films
from tests.oracle.film_reading import CREDITS_FILE, FILMS_FILE, FilmSet, read_film_set
from tests.oracle.films import FilmOracle


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
