"""Twenty answers established from the real files without the oracle's code, each with a word on how.

"SQL" is the sqlite3 shell over the files as its `.import --csv` reads them, no cell changed; the other tools are grep,
awk, sort and reading the rows themselves.
"""

from fractions import Fraction

import pytest

from tests.oracle import DIRECTOR_REPEATS_DESCRIPTION, DURATION_IN_RATING

pytestmark = pytest.mark.real


ANSWERS = [
    # Moved durations in seasons: `Movie` rows with "Season" in `rating`, sorted by SQL: 12, then 6 four times.
    ("max_duration", {"platform": "HULU", "type": "MOVIE", "unit": "season"}, (12, ["hs2952"])),
    # A moved duration in minutes: Hulu has one row of 1954, "110 min" in its rating column.
    ("max_duration", {"platform": "HULU", "year": 1954}, (110, ["hs2711"])),
    # A tie over platforms, by title: SQL lists the movies of 2007 from 160 minutes; "om" is before "pirates".
    ("max_duration", {"year": 2007, "type": "MOVIE"}, (169, ["ns4955", "ds1132"])),
    # A tie of one title with itself, by id: SQL finds two rows of 1998 from 180 minutes, the same film twice.
    ("max_duration", {"year": 1998}, (185, ["as5935", "ns2735"])),
    # Both years: Disney's 1939 shorts that were added in 2019, read one by one; all four of them last 9 minutes.
    (
        "max_duration",
        {"platform": "DISNEY", "year": 1939, "added_year": 2019},
        (9, ["ds742", "ds1204", "ds1286", "ds1353"]),
    ),
    # Both years, seasons: the 16 Hulu rows of 2016, added in 2017, that have seasons, read one by one. Five have 2,
    # eleven have 1 (two of these in `rating`); by title: chance, freakish, terraformars, the exorcist, underground.
    (
        "max_duration",
        {"platform": "HULU", "year": 2016, "added_year": 2017, "unit": "season"},
        (2, ["hs2616", "hs2611", "hs2770", "hs2598", "hs2721"]),
    ),
    # Null dates: only 155 Amazon rows have a date, 16 of them films; SQL sorts these by minutes, 131 before 113.
    ("max_duration", {"platform": "AMAZON", "added_year": 2021}, (131, ["as8"])),
    # Nothing matches: SQL groups Netflix by type and unit, and every series is measured in seasons.
    ("max_duration", {"platform": "NETFLIX", "type": "TV_SHOW", "unit": "min"}, None),
    # No actors: all 3,073 Hulu casts are empty (SQL's count).
    ("top_actor", {"platform": "HULU"}, None),
    # All platforms: the cast columns, commas to newlines, `sort | uniq -c`: 60, then 56. By platform 16 + 1 + 43.
    ("top_actor", {}, (60, ["Anupam Kher"])),
    # A suffix in an eightfold tie: the three casts of Amazon's series of 1974 read; the last ends in ", Jr.".
    (
        "top_actor",
        {"platform": "AMAZON", "year": 1974, "type": "TV_SHOW"},
        (
            1,
            [
                "Anthony Hopkins",
                "Ben Gazzara",
                "Bert Convy",
                "Desi Arnaz Jr.",
                "Gale Gordon",
                "Leslie Caron",
                "Luci Arnaz",
                "Lucille Ball",
            ],
        ),
    ),
    # Both years, a tie: casts selected by SQL, lower-cased by tr, `sort | uniq -c`: five names at 6, then 3.
    # Three rows write one of the names in capitals, grep says; the first row with it does not.
    (
        "top_actor",
        {"platform": "NETFLIX", "year": 2018, "added_year": 2019},
        (6, ["Jigna Bharadhwaj", "Julie Tejwani", "Rajesh Kawa", "Rupa Bhimani", "Sabina Malik"]),
    ),
    # awk sums half steps per title; 52 + 17 + 26 + 79 titles have a mean of exactly 3.5 and do not count.
    ("score_counts", {"scored": 3.5}, [("AMAZON", 183), ("DISNEY", 98), ("HULU", 109), ("NETFLIX", 348)]),
    # awk in whole numbers, 5 * half steps > 38 * ratings; three titles are at exactly 3.8, greater than the double 3.8.
    ("score_counts", {"scored": 3.8}, [("AMAZON", 138), ("DISNEY", 58), ("HULU", 66), ("NETFLIX", 223)]),
    # A zero: the means of the 15 rated Hulu titles of 2014 printed and read; five are exactly 4, none is greater.
    ("score_counts", {"scored": 4, "platform": "HULU", "year": 2014}, [("HULU", 0)]),
    # SQL joins ratings and dates; of Amazon's few dated films one is rated, 3.5 or less.
    (
        "score_counts",
        {"scored": 3.5, "added_year": 2021, "type": "MOVIE"},
        [("AMAZON", 0), ("DISNEY", 10), ("HULU", 76), ("NETFLIX", 85)],
    ),
    # `grep -c ',TV Show,'` on each file.
    ("platform_counts", {"type": "TV_SHOW"}, [("AMAZON", 1854), ("DISNEY", 398), ("HULU", 1589), ("NETFLIX", 2676)]),
    # Written G 93 + 253 + 18 + 41, empty 337 + 3 + 520 + 4, durations moved away 292 + 3 (SQL's counts).
    ("rating_count", {"rating": " G "}, 1564),
    # SQL, `like '%france%'`, the lists then read: 2 Hulu, 21 Netflix, one of which starts with a comma.
    ("country_count", {"country": "FRÁNCE", "year": 2014, "type": "MOVIE"}, 23),
    # The 14 rows of 2021 with "Korea" read: all are series of Netflix, one list starts with a comma.
    ("country_count", {"country": " south\u00a0 KOREA", "year": 2021, "type": "TV_SHOW"}, 14),
]


@pytest.mark.parametrize(("question", "arguments", "answer"), ANSWERS)
def test_the_answer_is_the_one_found_by_hand(oracle, question, arguments, answer):
    assert getattr(oracle, question)(**arguments) == answer


def test_every_row_is_a_title(oracle):
    # SQL's count(*) of each file: 9,668 + 1,450 + 3,073 + 8,807.
    assert oracle.title_count == 22_998
    assert [len(oracle.matching(platform)) for platform in ("AMAZON", "DISNEY", "HULU", "NETFLIX")] == [
        9_668,
        1_450,
        3_073,
        8_807,
    ]


def test_repairs(oracle):
    # grep for rows with min or Season in the rating column: Hulu 230 + 62, Netflix 3. SQL's `director = description`
    # finds the 3 Hulu rows and 8 Amazon rows of its testers, six of which hold just "1" and two "Test title".
    assert oracle.repairs[DURATION_IN_RATING] == {"HULU": 292, "NETFLIX": 3}
    assert oracle.repairs[DIRECTOR_REPEATS_DESCRIPTION] == {"AMAZON": 8, "HULU": 3}
    # SQL: a duration in neither column.
    assert sum(title.duration is None for title in oracle.titles) == 187


def test_means(oracle):
    # grep finds the 8 ratings of the one; `cut | sort | uniq -c` counts the 215 of the other, 1686 half steps.
    assert (oracle.mean("hs304"), oracle.votes("hs304")) == (Fraction(55, 16), 8)
    assert (oracle.mean("ds1378"), oracle.votes("ds1378")) == (Fraction(843, 215), 215)
    assert (oracle.mean("as934"), oracle.votes("as934")) == (None, 0)
