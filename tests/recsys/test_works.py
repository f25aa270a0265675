import polars as pl
import pytest

from recsys.works import franchises, stem
from tests.recsys.making import titles


def named(*names, **columns):
    rows = titles(*({"title": name, **columns} for name in names))
    return rows.pipe(franchises).collect().sort(pl.col("title_id").str.slice(2).cast(pl.Int32))["franchise"].to_list()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("toy story", "toy story"),
        ("toy story 2", "toy story"),
        ("toy story: that time forgot", "toy story"),
        ("rocky iv", "rocky"),
        ("ocean's twelve", "ocean's"),
        ("kill bill: vol. 2", "kill bill"),
        ("hunger games, part two", "hunger games"),
        ("aranyak, season 1", "aranyak"),
        ("barbie - vlogger", "barbie"),
        ("elena – la reina", "elena"),
        ("life in a year (4k uhd)", "life in a year"),
        ("solo (shorts) (spanish version)", "solo"),
        ("marvel studios' thor: ragnarok", "thor"),
        ("disney's doug", "doug"),
        ("spider-man", "spider-man"),  # a hyphen is no dash
        ("1917", "1917"),  # a number alone is a name
        ("9", "9"),
        ("apollo 13", "apollo"),
        (": the movie", ": the movie"),  # nothing else would be left
        ("(500) days of summer", "(500) days of summer"),
    ],
)
def test_stems(title, expected):
    assert pl.select(stem(pl.lit(title))).item() == expected


def test_a_title_belongs_to_those_that_have_it_as_their_stem():
    assert len(set(named("toy story", "toy story 2", "toy story: again", "toy story (dubbed)"))) == 1


def test_titles_of_one_first_phrase_are_of_one_franchise():
    assert len(set(named("power rangers zeo", "power rangers in space", "power rangers"))) == 1
    assert len(set(named("harry potter and the stone", "harry potter and the goblet"))) == 1


def test_a_first_word_alone_joins_nothing():
    assert len(set(named("american pie", "american beauty", "the american"))) == 3


def test_a_name_joins_all_that_begin_with_it():
    told = {"description": "barbie is at sea"}
    names = named("barbie dolphin magic", "barbie: spy squad", "barbié star light", "rain", **told)
    # Of four titles that mention the name three begin with it.
    assert names == ["barbie", "barbie", "barbie", "rain"]


def test_a_word_that_many_mention_is_no_name():
    told = {"description": "barbie is at sea"}
    names = named("barbie dolphin magic", "barbie spy squad", "barbie star light", "rain", "snow", "hail", **told)
    assert len(set(names)) == 6


def test_a_word_that_descriptions_do_not_speak_of_is_no_name():
    assert len(set(named("hello charlie", "hello ladies", "hello madam", description="they meet"))) == 3


def test_two_titles_make_no_name():
    assert len(set(named("barbie dolphin magic", "barbie spy squad", description="barbie is at sea"))) == 2


def test_a_title_without_words_is_a_franchise_of_its_own():
    assert named("!", "?", "the") == ["!", "?", "the"]
