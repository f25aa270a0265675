"""The oracle's own decisions, one by one, on rows written for the purpose."""

import csv
from datetime import date
from fractions import Fraction

import pytest

from tests.oracle import DIRECTOR_REPEATS_DESCRIPTION, DURATION_IN_RATING, Oracle
from tests.oracle.reading import CATALOGUE_COLUMNS, CATALOGUES

PLAIN = {"type": "Movie", "title": "A Film", "release_year": "2000", "duration": "90 min"}


@pytest.fixture
def read(tmp_path):
    """Reads an oracle from rows by platform; what a row leaves out is that of a plain film, its id its place."""

    def read(ratings="", **rows):
        for platform, name in CATALOGUES.items():
            with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, CATALOGUE_COLUMNS, lineterminator="\n")
                writer.writeheader()
                for place, row in enumerate(rows.get(platform.lower(), []), 1):
                    writer.writerow({"show_id": f"s{place}", **PLAIN, **row})
        folder = tmp_path / "ratings"
        folder.mkdir()
        (folder / "1.csv").write_text(f"userId,rating,timestamp,movieId\n{ratings}", encoding="utf-8")
        return Oracle.read(tmp_path, folder)

    return read


@pytest.fixture
def only(read):
    """The one title that a Netflix row gives."""
    return lambda **row: read(netflix=[row]).titles[0]


def test_a_row_as_it_stands_in_the_file(tmp_path):
    header = ",".join(CATALOGUE_COLUMNS)
    for name in CATALOGUES.values():
        (tmp_path / name).write_text(header + "\n", encoding="utf-8")
    row = 's12,TV Show,Ça Va?,,Ann Lee,"Spain, Peru"," May 1, 2021",2019,TV-Y,2 Seasons,"Kids, Drama","A\nB"'
    (tmp_path / CATALOGUES["DISNEY"]).write_text(f"{header}\n{row}\n", encoding="utf-8")
    oracle = Oracle.read(tmp_path)
    title = oracle.by_id["ds12"]
    assert (oracle.title_count, title.platform, title.number) == (1, "DISNEY", 12)
    assert (title.type, title.title, title.rating, title.description) == ("TV_SHOW", "ça va?", "tv-y", "A B")
    assert (title.release_year, title.added, title.added_year) == (2019, date(2021, 5, 1), 2021)
    assert (title.duration, title.unit) == (2, "season")
    assert (title.director, title.cast) == ((), ("Ann Lee",))
    assert (title.countries, title.genres) == (("spain", "peru"), ("kids", "drama"))


def test_other_columns_are_refused(tmp_path):
    (tmp_path / CATALOGUES["AMAZON"]).write_text("show_id,type\ns1,Movie\n", encoding="utf-8")
    with pytest.raises(ValueError, match="columns"):
        Oracle.read(tmp_path)


def test_ids_and_order(read):
    oracle = read(netflix=[{"show_id": "s700"}], hulu=[{"show_id": "s10"}, {"show_id": "s9"}], disney=[{}], amazon=[{}])
    assert [title.title_id for title in oracle.titles] == ["as1", "ds1", "hs9", "hs10", "ns700"]


def test_an_id_belongs_to_one_title(read):
    with pytest.raises(ValueError, match="same id"):
        read(hulu=[{"show_id": "s1"}, {"show_id": "s1"}])


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("  The\u00a0 Big\n\tOne ", "the big one"),
        ("\u200bThe\u200b \ufeff Big", "the big"),
        ("Ça\u3000ÉTÉ\u2028Ÿ", "ça été ÿ"),
        ("İstanbul", "i\u0307stanbul"),
        (" \u200b\u00a0", None),
    ],
)
def test_text_is_normalised_and_lower_cased(only, raw, title):
    assert only(title=raw).title == title


@pytest.mark.parametrize(("raw", "kind"), [("Movie", "MOVIE"), (" TV\u00a0SHOW", "TV_SHOW"), ("tv show", "TV_SHOW")])
def test_type(only, raw, kind):
    assert only(type=raw).type == kind


@pytest.mark.parametrize(
    ("rating", "duration", "expected"),
    [
        ("", "90 min", ("g", 90, "min")),
        ("TV-MA", "0 min", ("tv-ma", 0, "min")),
        ("74 min", "", ("g", 74, "min")),
        ("2 seasons", " ", ("g", 2, "season")),
        ("1 SEASON", "", ("g", 1, "season")),
        ("74 min", "80 min", ("74 min", 80, "min")),
        ("16", "", ("16", None, None)),
        ("", "", ("g", None, None)),
        ("R", "1 Season", ("r", 1, "season")),
    ],
)
def test_rating_and_duration(only, rating, duration, expected):
    title = only(rating=rating, duration=duration)
    assert (title.rating, title.duration, title.unit) == expected


def test_any_other_duration_is_refused(only):
    with pytest.raises(ValueError, match="duration"):
        only(duration="1 hour")


@pytest.mark.parametrize(
    ("raw", "added"), [(" September 25, 2021 ", date(2021, 9, 25)), ("May 3, 2019", date(2019, 5, 3)), ("", None)]
)
def test_date_added(only, raw, added):
    title = only(date_added=raw)
    assert (title.added, title.added_year) == (added, added.year if added else None)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("", ()),
        ("Ann Lee,  Bo\u00a0Li ,,Cy", ("Ann Lee", "Bo Li", "Cy")),
        ("1", ()),
        ("1, 50 Cent, 22", ("50 Cent",)),
        ("Ann Lee, Bo, ANN LEE, ann  lee", ("Ann Lee", "Bo")),
        ("André, Andre", ("André", "Andre")),
        ("Robert Downey, Jr., Ann", ("Robert Downey Jr.", "Ann")),
        ("H. Davis, JR., Ph.D.", ("H. Davis JR. Ph.D.",)),
        ("Al, Ph.D., Bo, Ph.D.", ("Al Ph.D.", "Bo Ph.D.")),
        ("Al, Sr., Al, Jr., Al, III", ("Al Sr.", "Al Jr.", "Al III")),
        ("Al Jr., Al, Jr.", ("Al Jr.",)),
        ("Jr., Al", ("Jr.", "Al")),
        ("Al, Jr, MD", ("Al", "Jr", "MD")),
        ("None", ("None",)),
    ],
)
@pytest.mark.parametrize("column", ["cast", "director"])
def test_people(only, column, raw, names):
    assert getattr(only(**{column: raw}), column) == names


def test_countries_and_genres(only):
    title = only(country=", South Korea,  SPAIN,spain,", listed_in="Drama, II, Kids & Family, 7")
    assert title.countries == ("south korea", "spain")
    assert title.genres == ("drama", "ii", "kids & family")


def test_a_director_that_repeats_the_description_is_none(only):
    assert only(director="A film\u00a0of, woe.", description="A film of, woe. ").director == ()


def test_repairs_are_counted_by_platform(read):
    moved, repeated = {"rating": "5 min", "duration": ""}, {"director": "So.", "description": "So."}
    oracle = read(hulu=[moved, moved, repeated, {}], netflix=[moved | repeated])
    assert oracle.repairs[DURATION_IN_RATING] == {"HULU": 2, "NETFLIX": 1}
    assert oracle.repairs[DIRECTOR_REPEATS_DESCRIPTION] == {"HULU": 1, "NETFLIX": 1}


def test_matching_takes_all_conditions(read):
    early, late = {"release_year": "1999"}, {"date_added": "May 1, 2020"}
    oracle = read(amazon=[early, late], netflix=[early | late, early | late | {"type": "TV Show"}])

    def ids(**conditions):
        return [title.title_id for title in oracle.matching(**conditions)]

    assert ids() == ["as1", "as2", "ns1", "ns2"]
    assert ids(year=1999) == ["as1", "ns1", "ns2"]
    assert ids(added_year=2020) == ["as2", "ns1", "ns2"]
    assert ids(platform="AMAZON", added_year=2020) == ["as2"]
    assert ids(year=1999, added_year=2020, type="MOVIE") == ["ns1"]
    assert ids(year=1998) == ids(added_year=1999) == ids(platform="HULU") == []


@pytest.mark.parametrize("wrong", [{"platform": "netflix"}, {"type": "Movie"}])
def test_a_misspelt_argument_is_refused(read, wrong):
    with pytest.raises(ValueError, match="none of"):
        read().matching(**wrong)


def test_max_duration(read):
    oracle = read(
        amazon=[{"title": "B", "duration": "90 min"}, {"title": "Short", "duration": "0 min", "release_year": "1950"}],
        hulu=[{"duration": "3 Seasons"}, {"type": "TV Show", "duration": "200 Seasons"}, {"duration": ""}],
        netflix=[{"title": "b"}, {"title": "É"}, {"title": "a"}, {"show_id": "s10", "title": "A"}],
    )
    # By title, "É" after "b" as a code point; by id as text where titles are equal, so ns10 before ns3.
    assert oracle.max_duration() == (90, ["ns10", "ns3", "as1", "ns1", "ns2"])
    assert oracle.max_duration(unit="season") == (200, ["hs2"])
    assert oracle.max_duration(type="MOVIE", unit="season") == (3, ["hs1"])
    assert oracle.max_duration("AMAZON", 1950) == (0, ["as2"])
    assert oracle.max_duration("HULU") is None
    with pytest.raises(ValueError, match="none of"):
        oracle.max_duration(unit="seasons")


def test_top_actor(read):
    oracle = read(
        amazon=[{"show_id": "s10", "cast": "BO, Ann"}, {"show_id": "s9", "cast": "Cy, bO, Zoë, Émile"}],
        hulu=[{}],
        netflix=[{"cast": "ann, Bo, BO"}, {"cast": "Ann, Émile, Emile", "type": "TV Show"}],
    )
    # The same work on two platforms counts on both, a name twice in a title once; Bo is first written in as9.
    assert oracle.top_actor() == (3, ["Ann", "bO"])
    assert oracle.top_actor(type="TV_SHOW") == (1, ["Ann", "Emile", "Émile"])
    assert oracle.top_actor("NETFLIX", type="MOVIE") == (1, ["Ann", "bO"])
    assert oracle.top_actor("HULU") is None
    assert oracle.top_actor(year=1900) is None


RATINGS = """\
1,3.5,0,as1
1,4.0,0,as2
1,4.0,0,as2
2,2.5,0,as2
1,3.5,0,ds1
2,4.0,0,ds1
1,4.0,0,ns1
2,4.0,0,ns1
3,3.0,0,ns1
9,5.0,0,ns999
"""


def test_means_are_exact_over_all_rows(read):
    oracle = read(RATINGS, amazon=[{}, {}], disney=[{}], netflix=[{}])
    assert [oracle.mean(key) for key in ("as1", "as2", "ds1", "ns1")] == [
        Fraction(7, 2),
        Fraction(7, 2),
        Fraction(15, 4),
        Fraction(11, 3),
    ]
    assert (oracle.votes("as2"), oracle.votes("as3"), oracle.mean("as3")) == (3, 0, None)


def test_score_counts(read):
    oracle = read(RATINGS, amazon=[{}, {}, {}], disney=[{}], netflix=[{"type": "TV Show"}])
    assert oracle.score_counts(3.5) == [("AMAZON", 0), ("DISNEY", 1), ("HULU", 0), ("NETFLIX", 1)]
    assert oracle.score_counts(3.49) == [("AMAZON", 2), ("DISNEY", 1), ("HULU", 0), ("NETFLIX", 1)]
    assert oracle.score_counts(0, "AMAZON") == [("AMAZON", 2)]
    assert oracle.score_counts(0, "HULU", 2000) == [("HULU", 0)]
    assert oracle.score_counts(-1, type="TV_SHOW") == [("AMAZON", 0), ("DISNEY", 0), ("HULU", 0), ("NETFLIX", 1)]
    assert oracle.score_counts(0, added_year=2000) == [("AMAZON", 0), ("DISNEY", 0), ("HULU", 0), ("NETFLIX", 0)]


def test_a_threshold_is_the_decimal_that_was_written(read):
    # Five ratings with a mean of exactly 3.8, which is greater than the double nearest to it.
    oracle = read("".join(f"{user},{score},0,hs1\n" for user, score in enumerate((3.5, 3.5, 4, 4, 4))), hulu=[{}])
    assert oracle.mean("hs1") == Fraction("3.8") > Fraction(3.8)
    assert oracle.score_counts(3.8, "HULU") == [("HULU", 0)]
    assert oracle.score_counts(3.799999, "HULU") == [("HULU", 1)]


def test_a_score_has_half_steps(read):
    with pytest.raises(ValueError, match="score"):
        read("1,3.7,0,hs1\n")


def test_ratings_are_the_files_named_by_a_number(read, tmp_path):
    read("1,3.5,0,as1\n")
    folder = tmp_path / "ratings"
    (folder / "12.csv").write_text("userId,rating,timestamp,movieId\n2,4.5,0,as1\n", encoding="utf-8")
    (folder / "title_map.csv").write_text("id\nas1\n", encoding="utf-8")
    assert Oracle.read(tmp_path, folder).mean("as1") == 4
    assert Oracle.read(tmp_path).mean("as1") is None


def test_platform_counts(read):
    oracle = read(amazon=[{}, {"type": "TV Show"}], netflix=[{}])
    assert oracle.platform_counts() == [("AMAZON", 2), ("DISNEY", 0), ("HULU", 0), ("NETFLIX", 1)]
    assert oracle.platform_counts("AMAZON", "TV_SHOW") == [("AMAZON", 1)]
    assert oracle.platform_counts("DISNEY") == [("DISNEY", 0)]


def test_rating_count(read):
    oracle = read(
        hulu=[{"rating": "74 min", "duration": ""}, {"rating": "G"}, {"rating": ""}, {"rating": "TV-G"}],
        disney=[{"rating": "PG"}],
    )
    assert [oracle.rating_count(rating) for rating in ("g", " G\n", "tv-G", "pg", "74 min", "")] == [3, 3, 1, 1, 0, 0]


def test_country_count(read):
    oracle = read(
        amazon=[{"country": "Spain"}, {"country": ""}],
        netflix=[
            {"country": "México, Spain"},
            {"country": "mexico", "release_year": "1999"},
            {"country": ", South  Korea,", "type": "TV Show"},
            {"country": "West Germany"},
        ],
    )
    asked = ("spain", " ESPAÑA", "SPÁIN", "Mexico", "me\u0301xico", "south\u00a0korea", "Germany", "")
    assert [oracle.country_count(country) for country in asked] == [2, 0, 2, 2, 2, 1, 0, 0]
    assert oracle.country_count("mexico", year=1999) == 1
    assert oracle.country_count("south korea", type="MOVIE") == 0
