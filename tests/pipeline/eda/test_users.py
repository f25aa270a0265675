"""The section about users says what loops over the rows say."""

import csv
import math
from collections import Counter, defaultdict
from datetime import UTC, date, datetime

import pytest

from pipeline.eda.sections import users
from pipeline.eda.sections.scores import TENTHS
from pipeline.eda.tables import Tables
from tests.pipeline.eda.told import (
    RATINGS,
    TITLES,
    binned,
    doubled,
    part,
    quantile,
    ratings_of,
    tables_of,
    well_made,
)


def of_users(ratings):
    given = defaultdict(list)
    for user, _, score, _ in ratings:
        given[user].append(score)
    return given


def times_of(ratings):
    """How many pairs of a user and a title there are, by how often the one rated the other."""
    return sorted(Counter(Counter((user, title) for user, title, _, _ in ratings).values()).items())


def years_of(ratings):
    """Ratings by year, from the first to the last."""
    count = Counter(datetime.fromtimestamp(seconds, UTC).year for *_, seconds in ratings)
    return [(year, count[year]) for year in range(min(count), max(count) + 1)]


def test_each_user_has_a_row():
    expected = [(user, len(scores), sum(scores) / len(scores)) for user, scores in sorted(of_users(RATINGS).items())]
    assert users.each_user(ratings_of(RATINGS)).rows() == expected


def test_a_title_that_a_user_rated_again_is_seen():
    assert users.times_rated(ratings_of(RATINGS)).rows() == times_of(RATINGS) == [(1, 9), (2, 1), (3, 1)]


def test_users_of_every_rest_are_seen():
    many = [(user, f"as{title}", 3.0, 0) for user in range(40) for title in range(user % 5 + 1)] * 2
    assert users.times_rated(ratings_of(many)).rows() == times_of(many)


def test_years_run_on_where_nobody_rated():
    found = users.over_time(ratings_of(RATINGS)).rows()
    assert found == years_of(RATINGS)
    assert (1999, 1) in found
    assert (2000, 2) in found
    assert (1980, 0) in found


def test_months_run_on_where_nobody_rated():
    moments = [datetime(2020, month, day, tzinfo=UTC) for month, day in ((1, 1), (1, 31), (4, 30))]
    rows = [(1, "as1", 3.0, int(moment.timestamp())) for moment in moments]
    assert users.over_time(ratings_of(rows), months=True).rows() == [
        (date(2020, 1, 1), 2), (date(2020, 2, 1), 0), (date(2020, 3, 1), 0), (date(2020, 4, 1), 1),
    ]  # fmt: skip
    line = part(well_made(users.section(tables_of(TITLES, rows))), "ratings-over-time")
    assert line.shape.x == "month"
    assert "highest in January 2020 with 2 ratings" in line.alt


def test_the_first_and_the_last_are_found():
    first, last = users.first_and_last(ratings_of(RATINGS))
    assert (first, last) == (datetime(1970, 1, 1, tzinfo=UTC), datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC))


@pytest.mark.parametrize("number", [1, 9, 10, 11, 25])
def test_the_most_active_tenth_is_rounded_up(number):
    rows = [(user, "as1", 3.0, at) for user in range(number) for at in range(user + 1)]
    expected = sum(sorted(range(1, number + 1), reverse=True)[: math.ceil(number / 10)])
    assert users.of_the_most_active(users.each_user(ratings_of(rows))) == expected


def test_the_section_has_every_part():
    section = well_made(users.section(tables_of(TITLES, RATINGS)))
    assert [part.name for part in section.parts] == [
        "ratings-per-user", "mean-scores-of-users", "ratings-over-time", "titles-rated-twice",
    ]  # fmt: skip
    assert section.finding == (
        "The median user gave 1.5 ratings and the most active tenth 35.7 % of all, 50 % gave only one, and a title was "
        "rated by the same user more than once in 2 cases."
    )
    assert "from 1 January 1970 to 13 September 2020" in section.intro
    assert "3 users gave one" in part(section, "ratings-per-user").alt
    assert part(section, "titles-rated-twice").frame.rows() == [(1, 9, 9), (2, 1, 2), (3, 1, 3)]


def test_what_nobody_did_is_said_so():
    rows = [(1, "as1", 3.0, 5), (1, "as2", 3.0, 5)]
    finding = users.section(tables_of(TITLES, rows)).finding
    assert finding.endswith("nobody gave only one, and nobody rated a title more than once.")


def test_without_ratings_there_are_no_users():
    section = well_made(users.section(tables_of(TITLES)))
    assert section.parts == ()
    assert section.finding == "There are no ratings, so there are no users."


@pytest.mark.slow
@pytest.mark.real
def test_of_real_ratings_every_number_is_that_of_the_files(real_release, real_raw):
    ratings = []
    for file in sorted((real_raw / "ratings").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            ratings += [
                (int(row["userId"]), row["movieId"], float(row["rating"]), int(row["timestamp"]))
                for row in csv.DictReader(stream)
            ]
    section = well_made(users.section(Tables.of(real_release)))
    given = of_users(ratings)
    counts = [len(scores) for scores in given.values()]
    assert part(section, "ratings-per-user").shape.table["users"].to_list() == doubled(counts)
    means = [sum(scores) / len(scores) for scores in given.values()]
    assert part(section, "mean-scores-of-users").shape.table["users"].to_list() == binned(means, TENTHS)
    assert part(section, "ratings-over-time").shape.table.rows() == years_of(ratings)
    assert part(section, "titles-rated-twice").frame.select("times", "pairs of a user and a title").rows() == times_of(
        ratings
    )
    assert f"The median user gave {quantile(counts, 0.5):g} ratings" in section.finding
