"""`python -m benchmarks.recsys.beside RELEASES REAL`: what is best shown beside a title, by what users liked.

Five folds of users; lists are made from the ratings of four and asked about every title that a user of the fifth liked.
`RELEASES` is a folder of releases made from the real catalogues, `REAL` the folder of real data.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.recsys.agreement import MAP, rows_of_films
from pipeline.store.releases import open_release
from recsys import alike, ease
from recsys.content import Compared
from recsys.evaluation import intervals
from recsys.evaluation.shown import (
    BEYOND,
    HIT,
    RECALL,
    Figures,
    Lists,
    Questions,
    lists_of,
    measure,
    most_liked,
)
from recsys.evaluation.splitting import FOLDS, user_folds
from recsys.interactions import Interactions
from recsys.titles import TITLE_FIELDS

BANDS = (0, 1, 5, 10, 20, 50, 100)
"""The least likes, by users who are not tested, of the titles asked about."""

MEASURES = (HIT, RECALL, BEYOND)
OURS, CONTENT = "both, as served", "content"
SHARES = (0.5, 0.7, 0.8, 1.0)
"""Other parts of the likes in a score."""


def joined(data: Path, ids: pl.Series) -> Interactions:
    """The small ratings joined to the catalogues."""
    rows = pl.scan_csv([data / "ratings_joined" / f"{number}.csv" for number in range(1, 9)])
    return Interactions.read(columns(rows, pl.col("movieId")), ids)


def mapped(data: Path, titles: pl.DataFrame) -> Interactions:
    """The larger ratings of those films that are in the catalogues."""
    rows = rows_of_films(pl.read_csv(data / MAP), titles)
    films = {film: titles["title_id"][row] for film, row in rows.items()}
    all_rows = pl.scan_csv(data / "ml-1m-half" / "ratings.csv")
    named = pl.col("movieId").replace_strict(films, default=None, return_dtype=pl.String)
    return Interactions.read(columns(all_rows, named), titles["title_id"])


def columns(rows: pl.LazyFrame, title: pl.Expr) -> pl.LazyFrame:
    """Rows of MovieLens' form in ours."""
    return rows.select(
        user_id=pl.col("userId").cast(pl.Int32),
        title_id=title,
        score=pl.col("rating").cast(pl.Float32),
        rated_at=pl.col("timestamp").cast(pl.Int64),
    ).drop_nulls("title_id")


def ways(train: Interactions, content: pl.DataFrame, titles: Compared) -> dict[str, Lists]:
    """What each way shows beside every title."""
    count = len(titles.ids)
    popularity = np.bincount(train.liked().title, minlength=count)
    by_likes = alike.pairs(train, titles)
    warm = by_likes["query"].unique().implode()
    switched = pl.concat([by_likes, content.filter(~pl.col("query").is_in(warm)).select(by_likes.columns)])
    found = {
        CONTENT: content,
        "co-rating": by_likes,
        "co-rating, content of titles that few liked": switched,
        "EASE weights": by_weights(train, titles),
        OURS: alike.merged(content, by_likes, titles),
    }
    served = alike.SHARE
    for share in SHARES:
        alike.SHARE = share
        found[f"both, {share:g} of the likes"] = alike.merged(content, by_likes, titles)
    alike.SHARE = served
    return {"the most liked titles": most_liked(popularity)} | {k: lists_of(v, count) for k, v in found.items()}


def by_weights(train: Interactions, titles: Compared) -> pl.DataFrame:
    """The largest positive weights of EASE of each title that enough users liked, by the rules of all lists."""
    liked = train.liked()
    known = np.flatnonzero(np.bincount(liked.title, minlength=len(titles.ids)) >= alike.LEAST)
    weights = ease.weights(liked.matrix()[:, known])
    query, candidate = np.nonzero(weights > 0)
    pairs = pl.DataFrame(
        {"query": known[query], "candidate": known[candidate], "score": weights[query, candidate]},
        schema={"query": pl.UInt32, "candidate": pl.UInt32, "score": pl.Float64},
    ).sort("query", "score", "candidate", descending=[False, True, False])
    return alike.choose(pairs.lazy(), titles.works, titles.mentioned).collect()


def tested(
    ratings: Interactions, content: pl.DataFrame, titles: Compared
) -> tuple[dict[str, Figures], Questions, list]:
    """The figures of all questions of all folds, and of each question the likes that its title has from others."""
    liked, fold = ratings.liked(), user_folds(ratings)
    parts: dict[str, list[Figures]] = {}
    users, likes = [], []
    for number in range(FOLDS):
        held = fold[ratings.user] == number
        popularity = np.bincount(ratings.where(~held).liked().title, minlength=len(titles.ids))
        questions = Questions.of(liked.where(fold[liked.user] == number), popularity)
        users.append(questions.user)
        likes.append(popularity[questions.title])
        for name, lists in ways(ratings.where(~held), content, titles).items():
            parts.setdefault(name, []).append(measure(lists, questions))
    figures = {
        name: {each: np.concatenate([part[each] for part in found]) for each in MEASURES}
        for name, found in parts.items()
    }
    return figures, np.concatenate(users), np.concatenate(likes)


def table(figures: Mapping[str, Figures], user: np.ndarray, likes: np.ndarray) -> str:
    """The means over users, in pairs with content and with ours, and those by band."""
    lines = [
        f"{len(user):,} questions of {len(np.unique(user)):,} users",
        "",
        "| way | " + " | ".join(f"{name} | less content | ours less this" for name in MEASURES) + " |",
        "|---" * (1 + 3 * len(MEASURES)) + "|",
    ]
    for name, found in figures.items():
        cells = [name]
        for each in MEASURES:
            one, content, ours = (mean(which[each], user) for which in (found, figures[CONTENT], figures[OURS]))
            cells += [f"{one.mean():.4f}", interval(one - content), interval(ours - one)]
        lines.append("| " + " | ".join(cells) + " |")
    lines += [
        "",
        "By likes of the title asked about: " + " / ".join(MEASURES),
        "",
        "| way | " + " | ".join(f"{least}+" for least in BANDS) + " |",
        "|---" * (1 + len(BANDS)) + "|",
    ]
    band = np.searchsorted(BANDS, likes, side="right") - 1
    lines.append("| questions | " + " | ".join(f"{(band == at).sum():,}" for at in range(len(BANDS))) + " |")
    for name, found in figures.items():
        cells = [" / ".join(f"{found[each][band == at].mean():.3f}" for each in MEASURES) for at in range(len(BANDS))]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def mean(values: np.ndarray, user: np.ndarray) -> np.ndarray:
    """Of each user."""
    sums, counts = intervals.per_user(values, user)
    return sums / counts


def interval(values: np.ndarray) -> str:
    """Of a mean over users, as text."""
    low, high = intervals.of_mean(values)
    return f"[{low:.4f}, {high:.4f}]"


def main(releases: Path, data: Path) -> None:
    """Print a table for each set of ratings."""
    titles = Compared.of(open_release(releases).scan("titles"), TITLE_FIELDS)
    content = titles.pairs()
    for name, ratings in {"joined": joined(data, titles.ids), "ml-1m-half": mapped(data, titles.rows)}.items():
        print(f"## {name}\n\n{table(*tested(ratings, content, titles))}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
