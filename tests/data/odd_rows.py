"""Odd rows, each with the reason it is here: what a raw row may say, and what the tables must say of it."""

from datetime import date
from typing import Any, NamedTuple


class Odd(NamedTuple):
    """A raw row, plain but for `raw`; what enters is as `says`."""

    why: str
    raw: dict[str, str]
    says: dict[str, Any]


class Bad(NamedTuple):
    """A raw row, plain but for `raw`, that is set aside for `reason`."""

    why: str
    raw: dict[str, str]
    reason: str


ODD_TITLES = [
    # Lengths: one of Hulu's columns slipped to the left in 292 rows, one of Netflix's in 3.
    Odd(
        "minutes that slipped into rating",
        {"rating": "94 min", "duration": ""},
        {"duration_int": 94, "duration_type": "min", "rating": "g", "rating_filled": True},
    ),
    Odd(
        "a Movie measured in seasons: 62 rows of Hulu",
        {"rating": "2 Seasons", "duration": ""},
        {"duration_int": 2, "duration_type": "season", "rating": "g", "rating_filled": True, "type": "movie"},
    ),
    Odd(
        "one season is singular",
        {"rating": "1 Season", "duration": "", "type": "TV Show"},
        {"duration_int": 1, "duration_type": "season", "rating": "g", "type": "tv show"},
    ),
    Odd(
        "a length in rating beside a length stays where it is: nothing slipped",
        {"rating": "74 min", "duration": "80 min"},
        {"duration_int": 80, "duration_type": "min", "rating": "74 min", "rating_filled": False},
    ),
    Odd("0 minutes: ten rows of Amazon", {"duration": "0 min"}, {"duration_int": 0, "duration_type": "min"}),
    Odd("the longest, a sleep sound", {"duration": "601 min"}, {"duration_int": 601, "duration_type": "min"}),
    Odd("no length at all: 187 rows of Hulu", {"duration": ""}, {"duration_int": None, "duration_type": None}),
    Odd("a length of spaces is none", {"duration": " \u00a0"}, {"duration_int": None, "duration_type": None}),
    # People.
    Odd("a director called None (as5141) is not a null", {"director": "None"}, {"directors": ["none"]}),
    Odd("a bare number names nobody: 34 casts of Amazon", {"cast": "1"}, {"cast": []}),
    Odd("three bare numbers name nobody: one cast of Amazon", {"cast": "1, 2, 3"}, {"cast": []}),
    Odd("a number among names names nobody", {"cast": "1, 50 Cent, 22"}, {"cast": ["50 cent"]}),
    Odd("a description taken for a director: 3 rows of Hulu",
        {"director": "Director Ann Lee, late of Rome, films\u00a0it.",
         "description": "Director Ann Lee, late of Rome, films it. "},
        {"directors": [], "display_description": "Director Ann Lee, late of Rome, films it."},
    ),
    Odd("one person twice: six casts", {"cast": "Ann Lee, Bo, Ann Lee"}, {"cast": ["ann lee", "bo"]}),
    Odd("one person twice in another case", {"cast": "Ann Lee, ANN LEE, ann lee"}, {"cast": ["ann lee"]}),
    Odd("one person twice but for a no-break space", {"cast": "Ann Lee, Ann\u00a0Lee"}, {"cast": ["ann lee"]}),
    Odd("accents tell people apart", {"cast": "André, Andre"}, {"cast": ["andré", "andre"]}),
    Odd("a suffix that the comma split off", {"cast": "Carl Dean, Jr., Bo"}, {"cast": ["carl dean jr.", "bo"]}),
    Odd("a suffix after a suffix", {"cast": "Al Poe, Jr., Ph.D., Bo"}, {"cast": ["al poe jr. ph.d.", "bo"]}),
    Odd("a suffix in letters", {"director": "Al Poe, II, Bo, iv"}, {"directors": ["al poe ii", "bo iv"]}),
    Odd("a suffix with nobody before it", {"cast": "Jr., Al Poe"}, {"cast": ["jr.", "al poe"]}),
    Odd("a suffix after a number that names nobody", {"cast": "1, Jr., Al Poe"}, {"cast": ["jr.", "al poe"]}),
    Odd("four people with one suffix are four",
        {"cast": "A One, Ph.D., B Two, Ph.D., C Three, Ph.D., D Four, Ph.D."},
        {"cast": ["a one ph.d.", "b two ph.d.", "c three ph.d.", "d four ph.d."]},
    ),
    Odd("a suffix that makes two mentions one", {"cast": "Al Jr., Al, Jr."}, {"cast": ["al jr."]}),
    # Other lists.
    Odd("a country before which a comma stands", {"country": ", South Korea"}, {"countries": ["south korea"]}),
    Odd("a country after which a comma stands", {"country": "Spain, Peru,"}, {"countries": ["spain", "peru"]}),
    Odd("nothing but commas", {"country": ", ,,", "cast": ","}, {"countries": [], "cast": []}),
    Odd("a country twice", {"country": "Spain,spain , SPAIN"}, {"countries": ["spain"]}),
    Odd("a genre is no name: its II stays apart", {"listed_in": "Drama, II, Kids & Family"},
        {"genres": ["drama", "ii", "kids & family"]}),
    # Days, in three layouts.
    Odd("88 of Netflix's days begin with a space", {"date_added": " August 14, 2017"},
        {"date_added": date(2017, 8, 14), "added_year": 2017}),
    Odd("another copy's layout", {"date_added": "25-Sep-21"}, {"date_added": date(2021, 9, 25), "added_year": 2021}),
    Odd("ISO", {"date_added": "2021-09-25"}, {"date_added": date(2021, 9, 25), "added_year": 2021}),
    Odd("a leap day", {"date_added": "February 29, 2020"}, {"date_added": date(2020, 2, 29)}),
    Odd("no day: 9,513 rows of Amazon", {"date_added": ""}, {"date_added": None, "added_year": None}),
    Odd("added before it was released: 20 rows", {"date_added": "December 31, 2020", "release_year": "2021"},
        {"date_added": date(2020, 12, 31), "added_year": 2020, "release_year": 2021}),
    # Audience ratings: Amazon has words of its own, and they are kept.
    Odd("a rating that is a number", {"rating": "16"}, {"rating": "16", "duration_int": 90}),
    Odd("AGES_16_", {"rating": "AGES_16_"}, {"rating": "ages_16_"}),
    Odd("AGES_18_", {"rating": "AGES_18_"}, {"rating": "ages_18_"}),
    Odd("ALL_AGES", {"rating": "ALL_AGES"}, {"rating": "all_ages"}),
    Odd("NOT_RATE", {"rating": "NOT_RATE"}, {"rating": "not_rate", "rating_filled": False}),
    Odd("UNRATED", {"rating": "UNRATED"}, {"rating": "unrated"}),
    Odd("NR", {"rating": "NR"}, {"rating": "nr"}),
    Odd("TV-NR", {"rating": "TV-NR"}, {"rating": "tv-nr"}),
    Odd("no rating", {"rating": ""}, {"rating": "g", "rating_filled": True}),
    Odd("the platform's own G is not filled", {"rating": "G"}, {"rating": "g", "rating_filled": False}),
    # Characters.
    Odd("a line break within quotes: 22 rows", {"title": "Two\nLines", "description": "One.\n\nTwo.\r\nThree."},
        {"title": "two lines", "display_title": "Two Lines", "display_description": "One. Two. Three."}),
    Odd("quotes and commas within quotes", {"title": 'The "Big", One'}, {"display_title": 'The "Big", One'}),
    Odd("no-break spaces: 89 rows", {"title": "\u00a0The\u00a0 Big\u00a0"}, {"display_title": "The Big"}),
    Odd("zero-width characters would sort the title last: 9 rows", {"title": "\u200bThe\ufeff Big\u200b"},
        {"title": "the big", "display_title": "The Big"}),
    Odd("a character that some other program lost: 3 rows of Amazon", {"title": "Caf\ufffd"},
        {"title": "caf\ufffd"}),
    Odd("a line separator: one row of Amazon", {"description": "One.\u2028Two."}, {"description": "one. two."}),
    Odd("a tab: one row of Disney", {"cast": "Ann\tLee, Bo"}, {"cast": ["ann lee", "bo"]}),
    Odd("lower case may be longer: 2 titles of Netflix", {"title": "\u0130stanbul", "cast": "\u0130lker"},
        {"title": "i\u0307stanbul", "cast": ["i\u0307lker"], "display_title": "\u0130stanbul"}),
    Odd("a title that looks like a number or nothing", {"title": "None", "cast": "NaN, null"},
        {"title": "none", "cast": ["nan", "null"]}),
    # Other words for the same.
    Odd("type in another case and spacing", {"type": " tv\u00a0SHOW"}, {"type": "tv show"}),
    Odd("everything optional left out",
        {"director": "", "cast": "", "country": "", "date_added": "", "rating": "", "duration": "", "listed_in": "",
         "description": ""},
        {"directors": [], "cast": [], "countries": [], "date_added": None, "added_year": None, "rating": "g",
         "rating_filled": True, "duration_int": None, "duration_type": None, "genres": [], "description": None,
         "display_description": None},
    ),
]  # fmt: skip

BAD_TITLES = [
    Bad("no id", {"show_id": ""}, "show_id is not an s and a number"),
    Bad("another platform's kind of id", {"show_id": "tt0111161"}, "show_id is not an s and a number"),
    Bad("a digit of another script would be told apart from 1", {"show_id": "s\u0661"},
        "show_id is not an s and a number"),
    Bad("a number too long to be one", {"show_id": "s1234567890"}, "show_id is not an s and a number"),
    Bad("an id already seen", {"show_id": "s1"}, "show_id is that of a row above"),
    Bad("an id already seen, but for a space", {"show_id": " s1"}, "show_id is that of a row above"),
    Bad("a third type", {"type": "Podcast"}, "type is neither Movie nor TV Show"),
    Bad("no type", {"type": ""}, "type is neither Movie nor TV Show"),
    Bad("no title", {"title": ""}, "title is blank"),
    Bad("a title that nobody sees", {"title": "\u200b \u00a0\ufeff"}, "title is blank"),
    Bad("no year", {"release_year": ""}, "release_year is not a year"),
    Bad("a year with a fraction", {"release_year": "2020.0"}, "release_year is not a year"),
    Bad("a year of five digits", {"release_year": "20200"}, "release_year is not a year"),
    Bad("a year before our era", {"release_year": "-2020"}, "release_year is not a year"),
    Bad("a number too small for a year", {"release_year": "12"}, "release_year is not a year"),
    Bad("a year in another script", {"release_year": "٢٠٢٠"}, "release_year is not a year"),
    Bad("a day that is not in the calendar", {"date_added": "February 30, 2021"}, "date_added is not a day"),
    Bad("a day in words", {"date_added": "yesterday"}, "date_added is not a day"),
    Bad("a year of two digits is not of the first century", {"date_added": "May 1, 21"}, "date_added is not a day"),
    Bad("nor is it in ISO's layout", {"date_added": "25-09-21"}, "date_added is not a day"),
    Bad("a year that Python's dates do not have", {"date_added": "May 1, -5"}, "date_added is not a day"),
    Bad("a length in hours", {"duration": "2 hours"}, "duration is neither minutes nor seasons"),
    Bad("a length below nothing", {"duration": "-5 min"}, "duration is neither minutes nor seasons"),
    Bad("a length without a unit", {"duration": "90"}, "duration is neither minutes nor seasons"),
    Bad("a length too long for a number", {"duration": "9999999999 min"}, "duration is neither minutes nor seasons"),
    Bad("a letter that is an s in upper case only", {"duration": "2 \u017feasons"},
        "duration is neither minutes nor seasons"),
    Bad("digits of another script", {"duration": "\u0669\u0660 min"}, "duration is neither minutes nor seasons"),
    Bad("of several reasons the first counts", {"type": "", "title": "", "release_year": ""},
        "type is neither Movie nor TV Show"),
]  # fmt: skip

BAD_RATINGS = [
    Bad("no user", {"userId": ""}, "userId is not a whole number"),
    Bad("a user with a name", {"userId": "ann"}, "userId is not a whole number"),
    Bad("a user with a fraction", {"userId": "1.0"}, "userId is not a whole number"),
    Bad("a user below nothing", {"userId": "-1"}, "userId is not a whole number"),
    Bad("a user past 32 bits", {"userId": "2147483648"}, "userId is not a whole number"),
    Bad("no score", {"rating": ""}, "rating is not a half step of 0.5 to 5"),
    Bad("a score of nothing", {"rating": "0.0"}, "rating is not a half step of 0.5 to 5"),
    Bad("a score past the best", {"rating": "5.5"}, "rating is not a half step of 0.5 to 5"),
    Bad("a score between the steps", {"rating": "3.7"}, "rating is not a half step of 0.5 to 5"),
    Bad("a score with a decimal comma", {"rating": "3,5"}, "rating is not a half step of 0.5 to 5"),
    Bad("no number", {"rating": "NaN"}, "rating is not a half step of 0.5 to 5"),
    Bad("past all numbers", {"rating": "inf"}, "rating is not a half step of 0.5 to 5"),
    Bad("no time", {"timestamp": ""}, "timestamp is not whole seconds"),
    Bad("a day for a time", {"timestamp": "2015-03-09"}, "timestamp is not whole seconds"),
    Bad("a time with a fraction", {"timestamp": "1425941529.5"}, "timestamp is not whole seconds"),
    Bad("a time before 1970", {"timestamp": "-1"}, "timestamp is not whole seconds"),
    Bad("a time in milliseconds", {"timestamp": "1425941529000"}, "timestamp is not whole seconds"),
    Bad("no title", {"movieId": ""}, "movieId is no title of the catalogues"),
    Bad("a title that no catalogue has", {"movieId": "as999"}, "movieId is no title of the catalogues"),
    Bad("a title in upper case", {"movieId": "AS1"}, "movieId is no title of the catalogues"),
    Bad("the catalogue's own id without its platform", {"movieId": "s1"}, "movieId is no title of the catalogues"),
    Bad("of several reasons the first counts", {"userId": "", "rating": "", "movieId": ""},
        "userId is not a whole number"),
]  # fmt: skip
