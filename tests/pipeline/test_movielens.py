"""An archive of MovieLens from its raw files to ratings of titles: what enters, what does not, what is told of it."""

import csv
import gzip
import shutil
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.sample import write_sample
from pipeline.sources.finding import find, mark_sample
from pipeline.sources.movielens import MOVIE_COLUMNS
from pipeline.steps.movielens import NO_FILM
from pipeline.store.errors import SourceError
from pipeline.store.tables import MovieLens, Quarantine, Ratings, schema
from pipeline.store.vocabulary import PlatformCode
from pipeline.summary import summary
from tests.oracle.movielens import reported
from tests.pipeline.making import listing, made_of, table
from tests.raw_files import rating, title, write_raw

CATALOGUES = {
    PlatformCode.AMAZON: [title(show_id="s1", title="Quiet Rain", release_year="1995")],
    PlatformCode.NETFLIX: [
        title(show_id="s1", title="Quiet Rain", release_year="1995"),
        title(show_id="s2", title="The Lantern", release_year="2001"),
        title(show_id="s3", title="Lantern Tales", release_year="2001", type="TV Show", duration="1 Season"),
    ],
}
MOVIES = [
    (1, "Quiet Rain (1995)"),  # on two platforms
    (2, "Lantern, The (2000)"),
    (3, "Lantern Tales (2001)"),  # a series there
    (4, "Loud Rain"),
    (5, "Quiet Rain (1999)"),
]
RATINGS = [(1, 1, "4.0", 10), (2, 1, "3.0", 11), (1, 2, "0.5", 12), (2, 5, "5.0", 13), (3, 3, "2.0", 14)]


def put(raw: Path, movies=MOVIES, ratings=RATINGS, folder="movielens") -> Path:
    """Write an archive into a folder of raw files."""
    rows = ((number, name, "Drama|Comedy") for number, name in movies)
    for name, columns, content in (
        ("movies", MOVIE_COLUMNS, rows),
        ("ratings", ("userId", "movieId", "rating", "timestamp"), ratings),
    ):
        (file := raw / folder / f"{name}.csv").parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([columns, *content])  # lines end as MovieLens ends them, with CR and LF
    return raw


@pytest.fixture
def raw(tmp_path):
    return put(write_raw(tmp_path / "raw", CATALOGUES))


def built(raw, data=None):
    release = made_of(raw, data or raw.parent / "data")
    Ratings.validate(table(release, "ratings"))
    MovieLens.validate(table(release, "movielens"))
    Quarantine.validate(table(release, "quarantine"))
    return release


def told(release, name):
    """Of a file: rows, entered, set aside, unmatched."""
    (source,) = (source for source in release.manifest.sources if source.path.endswith(name))
    return source.rows, source.entered, source.set_aside, source.unmatched


def test_ratings_of_films_become_ratings_of_titles(raw):
    release = built(raw)
    assert table(release, "ratings").rows() == [
        (1, "as1", 4.0, 10), (1, "ns2", 0.5, 12), (2, "ns1", 3.0, 11),  # two titles of one film take turns
    ]  # fmt: skip
    assert release.manifest.tables["ratings"].files == ("ratings/movielens.parquet",)
    assert table(release, "title_scores").select("title_id", "votes", "score").rows() == [
        ("as1", 1, 4.0), ("ns1", 1, 3.0), ("ns2", 1, 0.5),
    ]  # fmt: skip
    assert table(release, "movielens").rows() == [
        (1, "Quiet Rain (1995)", 1995, 2, ["as1", "ns1"], "exact year", None),
        (2, "Lantern, The (2000)", 2000, 1, ["ns2"], "a year apart", None),
        (3, "Lantern Tales (2001)", 2001, 1, [], None, "no such title"),
        (4, "Loud Rain", None, 0, [], None, "no year"),
        (5, "Quiet Rain (1999)", 1999, 1, [], None, "title of another year: 1995"),
    ]
    assert told(release, "movies.csv") == (5, 2, 0, 3)
    assert told(release, "ratings.csv") == (5, 3, 0, 2)


def test_what_was_matched_is_told(raw):
    lines = summary(built(raw)).splitlines()
    where = lines.index("MovieLens: 2 of 5 films are titles, with 3 of 5 ratings; in films:")
    assert lines[where + 1 : where + 7] == [
        "           1  matched: a year apart (1 ratings)",
        "           1  matched: exact year (2 ratings)",
        "           1  left out: no such title (1 ratings)",
        "           1  left out: no year (0 ratings)",
        "           1  left out: title of another year (1 ratings)",
        "",
    ]
    assert [line.split() for line in lines if line.startswith("movielens/")] == [
        ["movielens/movies.csv", "5", "2", "0", "3"],
        ["movielens/ratings.csv", "5", "3", "0", "2"],
    ]


def test_without_an_archive_there_is_no_report(tmp_path):
    release = built(write_raw(tmp_path / "raw", CATALOGUES, {"1": [rating()]}))
    assert "movielens" not in release.manifest.tables
    assert table(release, "movielens").is_empty()
    assert "unmatched" not in summary(release)
    assert "MovieLens" not in summary(release)


def test_beside_other_ratings_users_get_numbers_of_their_own(raw):
    release = built(write_raw(raw, {}, {"1": [rating(userId="1", movieId="ns1")]}))
    assert table(release, "ratings").select("user_id", "title_id").rows() == [
        (1, "ns1"), (1_000_000_001, "as1"), (1_000_000_001, "ns2"), (1_000_000_002, "ns1"),
    ]  # fmt: skip
    assert table(release, "title_scores").select("title_id", "votes").rows() == [("as1", 1), ("ns1", 2), ("ns2", 1)]
    added = "As there are other ratings too, 1,000,000,000 was added to the users' numbers of MovieLens"
    assert added in summary(release).splitlines()


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        (
            "movielens",
            rating(),
            r"ratings/movielens.csv has the name that the MovieLens ratings are kept under; rename",
        ),
        (
            "1",
            rating(userId="1000000000"),
            r"ratings/1.csv rates as user 1,000,000,000, but beside a MovieLens archive",
        ),
    ],
)
def test_other_ratings_in_the_way_are_refused(raw, name, row, message):
    with pytest.raises(SourceError, match=message) as refused:
        built(write_raw(raw, {}, {name: [row]}))
    assert "\n" not in str(refused.value)


def test_what_is_wrong_is_set_aside_and_what_is_unknown_is_not(raw):
    movies = [*MOVIES, ("x", "Rain (1990)"), (1, "Rain (1990)"), (9, " ")]
    ratings = [*RATINGS, ("", 1, "4.0", 10), (1, 1, "4.2", 10), (1, 1, "4.0", "now"), (1, 77, "4.0", 10),
               (1, "x", "4.0", 10), (1, 9, "4.0", 10)]  # fmt: skip
    release = built(put(raw, movies, ratings))
    assert told(release, "movies.csv") == (8, 2, 3, 3)
    assert told(release, "ratings.csv") == (11, 3, 6, 2)
    assert table(release, "quarantine").select("table", "file", "row", "reason").rows() == [
        ("movielens", "movielens/movies.csv", 6, "movieId is not a whole number"),
        ("movielens", "movielens/movies.csv", 7, "movieId is that of a row above"),
        ("movielens", "movielens/movies.csv", 8, "title is blank"),
        ("ratings", "movielens/ratings.csv", 6, "userId is not a whole number"),
        ("ratings", "movielens/ratings.csv", 7, "rating is not a half step of 0.5 to 5"),
        ("ratings", "movielens/ratings.csv", 8, "timestamp is not whole seconds"),
        *(("ratings", "movielens/ratings.csv", row, NO_FILM) for row in (9, 10, 11)),
    ]
    assert release.manifest.tables["movielens"].set_aside == {
        "movieId is not a whole number": 1, "movieId is that of a row above": 1, "title is blank": 1,
    }  # fmt: skip


def test_an_archive_of_other_films_is_left_out_whole(raw):
    release = built(put(raw, [(1, "Something Else (1950)")], [(1, 1, "4.0", 10)]))
    assert told(release, "ratings.csv") == (1, 0, 0, 1)
    assert table(release, "ratings").is_empty()
    assert table(release, "title_scores").is_empty()


def hashes(release, *names):
    return {name: entry.sha256 for name, entry in release.manifest.files.items() if name in names or not names}


REPORT, PART, SUMS = "movielens.parquet", "ratings/movielens.parquet", "rating_sums/movielens.parquet"


def shared(one, other):
    """Which of an archive's files two releases have in common on the disk."""
    mine, theirs = listing(one.folder), listing(other.folder)
    return {name for name in (REPORT, PART, SUMS) if mine[name][0] == theirs[name][0]}


def test_an_unchanged_archive_is_not_read_again(raw, tmp_path):
    write_raw(raw, {}, {"1": [rating(userId="5")]})
    put(raw, MOVIES, [*RATINGS, (1, 1, "4.2", 10)])
    first = built(raw)
    second = built(write_raw(raw, {}, {"2": [rating(userId="6")]}))
    assert shared(first, second) == {REPORT, PART, SUMS}
    assert told(second, "ratings.csv") == told(first, "ratings.csv") == (6, 3, 1, 2)
    assert summary(second).count("rating is not a half step") == 1
    assert hashes(second) == hashes(built(raw, tmp_path / "alone"))


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: put(raw, MOVIES, [*RATINGS, (4, 1, "4.0", 15)]),
        lambda raw: put(raw, [*MOVIES, (6, "Lantern Tales (1990)")], RATINGS),
        lambda raw: write_raw(raw, {PlatformCode.HULU: [title(show_id="s9", title="Quiet Rain", release_year="1995")]}),
        lambda raw: write_raw(raw, {}, {"1": [rating(userId="5")]}),  # its users get other numbers
    ],
    ids=["another rating", "another film", "another title", "other ratings"],
)
def test_with_anything_that_matters_to_it_an_archive_is_read_again(raw, tmp_path, change):
    first = built(raw)
    change(raw)
    second = built(raw)
    assert shared(first, second) == set()
    assert hashes(second) == hashes(built(raw, tmp_path / "alone"))


def test_a_compressed_archive_makes_the_same(raw, tmp_path):
    plain = built(raw)
    for file in [*(raw / "movielens").iterdir()]:
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
        file.unlink()
    packed = built(raw, tmp_path / "packed")
    assert hashes(packed, REPORT, PART, SUMS) == hashes(plain, REPORT, PART, SUMS)
    assert told(packed, "ratings.csv.gz") == told(plain, "ratings.csv")


@pytest.mark.parametrize(
    ("title_ids", "matched", "why_not", "holds"),
    [
        (["as1"], "exact year", None, True),
        ([], None, "no year", True),
        (["as1"], None, "no year", False),
        ([], "exact year", None, False),
        ([], None, None, False),
        (["as1"], "exact year", "no year", False),
    ],
)
def test_a_film_has_titles_or_a_reason_why_not(title_ids, matched, why_not, holds):
    row = (1, "Rain (1990)", 1990, 3, title_ids, matched, why_not)
    assert MovieLens.is_valid(pl.DataFrame([row], schema(MovieLens), orient="row")) is holds


def test_an_archive_is_nobodys_sample(raw):
    mark_sample(raw)
    assert not find(raw).synthetic
    shutil.rmtree(raw / "movielens")
    assert find(raw).synthetic


names = st.sampled_from(["Quiet Rain", "Lantern, The", "Lantern", "Loud Rain (Quiet Rain)", "Lantern Tales"])
films = st.lists(st.tuples(names, st.integers(1994, 2002)), min_size=1, max_size=6).map(
    lambda drawn: [(number, f"{name} ({year})") for number, (name, year) in enumerate(drawn, 1)]
)
rated = st.lists(
    st.tuples(
        st.integers(0, 5), st.integers(1, 7), st.integers(1, 10).map(lambda half: str(half / 2)), st.integers(0, 9)
    ),
    min_size=1,
    max_size=20,
)


@pytest.mark.slow
@given(films, rated, st.randoms())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_plain_python_makes_the_same_ratings_in_whatever_order_rows_come(tmp_path, movies, ratings, random):
    there = {number for number, _ in movies}
    ratings = [*ratings, (0, 1, "4.0", 0)]  # one that may enter, or the file would be refused
    shutil.rmtree(tmp_path, ignore_errors=True)
    release = built(put(write_raw(tmp_path / "raw", CATALOGUES), movies, ratings))
    titles = [
        (f"{platform.value[0]}{row['show_id']}", row["title"], int(row["release_year"]), row["type"].lower())
        for platform, rows in CATALOGUES.items()
        for row in rows
    ]
    report = reported(movies, titles)
    of_film = {number: title_ids for number, _, _, title_ids, *_ in report}
    expected = [
        (user, ids[(user + film) % len(ids)], float(score), time)
        for user, film, score, time in ratings
        if (ids := of_film.get(film))
    ]
    assert Counter(table(release, "ratings").rows()) == Counter(expected)
    assert told(release, "ratings.csv")[1:] == (
        len(expected), sum(film not in there for _, film, *_ in ratings),
        sum(film in there and not of_film[film] for _, film, *_ in ratings),
    )  # fmt: skip
    counts = Counter(film for _, film, *_ in ratings)
    assert table(release, "movielens").rows() == [
        (number, title, year, counts[number], *rest) for number, title, year, *rest in report
    ]
    shuffled = put(tmp_path / "raw", random.sample(movies, len(movies)), random.sample(ratings, len(ratings)))
    assert hashes(built(shuffled, tmp_path / "other"), REPORT, PART, SUMS) == hashes(release, REPORT, PART, SUMS)


# Real data.


@pytest.fixture(scope="module")
def joined(real_data):
    """The ratings that somebody else joined to titles: user, title, score, time."""
    files = [real_data / "ratings_joined" / f"{number}.csv" for number in range(1, 9)]
    read = pl.scan_csv(files, schema_overrides={"userId": pl.Int32, "rating": pl.Float32})
    return read.select(user_id="userId", title_id="movieId", score="rating", rated_at="timestamp").collect()


@pytest.fixture(scope="module")
def real_release(real_data, tmp_path_factory):
    """The real catalogues with the real archive."""
    raw = tmp_path_factory.mktemp("real") / "raw"
    (raw / "movielens").mkdir(parents=True)
    (raw / "catalogues").symlink_to((real_data / "catalogues").resolve())
    (raw / "movielens" / "ml-latest-small").symlink_to((real_data / "ml-latest-small").resolve())
    return built(raw)


@pytest.mark.real
def test_of_the_titles_that_somebody_else_found_all_are_found_but_where_it_could_be_two(real_data, real_release):
    report = table(real_release, "movielens")
    map_ = pl.read_csv(real_data / "ratings_joined" / "title_map.csv", infer_schema=False)
    theirs = set(map_.select(pl.col("movielens_id").cast(pl.Int32), "id").rows())
    ours = set(
        report.explode("title_ids", keep_nulls=False, empty_as_null=False).select("movielens_id", "title_ids").rows()
    )
    assert len(theirs) == 2_102
    assert len(theirs & ours) == 2_101
    why = dict(report.select("movielens_id", "why_not").rows())
    assert {why[film].partition(":")[0] for film, _ in theirs - ours} == {"several works"}
    # What they did not find: letters that agree where spaces do not, and brackets that belong to a name.
    titles = dict(table(real_release, "titles").select("title_id", "release_year").rows())
    years = dict(report.select("movielens_id", "year").rows())
    assert len(ours - theirs) == 8
    assert all(titles[title_id] == years[film] for film, title_id in ours - theirs)


@pytest.mark.real
def test_ratings_are_those_that_somebody_else_joined_but_for_the_titles_that_differ(real_data, real_release, joined):
    ours = table(real_release, "ratings")
    map_ = pl.read_csv(real_data / "ratings_joined" / "title_map.csv", infer_schema=False)
    theirs = set(map_.select(pl.col("movielens_id").cast(pl.Int32), "id").rows())
    films = table(real_release, "movielens").explode("title_ids", keep_nulls=False, empty_as_null=False)
    pairs = films.select("movielens_id", "title_ids").rows()
    differing = {film for film, _ in theirs ^ set(pairs)}
    titles = [title_id for film, title_id in {*pairs, *theirs} if film in differing]
    agreed = ~pl.col("title_id").is_in(titles)
    assert joined.height == 31_674
    assert joined.filter(agreed).height > 31_600
    assert Counter(ours.filter(agreed).rows()) == Counter(joined.filter(agreed).rows())


@pytest.mark.real
def test_the_command_takes_a_real_archive_beside_a_sample(real_data, tmp_path):
    write_sample(tmp_path / "raw", titles=300, users=30, ratings=900, films=0, seed=3)
    (tmp_path / "raw" / "movielens").mkdir()
    for name in ("movies.csv", "ratings.csv"):
        (tmp_path / "raw" / "movielens" / name).symlink_to((real_data / "ml-latest-small" / name).resolve())
    done = CliRunner().invoke(app, ["build", "--raw", str(tmp_path / "raw"), "--data", str(tmp_path / "data")])
    assert done.exit_code == 0, done.output
    assert "of 9,742 films are titles, with " in done.output
    assert "of 100,836 ratings; in films:" in done.output
