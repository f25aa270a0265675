import re

import polars as pl
import pytest
from hypothesis import given

from recsys import reasons
from recsys.fields import Field
from tests.recsys import oracle
from tests.recsys.making import CATALOGUES, fitted, titles
from tests.recsys.test_content import plain, quick

WORDS = {
    "description": r"similar description: (.+)",
    "genres": r"same genres?: (.+)",
    "cast": r"same cast: (.+)",
    "directors": r"same directors?: (.+)",
    "form": r"both (.+)",
    "countries": r"same countr(?:y|ies): (.+)",
    "title": r"similar title",
}
TOKENS = {name: tokens for name, (_, tokens) in oracle.FIELDS.items()}


def understood(reason):
    """The field that a reason speaks of, and what it says is shared."""
    ((name, match),) = [(name, match) for name, words in WORDS.items() if (match := re.fullmatch(words, reason))]
    return name, match.group(1).split(", ") if match.groups() else []


@pytest.mark.slow
@quick
@given(CATALOGUES)
def test_reasons_are_true_and_in_the_order_of_their_weight(rows):
    catalogue = plain(titles(*rows))
    place = {row["title_id"]: at for at, row in enumerate(catalogue)}
    shares = oracle.shares(catalogue)
    for row in fitted(titles(*rows)).iter_rows(named=True):
        a, b = place[row["title_id"]], place[row["neighbour_id"]]
        said = [understood(reason) for reason in row["reasons"]]
        for name, shared in said:
            both = {*TOKENS[name](catalogue[a])} & {*TOKENS[name](catalogue[b])}
            assert both >= set(shared)
            assert name == "title" or len(shared) == min(3, len(both))
            assert both
        weights = [shares[a, b][name] for name, _ in said]
        assert weights == sorted(weights, reverse=True) or weights == pytest.approx(sorted(weights, reverse=True))
        assert weights[0] == pytest.approx(max(shares[a, b].values()))
        # What is left unsaid weighs less than what is said, or next to nothing.
        unsaid = [share for name, share in shares[a, b].items() if name not in dict(said)]
        least = row["score"] * reasons.LEAST_SHARE
        assert len(said) == reasons.MOST or max(unsaid, default=0) < least + 1e-5
        assert max(unsaid, default=0) <= min(weights) + 1e-5
        assert all(weight >= least - 1e-5 for weight in weights[1:])


def why(one, other):
    return fitted(titles({"title": "rain", **one}, {"title": "snow", **other}))["reasons"][0].to_list()


def test_the_words_of_every_field():
    person = {"directors": ["greta gerwig"], "genres": ["drama", "romance"]}
    assert why(person, person) == [
        "same director: greta gerwig",
        "same genres: drama, romance",
        "both movies of the 2020s",
    ]
    assert why({}, {}) == ["both movies of the 2020s"]
    series = {"type": "tv show", "countries": ["france", "peru"]}
    assert why(series, series) == ["both series of the 2020s", "same countries: france, peru"]
    assert why({"countries": ["france"]}, {"countries": ["france"]})[-1] == "same country: france"
    assert why({"genres": ["drama"]}, {"genres": ["tv dramas"]})[0] == "same genre: drama"
    story = {"cast": ["a", "b"], "description": "heist in paris"}
    assert why(story, story) == ["similar description: heist, paris", "same cast: a, b", "both movies of the 2020s"]
    assert why({"title": "frozen", "release_year": 1990}, {"title": "frozen fever"})[0] == "similar title"


def test_even_where_no_field_makes_up_much_the_weightiest_is_told():
    fields = [Field(f"f{number}", 1, pl.col("cast"), f"f{number}: {{}}", f"f{number}: {{}}") for number in range(12)]
    found = fitted(titles({"title": "rain", "cast": ["a"]}, {"title": "snow", "cast": ["a"]}), fields)
    assert found["reasons"].to_list() == [["f0: a"]] * 2


def test_at_most_three_names_stand_in_a_reason():
    crowd = {"cast": ["a", "b", "c", "d"]}
    (cast,) = [reason for reason in why(crowd, crowd) if "cast" in reason]
    assert cast == "same cast: a, b, c"


def test_rarer_tokens_are_named_first():
    rows = [{"cast": ["many", "rare"]}, {"cast": ["many", "rare"]}, {"cast": ["many"]}]
    found = fitted(titles(*({"title": name, **row} for name, row in zip(("rain", "snow", "hail"), rows, strict=True))))
    assert found.filter(title_id="hs1", neighbour_id="hs2")["reasons"][0][0] == "same cast: rare, many"


def test_reasons_do_not_depend_on_how_many_are_made_at_a_time(monkeypatch):
    rows = titles(*({"title": f"t{number}", "cast": ["ana"]} for number in range(10, 20)))
    whole = fitted(rows)
    monkeypatch.setattr(reasons, "AT_A_TIME", 7)
    assert fitted(rows).equals(whole)
