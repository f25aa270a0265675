"""What is found by words, and in which order."""

import pytest

from graphql_api.catalogue.snapshot import load
from pipeline.store.vocabulary import PlatformCode
from tests.conftest import publish
from tests.graphql_api.asking import answer
from tests.raw_files import rating, title, write_raw

PLAIN = {"cast": "", "director": ""}


def catalogue(folder, titles, votes=None):
    """A snapshot of Netflix titles (or of others, by the first letter of their ids) and of so many votes each."""
    rows = {code: [] for code in PlatformCode}
    for title_id, columns in titles.items():
        platform = next(code for code in PlatformCode if code.prefix == title_id[0])
        rows[platform].append(title(**PLAIN | {"show_id": title_id[1:], **columns}))
    ratings = [rating(movieId=title_id, userId=str(user)) for title_id, n in (votes or {}).items() for user in range(n)]
    raw = write_raw(folder / "raw", {code: each for code, each in rows.items() if each}, {"1": ratings})
    return load(publish(raw, folder / "data"))


async def found(snapshot, text):
    """The titles that a text finds, best first."""
    document = "query($text: String!) { search(text: $text, first: 100) { totalCount nodes { id displayTitle } } }"
    search = (await answer(snapshot, document, text=text))["search"]
    assert search["totalCount"] == len(search["nodes"]) == len({node["id"] for node in search["nodes"]})
    return [node["displayTitle"] for node in search["nodes"]]


# In the order in which "rain" finds them. Each has more votes than all before it, so that votes alone would turn the
# order round.
RAIN = [
    ("it is the whole title", {"title": "Rain"}),
    ("it is the whole title but for an article", {"title": "The Rain"}),
    ("the title begins with it", {"title": "Rain Man"}),
    ("it is a word of the title", {"title": "Singin' in the Rain"}),
    ("the title begins with a word that begins so", {"title": "Rainbow"}),
    ("a word of the title begins so", {"title": "Purple Rainbow"}),
    ("it is the whole title misspelt", {"title": "Train"}),
    ("it is a word of the title misspelt", {"title": "Strangers on a Train"}),
    ("it is a word of somebody's name", {"title": "One", "cast": "Bo Chen, Rain Phoenix"}),
    ("a word of somebody's name begins so", {"title": "Two", "director": "Rainer Werner"}),
    ("it is a word of somebody's name misspelt", {"title": "Three", "cast": "Johnson Rian"}),
]
ELSE = [{"title": "Snow"}, {"title": "Ran"}, {"title": "Drain Pipes", "description": "Rain."}, {"title": "Brains"}]


@pytest.fixture(scope="module")
def rain(tmp_path_factory):
    titles = {f"ns{number}": columns for number, (_, columns) in enumerate(RAIN, 1)}
    titles |= {f"hs{number}": columns for number, columns in enumerate(ELSE, 1)}
    votes = {title_id: number for number, title_id in enumerate(titles, 1)}
    return catalogue(tmp_path_factory.mktemp("rain"), titles, votes)


async def test_the_best_match_comes_first_however_few_its_votes(rain):
    names = await found(rain, "rain")
    shown = [columns["title"] for _, columns in RAIN]
    assert [name for name in names if name in shown] == shown
    assert "Snow" not in names


@pytest.mark.parametrize("text", ["RAIN", " rain! ", "ráin", "Rain?", "ｒａｉｎ"])
async def test_case_accents_and_punctuation_do_not_matter(text, rain):
    assert await found(rain, text) == await found(rain, "rain")


async def test_a_description_is_not_searched(tmp_path):
    snapshot = catalogue(tmp_path, {"ns1": {"title": "Snow", "description": "Rain.", "country": "Rain"}})
    assert await found(snapshot, "rain") == []


async def test_each_word_must_be_found_somewhere(rain):
    assert await found(rain, "rain man") == ["Rain Man"]
    assert await found(rain, "man rain") == ["Rain Man"]
    assert await found(rain, "rain phoenix") == ["One"]
    assert await found(rain, "one phoenix") == ["One"]  # one word in the title, the other among its people
    assert await found(rain, "one werner") == []
    assert await found(rain, "rain zebra") == []


async def test_a_word_in_the_title_and_one_in_a_name_match_no_better_than_names_do(tmp_path):
    titles = {
        "ns1": {"title": "Lantern Bell"},
        "ns2": {"title": "Lantern", "cast": "Ada Bell"},
        "ns3": {"title": "Moon", "cast": "Lantern Bell"},
    }
    snapshot = catalogue(tmp_path, titles, {"ns3": 2, "ns2": 1})
    assert await found(snapshot, "lantern bell") == ["Lantern Bell", "Moon", "Lantern"]


async def test_among_equals_the_popular_come_first_then_title_then_id(tmp_path):
    titles = {
        "ns1": {"title": "Rain Zone"},
        "ns2": {"title": "Rain Basin"},
        "ns3": {"title": "Rain Alley"},
        "ns10": {"title": "Rain Coast"},
        "ns9": {"title": "Rain Coast"},
        "as7": {"title": "Rain Coast"},
    }
    snapshot = catalogue(tmp_path, titles, {"ns1": 3, "ns2": 1, "ns3": 1})
    document = '{ search(text: "rain") { nodes { id } } }'
    nodes = (await answer(snapshot, document))["search"]["nodes"]
    assert [node["id"] for node in nodes] == ["ns1", "ns3", "ns2", "as7", "ns10", "ns9"]


WRITTEN = {
    "as1": {"title": "Spider-Man: Homecoming"},
    "as2": {"title": "Spiderman Unmasked"},
    "as3": {"title": "The Amazing Spider Man"},
    "as4": {"title": "X-Men: Apocalypse"},
    "as5": {"title": "Don't Look Up"},
    "as6": {"title": "Star Wars: Visions"},
    "as7": {"title": "2012"},
    "as8": {"title": "Blade Runner 2049"},
    "as9": {"title": "The Lantern"},
    "as10": {"title": "Lantern Tales"},
    "as11": {"title": "Amélie"},
    "as12": {"title": "WALL·E"},
    "as13": {"title": "Игра"},
    "as14": {"title": "東京物語"},
    "as15": {"title": "Mission: Impossible"},
    "as16": {"title": "La La Land"},
    "as17": {"title": "Hotel Transylvania", "cast": "Zach Galifianakis, Jean-Claude Van Damme, Conan O'Brien"},
    "as18": {"title": "It"},
    "as19": {"title": "$9.99"},
    "as20": {"title": "?!"},
}
SPIDERS = {"Spider-Man: Homecoming", "Spiderman Unmasked", "The Amazing Spider Man"}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return catalogue(tmp_path_factory.mktemp("written"), WRITTEN)


FINDS = {
    # What a hyphen, an apostrophe or the like joins may be written with it, with a space or with nothing.
    "spiderman homecoming": "Spider-Man: Homecoming",
    "spider-man homecoming": "Spider-Man: Homecoming",
    "spider man homecoming": "Spider-Man: Homecoming",
    "spider man unmasked": "Spiderman Unmasked",
    "spider-man unmasked": "Spiderman Unmasked",
    "amazing spiderman": "The Amazing Spider Man",
    "x-men": "X-Men: Apocalypse",
    "xmen": "X-Men: Apocalypse",
    "x men": "X-Men: Apocalypse",
    "dont look up": "Don't Look Up",
    "don't look up": "Don't Look Up",
    "don’t look": "Don't Look Up",
    "dont": "Don't Look Up",
    "walle": "WALL·E",
    "wall-e": "WALL·E",
    "wall e": "WALL·E",
    # A space left out, or one too many.
    "starwars": "Star Wars: Visions",
    "starwars visions": "Star Wars: Visions",
    "star wars": "Star Wars: Visions",
    "lalaland": "La La Land",
    "mis sion impossible": "Mission: Impossible",
    # Beginnings.
    "vis": "Star Wars: Visions",
    "apocal": "X-Men: Apocalypse",
    "galif": "Hotel Transylvania",
    # Errors: a letter wrong, too many, too few, two swapped; in long words two.
    "lanterm tales": "Lantern Tales",
    "lanntern tales": "Lantern Tales",
    "lantrn tales": "Lantern Tales",
    "latnern tales": "Lantern Tales",
    "hotel transilvanya": "Hotel Transylvania",
    "galafianakis": "Hotel Transylvania",
    "misson imposible": "Mission: Impossible",
    # People, however joined.
    "vandamme": None,
    "jean claude": "Hotel Transylvania",
    "jeanclaude": "Hotel Transylvania",
    "obrien": "Hotel Transylvania",
    "o'brien": "Hotel Transylvania",
    # Other scripts and accents.
    "amelie": "Amélie",
    "AMÉLIE": "Amélie",
    "Ame\u0301lie": "Amélie",
    "игра": "Игра",
    "ИГРА": "Игра",
    "東京": "東京物語",
    "東京物語": "東京物語",
    # Numbers are never misspelt, and short words only where nothing else is found.
    "2012": "2012",
    "201": "2012",
    "2013": None,
    "20": "2012",
    "2049": "Blade Runner 2049",
    "2048": None,
    "blade runer 2049": "Blade Runner 2049",
    "9.99": "$9.99",
    "999": "$9.99",
    "998": None,
    "it": "It",
}  # fmt: skip


@pytest.mark.parametrize("text", FINDS)
async def test_it_is_found_as_people_write_it(text, written):
    names = await found(written, text)
    assert names[:1] == ([FINDS[text]] if FINDS[text] else []), names


@pytest.mark.parametrize("text", ["blade runner 2048", "blade runner 204"])
async def test_a_number_among_words_is_not_misspelt_either(text, written):
    assert await found(written, text) == (["Blade Runner 2049"] if text.endswith("204") else [])


@pytest.mark.parametrize("text", ["spiderman", "spider-man", "spider man", "SPIDER  MAN", "spidermen"])
async def test_all_spellings_of_a_compound_are_found_by_each(text, written):
    assert SPIDERS >= set(await found(written, text)) >= {"Spider-Man: Homecoming"}


async def test_an_article_left_out_or_put_in_costs_nothing_much(written):
    assert await found(written, "the lantern") == ["The Lantern"]
    assert await found(written, "lantern") == ["The Lantern", "Lantern Tales"]
    assert await found(written, "lantern tales") == ["Lantern Tales"]
    assert (await found(written, "la la land"))[0] == "La La Land"
    assert (await found(written, "the"))[0].startswith("The ")


HOSTILE = {
    "blank": " ",
    "a hundred spaces": " " * 100,
    "punctuation": "?!",
    "more of it": "-'·…" * 25,
    "a zero byte": "\0",
    "zero bytes": "\0" * 100,
    "half a surrogate pair": "\ud800",
    "surrogates": "\udfff\ud800" * 50,
    "emoji": "😀" * 100,
    "a family": "👨‍👩‍👧‍👦",
    "marks only": "\u0301" * 100,
    "direction marks": "\u202e\u200f\u2066",
    "unseen": "\u200b\ufeff\u2060",
    "tabs and breaks": "\t\r\n\u2028\u00a0",
    "the last code point": "\U0010ffff" * 100,
    "private letters": "\ue000" * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_text_without_words_finds_nothing(name, written):
    assert await found(written, HOSTILE[name]) == []


WORDY = {
    "one letter a hundred times": "a" * 100,
    "a hundred letters": "ab" * 50,
    "fifty words of one letter": "a " * 50,
    "fifty words": "".join(f"{chr(97 + n % 26)} " for n in range(50)),
    "digits": "1234567890" * 10,
    "digits of many scripts": "1१١௧" * 25,
    "a long word of many marks": "e\u0301" * 50,
    "right to left": "שלום עולם",
    "ligatures": "ﬃ" * 33,
    "one that folds to many": "ﷺ" * 100,
    "roman numerals": "Ⅷ" * 100,
    "Hangul": "각" * 100,
    "nearly a pattern": ".*(a|b)+$[^x]",
    "nearly a query": '"} { __schema { types } } #',
    "words and surrogates": "lan\ud800tern",
    "words and zero bytes": "zz\0zz",
}


@pytest.mark.parametrize("name", WORDY)
async def test_a_text_of_strange_words_is_answered(name, written):
    names = await found(written, WORDY[name])
    assert set(names) <= {columns["title"] for columns in WRITTEN.values()}


async def test_words_among_what_is_no_word_are_found(written):
    assert await found(written, "\u202e(lantern)\0 😀 tales…") == ["Lantern Tales"]


async def test_a_catalogue_without_words_is_searched_in_vain(tmp_path):
    snapshot = catalogue(tmp_path, {"ns1": {"title": "?!"}})
    for text in ("a", "lantern", "?!", "starwars episode"):
        assert await found(snapshot, text) == []
