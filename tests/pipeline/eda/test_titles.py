"""The sections about titles equal loops over the rows: of hand-made titles, of a sample, of the real raw files."""

from collections import Counter, defaultdict

import polars as pl
import pytest

from pipeline.eda.report import figures_of
from pipeline.eda.sections import correlations, duplicates, lengths, missing, overview, values, words, years
from tests.pipeline.eda.plainly import KINDS, box, cramers_v, known_pairs, pearson, platform, same_works, spearman


def test_titles_by_platform_and_type(tables, titles):
    count = Counter((platform(row), KINDS[row["type"]]) for row in titles)
    on = Counter(platform(row) for row in titles)
    found = overview.by_platform_and_type(tables.titles).rows()
    assert {row[:2]: row[2] for row in found} == count
    assert all(share == pytest.approx(count[name, kind] / on[name]) for name, kind, _, share in found)
    assert [row[:2] for row in found] == sorted(row[:2] for row in found)


@pytest.mark.parametrize("column", ["release_year", "added_year"])
def test_titles_by_year_without_a_gap(tables, titles, column):
    years_of = defaultdict(Counter)
    for row in titles:
        if row[column] is not None:
            years_of[platform(row)][row[column]] += 1
    expected = {
        (name, year): count[year] for name, count in years_of.items() for year in range(min(count), max(count) + 1)
    }
    assert {(name, year): count for name, year, count in overview.by_year(tables.titles, column).rows()} == expected


@pytest.mark.parametrize("unit", ["min", "season"])
def test_boxes_of_lengths(tables, titles, unit):
    groups = defaultdict(list)
    for row in titles:
        if row["duration_type"] == unit:
            groups[platform(row), KINDS[row["type"]]].append(row["duration_int"])
    found, outside = lengths.boxes(lengths.in_unit(tables.titles, unit))
    five = found.drop("group").rows()
    assert {row[:2] for row in five} == set(groups)
    for row in five:
        expected, beyond = box(groups[row[:2]])
        assert row[2:] == pytest.approx(expected)
        mine = outside.filter((pl.col("platform") == row[0]) & (pl.col("type") == row[1]))
        assert dict(mine.select("value", "rows").rows()) == beyond


def test_the_extremes_are_named(tables, titles):
    def listed(rows):
        return [(row["title"], platform(row), KINDS[row["type"]], row["release_year"], row["duration_int"])
                for row in rows][:15]  # fmt: skip

    minutes = sorted((row for row in titles if row["duration_type"] == "min"), key=lambda row: row["title_id"])
    longest, shortest, *none = lengths.extremes(lengths.in_unit(tables.titles, "min"))
    longest, shortest, *none = (lower(listing.frame) for listing in (longest, shortest, *none))
    assert longest == listed(sorted(minutes, key=lambda row: -row["duration_int"]))
    above = [row for row in minutes if row["duration_int"] > 0]
    assert shortest == listed(sorted(above, key=lambda row: row["duration_int"]))
    zeros = listed(row for row in minutes if row["duration_int"] == 0)
    assert none == ([zeros] if zeros else [])


def test_movies_by_year_and_ten_minutes(tables, titles):
    count = Counter(
        (row["release_year"], row["duration_int"] // 10 * 10 + 5)
        for row in titles
        if row["type"] == "movie" and row["duration_type"] == "min"
    )
    found = years.year_and_length(tables.titles)
    assert {row[:2]: row[2] for row in found.rows()} == count
    assert found["movies"].to_list() == sorted(count.values(), reverse=True)


def test_the_lag_from_release_to_the_platform(tables, titles):
    known = [row for row in titles if row["added_year"] is not None]
    lag = {row["title_id"]: row["added_year"] - row["release_year"] for row in known}
    assert dict(years.lag(tables.titles).select("title_id", "lag").collect().rows()) == lag
    early = sorted(
        (row for row in known if lag[row["title_id"]] < 0), key=lambda row: (lag[row["title_id"]], row["title_id"])
    )
    assert lower(years.added_first(years.lag(tables.titles))) == [
        (row["title"], platform(row), row["release_year"], row["added_year"]) for row in early
    ]


def lower(frame):
    """The rows with their titles in lower case: the oracle has no other."""
    return [(title.lower(), *rest) for title, *rest in frame.rows()]


def the_most(entries):
    """The 25 most frequent values, equal ones by code point, and the titles of each on each platform."""
    count, on = Counter(value for value, _ in entries), Counter(entries)
    order = sorted(count, key=lambda value: (-count[value], value))[:25]
    return [(value, name, on[value, name], count[value]) for value in order
            for name in ("Amazon", "Disney+", "Hulu", "Netflix") if on[value, name]]  # fmt: skip


@pytest.mark.parametrize(("column", "name"), [("genres", "genre"), ("countries", "country")])
def test_genres_and_countries(tables, titles, column, name):
    entries = [(value, platform(row)) for row in titles for value in row[column]]
    assert values.top(values.one_a_row(tables.titles, column, name), name).rows() == the_most(entries)


def test_audience_ratings_tell_the_filled_ones_apart(tables, titles):
    entries = [("g (filled)" if row["rating_filled"] else row["rating"], platform(row)) for row in titles]
    assert values.top(values.audience(tables.titles), "rating").rows() == the_most(entries)


@pytest.mark.parametrize("role", ["actor", "director"])
def test_people_are_named_as_they_are_most_often_written(case, role):
    on = {row["title_id"]: platform(row) for row in case.titles}
    credited = [(title, name) for title, credit, name in case.people if credit == role]
    written = defaultdict(Counter)
    for _, name in credited:
        written[name.lower()][name] += 1
    shown = {name: min(forms, key=lambda form: (-forms[form], form)) for name, forms in written.items()}
    entries = [(shown[name.lower()], on[title]) for title, name in credited]
    assert values.top(values.people(case.tables, role), role).rows() == the_most(entries)


EMPTY = {
    "director": lambda row: not row["directors"],
    "cast": lambda row: not row["cast"],
    "country": lambda row: not row["countries"],
    "date added": lambda row: row["date_added"] is None,
    "rating": lambda row: row["rating_filled"],
    "duration": lambda row: row["duration_int"] is None,
    "genres": lambda row: not row["genres"],
    "description": lambda row: row["description"] is None,
}


def test_what_is_missing(tables, titles):
    on = Counter(platform(row) for row in titles)
    for column, name, gaps, share, said in missing.gaps(tables.titles).rows():
        expected = sum(platform(row) == name and EMPTY[column](row) for row in titles)
        assert (gaps, share) == (expected, pytest.approx(expected / on[name]))
        assert said.split(" ")[0] == f"{expected:,}"


def test_ratings_that_were_filled_and_those_that_are_g(tables, titles):
    count = Counter(
        (platform(row), missing.FILLED if row["rating_filled"] else missing.SAID)
        for row in titles
        if row["rating"] == "g"
    )
    assert {row[:2]: row[2] for row in missing.general(tables.titles).rows()} == count


def test_the_same_work_within_a_platform_and_across(tables, titles):
    found, works = duplicates.pairs(tables.titles), same_works(titles)
    assert set(found.select("title_id", "title_id_other").rows()) == {
        (mine, other["title_id"]) for mine, others in works.items() for other in others
    }
    where = {row["title_id"]: platform(row) for row in titles}
    matrix = {row[:2]: row[2] for row in duplicates.matrix(found).rows()}
    for (name, other), count in matrix.items():
        assert count == sum(
            where[mine] == name and any(platform(row) == other for row in others) for mine, others in works.items()
        )
    assert len(matrix) == 16
    places = Counter(len({platform(row) for row in others} | {where[mine]}) for mine, others in works.items())
    expected = [(f"{count} platform{'' if count == 1 else 's'}", places[count]) for count in sorted(places)]
    assert duplicates.places(tables.titles, found).rows() == expected
    inside = {(mine, row["title_id"]) for mine, others in works.items() for row in others
              if where[mine] == platform(row) and mine < row["title_id"]}  # fmt: skip
    assert set(duplicates.within(found).select("id", "other id").rows()) == inside


def measured(row, scores):
    """What is compared of a title."""
    votes, mean = scores.get(row["title_id"], (None, None))
    length = row["duration_int"]
    return {
        "year of release": row["release_year"],
        "year added": row["added_year"],
        "minutes": length if row["duration_type"] == "min" else None,
        "seasons": length if row["duration_type"] == "season" else None,
        **{name: len(row[name]) or None for name in ("cast", "directors", "countries", "genres")},
        "words": len(row["description"].split()) if row["description"] else None,
        "mean score": mean,
        "ratings": votes,
        "platform": platform(row),
        "type": row["type"],
        "audience rating": None if row["rating_filled"] else row["rating"],
        "first genre": next(iter(row["genres"]), None),
        "first country": next(iter(row["countries"]), None),
    }


def test_numbers_and_categories_go_together_as_loops_say(case):
    rows = [measured(row, case.scores) for row in case.titles]
    drawn = {figure.name: figure.shape.table for figure in figures_of(correlations.section(case.tables))}
    for name, plain in (("pearson", pearson), ("spearman", spearman), ("cramers-v", cramers_v)):
        for one, other, value, count in drawn[name].rows():
            pairs = known_pairs(rows, one, other)
            assert count == len(pairs)
            if one <= other:  # a pair is the same in both orders
                expected = plain(pairs) if len(pairs) >= 3 else None
                assert value == (expected if expected is None else pytest.approx(expected, abs=1e-9)), (one, other)
            else:
                assert (
                    value == drawn[name].filter((pl.col("one") == other) & (pl.col("other") == one))["coefficient"][0]
                )


def test_what_is_measured_of_a_title(small_tables):
    row = correlations.measured(small_tables).to_dicts()[0]  # as1
    assert row == {
        "year of release": 2018, "year added": None, "minutes": 120, "seasons": None, "cast": 2, "directors": 1,
        "countries": 1, "genres": 2, "words": 3, "mean score": 4.5, "ratings": 2, "platform": "Amazon",
        "type": "Movies", "audience rating": "pg", "first genre": "comedy", "first country": "argentina",
    }  # fmt: skip


def test_words_are_counted_once_a_title(tables, titles):
    for column in ("title", "description"):
        count = Counter(word for row in titles for word in set(plain_words(row[column] or "")))
        expected = sorted(
            ((word, n) for word, n in count.items() if word != "the"), key=lambda pair: (-pair[1], pair[0])
        )
        assert words.words_of(tables.titles, column, {"the"}).rows() == expected[: words.IN_CLOUD]


def plain_words(text):
    """Letters with apostrophes between them, two letters at least."""
    found, word = [], ""
    for letter in f"{text} ":
        if letter.isalpha() or (word and letter in "'’"):
            word += letter
            continue
        word = word.rstrip("'’")
        found += [word] if len(word) > 1 else []
        word = ""
    return found
