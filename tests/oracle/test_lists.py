"""What the oracle means by equal text, words, pages, and an order that has no value."""

import pytest

from pipeline.store.vocabulary import PlatformCode
from tests.oracle import Oracle
from tests.oracle.folding import fold, words_of_a_name, work_key
from tests.oracle.lists import Lists, pages
from tests.oracle.people import People
from tests.oracle.works import Works
from tests.raw_files import rating, title, write_raw


@pytest.fixture
def read(tmp_path):
    """Reads an oracle from rows by platform, each platform's ids in the order of its rows."""

    def read(ratings=(), **rows):
        catalogues = {
            code: [
                title(**{"show_id": f"s{place}", **row}) for place, row in enumerate(rows.get(code.name.lower(), []), 1)
            ]
            for code in PlatformCode
        }
        raw = write_raw(tmp_path, catalogues, {"1": ratings})
        return Oracle.read(raw / "catalogues", raw / "ratings")

    return read


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  ÉMILE\u00a0 Zola ", "emile zola"),
        ("e\u0301", "e"),
        ("Straße ŒUVRE Æon", "strasse oeuvre aeon"),
        ("Łódź Øre Ðóra Þór Đani", "lodz ore dora thor dani"),
        ("İstanbul ısı", "istanbul isi"),
        ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
        ("Ⅻ ﬁne №", "xii fine no"),
    ],
)
def test_text_is_folded(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("title", "key"),
    [("Spider-Man: Far From Home!", "spidermanfarfromhome"), ("ÀB 2", "ab2"), ("東京", "東京"), ("?!", ""), ("_", "")],
)
def test_a_work_is_known_by_letters_and_numbers(title, key):
    assert work_key(title) == key


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Conan O'Brien", {"conan", "o", "brien", "obrien"}),
        ("Jean-Claude", {"jean", "claude", "jeanclaude"}),
        ("J.K. Lee", {"j", "k", "jk", "lee"}),
        ("50 Cent", {"50", "cent"}),
        ("- & ...", set()),
    ],
)
def test_words_of_a_name(name, words):
    assert words_of_a_name(name) == words


def test_pages_from_the_start():
    assert list(pages([1, 2, 3], 2)) == [([1, 2], False, True), ([3], True, False)]
    assert list(pages([1, 2], 2)) == [([1, 2], False, False)]
    assert list(pages([], 2)) == [([], False, False)]


def test_pages_from_the_end():
    assert list(pages([1, 2, 3], 2, backward=True)) == [([2, 3], True, False), ([1], False, True)]
    assert list(pages([1, 2], 2, backward=True)) == [([1, 2], False, False)]
    assert list(pages([], 2, backward=True)) == [([], False, False)]


def test_few_votes_count_little(read):
    ratings = [rating(userId=str(user), movieId="as1", rating="4.5") for user in range(9)]
    ratings += [rating(movieId="as2", rating="5.0"), rating(movieId="as3", rating="0.5")]
    oracle = read([*ratings, rating(movieId="ns99", rating="0.5")], amazon=[{}] * 4)
    lists = Lists(oracle)
    mean = (9 * 4.5 + 5 + 0.5) / 11  # a rating of a title that no catalogue has is none of theirs
    assert lists.damped_mean(oracle.by_id["as2"]) == (5 + 5 * mean) / 6
    best_first, worst_first = ({"field": "SCORE", "direction": direction} for direction in ("DESC", "ASC"))
    assert [each.title_id for each in lists.titles(order=best_first)] == ["as1", "as2", "as3", "as4"]
    assert [each.title_id for each in lists.titles(order=worst_first)] == ["as3", "as2", "as1", "as4"]


def test_an_empty_list_matches_nothing_and_null_is_as_left_out(read):
    lists = Lists(read(amazon=[{}], netflix=[{"date_added": ""}]))
    assert lists.matching({"genre": []}) == []
    assert len(lists.matching({"genre": None})) == len(lists.matching({"addedYear": {}})) == 2
    assert len(lists.matching({"addedYear": {"max": 3000}})) == 1


def test_a_work_is_a_year_apart_and_not_by_way_of_another(read):
    rows = [{"title": "Ring", "release_year": year} for year in ("2000", "2001")]
    oracle = read(amazon=rows[:1], hulu=[{"title": "RING!", "release_year": "2002"}], netflix=rows[1:] + rows[:1])
    works = Works(oracle)
    also_on = {each.title_id: works.also_on(each) for each in oracle.titles}
    assert also_on == {"as1": ["ns1", "ns2"], "hs1": ["ns1"], "ns1": ["as1", "hs1"], "ns2": ["as1"]}


def test_titles_without_letters_and_other_types_are_no_work(read):
    oracle = read(
        amazon=[{"title": "?"}, {"title": "Ring"}], hulu=[{"title": "?"}, {"title": "Ring", "type": "TV Show"}]
    )
    assert not any(Works(oracle).also_on(each) for each in oracle.titles)


def test_actors_are_found_by_the_beginnings_of_words(read):
    people = People(read(amazon=[{"cast": "Zoë O'Brien, Bo Li"}], hulu=[{"cast": "Bo Li, Zoe Obi"}]))
    assert people.actors() == ["bo li", "zoe obi", "zoë o'brien"]
    assert people.actors("ob ZÖ") == ["zoe obi", "zoë o'brien"]
    assert people.actors("o'b") == people.actors("obr") == ["zoë o'brien"]
    assert people.actors("rien") == people.actors("-") == people.actors("") == []
    assert people.actors(platform="AMAZON") == ["bo li", "zoë o'brien"]
