import polars as pl
import pytest

from recsys.tokens import CONTENT_WORDS, STOP_WORDS, folded_words, genres, pieces, words


def of(expression, value, dtype=pl.String):
    return pl.DataFrame({"x": [value]}, schema={"x": dtype}).select(expression(pl.col("x"))).item()


@pytest.mark.parametrize(
    ("listed", "folded"),
    [
        (["tv dramas"], ["drama"]),
        (["dramas", "drama"], ["drama"]),
        (["international movies"], ["international"]),
        (["international tv shows"], ["international"]),
        (["anime series", "anime features"], ["anime"]),
        (["children & family movies"], ["kids", "family"]),
        (["kids' tv"], ["kids"]),
        (["action-adventure"], ["action", "adventure"]),
        (["tv action & adventure"], ["action", "adventure"]),
        (["sci-fi & fantasy"], ["science fiction", "fantasy"]),
        (["police/cop"], ["police", "cop"]),
        (["game show / competition"], ["game show", "competition"]),
        (["stand-up comedy & talk shows"], ["stand-up comedy", "talk show"]),
        (["suspense", "thrillers", "tv thrillers"], ["thriller"]),
        (["faith and spirituality"], ["faith", "spirituality"]),
        (["arts", "entertainment", "and culture"], ["arts", "entertainment", "culture"]),
        (["spanish-language tv shows"], ["spanish-language"]),
        (["movies", "tv shows", "series"], []),  # a form, and no genre
        (["sports", "news"], ["sports", "news"]),  # no plurals of anything
        ([], []),
    ],
)
def test_genres_are_those_of_all_platforms(listed, folded):
    assert of(genres, listed, pl.List(pl.String)).to_list() == folded


def test_words_are_those_that_tell_something():
    text = "the queen's heist: a x-ray of paris’s fire, and 1945"
    assert of(words, text).to_list() == ["queen", "heist", "ray", "paris", "fire", "1945"]


def test_no_text_has_no_words():
    assert of(words, None) is None
    assert of(words, "").to_list() == []


def test_telling_words_are_no_stop_words():
    assert not CONTENT_WORDS & set(STOP_WORDS)
    assert {"the", "and", "of"} <= set(STOP_WORDS)


def test_names_are_compared_without_case_accents_and_apostrophes():
    assert of(folded_words, "Shippûden: Ocean's 11").to_list() == ["shippuden", "oceans", "11"]


def test_pieces_are_of_words_with_their_ends():
    assert sorted(of(pieces, "The Frog")) == sorted(
        [" fr", "fro", "rog", "og ", " fro", "frog", "rog ", " frog", "frog "]
    )
    assert of(pieces, "Oz").to_list() == [" oz", "oz ", " oz "]
    assert of(pieces, "!").to_list() == []
