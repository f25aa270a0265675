"""Odd rows of a film set, each with why it is here: what a raw row may say, and what the tables must say of it."""

from datetime import date

from tests.data.odd_rows import Bad, Odd
from tests.raw_files import member, worker


def listed(*names: object) -> str:
    """A list of names as Python prints it."""
    return repr([{"id": number, "name": name} for number, name in enumerate(names, 1)])


ODD_FILMS = [
    # Money: 0 is what the film set writes for unknown.
    Odd("a profit and a return", {"budget": "30000000", "revenue": "373554033"},
        {"budget": 3e7, "revenue": 373554033.0, "profit": 343554033.0, "return_ratio": 373554033 / 3e7}),
    Odd("no budget known: 1,603 rows of 2,996", {"budget": "0", "revenue": "5"},
        {"budget": 0.0, "revenue": 5.0, "profit": None, "return_ratio": 0.0}),
    Odd("no revenue known", {"budget": "5", "revenue": "0"}, {"profit": None, "return_ratio": 0.0}),
    Odd("money with a fraction", {"budget": "0.5", "revenue": "2787965087.0"},
        {"budget": 0.5, "revenue": 2787965087.0, "profit": 2787965086.5}),
    Odd("blank money is unknown too", {"budget": "", "revenue": " \u00a0"},
        {"budget": 0.0, "revenue": 0.0, "profit": None, "return_ratio": 0.0}),
    Odd("a loss", {"budget": "4", "revenue": "1"}, {"profit": -3.0, "return_ratio": 0.25}),
    # Numbers.
    Odd("a number made one with a fraction by some program", {"vote_count": "5415.0", "runtime": "81.0"},
        {"vote_count": 5415, "runtime": 81}),
    Odd("a number that was left alone", {"vote_count": "5415", "runtime": "81"}, {"vote_count": 5415, "runtime": 81}),
    Odd("a length of 0 minutes stands for none: 33 rows of 2,996", {"runtime": "0.0"}, {"runtime": None}),
    Odd("no length", {"runtime": ""}, {"runtime": None}),
    Odd("a length of many hours", {"runtime": "1256.0"}, {"runtime": 1256}),
    Odd("a popularity with an exponent: one row of 2,996", {"popularity": "8.2e-05"}, {"popularity": 8.2e-05}),
    Odd("money with an exponent", {"budget": "1e6", "revenue": "2.5e+6"}, {"budget": 1e6, "revenue": 2.5e6}),
    Odd("nobody voted", {"vote_average": "0.0", "vote_count": "0"}, {"vote_average": 0.0, "vote_count": 0}),
    Odd("the best mean", {"vote_average": "10"}, {"vote_average": 10.0}),
    Odd("an id between spaces", {"id": " 901\u200b"}, {"film_id": 901}),
    # Days.
    Odd("the year is that of the day", {"release_date": "1995-10-30"},
        {"release_date": date(1995, 10, 30), "release_year": 1995}),
    Odd("a day in the layout of the catalogues", {"release_date": "October 30, 1995"},
        {"release_date": date(1995, 10, 30), "release_year": 1995}),
    Odd("a leap day", {"release_date": "2000-02-29"}, {"release_date": date(2000, 2, 29)}),
    Odd("the oldest that there is", {"release_date": "1874-12-09"}, {"release_date": date(1874, 12, 9)}),
    Odd("a film that is not out yet", {"release_date": "2099-12-16", "status": "Planned"},
        {"release_date": date(2099, 12, 16), "status": "Planned"}),
    # Text.
    Odd("an overview that says there is none: 5 rows of 2,996", {"overview": "No overview found."}, {"overview": None}),
    Odd("the same in other words", {"overview": "No  Overview"}, {"overview": None}),
    Odd("the same in more words", {"overview": " No movie overview available. "}, {"overview": None}),
    Odd("an overview that begins like none", {"overview": "No overview found. Yet."},
        {"overview": "No overview found. Yet."}),
    Odd("no text", {"overview": "", "tagline": " ", "original_language": "", "status": "\u200b"},
        {"overview": None, "tagline": None, "original_language": None, "status": None}),
    Odd("text keeps its case", {"title": "The BIG Short", "tagline": "THIS is it."},
        {"title": "The BIG Short", "tagline": "THIS is it."}),
    Odd("spaces and unseen characters", {"title": "\ufeffThe\u00a0 Big\n", "overview": "One.\n\n Two."},
        {"title": "The Big", "overview": "One. Two."}),
    Odd("quotes and commas within quotes", {"title": 'The "Big", One'}, {"title": 'The "Big", One'}),
    Odd("a title that looks like nothing", {"title": "None"}, {"title": "None"}),
    Odd("adult says True: 9 rows of 45,466", {"adult": "True"}, {"title": "A Plain Film"}),
    Odd("columns that nothing reads", {"video": "", "homepage": "x", "imdb_id": "0", "poster_path": "?"},
        {"title": "A Plain Film"}),
    # Lists.
    Odd("a list in order", {"genres": listed("Comedy", "Animation")}, {"genres": ["Comedy", "Animation"]}),
    Odd("nothing listed", {"genres": "[]", "production_companies": "", "production_countries": " "},
        {"genres": [], "companies": [], "countries": []}),
    Odd("a name twice", {"production_companies": listed("Lux", "Zed", " Lux")},
        {"companies": ["Lux", "Zed"]}),
    Odd("case and accents tell names apart", {"production_companies": listed("Lux", "LUX", "Lúx")},
        {"companies": ["Lux", "LUX", "Lúx"]}),
    Odd("a blank name is none: 38 rows of 2,996 list a language without one",
        {"spoken_languages": listed("", "Español", " ")}, {"languages": ["Español"]}),
    Odd("a comma within a name: 28 rows of 2,996", {"production_companies": listed("Dorn Company, The", "Zed")},
        {"companies": ["Dorn Company, The", "Zed"]}),
    Odd("an apostrophe, so that Python prints double quotes", {"production_companies": listed("Ann's", 'Al "O" Bo')},
        {"companies": ["Ann's", 'Al "O" Bo']}),
    Odd("both quotes, so that Python escapes one", {"production_companies": listed("Ann's \"Big\" One")},
        {"companies": ["Ann's \"Big\" One"]}),
    Odd("None and colons within a name", {"production_companies": listed("None", "': None, 'x", "True")},
        {"companies": ["None", "': None, 'x", "True"]}),
    Odd("an escaped no-break space", {"production_companies": listed("Ann\u00a0 Lee\t")}, {"companies": ["Ann Lee"]}),
    Odd("keys in another order, and more of them", {"genres": "[{'name': 'Drama', 'more': [1.5, None], 'id': 1}]"},
        {"genres": ["Drama"]}),
    Odd("a list as somebody might type it", {"genres": "[ {'id':0x1f,'name':'Dra' 'ma',} , ] # so"},
        {"genres": ["Drama"]}),
    # The collection.
    Odd("a film of a collection", {"belongs_to_collection":
        "{'id': 7, 'name': ' The  Boats ', 'poster_path': '/x.jpg', 'backdrop_path': None}"},
        {"collection": "The Boats"}),
    Odd("a collection with little else", {"belongs_to_collection": "{'name': \"Ann's\"}"}, {"collection": "Ann's"}),
    Odd("a collection without letters in its name", {"belongs_to_collection": "{'id': 1, 'name': ' '}"},
        {"collection": None}),
    Odd("no collection: most rows", {"belongs_to_collection": " "}, {"collection": None}),
]  # fmt: skip

SHIFTED = "the columns are shifted: adult is neither True nor False"
NO_NAMES = "genres cannot be read as a list of names"
NO_COLLECTION = "belongs_to_collection cannot be read as a name"

BAD_FILMS = [
    # Three overviews with a line break were cut there: what follows stands as a row of its own, columns to the left.
    Bad("the first half of a row that was cut: it ends in the overview",
        {**dict.fromkeys(["popularity", "poster_path", "production_companies", "production_countries", "release_date",
                          "revenue", "runtime", "spoken_languages", "status", "tagline", "title", "video",
                          "vote_average", "vote_count"], ""), "overview": "It begins."}, "title is blank"),
    Bad("its second half: the end of the overview stands under adult",
        {"adult": " - Written by Ann", "belongs_to_collection": "0.065736", "budget": "/plain.jpg",
         "genres": "[{'name': 'Plain Pictures', 'id': 3}]", "id": "1997-08-20", "imdb_id": "0",
         "original_title": "[{'iso_639_1': 'en', 'name': 'English'}]", "title": "", "release_date": ""}, SHIFTED),
    Bad("nothing under adult", {"adult": ""}, SHIFTED),
    Bad("another word under adult", {"adult": "true"}, SHIFTED),
    Bad("no id", {"id": ""}, "id is not a whole number"),
    Bad("a day for an id", {"id": "1997-08-20"}, "id is not a whole number"),
    Bad("an id with a fraction", {"id": "862.0"}, "id is not a whole number"),
    Bad("an id too long to be one", {"id": "1234567890"}, "id is not a whole number"),
    Bad("an id in another script", {"id": "\u0661"}, "id is not a whole number"),
    Bad("an id already seen", {"id": "1"}, "id is that of a row above"),
    Bad("an id already seen, but for a zero", {"id": " 01"}, "id is that of a row above"),
    Bad("a title that nobody sees", {"title": "\u200b "}, "title is blank"),
    Bad("no day: two rows of 2,996", {"release_date": ""}, "release_date is missing"),
    Bad("a day that is not in the calendar", {"release_date": "2001-02-29"}, "release_date is not a day"),
    Bad("a year alone", {"release_date": "1995"}, "release_date is not a day"),
    Bad("a year of two digits could be of either century", {"release_date": "5-Mar-01"}, "release_date is not a day"),
    Bad("a day before there were films", {"release_date": "1869-12-31"}, "release_date is not a day"),
    Bad("a budget that is a picture", {"budget": "/plain.jpg"}, "budget is not a number"),
    Bad("a budget below nothing", {"budget": "-1"}, "budget is not a number"),
    Bad("a budget with a decimal comma", {"budget": "0,5"}, "budget is not a number"),
    Bad("a revenue in words", {"revenue": "much"}, "revenue is not a number"),
    Bad("a revenue with a comma", {"revenue": "1,000"}, "revenue is not a number"),
    Bad("a revenue in another script", {"revenue": "\u0661"}, "revenue is not a number"),
    Bad("no popularity", {"popularity": ""}, "popularity is not a number"),
    Bad("a popularity in words", {"popularity": "nan"}, "popularity is not a number"),
    Bad("a popularity past all numbers", {"popularity": "1e999"}, "popularity is not a number"),
    Bad("no mean", {"vote_average": ""}, "vote_average is not a number from 0 to 10"),
    Bad("a mean past the best", {"vote_average": "10.1"}, "vote_average is not a number from 0 to 10"),
    Bad("no votes", {"vote_count": ""}, "vote_count is not a whole number"),
    Bad("half a vote", {"vote_count": "1.5"}, "vote_count is not a whole number"),
    Bad("half a minute", {"runtime": "81.5"}, "runtime is not a number of minutes"),
    Bad("a length with its unit", {"runtime": "81 min"}, "runtime is not a number of minutes"),
    Bad("a list that was cut", {"genres": "[{'id': 16, 'name': 'Anim"}, NO_NAMES),
    Bad("no list", {"genres": "Drama"}, NO_NAMES),
    Bad("a list of words", {"genres": "['Drama']"}, NO_NAMES),
    Bad("a tuple", {"genres": "({'id': 1, 'name': 'Drama'},)"}, NO_NAMES),
    Bad("a dict without a name", {"genres": "[{'id': 1, 'name': 'Drama'}, {'id': 2}]"}, NO_NAMES),
    Bad("None for a name", {"genres": listed("Drama", None)}, NO_NAMES),
    Bad("a number for a name", {"genres": listed(18)}, NO_NAMES),
    Bad("half a letter in a name", {"genres": r"[{'id': 1, 'name': 'Dra\ud800ma'}]"}, NO_NAMES),
    Bad("the companies cut", {"production_companies": "["},
        "production_companies cannot be read as a list of names"),
    Bad("a number for the countries", {"production_countries": "0.065736"},
        "production_countries cannot be read as a list of names"),
    Bad("JSON for the languages", {"spoken_languages": '[{"iso_639_1": null, "name": "X"}]'},
        "spoken_languages cannot be read as a list of names"),
    Bad("a number for a collection", {"belongs_to_collection": "0.065736"}, NO_COLLECTION),
    Bad("a list of collections", {"belongs_to_collection": "[{'id': 1, 'name': 'A'}]"}, NO_COLLECTION),
    Bad("a collection without a name", {"belongs_to_collection": "{'id': 1}"}, NO_COLLECTION),
    Bad("of several reasons the first counts", {"adult": "", "id": "x", "title": ""}, SHIFTED),
    Bad("of several reasons the first counts, wherever it stands", {"genres": "?", "runtime": "x", "budget": "x"},
        "budget is not a number"),
]  # fmt: skip


def cast(*members: dict[str, object]) -> str:
    """A cast as Python prints it."""
    return repr(list(members))


def directed_by(*names: str) -> str:
    """A crew of directors."""
    return repr([worker(name) for name in names])


ODD_FILM_CREDITS = [
    Odd("the cast goes by its order, not by its place in the list",
        {"cast": cast(member("Cy", 2), member("Ann Lee", 0), member("Bo", 1))}, {"actors": ["Ann Lee", "Bo", "Cy"]}),
    Odd("of one order the first in the list", {"cast": cast(member("B", 1), member("A", 1), member("C", 0))},
        {"actors": ["C", "B", "A"]}),
    Odd("without an order last", {"cast": cast(member("A", None), member("B", 7))}, {"actors": ["B", "A"]}),
    Odd("an order below nothing is one", {"cast": cast(member("A", 0), member("B", -1))}, {"actors": ["B", "A"]}),
    Odd("somebody twice is billed once", {"cast": cast(member("Ann Lee", 3), member("Bo", 1), member("ANN LEE", 0))},
        {"actors": ["ANN LEE", "Bo"]}),
    Odd("spaces do not tell people apart, accents do",
        {"cast": cast(member(" Ann\u00a0 Lee", 0), member("Ann Lee", 1), member("Ánn Lee", 2))},
        {"actors": ["Ann Lee", "Ánn Lee"]}),
    Odd("a blank name is nobody", {"cast": cast(member(" ", 0), member("Bo", 1), member("", 2))}, {"actors": ["Bo"]}),
    Odd("a name that looks like nothing", {"cast": cast(member("None", 0), member("1", 1))}, {"actors": ["None", "1"]}),
    Odd("quotes of both kinds", {"cast": cast(member("Ann O'Dorn", 0), member('Al "O" Bo', 1), member("O' \"A\"", 2))},
        {"actors": ["Ann O'Dorn", 'Al "O" Bo', "O' \"A\""]}),
    Odd("a backslash", {"cast": cast(member("Al\\", 0), member("\\'", 1))}, {"actors": ["Al\\", "\\'"]}),
    Odd("None within a part", {"cast": cast({**member("Bo"), "character": "Ann's 'order': None, 'name': 'X'"})},
        {"actors": ["Bo"]}),
    Odd("lower case may be longer", {"cast": cast(member("\u0130lker", 0), member("i\u0307LKER", 1))},
        {"actors": ["\u0130lker"]}),
    Odd("nobody acts", {"cast": "[]"}, {"actors": []}),
    Odd("blank cells", {"cast": "", "crew": " "}, {"actors": [], "directors": []}),
    Odd("only the job Director directs", {"crew": repr([worker("A", "Assistant Director"), worker("B", "director"),
        worker("C"), worker("D", "Director of Photography"), worker("E", " Director")])}, {"directors": ["C"]}),
    Odd("a job of none", {"crew": repr([{**worker("A"), "job": None}, {"name": "B"}, worker("C")])},
        {"directors": ["C"]}),
    Odd("two who direct, one of them twice", {"crew": directed_by("Zoë Ek", "Al", "ZOË  EK")},
        {"directors": ["Zoë Ek", "Al"]}),
    Odd("one person in both roles", {"cast": cast(member("Ann Lee")), "crew": directed_by("Ann Lee")},
        {"actors": ["Ann Lee"], "directors": ["Ann Lee"]}),
    Odd("keys in another order", {"cast": "[{'name': 'B', 'order': 1}, {'order': 0, 'name': 'A'}]"},
        {"actors": ["A", "B"]}),
]  # fmt: skip
"""Of each row `says` what it names: its actors and directors."""

NO_CAST = "cast cannot be read as a list of people"
NO_CREW = "crew cannot be read as a list of people"

BAD_FILM_CREDITS = [
    Bad("no id", {"id": ""}, "id is not a whole number"),
    Bad("an id with a fraction", {"id": "1.0"}, "id is not a whole number"),
    Bad("an id already seen", {"id": "1"}, "id is that of a row above"),
    Bad("a film that nobody has heard of", {"id": "999999"}, "id is no film of the film set"),
    Bad("a cast that was cut", {"cast": "[{'cast_id': 14, 'character': 'Wo"}, NO_CAST),
    Bad("a cast of names", {"cast": "['Ann Lee']"}, NO_CAST),
    Bad("a cast without a name", {"cast": "[{'order': 0}]"}, NO_CAST),
    Bad("an order in words", {"cast": "[{'name': 'Bo', 'order': 'first'}]"}, NO_CAST),
    Bad("an order with a fraction", {"cast": "[{'name': 'Bo', 'order': 1.0}]"}, NO_CAST),
    Bad("an order that is a truth", {"cast": "[{'name': 'Bo', 'order': True}]"}, NO_CAST),
    Bad("a crew that was cut", {"crew": "[{'credit_id': '52fe"}, NO_CREW),
    Bad("None for a name", {"crew": repr([{**worker("Bo"), "name": None}])}, NO_CREW),
    Bad("a number for a job", {"crew": "[{'name': 'Bo', 'job': 1}]"}, NO_CREW),
    Bad("of several reasons the first counts", {"id": "999998", "cast": "?", "crew": "?"},
        "id is no film of the film set"),
    Bad("of several cells the first counts", {"cast": "?", "crew": "?"}, NO_CAST),
]  # fmt: skip
