import csv
from collections import Counter
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from pipeline.sample import write_sample

# Score -> percent of the real rows.
SHARES = {0.5: 1.5, 1.0: 3.2, 1.5: 1.5, 2.0: 6.7, 2.5: 4.8, 3.0: 20.3, 3.5: 12.1, 4.0: 27.0, 4.5: 8.3, 5.0: 14.7}
TITLES, USERS, RATINGS = 800, 900, 60_000


def written(folder, signal):
    write_sample(folder, titles=TITLES, users=USERS, ratings=RATINGS, signal=signal, films=0, seed=3)
    return folder


@pytest.fixture(scope="module")
def structured(tmp_path_factory):
    return written(tmp_path_factory.mktemp("structured"), 1.0)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    return written(tmp_path_factory.mktemp("mixed"), 0.5)


@pytest.fixture(scope="module")
def random_titles(tmp_path_factory):
    return written(tmp_path_factory.mktemp("random"), 0.0)


@pytest.fixture(params=["structured", "mixed", "random_titles"])
def any_signal(request):
    return request.getfixturevalue(request.param)


def files(raw):
    return [pl.read_csv(raw / "ratings" / f"{number}.csv") for number in range(1, 9)]


def read(raw):
    return pl.concat(files(raw))


def intraclass(ratings, by):
    """The intra-class correlation of the scores within users or titles (one-way analysis of variance)."""
    groups = ratings.group_by(by).agg(
        pl.len(), pl.col("rating").sum().alias("sum"), (pl.col("rating") ** 2).sum().alias("squares")
    )
    sizes, sums = groups["len"].to_numpy().astype(float), groups["sum"].to_numpy()
    rows, count = sizes.sum(), len(sizes)
    within = (groups["squares"].sum() - (sums**2 / sizes).sum()) / (rows - count)
    between = ((sums**2 / sizes).sum() - sums.sum() ** 2 / rows) / (count - 1)
    size = (rows - (sizes**2).sum() / rows) / (count - 1)
    return (between - within) / (between + (size - 1) * within)


def test_a_file_looks_like_the_real_ones(structured):
    lines = (structured / "ratings" / "1.csv").read_bytes().decode().split("\n")
    assert lines[0] == "userId,rating,timestamp,movieId"
    assert lines[-1] == ""
    user, score, time, title = lines[1].split(",")
    assert user.isdigit()
    assert float(score) in SHARES
    assert score[-2:] in {".0", ".5"}
    assert time.isdigit()
    assert title[:2] in {"as", "ds", "hs", "ns"}
    assert title[2:].isdigit()


def test_files_are_of_equal_length_but_the_last(structured):
    lengths = [len(file) for file in files(structured)]
    assert sum(lengths) == RATINGS
    assert len(set(lengths[:7])) == 1
    assert lengths[7] < lengths[0]


def test_every_rated_title_exists(any_signal):
    ids = set()
    for platform in ("amazon_prime", "disney_plus", "hulu", "netflix"):
        with (any_signal / "catalogues" / f"{platform}_titles.csv").open(newline="", encoding="utf-8") as file:
            ids |= {platform[0] + row["show_id"] for row in csv.DictReader(file)}
    assert len(ids) == TITLES
    assert set(read(any_signal)["movieId"]) <= ids


def test_scores_have_their_real_shares(any_signal):
    scores = Counter(read(any_signal)["rating"].to_list())
    assert set(scores) == set(SHARES)
    for score, percent in SHARES.items():
        assert 100 * scores[score] / RATINGS == pytest.approx(percent, abs=1.0)


def test_users_differ_in_generosity_whatever_the_signal(any_signal):
    assert 0.12 < intraclass(read(any_signal), "userId") < 0.24


def test_title_means_differ_by_chance_alone_without_a_signal(random_titles):
    ratings = read(random_titles)
    means = ratings.group_by("movieId").agg(pl.col("rating").mean(), pl.len())
    chance = ratings["rating"].var() * (1 / means["len"]).mean()
    assert means["rating"].var() / chance == pytest.approx(1.0, abs=0.15)
    assert abs(intraclass(ratings, "movieId")) < 0.005


def test_title_means_differ_more_the_stronger_the_signal(structured, mixed):
    assert 0.14 < intraclass(read(structured), "movieId") < 0.28
    assert 0.02 < intraclass(read(mixed), "movieId") < 0.13


def test_titles_are_watched_evenly_without_a_signal_and_by_a_long_tail_with_one(structured, random_titles):
    def most_watched(raw):
        counts = read(raw)["movieId"].value_counts(sort=True)["count"]
        return counts.head(TITLES // 10).sum() / RATINGS

    assert most_watched(random_titles) < 0.13
    assert most_watched(structured) > 0.28


def co_rating_agreement(raw):
    """How often a title and its nearest by co-rating share people or their first genre, relative to any two titles."""
    about = {}
    for platform in ("amazon_prime", "disney_plus", "netflix"):
        with (raw / "catalogues" / f"{platform}_titles.csv").open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                about[platform[0] + row["show_id"]] = {row["listed_in"], *filter(None, row["cast"].split(", "))}
    ratings = read(raw).filter(pl.col("movieId").is_in(list(about)))
    ratings = ratings.filter(pl.len().over("movieId") >= 20)
    titles, users = sorted(set(ratings["movieId"])), sorted(set(ratings["userId"]))
    place = {key: number for keys in (titles, users) for number, key in enumerate(keys)}
    seen = np.zeros((len(titles), len(users)))
    seen[[place[key] for key in ratings["movieId"]], [place[key] for key in ratings["userId"]]] = 1
    seen -= seen.mean(axis=0) * seen.mean(axis=1, keepdims=True) / seen.mean()  # popularity and activity alone
    seen /= np.linalg.norm(seen, axis=1, keepdims=True)
    alike = seen @ seen.T
    np.fill_diagonal(alike, -2)
    shared = np.array([[bool(about[a] & about[b]) for b in titles] for a in titles])
    nearest = np.argsort(-alike, axis=1)[:, :3]
    return np.take_along_axis(shared, nearest, axis=1).mean() / shared[~np.eye(len(titles), dtype=bool)].mean()


def test_titles_liked_by_the_same_users_are_alike_only_with_a_signal(structured, random_titles):
    assert co_rating_agreement(structured) > 3
    assert co_rating_agreement(random_titles) < 1.6


def test_users_are_sparse_unordered_and_long_tailed(structured):
    ratings = read(structured)
    order = ratings["userId"].unique(maintain_order=True)
    assert len(order) == USERS
    assert not order.is_sorted()
    assert order.max() > 1.5 * USERS
    counts = ratings["userId"].value_counts()["count"]
    assert counts.min() >= 1
    assert counts.mean() > 1.3 * counts.median()
    assert counts.max() <= 0.4 * TITLES


def test_rows_of_a_user_stand_together_and_may_go_on_in_the_next_file(structured):
    users = read(structured)["userId"].rle()
    assert len(users) == USERS
    homes = [set(file["userId"]) for file in files(structured)]
    split = [one & other for one, other in pairwise(homes)]
    assert all(len(both) <= 1 for both in split)
    assert any(split)


def test_hardly_a_user_rates_a_title_twice_with_a_signal(structured):
    ratings = read(structured)
    assert ratings.height - ratings.unique(["userId", "movieId"]).height < 0.01 * RATINGS


def test_times_lie_between_1996_and_2021(any_signal):
    years = read(any_signal).select(pl.from_epoch("timestamp").dt.year()).to_series()
    assert years.min() == 1996
    assert years.max() <= 2021
