"""Counts the oddities in what was written with nothing but `csv`: the generator's own table is not asked."""

import re
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from pipeline.sample import write_films
from pipeline.sample.people import plain
from tests.pipeline.sample.film_files import awkward, broken_off, credits, films, people, shifted

OVERVIEWS = ("No overview found.", "No Overview", "No movie overview available.")


@pytest.fixture(scope="module")
def small_rows(film_set):
    return list(films(film_set)), list(credits(film_set))


@pytest.fixture(scope="module")
def full_rows(full_film_set):
    return list(films(full_film_set)), list(credits(full_film_set))


def cell(column, test):
    """Count the films whose cell passes the test; those whose columns are shifted are left out."""
    return lambda rows, _: sum(bool(test(row[column])) for row in rows if not broken_off(row))


def film(test):
    return lambda rows, _: sum(bool(test(row)) for row in rows)


def credit(test):
    return lambda _, rows: sum(bool(test(row)) for row in rows)


def repeated(rows):
    return len(rows) - len({row["id"] for row in rows})


def pairs(rows, _):
    """Rows that end with their overview, followed by one whose columns are shifted."""
    return sum(broken_off(one) and shifted(other) for one, other in pairwise(rows))


def titles_that_differ_in_accents(rows, _):
    spellings = defaultdict(set)
    for row in rows:
        title = " ".join(row["title"].split())  # to `plain`, a no-break space is a space too
        spellings[plain(title)].add(title)
    return sum(len(found) > 1 for found in spellings.values())


def without_row(rows, credits_):
    return len({row["id"] for row in credits_} - {row["id"] for row in rows})


def without_credits(rows, credits_):
    ids = {row["id"] for row in rows if not shifted(row)}
    return len(ids - {row["id"] for row in credits_})


def credits_of_films_without_day(rows, credits_):
    ids = {row["id"] for row in rows if row["release_date"] == ""}
    return sum(row["id"] in ids for row in credits_)


NAME = re.compile(r"'name': '([^']*)'")
ORDER = re.compile(r"'order': (\d+)")


def named(test):
    """Count the rows of credits that name somebody so."""
    return credit(lambda row: any(test(name) for name in NAME.findall(row["cast"] + row["crew"])))


def twice_in_a_cast(row):
    found = re.findall(r"'id': (\d+), 'name'", row["cast"])
    return len(set(found)) < len(found)


def out_of_order(row):
    places = [int(place) for place in ORDER.findall(row["cast"])]
    return places != sorted(places)


def unreadable(kind):
    return lambda text: people(text) == kind


# What was counted in the real files, or is said of them, how it is counted here, and how many there were.
COUNTED = {
    "ids again": (lambda rows, _: repeated(rows), 30),
    "cut in two": (pairs, 3),
    "shifted": (film(shifted), 3),
    "no release date": (film(lambda row: row["release_date"] == ""), 87),
    "no runtime": (film(lambda row: row["runtime"] == "" and not broken_off(row)), 257),
    "runtime 0.0": (cell("runtime", "0.0".__eq__), 1_558),
    "no overview": (cell("overview", "".__eq__), 954),
    "overviews that say there is none": (cell("overview", OVERVIEWS.__contains__), 143),
    "no status": (cell("status", "".__eq__), 81),
    "adult": (cell("adult", "True".__eq__), 9),
    "video": (cell("video", "True".__eq__), 93),
    "no imdb_id": (cell("imdb_id", "".__eq__), 17),
    "no poster": (cell("poster_path", "".__eq__), 383),
    "no language": (cell("original_language", "".__eq__), 11),
    "absurd budget": (cell("budget", lambda text: 0 < int(text) < 1_000), 258),
    "two spaces in an overview": (cell("overview", lambda text: "  " in text), 728),
    "two spaces in a title": (cell("title", lambda text: "  " in text), 22),
    "newline in an overview": (cell("overview", lambda text: "\n" in text), 30),
    "tab in an overview": (cell("overview", lambda text: "\t" in text), 10),
    "no-break space in an overview": (cell("overview", lambda text: "\xa0" in text), 40),
    "no-break space in a title": (cell("title", lambda text: "\xa0" in text), 4),
    "zero-width space in a title": (cell("title", lambda text: "\u200b" in text), 3),
    "zero-width space in an original title": (cell("original_title", lambda text: "\u200b" in text), 13),
    "title in quotes": (cell("title", lambda text: text.startswith('"')), 3),
    "company in quotes": (cell("production_companies", lambda text: 'Film Unit "' in text), 30),
    "genres cut": (cell("genres", unreadable("cut")), 3),
    "number for a genre": (cell("genres", unreadable("number")), 2),
    "other accents": (titles_that_differ_in_accents, 47),  # 40, and some that two like names make
    "credits again": (lambda _, rows: repeated(rows), 44),
    "credits without a row": (without_row, 3),
    "rows without credits": (without_credits, 4),
    "credits of films without a day": (credits_of_films_without_day, 87),
    "empty cast": (credit(lambda row: row["cast"] == "[]"), 2_418),
    "empty crew": (credit(lambda row: row["crew"] == "[]"), 771),
    "cast cut": (credit(lambda row: not row["cast"].endswith("]")), 3),
    "number for a person": (credit(lambda row: re.search(r"\}, \d+\]$", row["cast"])), 2),
    "space around a name": (named(lambda name: name.strip(" ") != name), 900),
    "name in other case": (named(lambda name: name.islower() or (name.isupper() and " " in name)), 150),
    "two spaces in a name": (named(lambda name: "  " in name), 100),
    "suffix after a comma": (named(lambda name: name.endswith(", Jr.")), 60),
    "one person with two parts": (credit(twice_in_a_cast), 400),
    "cast out of order": (credit(out_of_order), 290),
    "part that is a space": (credit(lambda row: "'character': ' '" in row["cast"]), 60),
}


@pytest.mark.slow
@pytest.mark.parametrize("oddity", COUNTED)
def test_at_full_size_an_oddity_is_as_frequent_as_in_the_real_files(full_rows, oddity):
    count, real = COUNTED[oddity]
    slack = max(2, 0.1 * real) if real > 4 else 1
    assert real - slack <= count(*full_rows) <= real + slack


@pytest.mark.parametrize("oddity", COUNTED)
def test_at_a_smaller_size_an_oddity_is_as_frequent_and_never_missing(small_rows, oddity):
    count, real = COUNTED[oddity]
    expected = real * 600 / 45_466
    assert max(1, 0.7 * expected - 1) <= count(*small_rows) <= 1.3 * expected + 3


@pytest.mark.parametrize("seed", [1, 2])
def test_with_500_films_and_few_odd_strings_nothing_is_missing(tmp_path, seed):
    write_films(tmp_path, films=500, seed=seed, odd_strings=0.02, progress=lambda _: None)
    rows = list(films(tmp_path)), list(credits(tmp_path))
    assert [oddity for oddity, (count, _) in COUNTED.items() if not count(*rows)] == []


def test_what_was_cut_off_goes_on_in_the_wrong_columns(small_rows):
    rows, _ = small_rows
    place = next(place for place, row in enumerate(rows) if shifted(row))
    first, second = rows[place - 1], rows[place]
    assert (first["adult"], first["popularity"], first["title"], first["vote_count"]) == ("False", "", "", "")
    assert first["id"].isdigit()
    assert first["overview"]
    assert second["adult"].startswith(" ")
    assert float(second["belongs_to_collection"]) >= 0
    assert second["budget"].startswith("/")
    assert people(second["genres"]) is not None
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", second["id"])
    assert (second["imdb_id"], second["overview"], second["production_companies"]) == ("0", "Released", "False")
    assert second["poster_path"]
    assert 0 <= float(second["production_countries"]) <= 10
    assert second["release_date"].isdigit()
    assert [second[name] for name in ("revenue", "runtime", "status", "tagline", "title", "vote_count")] == [""] * 6


# What the strings of a film set's lists hold that a reader of them may stumble over.
STRINGS = (
    "'", '"', "\\", "\n", "\t", "\xa0", "\u200b", "\ufeff", "None", "True", "': None,", "[{", "}, {", ", ", "#",
    "', 'order': ",
)  # fmt: skip


@pytest.fixture(scope="module")
def strings(small_rows):
    """Every string that stands somewhere in a list of credits."""
    found = []
    for row in small_rows[1]:
        for entries in (people(row["cast"]), people(row["crew"])):
            if not isinstance(entries, str):
                found += [text for entry in entries for text in entry.values() if isinstance(text, str)]
    return found


@pytest.mark.parametrize("text", STRINGS, ids=ascii)
def test_names_and_parts_hold_what_is_hard_to_read(strings, text):
    assert any(text in found for found in strings)


@pytest.mark.parametrize(
    "letters", ["[à-ÿ]", "[\u0400-\u04ff]", "[\u0600-\u06ff]", "[\u4e00-\u9fff]", "[\uac00-\ud7af]"], ids=ascii
)
def test_names_are_written_in_many_letters(strings, letters):
    assert any(re.search(letters, found) for found in strings)


def test_most_odd_strings_are_apostrophes(small_rows):
    odd = [row for row in small_rows[1] if awkward(row)]
    assert sum("\\" in row["cast"] + row["crew"] for row in odd) < 0.5 * len(odd)
    kinds = Counter(bool(re.search(r'"[^"]*\'', row["cast"] + row["crew"])) for row in odd)
    assert kinds[True] > kinds[False]
