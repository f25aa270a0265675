"""`python -m benchmarks.recsys.agreement RELEASES REAL`: how far content agrees with what the same users liked.

It is measured on the catalogue films that MovieLens has too; printed are the best weights of a grid by one half of
them, and the figures of ours on both halves. `RELEASES` is a folder of releases of the real catalogues, `REAL` the
folder of real data.

Of each film that enough users liked, the ten nearest by co-rating: how many of them are among its twenty nearest by
content? Content knows nothing of users, so that this judges it by something that it was not made of. All films of one
set are compared among themselves, each work once.

Nearest by co-rating are those with the largest positive weights of EASE. The cosine of likes would do as well and
gives higher figures; EASE is kept because it is the severer judge, and the one of the study the weights came from.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TypedDict

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.recsys.quality import single_text
from pipeline.store.releases import open_release
from recsys import ease
from recsys.choose import same_work_as
from recsys.content import identities
from recsys.evaluation.intervals import LEVEL, Interval, drawn_ratios
from recsys.evaluation.splitting import SEED
from recsys.interactions import Interactions
from recsys.nearest import DIGITS
from recsys.space import space
from recsys.titles import TITLE_FIELDS

SETS = ("ml-1m-half", "ml-latest-small")
"""Folders of ratings in MovieLens' own form."""

MAP = "ratings_joined/title_map.csv"

ENOUGH = 10
"""Likes of a film that is compared."""

JUDGE = ease.Settings(penalty=100, dropout=0.3, user_power=0.4, title_power=0.15)
"""How EASE is fitted here. It does not follow the settings that lists are made with: a judge stays the same."""

BY_RATING, BY_CONTENT = 10, 20
"""Nearest films of each kind."""

GRID: Mapping[str, Sequence[float]] = {
    "description": (1,),
    "genres": (0.1, 0.2, 0.3, 0.5),
    "cast": (0.5, 0.75, 1),
    "directors": (0.1, 0.25, 0.5),
    "form": (0.1, 0.2, 0.3, 0.4),
    "countries": (0, 0.1, 0.2),
    "title": (0.3,),
}
"""The weights that are tried. That of the title stays: more brings namesakes, which nothing here would tell."""

NEEDED: Mapping[str, Sequence[str]] = {
    "none": (),
    "cast": ("cast",),
    "cast and directors": ("cast", "directors"),
    "all": tuple(GRID),
}
"""The fields for whose want others do not take their place, in the ways that are tried."""

Floats = NDArray[np.float64]


class Summary(TypedDict):
    """What was found of some films."""

    films: int
    one_text: float
    fields: float
    ratio: float
    ratio_interval: Interval
    difference_interval: Interval


@dataclass(frozen=True, slots=True)
class Films:
    """The films of one set of ratings.

    Attributes:
        rows: the row of each in the catalogue.
        near: films by films, whether the second is among the nearest by co-rating of the first.
    """

    rows: NDArray[np.int64]
    near: NDArray[np.bool_]


def films(data: Path, titles: pl.DataFrame) -> list[Films]:
    """The films of each set, from the folder that has them and the map, and the titles in the order of their ids."""
    rows = rows_of_films(pl.read_csv(data / MAP), titles)
    return [compared(read(data / name / "ratings.csv"), rows) for name in SETS]


def rows_of_films(mapped: pl.DataFrame, titles: pl.DataFrame) -> dict[int, int]:
    """The catalogue's row of each MovieLens film: the first of those that are it; of films that are one work the first.

    Args:
        mapped: `movielens_id` and `id`.
        titles: in the order of their ids.
    """
    works, _ = identities(titles)
    placed = pl.concat([titles.select(id="title_id"), works], how="horizontal").with_row_index("row")
    found = mapped.join(placed, on="id").sort("movielens_id", "row").unique("movielens_id", keep="first")
    found = found.sort("movielens_id")
    earlier = found.join(found, on="work", suffix="_other").filter(
        pl.col("movielens_id_other") < pl.col("movielens_id"), same_work_as(pl.col("work"), pl.col("year_other"))
    )
    once = found.join(earlier, on="movielens_id", how="anti", maintain_order="left")
    return dict(once.select("movielens_id", "row").iter_rows())


def read(file: Path) -> Interactions:
    """Ratings of MovieLens films by their numbers, as texts."""
    ratings = pl.scan_csv(file).select(
        user_id=pl.col("userId").cast(pl.Int32),
        title_id=pl.col("movieId").cast(pl.String),
        score=pl.col("rating").cast(pl.Float32),
        rated_at=pl.col("timestamp").cast(pl.Int64),
    )
    return Interactions.read(ratings, ratings.select("title_id").unique().sort("title_id").collect()["title_id"])


def compared(ratings: Interactions, rows: Mapping[int, int]) -> Films:
    """The films that are in the catalogue and have `ENOUGH` likes, and which are near which."""
    liked = ratings.liked()
    count = np.bincount(liked.title, minlength=len(ratings.titles))
    numbers = ratings.titles.cast(pl.Int64).to_list()
    kept = sorted((film for film in np.flatnonzero(count >= ENOUGH) if numbers[film] in rows), key=numbers.__getitem__)
    weights = ease.weights(sparse.csr_array(liked.matrix()[:, kept]), JUDGE)
    return Films(np.array([rows[numbers[film]] for film in kept]), first(weights.astype(np.float64), BY_RATING))


def first(scores: Floats, count: int) -> NDArray[np.bool_]:
    """Of each row the columns with the highest positive scores, itself not among them, of equal ones the first."""
    scores = np.where(np.eye(len(scores), dtype=np.bool_), -np.inf, scores.round(DIGITS))
    order = np.argsort(-scores, axis=1, kind="stable")[:, :count]
    among: NDArray[np.bool_] = np.zeros(scores.shape, np.bool_)
    np.put_along_axis(among, order, values=True, axis=1)
    return among & (scores > 0)


def agreement(scores: Floats, near: NDArray[np.bool_]) -> Floats:
    """Of each film the share of its nearest by co-rating that are among its `BY_CONTENT` nearest; nan without any."""
    with np.errstate(invalid="ignore"):
        share: Floats = (first(scores, BY_CONTENT) & near).sum(axis=1) / near.sum(axis=1)
    return share


def cosines(matrix: sparse.csr_array, rows: NDArray[np.int64]) -> Floats:
    """Of each two of some rows."""
    some = matrix[rows]
    products: Floats = (some @ some.T).toarray()
    return products


def halves(sets: Sequence[Films], seed: int = SEED) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The catalogue rows of all films in two halves at random: to choose by, and to report on."""
    rows = np.unique(np.concatenate([each.rows for each in sets]))
    shuffled = np.random.default_rng(seed).permutation(rows)
    return np.sort(shuffled[: len(rows) // 2]), np.sort(shuffled[len(rows) // 2 :])


def by_film(sets: Sequence[Films], shares: Sequence[Floats], rows: NDArray[np.int64]) -> Floats:
    """The mean agreement of each of some films over the sets it is in."""
    sums, counts = np.zeros(rows.max(initial=0) + 1), np.zeros(rows.max(initial=0) + 1)
    for each, share in zip(sets, shares, strict=True):
        use = np.isin(each.rows, rows) & ~np.isnan(share)
        sums[each.rows[use]] += share[use]
        counts[each.rows[use]] += 1
    return (sums[rows] / np.maximum(counts[rows], 1))[counts[rows] > 0]


def agreements(titles: pl.DataFrame, sets: Sequence[Films], rows: NDArray[np.int64]) -> dict[str, Floats]:
    """The agreement of each of some films, compared by one text and by our fields."""
    ways = {"one text": single_text(titles), "fields": space(titles, TITLE_FIELDS).matrix}
    return {
        name: by_film(sets, [agreement(cosines(matrix, each.rows), each.near) for each in sets], rows)
        for name, matrix in ways.items()
    }


def summary(found: Mapping[str, Floats]) -> Summary:
    """The means of both ways, their ratio and difference, and the 95 % intervals of these over films, in pairs."""
    one, ours = found["one text"], found["fields"]
    drawn = drawn_ratios(np.column_stack([ours, one]), np.ones(len(one)))
    return {
        "films": len(one),
        "one_text": float(one.mean()),
        "fields": float(ours.mean()),
        "ratio": float(ours.mean() / one.mean()),
        "ratio_interval": middle(drawn[:, 0] / drawn[:, 1]),
        "difference_interval": middle(drawn[:, 0] - drawn[:, 1]),
    }


def middle(drawn: Floats) -> Interval:
    """What 95 % of the draws lie in."""
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def measured(data: Path, titles: pl.DataFrame) -> dict[str, Summary]:
    """The summary on the half that weights were chosen by and on the other, which is the one to judge by."""
    sets = films(data, titles)
    chosen_by, held_out = halves(sets)
    return {
        "the half weights were chosen by": summary(agreements(titles, sets, chosen_by)),
        "the other half": summary(agreements(titles, sets, held_out)),
    }


def best(titles: pl.DataFrame, sets: Sequence[Films], count: int = 20) -> pl.DataFrame:
    """The combinations with the highest agreement on the half that weights are chosen by; the other is not looked at.

    Args:
        titles: in the order of their ids.
        sets: from `films`.
        count: combinations at most.
    """
    rows, blocks = halves(sets)[0], Blocks(titles, sets)
    tried = [
        {**weights, "needed": name, "agreement": by_film(sets, blocks.shares(weights, fields), rows).mean()}
        for weights in variants()
        for name, fields in NEEDED.items()
    ]
    return pl.DataFrame(tried).sort("agreement", descending=True).head(count)


def variants() -> Iterator[dict[str, float]]:
    """Every combination of the grid, by field."""
    for weights in product(*GRID.values()):
        yield dict(zip(GRID, weights, strict=True))


class Blocks:
    """The cosines of films in each field by itself, from which those of all weights follow at once."""

    def __init__(self, titles: pl.DataFrame, sets: Sequence[Films]) -> None:
        """Compare the films of each set in each field."""
        self.sets = sets
        self.cosines: list[dict[str, Floats]] = [{} for _ in sets]
        self.has: list[dict[str, NDArray[np.bool_]]] = [{} for _ in sets]
        for field in TITLE_FIELDS:
            matrix = space(titles, [replace(field, weight=1.0, needed=False)]).matrix
            for each, found, has in zip(sets, self.cosines, self.has, strict=True):
                found[field.name] = cosines(matrix, each.rows)
                has[field.name] = np.diff(matrix[each.rows].indptr) > 0

    def shares(self, weights: Mapping[str, float], needed: Sequence[str] = ()) -> list[Floats]:
        """The agreement of the films of each set."""
        return [agreement(self.scores(at, weights, needed), each.near) for at, each in enumerate(self.sets)]

    def scores(self, at: int, weights: Mapping[str, float], needed: Sequence[str]) -> Floats:
        """The cosines of the films of one set."""
        has, found = self.has[at], self.cosines[at]
        square = sum((weight * (has[name] | (name in needed)) for name, weight in weights.items()), np.zeros(1))
        length = np.sqrt(np.maximum(square, 1e-12))
        total = sum((weight * found[name] for name, weight in weights.items()), np.zeros(1))
        scores: Floats = total / length[:, None] / length
        return scores


def main(releases: Path, data: Path) -> None:
    """Print the best of the grid and the figures of ours."""
    titles = open_release(releases).scan("titles").sort("title_id").collect()
    with pl.Config(tbl_rows=-1, tbl_cols=-1, float_precision=4):
        print(best(titles, films(data, titles)))
    for half, found in measured(data, titles).items():
        print(half, found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
