import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recsys.works import franchises, mentions, stem
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


def numbered(rows):
    called = rows.collect().join(franchises(rows).collect(), on="title_id", maintain_order="left")
    return called.with_columns(pl.col("franchise").rank("dense").cast(pl.UInt32))


def mentioning(*names):
    """The pairs of names, the first of which mentions the franchise of the second."""
    called = numbered(titles(*({"title": name} for name in names)))
    found = set(mentions(called).iter_rows())
    return {
        (one, other)
        for row, one in enumerate(names)
        for number, other in zip(called["franchise"], names, strict=True)
        if one != other and (row, number) in found
    }


def test_a_title_mentions_a_franchise_by_its_name_anywhere():
    names = ["frozen 2", "olaf's frozen adventure", "lego: frozen!", "frozenland", "the thaw"]
    assert mentioning(*names) == {(names[1], names[0]), (names[2], names[0])}


def test_a_name_of_several_words_is_looked_for_as_a_whole():
    assert mentioning("toy story", "my toy story", "story of a toy") == {("my toy story", "toy story")}
    names = ["lord of the rings: one", "making the lord of the rings"]
    assert mentioning(*names) == {(names[1], names[0])}


@pytest.mark.slow
@given(st.lists(st.lists(st.sampled_from(["toy", "story", "the", "of", "2", ":", "frozen"]), min_size=1, max_size=6)))
def test_mentions_are_what_comparing_all_with_all_finds(lists):
    called = numbered(titles(*({"title": " ".join(words)} for words in lists)))
    expected = {
        (row, number)
        for row, words in enumerate(called["words"])
        for phrase, number in called.select("phrase", "franchise").iter_rows()
        if phrase and phrase in words
    }
    assert set(mentions(called).iter_rows()) == expected
