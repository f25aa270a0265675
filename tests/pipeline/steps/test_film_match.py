"""Which titles a film is: each rule by hand, and all of them against a plain Python reading of the same rules."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.steps import film_match
from pipeline.steps import movielens as steps
from pipeline.store.tables import MovieLens
from pipeline.store.vocabulary import TitleType
from tests.oracle.movielens import reported
from tests.pipeline.making import raw_rows

TITLES = pl.Schema(
    {"title_id": pl.String, "type": pl.Enum(TitleType), "display_title": pl.String, "release_year": pl.Int32}
)


def matched(films, titles):
    """The report on films (number -> title) and titles (id, name, year, and a type unless it is a movie)."""
    rows = [{"movieId": str(number), "title": title, "genres": ""} for number, title in films]
    read = raw_rows(rows, ("movieId", "title", "genres"), "movielens/movies.csv").pipe(steps.films)
    there = pl.LazyFrame(
        [(id_, (*kind, "movie")[0], name, year) for id_, name, year, *kind in titles], TITLES, orient="row"
    )
    ratings = pl.LazyFrame(schema={"movielens_id": pl.Int32, "ratings": pl.Int64})
    return steps.finished(read, film_match.match(read, there), ratings).collect()


def found(films, titles):
    """By film: its titles, and how or why not."""
    made = matched(enumerate(films, 1), titles)
    MovieLens.validate(made)
    columns = ("title_ids", pl.coalesce("matched", "why_not"))
    return [(ids, why) for ids, why in made.select(*columns).rows()]


RAIN = ("ns1", "Quiet Rain", 1995)


@pytest.mark.parametrize(
    ("film", "titles", "expected"),
    [
        ("Quiet Rain (1995)", [RAIN], (["ns1"], "exact year")),
        ("QUIET RAIN! (1995)", [RAIN], (["ns1"], "exact year")),
        ("Quiet Ráin (1995)", [RAIN], (["ns1"], "exact year")),
        ("Quiet Rain (1994)", [RAIN], (["ns1"], "a year apart")),
        ("Quiet Rain (1996)", [RAIN], (["ns1"], "a year apart")),
        ("Quiet Rain (1997)", [RAIN], ([], "title of another year: 1995")),
        ("Quiet Rain", [RAIN], ([], "no year")),
        ("Loud Rain (1995)", [RAIN], ([], "no such title")),
        ("Quiet (1995)", [RAIN], ([], "no such title")),  # nor part of one
        ("Quiet Rain (1995)", [("ns1", "Quiet Rain", 1995, "tv show")], ([], "no such title")),
        ("Quiet Rain (1995)", [RAIN, ("ns2", "Quiet Rain", 1995, "tv show")], (["ns1"], "exact year")),
        # Articles and other names.
        ("Rain, The (1995)", [("ns1", "The Rain", 1995)], (["ns1"], "exact year")),
        ("Rain, The (1995)", [("ns1", "Rain", 1995)], ([], "no such title")),
        ("Lluvia, La (Quiet Rain) (1995)", [RAIN], (["ns1"], "exact year")),
        ("Lluvia, La (a.k.a. Quiet Rain) (1995)", [RAIN], (["ns1"], "exact year")),
        ("Rain & Shine (1995)", [("ns1", "Rain and Shine", 1995)], (["ns1"], "exact year")),
        ("Rain: Or (The Quiet) (1995)", [("ns1", "Rain or The Quiet", 1995)], (["ns1"], "exact year")),
        # On several platforms, and twice on one.
        ("Quiet Rain (1995)", [RAIN, ("as9", "QUIET RAIN", 1995)], (["as9", "ns1"], "exact year")),
        ("Quiet Rain (1995)", [RAIN, ("ns9", "Quiet Rain", 1995)], (["ns1", "ns9"], "exact year")),
        ("Quiet Rain (1994)", [RAIN, ("as9", "QUIET RAIN", 1995)], (["as9", "ns1"], "a year apart")),
        # The same year before a year apart.
        ("Quiet Rain (1995)", [RAIN, ("as9", "Quiet Rain", 1996)], (["ns1"], "exact year")),
        ("Rain (Lluvia) (1995)", [("as1", "Rain", 1996), ("as2", "Lluvia", 1995)], (["as2"], "exact year")),
        # Several works.
        ("Quiet Rain (1996)", [RAIN, ("as9", "Quiet Rain", 1997)], ([], "several works: as9, ns1")),
        ("Rain (Lluvia) (1995)", [("as1", "Rain", 1995), ("as2", "Lluvia", 1995)], ([], "several works: as1, as2")),
        ("Rain (Lluvia) (1995)", [("as1", "Rain", 1994), ("as2", "Lluvia", 1994)], ([], "several works: as1, as2")),
        ("Quiet Rain (2000)", [RAIN, ("as9", "Quiet Rain", 1990), ("hs1", "Quiet Rain", 1995)],
         ([], "title of another year: 1990, 1995")),
        # Letters do in the same year; a year apart words must agree.
        ("It (2017)", [("hs1", "I.T.", 2017)], (["hs1"], "exact year")),
        ("It (2017)", [("hs1", "I.T.", 2016)], ([], "title of another year: 2016")),
        ("It (2017)", [("hs1", "I.T.", 2016), ("hs2", "It!", 2018)], (["hs2"], "a year apart")),
        ("Rain 1½ (2004)", [("ns1", "Rain 1 1/2", 2004)], (["ns1"], "exact year")),
        # Nothing to go by.
        ("... (1995)", [("ns1", "???", 1995)], ([], "no such title")),
    ],
)  # fmt: skip
def test_a_film_is(film, titles, expected):
    assert found([film], titles) == [expected]


@pytest.mark.parametrize(
    ("films", "expected"),
    [
        # Twice in MovieLens: the lower number.
        (["Quiet Rain (1995)", "Quiet Rain (1995)"], [(["ns1"], "exact year"), ([], "title of another film: 1")]),
        (["Quiet Rain (1994)", "Quiet Rain (1994)"], [(["ns1"], "a year apart"), ([], "title of another film: 1")]),
        # The film of the title's own year before the lower number.
        (["Quiet Rain (1994)", "Quiet Rain (1995)"], [([], "title of another film: 2"), (["ns1"], "exact year")]),
        (["Quiet Rain (1996)", "Quiet Rain (1994)"], [(["ns1"], "a year apart"), ([], "title of another film: 1")]),
        (
            ["Rain (Quiet Rain) (1995)", "Quiet Rain (1995)"],
            [(["ns1"], "exact year"), ([], "title of another film: 1")],
        ),
    ],
)
def test_a_title_is_one_film(films, expected):
    assert found(films, [RAIN]) == expected


def test_what_could_be_several_works_takes_no_title_from_another_film():
    films = ["Rain (Lluvia) (1995)", "Lluvia (1995)"]
    titles = [("as1", "Rain", 1995), ("as2", "Lluvia", 1995)]
    assert found(films, titles) == [([], "several works: as1, as2"), (["as2"], "exact year")]


def test_a_film_keeps_what_no_other_film_is_nearer_to():
    films = ["Rain (1995)", "Rain (1994)"]
    titles = [("as1", "Rain", 1995), ("ns1", "Rain", 1995), ("hs1", "Rain", 1994)]
    assert found(films, titles) == [(["as1", "ns1"], "exact year"), (["hs1"], "exact year")]


def test_without_titles_or_films_there_is_an_empty_report():
    assert found(["Quiet Rain (1995)"], []) == [([], "no such title")]
    assert found([], [RAIN]) == []


names = st.sampled_from(["Rain", "RAIN", "R.A.I.N.", "Rain, The", "The Rain", "Lluvia", "Rain & Snow", "rain and snow",
                         "Ráin", "It", "I.T.", "(5) Rain", "Les Pluies", "Pluies, Les", "...", "Rain 1/2"])  # fmt: skip
years = st.integers(1994, 1998)


@st.composite
def film_titles(draw):
    """A title as MovieLens writes it: names in brackets, a year or none."""
    others = "".join(
        f" ({draw(st.sampled_from(['', 'a.k.a. ', 'aka ']))}{name})" for name in draw(st.lists(names, max_size=2))
    )
    year = draw(st.sampled_from(["", " (1995-1996)"]) | years.map(lambda year: f" ({year})"))
    return f"{draw(names)}{others}{year}"


films = st.lists(film_titles(), max_size=8).map(lambda titles: list(enumerate(titles, 1)))
catalogue = st.lists(st.tuples(names, years, st.sampled_from(["movie", "movie", "movie", "tv show"])), max_size=12).map(
    lambda rows: [(f"{'adhn'[n % 4]}s{n}", *row) for n, row in enumerate(rows)]
)


@pytest.mark.slow
@given(films, catalogue)
@settings(max_examples=60, deadline=None)
def test_plain_python_reads_the_rules_alike(films, titles):
    made = matched(films, titles)
    MovieLens.validate(made)
    assert made.drop("ratings").rows() == reported(films, titles)


@given(films, catalogue, st.randoms())
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_changes_nothing(films, titles, random):
    shuffled = random.sample(films, len(films)), random.sample(titles, len(titles))
    assert_frame_equal(matched(*shuffled), matched(films, titles))
