import csv
import re
from collections import Counter

import pytest

from pipeline.sample.catalogue import make_catalogues
from pipeline.sample.draws import Curve, Dice, Weighted
from pipeline.sample.people import plain
from pipeline.sample.placement import share_out
from pipeline.sample.plots import Words, article

HEADER = "show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description"
FILES = ("amazon_prime", "disney_plus", "hulu", "netflix")


def read(raw, platform):
    with (raw / "catalogues" / f"{platform}_titles.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("platform", FILES)
def test_files_have_the_header_the_line_ends_and_the_quotes_of_the_real_ones(small, platform):
    written = (small / "catalogues" / f"{platform}_titles.csv").read_bytes().decode()
    assert written.startswith(f"{HEADER}\ns1,")
    assert written.endswith("\n")
    assert "\r" not in written
    assert '""' in written


@pytest.mark.parametrize("platform", FILES)
def test_shows_are_numbered_in_order(small, platform):
    rows = read(small, platform)
    assert [row["show_id"] for row in rows] == [f"s{number}" for number in range(1, len(rows) + 1)]


def accidental_repeats(raw):
    """Rows whose lower-cased title another row has on the same platform, or as another work on another platform."""
    rows = [row for platform in FILES for row in read(raw, platform)]
    repeats = Counter(row["title"].lower() for row in rows)
    works = {(row["title"].lower(), row["type"]) for row in rows}
    twins = sum(repeats.values()) - len(works)
    return len(rows) - len(repeats), twins


def test_hardly_a_title_is_given_twice_by_accident(small):
    repeated, intended = accidental_repeats(small)
    assert repeated - intended <= 30  # 1 % of 3,000


@pytest.mark.slow
def test_hardly_a_title_is_given_twice_by_accident_at_full_size(full):
    repeated, intended = accidental_repeats(full)
    assert repeated - intended <= 230


def sentences(raw):
    told = " ".join(row["description"] for platform in FILES for row in read(raw, platform))
    return set(re.split(r"(?<=[.!?])\s+", told))


def test_descriptions_are_made_of_many_sentences(small):
    assert len(sentences(small)) >= 3_500


@pytest.mark.slow
def test_descriptions_are_made_of_ten_thousand_sentences_and_more_at_full_size(full):
    assert len(sentences(full)) >= 10_000


def test_descriptions_are_as_long_as_each_platform_likes_them(small):
    lengths = {}
    for platform in FILES:
        told = sorted(len(row["description"]) for row in read(small, platform))
        lengths[platform] = told[len(told) // 2]
    assert lengths["disney_plus"] < 95 < lengths["netflix"] < 160 < lengths["hulu"]
    assert lengths["amazon_prime"] == pytest.approx(238, abs=40)


def test_nothing_is_left_to_fill_in(small):
    for platform in FILES:
        text = (small / "catalogues" / f"{platform}_titles.csv").read_text(encoding="utf-8")
        assert "{" not in text
        assert "}" not in text


def test_articles_fit_the_words_after_them(small):
    wrong = re.compile(r"\b(?:[Aa] (?:un(?!i)|in|im|ex|el|am|ab|al|od|old )|[Aa]n (?:[bcdfgjklmnpqrstvwxyz]))")
    for platform in FILES:
        for row in read(small, platform):
            assert not wrong.search(row["title"] + " " + row["description"]), row


def test_names_fit_their_country(small):
    indian = [row for row in read(small, "netflix") if row["country"] == "India" and row["cast"]]
    assert len(indian) > 30
    with_kumar = sum(
        bool(re.search(r"\b(?:Sharma|Patel|Iyer|Nair|Gupta|Singh|Kumar|Rao|Joshi|Das)\b", row["cast"]))
        for row in indian
    )
    assert with_kumar > len(indian) / 4


def test_one_work_on_two_platforms_is_told_and_cast_alike(small):
    amazon = {(row["title"], row["type"]): row for row in read(small, "amazon_prime")}
    shared = [
        (row, amazon[row["title"], row["type"]])
        for row in read(small, "netflix")
        if (row["title"], row["type"]) in amazon
    ]
    assert len(shared) > 15
    for one, other in shared:
        both = set(re.findall(r"\w+", one["description"])) & set(re.findall(r"\w+", other["description"]))
        assert len(both) >= 3
    cast = [(plain(a["cast"]).split(", "), plain(b["cast"]).split(", ")) for a, b in shared if a["cast"] and b["cast"]]
    assert sum(bool(set(a) & set(b)) for a, b in cast) > 0.9 * len(cast)


def test_the_catalogues_are_the_same_for_the_same_seed():
    first, second = make_catalogues(200, 5), make_catalogues(200, 5)
    for platform, rows in first.items():
        assert [row.cells() for row in rows] == [row.cells() for row in second[platform]]


@pytest.mark.parametrize(("total", "shares"), [(10, [5, 3, 2]), (3, [1, 1, 1]), (2, [1, 1, 0]), (0, [0, 0, 0])])
def test_share_out_gives_whole_shares_that_add_up(total, shares):
    assert share_out(total, [5, 3, 2]) == shares


@pytest.mark.parametrize(
    ("word", "expected"),
    [("old", "an"), ("young", "a"), ("one-eyed", "a"), ("honest", "an"), ("unicorn", "a"), ("unlikely", "an")],
)
def test_article(word, expected):
    assert article(word) == expected


def test_plain_keeps_letters_and_drops_marks():
    assert plain("Łukasz Åkerström Işık Nuñez") == "Lukasz Akerstrom Isik Nunez"
    assert plain("山本健太") == "山本健太"


def test_a_capital_slot_raises_its_word():
    words = Words(hero="a retired forger")
    assert "{Hero} and {hero}".format_map(words) == "A retired forger and a retired forger"
    with pytest.raises(KeyError):
        "{villain}".format_map(words)


def test_a_curve_meets_its_values_and_stays_between_them():
    curve = Curve(*range(0, 150, 10))
    assert curve.at(0.0) == 0
    assert curve.at(0.5) == 70
    assert curve.at(0.9999) == 140
    with pytest.raises(ValueError, match="15 values, not 2"):
        Curve(1, 2)


def test_weighted_never_draws_what_weighs_nothing():
    weighted = Weighted([("never", 0), ("always", 2)])
    assert {weighted.draw(Dice(seed)) for seed in range(50)} == {"always"}
    assert not Weighted([("never", 0)])
