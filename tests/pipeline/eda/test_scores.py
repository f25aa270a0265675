"""The section about scores says what loops over the rows say."""

import csv
import math
import statistics
from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipeline.eda.sections import score_lists, scores
from pipeline.eda.shapes import shown
from pipeline.eda.tables import Tables
from pipeline.store.vocabulary import RatingsSignal
from tests.models import CARD
from tests.pipeline.eda.told import (
    RATINGS,
    TITLES,
    binned,
    doubled,
    part,
    quantile,
    ratings_of,
    scores_of,
    tables_of,
    titles_of,
    well_made,
)

HALVES = [half / 2 for half in range(1, 11)]


def means_of(ratings):
    given = defaultdict(list)
    for _, title, score, _ in ratings:
        given[title].append(score)
    return {title: (len(each), sum(each) / len(each)) for title, each in given.items()}


def test_each_half_step_is_counted_also_those_that_nobody_gave():
    count = Counter(score for _, _, score, _ in RATINGS)
    assert scores.by_score(ratings_of(RATINGS)).rows() == [(str(half), count[half]) for half in HALVES]


def test_scores_may_all_be_the_least():
    lows = [(user, "as1", 0.5, 1) for user in range(7)]
    assert scores.by_score(ratings_of(lows)).rows() == [("0.5", 7), *((str(half), 0) for half in HALVES[1:])]
    well_made(scores.section(tables_of(TITLES, lows)))


def test_means_are_binned_by_tenths_with_the_tenth_in_the_middle():
    found = scores.mean_bins(scores_of(RATINGS))
    assert found["titles"].to_list() == binned([mean for _, mean in means_of(RATINGS).values()], scores.TENTHS)
    assert found["titles"].sum() == len(means_of(RATINGS))


@pytest.mark.parametrize("mean", [0.5, 3.25, 4.95, 5.0])
def test_every_mean_has_a_bin(mean):
    frame = scores_of([(1, "as1", mean, 0)])
    low, high = scores.mean_bins(frame).filter(pl.col("titles") == 1).select("from", "to").row(0)
    assert low <= mean < high


def test_points_stand_for_all_titles_and_none_twice():
    many = [(user, f"as{title}", HALVES[(user * title) % 10], 0) for title in range(1, 60) for user in range(title)]
    expected = defaultdict(list)
    for votes, mean in means_of(many).values():
        expected[math.floor((math.log10(votes) + 1e-9) * 10), math.floor(mean * 10 + 0.5) / 10].append(votes)
    rows = [(statistics.mean(votes), tenth, len(votes)) for (_, tenth), votes in sorted(expected.items())]
    assert scores.mean_points(scores_of(many)).rows() == rows


@pytest.mark.parametrize("votes", [1, 10, 100, 1_000, 10_000, 1_000_000])
def test_powers_of_ten_begin_a_step(votes):
    frame = pl.DataFrame({"votes": [votes - 1, votes], "score": [3.0, 3.0]}).filter(pl.col("votes") > 0)
    assert scores.mean_points(frame).height == frame.height


def expected_ranks(titles, ratings, *, worst):
    """The list by exact arithmetic."""
    mean = Fraction(sum(Fraction(score) for *_, score, _ in ratings), len(ratings))
    by_title = defaultdict(list)
    for _, title, score, _ in ratings:
        by_title[title].append(Fraction(score))
    rows = [
        ((sum(by_title[number]) + 5 * mean) / (len(by_title[number]) + 5), title, number, len(by_title[number]))
        for number, title, _ in titles
        if number in by_title
    ]
    rows.sort(key=lambda row: (row[0] if worst else -row[0], row[1], row[2]))
    return [(title.title(), votes, float(damped)) for damped, title, _, votes in rows[:10]]


@pytest.mark.parametrize("worst", [False, True])
def test_the_best_and_the_worst_are_ranked_by_a_damped_mean(worst):
    found = score_lists.ranked(titles_of(TITLES).lazy(), scores_of(RATINGS).lazy(), worst=worst)
    expected = expected_ranks(TITLES, RATINGS, worst=worst)
    assert [(title, votes) for title, votes, _ in expected] == found.select("title", "ratings").rows()
    assert found["damped mean"].to_list() == pytest.approx([damped for *_, damped in expected], abs=1e-12)


def test_equal_ones_are_in_the_order_of_title_and_id():
    titles = [("ns9", "same", 2000), ("as9", "same", 2000), ("hs9", "earlier", 2000)]
    ratings = [(user, number, 4.0, 0) for user, (number, *_) in enumerate(titles)]
    found = score_lists.ranked(titles_of(titles).lazy(), scores_of(ratings).lazy())
    assert found.select("title", "platform").rows() == [("Earlier", "Hulu"), ("Same", "Amazon"), ("Same", "Netflix")]


def test_titles_without_a_rating_are_counted_by_platform():
    rated = {title for _, title, _, _ in RATINGS}
    count = Counter((number[0], number in rated) for number, *_ in TITLES)
    names = {"a": "Amazon", "d": "Disney+", "h": "Hulu", "n": "Netflix"}
    expected = [
        (name, word, count[letter, known])
        for letter, name in names.items()
        for word, known in (("rated", True), ("not rated", False))
        if count[letter, known]
    ]
    frame = score_lists.rated_or_not(titles_of(TITLES).lazy(), scores_of(RATINGS).lazy())
    assert frame.rows() == expected


def test_the_section_has_every_figure():
    section = well_made(scores.section(tables_of(TITLES, RATINGS)))
    assert [part.name for part in section.parts] == [
        "scores-given", "mean-scores", "scores-by-platform", "scores-and-ratings", "ratings-per-title",
        "titles-without-ratings", "best-titles", "worst-titles",
    ]  # fmt: skip
    votes = [votes for votes, _ in means_of(RATINGS).values()]
    assert part(section, "ratings-per-title").shape.table["titles"].to_list() == doubled(votes)
    boxes = part(section, "scores-by-platform").shape.table
    amazon = [mean for title, (_, mean) in means_of(RATINGS).items() if title[0] == "a"]
    assert boxes.row(0, named=True)["median"] == statistics.median(amazon)
    assert boxes["titles"].to_list() == [3, 1, 2, 2]
    means = [mean for _, mean in means_of(RATINGS).values()]
    assert f"between {quantile(means, 0.25):.2f} and {quantile(means, 0.75):.2f}" in section.finding


def test_a_single_rating_is_a_section_too():
    section = well_made(scores.section(tables_of(TITLES[:1], RATINGS[:1])))
    assert section.finding == (
        "The mean of 1 rating is 4.00, the middle half of the titles' means lies between 4.00 and 4.00, and 100 % of "
        "the rated titles have 5 ratings or fewer."
    )


def test_without_ratings_the_section_says_so():
    section = well_made(scores.section(tables_of(TITLES)))
    assert section.finding == "There are no ratings, so no title has a score."
    assert [part.name for part in section.parts] == ["titles-without-ratings"]
    assert scores.section(tables_of()).parts == ()


def test_ratings_that_did_not_enter_are_listed_by_reason():
    reasons = {"row is blank": 2, "movieId is no title of the catalogues": 70}
    section = scores.section(tables_of(TITLES, RATINGS, set_aside={"ratings": reasons}))
    assert part(section, "ratings-kept-out").frame.rows() == [
        ("movieId is no title of the catalogues", 70),
        ("row is blank", 2),
    ]


@pytest.mark.parametrize(("signal", "by_chance"), [("healthy", False), ("user only", True), ("misjoined", True)])
def test_a_list_by_chance_is_called_one(signal, by_chance):
    card = replace(CARD, signal=RatingsSignal(signal))
    section = scores.section(tables_of(TITLES, RATINGS, card=card))
    assert ("by chance" in part(section, "best-titles").note) == by_chance


@pytest.mark.slow
@pytest.mark.real
def test_of_real_ratings_every_number_is_that_of_the_files(real_release, real_raw):
    ratings = []
    for file in sorted((real_raw / "ratings").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            ratings += [(int(row["userId"]), row["movieId"], float(row["rating"]), 0) for row in csv.DictReader(stream)]
    titles = []
    for file in sorted((real_raw / "catalogues").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            titles += [(file.name[0] + row["show_id"], row["title"].lower(), 0) for row in csv.DictReader(stream)]
    section = well_made(scores.section(Tables.of(real_release)))
    count, means = Counter(score for _, _, score, _ in ratings), means_of(ratings)
    assert shown(part(section, "scores-given").shape).rows() == [(str(half), count[half]) for half in HALVES]
    found = part(section, "mean-scores").shape.table["titles"].to_list()
    assert found == binned([mean for _, mean in means.values()], scores.TENTHS)
    found = part(section, "ratings-per-title").shape.table["titles"].to_list()
    assert found == doubled([votes for votes, _ in means.values()])
    boxes = part(section, "scores-by-platform").shape.table
    for letter, row in zip("adhn", boxes.iter_rows(named=True), strict=True):
        values = [mean for title, (_, mean) in means.items() if title[0] == letter]
        quarters = [quantile(values, share) for share in (0.25, 0.5, 0.75)]
        assert [row["first quarter"], row["median"], row["third quarter"]] == pytest.approx(quarters)
        reach = 1.5 * (quarters[2] - quarters[0])
        outside = [value for value in values if not quarters[0] - reach <= value <= quarters[2] + reach]
        assert (row["titles"], row["outside"]) == (len(values), len(outside))
    unrated = part(section, "titles-without-ratings").shape.table.filter(pl.col("rating") == "not rated")
    expected = Counter(number[0] for number, *_ in titles if number not in means)
    assert unrated["titles"].to_list() == [expected[letter] for letter in "adhn"]
    for name, worst in (("best-titles", False), ("worst-titles", True)):
        expected = expected_ranks(titles, ratings, worst=worst)
        frame = part(section, name).frame
        assert frame["ratings"].to_list() == [votes for _, votes, _ in expected]
        assert frame["damped mean"].to_list() == pytest.approx([damped for *_, damped in expected])
    points = part(section, "scores-and-ratings").shape.table
    assert points["titles"].sum() == len(means)
    assert_frame_equal(points, points.unique(maintain_order=True))
