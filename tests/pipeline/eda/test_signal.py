"""The section about the signal: the plain check is the mean over all orders, and the card is told as it is."""

import csv
import itertools
import random
import statistics
from collections import defaultdict
from dataclasses import replace

import pytest

from pipeline.eda.section import Figure, Listing
from pipeline.eda.sections import models, signal
from pipeline.eda.sections.chance import BY_CHANCE, SEEN, by_votes, chance, distances
from pipeline.eda.tables import Tables
from pipeline.store.card import Baseline, Interval, Metric
from tests.models import CARD
from tests.pipeline.eda.told import RATINGS, TITLES, part, scores_of, tables_of, well_made


def given_of(ratings):
    given = defaultdict(list)
    for _, title, score, _ in ratings:
        given[title].append(score)
    return given


def spreads(ratings):
    """Of each title its number of ratings, the squared distance of its mean, and what chance makes of that."""
    given = given_of(ratings)
    scores = [score for *_, score, _ in ratings]
    mean, variance = statistics.fmean(scores), statistics.variance(scores)
    return {
        title: (
            len(each),
            (statistics.fmean(each) - mean) ** 2,
            variance * (1 / len(each) - 1 / len(scores)),
        )
        for title, each in sorted(given.items())
    }


def test_distances_are_those_of_loops():
    found = distances(scores_of(RATINGS)).rows()
    for row, expected in zip(found, spreads(RATINGS).values(), strict=True):
        assert row == pytest.approx(expected, abs=1e-12)


def test_what_chance_makes_is_the_mean_over_every_order_of_the_scores():
    titles, scores = ["as1", "as1", "as1", "ds1", "ds1", "ns1"], [0.5, 1.0, 3.0, 3.0, 4.5, 5.0]
    seen = []
    for order in itertools.permutations(scores):
        rows = [(user, title, score, 0) for user, (title, score) in enumerate(zip(titles, order, strict=True))]
        mean = statistics.fmean(order)
        seen.append(statistics.fmean((statistics.fmean(each) - mean) ** 2 for each in given_of(rows).values()))
    assert chance(scores_of(rows)).expected == pytest.approx(statistics.fmean(seen))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="none"),
        pytest.param([(1, "as1", 4.0, 0)], id="one rating"),
        pytest.param([(1, "as1", 4.0, 0), (2, "as1", 1.0, 0)], id="one title"),
        pytest.param([(user, f"as{user % 3}", 0.5, 0) for user in range(9)], id="equal scores"),
    ],
)
def test_where_chance_has_no_room_nothing_is_compared(rows):
    assert chance(scores_of(rows)) is None
    if rows:
        section = well_made(signal.section(tables_of(TITLES, rows)))
        assert section.parts == ()
        assert section.finding.startswith("Chance leaves the titles' means no room")


def drawn(effect, users=200, titles=60, seed=5):
    """Ratings of which a title's own part is so many half steps."""
    draws = random.Random(seed)
    own = [draws.choice((-effect, effect)) for _ in range(titles)]
    return [
        (user, f"as{title}", min(5.0, max(0.5, 3 + (draws.randint(-3, 3) + own[title]) / 2)), 0)
        for user in range(users)
        for title in draws.sample(range(titles), 10)
    ]


@pytest.mark.parametrize("seed", range(10))
def test_scores_dealt_out_at_random_are_what_chance_explains(seed):
    found = chance(scores_of(drawn(0, seed=seed)))
    assert found.told == "what chance explains"
    assert abs(found.ratio - 1) < 0.7


def test_titles_that_differ_are_more_than_chance_explains():
    rows = drawn(2)
    assert chance(scores_of(rows)).told == "more than chance explains"
    assert "which is more than chance explains." in signal.section(tables_of(TITLES, rows)).finding


def test_titles_that_all_have_every_score_are_less_than_chance_explains():
    rows = [(step, f"as{title}", step / 2, 0) for title in range(1, 200) for step in range(1, 11)]
    assert chance(scores_of(rows)).told == "less than chance explains"


def by_doubling(ratings):
    """The two spreads by loops."""
    groups = defaultdict(list)
    for votes, seen, expected in spreads(ratings).values():
        groups[votes.bit_length()].append((votes, seen, expected))
    for _, group in sorted(groups.items()):
        votes, *both = (statistics.fmean(column) for column in zip(*group, strict=True))
        for value, which in zip(both, (SEEN, BY_CHANCE), strict=True):
            yield votes, value**0.5, which, len(group)


def test_both_spreads_are_told_by_the_number_of_ratings():
    for row, expected in zip(by_votes(scores_of(RATINGS)).rows(), by_doubling(RATINGS), strict=True):
        assert row == (pytest.approx(expected[0]), pytest.approx(expected[1], abs=1e-12), *expected[2:])


def test_without_a_card_the_plain_check_stands_alone():
    section = well_made(signal.section(tables_of(TITLES, RATINGS)))
    assert [part.name for part in section.parts] == ["spread-of-means"]
    assert "No model was fitted to this release" in section.intro
    assert "verdict" not in section.finding


def test_with_a_card_its_verdict_tests_and_measures_are_told():
    section = well_made(signal.section(tables_of(TITLES, RATINGS, card=CARD)))
    assert [part.name for part in section.parts] == [
        "spread-of-means", "signal-tests", "model-user-recommendations", "model-measures",
    ]  # fmt: skip
    assert CARD.summary in section.intro
    assert section.finding.endswith("and the verdict of the model card is “healthy”.")
    assert part(section, "signal-tests").frame.rows() == [
        ("user effect", "Users differ: they explain 17 % of it.", "0.170", "0.150 to 0.190", "yes"),
        ("agreement with content", "Not made: too few titles have ratings.", "", "", "undecided or not made"),
    ]
    assert part(section, "model-user-recommendations").shape.table.rows() == [
        ("the model", 0.4375),
        ("popularity", 0.25),
    ]
    unseen = "a fifth of the users unseen"
    assert part(section, "model-measures").frame.rows() == [
        ("user recommendations", "EASE", "NDCG@100", unseen, "the model", "0.438", "0.400 to 0.475", ""),
        ("user recommendations", "EASE", "NDCG@100", unseen, "popularity", "0.250", "", "0.150 to 0.225"),
    ]


def test_a_measure_says_which_way_is_better():
    worse = Metric("log-loss", "last 20 %", 0.3, None, higher_is_better=False, baselines=(Baseline("base rate", 0.4),))
    figure = models.beside(replace(CARD.models[2], metrics=(worse,)), worse)
    assert figure.shape.value_title == "log-loss (lower is better)"
    assert figure.alt == "Log-loss: 0.300 for the model and 0.400 for base rate; lower is better."


def test_a_card_without_measures_has_no_table_of_them():
    bare = replace(CARD, models=tuple(replace(model, metrics=()) for model in CARD.models), tests=())
    assert [part.name for part in models.of_card(bare)] == ["signal-tests"]
    assert models.of_card(None) == ()


def test_without_ratings_there_is_nothing_to_tell():
    section = well_made(signal.section(tables_of(TITLES)))
    assert section.parts == ()
    assert section.finding == "Without ratings there is nothing to tell."
    listed = signal.section(tables_of(TITLES, card=CARD)).parts
    assert all(isinstance(each, Figure | Listing) for each in listed)
    assert len(listed) == 3


def test_an_interval_is_its_two_ends():
    assert models.interval(Interval(-0.05, 0.5)) == "-0.050 to 0.500"
    assert models.interval(None) == ""


@pytest.mark.slow
@pytest.mark.real
def test_of_real_ratings_both_spreads_are_those_of_the_files(real_release, real_raw):
    ratings = []
    for file in sorted((real_raw / "ratings").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            ratings += [(int(row["userId"]), row["movieId"], float(row["rating"]), 0) for row in csv.DictReader(stream)]
    section = well_made(signal.section(Tables.of(real_release)))
    rows = part(section, "spread-of-means").shape.table.rows()
    for row, expected in zip(rows, by_doubling(ratings), strict=True):
        assert row == (pytest.approx(expected[0]), pytest.approx(expected[1]), *expected[2:])
    seen, by_chance = (statistics.fmean(column) for column in list(zip(*spreads(ratings).values(), strict=True))[1:])
    assert f"({seen:.3f} instead of {by_chance:.3f}), which is more than chance explains" in section.finding
