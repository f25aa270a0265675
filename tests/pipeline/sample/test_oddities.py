"""Counts the oddities in what was written with nothing but `csv`: the generator's own table is not asked."""

import csv
import re
from collections import Counter, defaultdict

import pytest

from pipeline.sample.draws import Dice
from pipeline.sample.oddities import text

PLATFORMS = ("amazon_prime", "disney_plus", "hulu", "netflix")
ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff]")
SUFFIX = re.compile(r",\s*(?:jr|sr|ii|iii|iv|ph\.? ?d|m\.d|esq)\b", re.IGNORECASE)
OWN_SCRIPT = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def read(raw):
    catalogues = {}
    for platform in PLATFORMS:
        with (raw / "catalogues" / f"{platform}_titles.csv").open(newline="", encoding="utf-8") as file:
            catalogues[platform] = list(csv.DictReader(file))
    return catalogues


@pytest.fixture(scope="session")
def small_rows(small):
    return read(small)


@pytest.fixture(scope="session")
def full_rows(full):
    return read(full)


def cell(platform, column, test):
    """Count the rows of a platform whose cell passes the test."""
    return lambda catalogues: sum(bool(test(row[column])) for row in catalogues[platform])


def anywhere(platform, test):
    """Count the rows of a platform with any cell that passes the test."""
    return lambda catalogues: sum(any(test(text) for text in row.values()) for row in catalogues[platform])


def total(test):
    return lambda catalogues: sum(anywhere(platform, test)(catalogues) for platform in PLATFORMS)


def row(platform, test):
    return lambda catalogues: sum(bool(test(row)) for row in catalogues[platform])


def repeated_titles(platform):
    def count(catalogues):
        titles = Counter(row["title"].lower() for row in catalogues[platform])
        return sum(n > 1 for n in titles.values())

    return count


def works_on_several_platforms(catalogues):
    where = defaultdict(set)
    for platform, rows in catalogues.items():
        for row in rows:
            where[row["title"].lower(), row["type"], row["release_year"]].add(platform)
    return sum(len(platforms) > 1 for platforms in where.values())


def works_a_year_apart(catalogues):
    years = defaultdict(set)
    for platform, rows in catalogues.items():
        for row in rows:
            years[row["title"].lower(), row["type"]].add((int(row["release_year"]), platform))
    return sum(
        any(abs(y - z) == 1 and p != q for y, p in shown for z, q in shown)
        and not any(y == z and p != q for y, p in shown for z, q in shown)
        for shown in years.values()
    )


def casts_naming_one_twice(catalogues):
    casts = [row["cast"].split(",") for rows in catalogues.values() for row in rows if row["cast"]]
    return sum(len({name.strip() for name in cast}) < len(cast) for cast in casts)


def added_before_release(catalogues):
    return sum(
        int(row["date_added"].strip()[-4:]) < int(row["release_year"])
        for rows in catalogues.values()
        for row in rows
        if row["date_added"]
    )


def suffixes_after_a_comma(catalogues):
    return sum(
        bool(SUFFIX.search(row["cast"]) or SUFFIX.search(row["director"]))
        for rows in catalogues.values()
        for row in rows
    )


def nothing_in_duration_or_rating(row):
    return row["duration"] == "" and not re.search(r"min|Season", row["rating"])


MINUTES, SEASONS = re.compile(r"\d+ min").fullmatch, re.compile(r"\d+ Seasons?").fullmatch

# What was counted in the real files, how it is counted, and how many there were.
COUNTED = {
    "hulu minutes in rating": (cell("hulu", "rating", MINUTES), 230),
    "hulu seasons in rating of a film": (
        row("hulu", lambda row: row["type"] == "Movie" and SEASONS(row["rating"])),
        62,
    ),
    "netflix minutes in rating": (cell("netflix", "rating", MINUTES), 3),
    "hulu duration nowhere": (row("hulu", nothing_in_duration_or_rating), 187),
    "hulu description in director": (
        row("hulu", lambda row: row["director"] and row["director"] == row["description"]),
        3,
    ),
    "hulu director": (cell("hulu", "director", bool), 3),
    "hulu description null": (cell("hulu", "description", lambda text: text == ""), 4),
    "amazon newline": (anywhere("amazon_prime", lambda text: "\n" in text), 10),
    "hulu newline": (anywhere("hulu", lambda text: "\n" in text), 10),
    "netflix newline in description": (cell("netflix", "description", lambda text: "\n" in text), 1),
    "netflix newline in title": (cell("netflix", "title", lambda text: "\n" in text), 1),
    "netflix date after a space": (cell("netflix", "date_added", lambda text: text.startswith(" ")), 88),
    "amazon rating 16": (cell("amazon_prime", "rating", "16".__eq__), 1),
    "amazon rating AGES_16_": (cell("amazon_prime", "rating", "AGES_16_".__eq__), 2),
    "amazon rating AGES_18_": (cell("amazon_prime", "rating", "AGES_18_".__eq__), 3),
    "amazon rating ALL_AGES": (cell("amazon_prime", "rating", "ALL_AGES".__eq__), 1),
    "amazon rating NOT_RATE": (cell("amazon_prime", "rating", "NOT_RATE".__eq__), 3),
    "amazon rating UNRATED": (cell("amazon_prime", "rating", "UNRATED".__eq__), 33),
    "amazon rating NR": (cell("amazon_prime", "rating", "NR".__eq__), 223),
    "amazon rating TV-NR": (cell("amazon_prime", "rating", "TV-NR".__eq__), 105),
    "amazon 0 min": (cell("amazon_prime", "duration", "0 min".__eq__), 10),
    "amazon 601 min": (cell("amazon_prime", "duration", "601 min".__eq__), 1),
    "amazon director None": (cell("amazon_prime", "director", "None".__eq__), 1),
    "amazon cast 1": (cell("amazon_prime", "cast", "1".__eq__), 34),
    "amazon cast 1, 2, 3": (cell("amazon_prime", "cast", "1, 2, 3".__eq__), 1),
    "amazon not ASCII": (anywhere("amazon_prime", lambda text: not text.isascii()), 1_147),
    "disney not ASCII": (anywhere("disney_plus", lambda text: not text.isascii()), 228),
    "hulu not ASCII": (anywhere("hulu", lambda text: not text.isascii()), 798),
    "netflix not ASCII": (anywhere("netflix", lambda text: not text.isascii()), 2_538),
    "zero width": (total(ZERO_WIDTH.search), 9),
    "no-break space": (total(lambda text: "\xa0" in text), 89),
    "lost letters": (anywhere("amazon_prime", lambda text: "\ufffd" in text), 3),
    "netflix title longer in lower case": (cell("netflix", "title", lambda text: len(text) != len(text.lower())), 2),
    "netflix comma around countries": (cell("netflix", "country", lambda text: text != text.strip(" ,")), 7),
    "casts naming one twice": (casts_naming_one_twice, 6),
    "suffixes after a comma": (suffixes_after_a_comma, 21),
    "names in their own script": (total(OWN_SCRIPT.search), 18),
    "amazon nickname": (cell("amazon_prime", "cast", lambda text: '"' in text), 60),
    "disney space before comma": (cell("disney_plus", "cast", lambda text: " ," in text), 51),
    "amazon title repeated": (repeated_titles("amazon_prime"), 17),
    "hulu title repeated": (repeated_titles("hulu"), 2),
    "netflix title repeated": (repeated_titles("netflix"), 5),
    "on several platforms": (works_on_several_platforms, 405),
    "a year apart": (works_a_year_apart, 111),
    "added before release": (added_before_release, 20),
}


@pytest.mark.slow
@pytest.mark.parametrize("oddity", COUNTED)
def test_at_full_size_an_oddity_is_as_frequent_as_in_the_real_files(full_rows, oddity):
    count, real = COUNTED[oddity]
    slack = max(1, 0.05 * real) if real > 3 else 0
    assert real - slack <= count(full_rows) <= real + slack


@pytest.mark.parametrize("oddity", COUNTED)
def test_at_a_smaller_size_an_oddity_is_as_frequent_and_never_missing(small_rows, oddity):
    count, real = COUNTED[oddity]
    expected = real * 3_000 / 22_998
    # An oddity that has one row at least on each of several platforms and columns is more frequent here.
    assert max(1, 0.7 * expected - 1) <= count(small_rows) <= 1.3 * expected + 4


# Rows, films, and nulls in director, cast, country, date_added, rating and duration.
SHAPES = {
    "amazon_prime": (9_668, 7_814, 2_082, 1_233, 8_996, 9_513, 337, 0),
    "disney_plus": (1_450, 1_052, 473, 190, 219, 3, 3, 0),
    "hulu": (3_073, 1_484, 3_070, 3_073, 1_453, 28, 520, 479),
    "netflix": (8_807, 6_131, 2_634, 825, 831, 10, 4, 3),
}
NULLABLE = ("director", "cast", "country", "date_added", "rating", "duration")


@pytest.mark.slow
@pytest.mark.parametrize("platform", PLATFORMS)
def test_at_full_size_rows_films_and_nulls_are_the_real_ones(full_rows, platform):
    rows, films, *nulls = SHAPES[platform]
    assert len(full_rows[platform]) == rows
    assert sum(row["type"] == "Movie" for row in full_rows[platform]) == films
    assert [sum(row[column] == "" for row in full_rows[platform]) for column in NULLABLE] == nulls


@pytest.mark.parametrize("platform", PLATFORMS)
def test_at_a_smaller_size_nulls_keep_their_share(small_rows, platform):
    rows, films, *nulls = SHAPES[platform]
    found = small_rows[platform]
    assert len(found) == pytest.approx(rows * 3_000 / 22_998, abs=2)
    assert sum(row["type"] == "Movie" for row in found) == pytest.approx(films * 3_000 / 22_998, abs=2)
    for column, real in zip(NULLABLE, nulls, strict=True):
        assert sum(row[column] == "" for row in found) == pytest.approx(real * 3_000 / 22_998, abs=3)


def test_hulu_names_no_cast_and_amazon_lasts_601_minutes_at_most(small_rows):
    assert not any(row["cast"] for row in small_rows["hulu"])
    assert max(int(row["duration"][:-4]) for row in small_rows["amazon_prime"] if "min" in row["duration"]) == 601


def test_top_actors_of_a_year_are_often_tied(small_rows):
    tied = ranked = 0
    for platform in ("amazon_prime", "disney_plus", "netflix"):
        names = defaultdict(Counter)
        for row in small_rows[platform]:
            names[row["release_year"]].update(name.strip() for name in row["cast"].split(",") if name.strip())
        best = [counter.most_common(2) for counter in names.values() if len(counter) > 1]
        tied += sum(first[1] == second[1] for first, second in best)
        ranked += len(best)
    assert tied > ranked / 2


@pytest.mark.parametrize("change", [text.no_break_space, text.double_space])
@pytest.mark.parametrize("cell", ["Prince", "Cher, Prince", ""])
def test_a_text_without_a_space_to_change_stays_as_it_is(change, cell):
    # Of half a million titles some people have one name: there is a space only where the list is split.
    assert change(cell, Dice(1)) == cell
