"""Titles that the same users liked, and the lists in which they stand beside what is alike by content.

How far two titles are liked by the same users is a cosine: of their columns of likes, those of busy users counting
less, both lengthened as if others had liked them too, so that two titles with one common admirer are not the nearest
of all.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from pipeline.store.tables import Neighbours, conform
from pipeline.store.vocabulary import Basis
from recsys.choose import choose
from recsys.content import Compared, chosen
from recsys.interactions import Interactions
from recsys.nearest import DIGITS, by_product
from recsys.reasons import MOST

LEAST = 5
"""Likes from which a title is compared by them. Of fewer people a list would tell what these people like."""

BUSY = 0.5
"""A user's like counts by the number of titles they like to this power, negated; with 0 all likes count alike."""

DAMPING = 20
"""Likes of average users by which each title is lengthened; with 0 rare titles are too near, with 100 only popular."""

SHARE = 0.9
"""The part of the likes in a score of both, where the title asked about has enough."""

PEOPLE = 5
"""The least common admirers whose number is told."""

AT_A_TIME = 10_000_000
"""Likes of the titles of pairs that are held in memory at a time."""

PAIR = ["query", "candidate"]


def beside(content: pl.DataFrame, ratings: Interactions, titles: Compared) -> pl.DataFrame:
    """The neighbours of all titles by content and by what the same users liked, under the contract of `Neighbours`.

    Args:
        content: the neighbours by content, as `Compared.table` makes them.
        ratings: of these titles, in their order.
        titles: all of them.
    """
    by_likes = pairs(ratings, titles)
    ids = pl.lit(titles.ids)
    warm = pl.col("title_id").is_in(titles.ids.gather(by_likes["query"].unique()).implode())
    by_content = by_place(content.filter(warm), titles.ids)
    found = merged(by_content, by_likes, titles)
    lists = (
        found.join(by_content.select(*PAIR, alike="reasons"), on=PAIR, how="left", maintain_order="left")
        .with_columns(liked=admirers(found, ratings), alike=pl.col("alike").fill_null([]))
        .with_columns(
            title_id=ids.gather("query"),
            neighbour_id=ids.gather("candidate"),
            reasons=pl.when(pl.col("basis") == Basis.RATINGS)
            .then(pl.concat_list("liked", "alike"))
            .otherwise(pl.concat_list("alike", "liked"))
            .list.head(MOST),
        )
        .lazy()
        .pipe(conform, Neighbours)
        .collect()
    )
    return pl.concat([lists, content.filter(~warm)]).sort("title_id", "rank")


def by_place(content: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """Neighbours of titles as pairs of their places: `query`, `rank`, `candidate`, `score` and `reasons`."""
    places = pl.int_range(len(ids), dtype=pl.UInt32, eager=True)
    return content.select(
        pl.col("title_id").replace_strict(ids, places, return_dtype=pl.UInt32).alias("query"),
        "rank",
        pl.col("neighbour_id").replace_strict(ids, places, return_dtype=pl.UInt32).alias("candidate"),
        pl.col("score").cast(pl.Float64).round(DIGITS),
        "reasons",
    )


def pairs(ratings: Interactions, titles: Compared, asked: NDArray[np.uint32] | None = None) -> pl.DataFrame:
    """The nearest by co-rating of each title with `LEAST` likes, in the columns and by the rules of `content.chosen`.

    Args:
        ratings: of these titles, in their order.
        titles: all of them.
        asked: the places of those to ask about; all if it is left out.
    """
    matrix = columns(ratings)
    warm = np.flatnonzero(np.diff(matrix.indptr)).astype(np.uint32)
    # The other engine divides by the lengths, which would undo the damping.
    return chosen(matrix, titles.works, titles.mentioned, by_product, warm, asked)


def columns(ratings: Interactions) -> sparse.csr_array:
    """Titles by users, so that products of rows are damped cosines; titles of fewer than `LEAST` likes are empty."""
    liked = ratings.liked()
    shape = (len(ratings.titles), len(ratings.users))
    liked = liked.where(np.bincount(liked.title, minlength=shape[0])[liked.title] >= LEAST)
    if not len(liked):
        return sparse.csr_array(shape)
    weight = np.maximum(np.bincount(liked.user, minlength=shape[1]), 1) ** -BUSY
    length = np.bincount(liked.title, weight[liked.user], minlength=shape[0])
    length += DAMPING * length.sum() / len(liked)
    return sparse.csr_array((np.sqrt(weight[liked.user] / length[liked.title]), (liked.title, liked.user)), shape=shape)


def merged(content: pl.DataFrame, ratings: pl.DataFrame, titles: Compared) -> pl.DataFrame:
    """The lists of both together, by the rules of `choose.choose` once more.

    Where a title has neighbours by co-rating, a score is `SHARE` of that cosine and the rest of the one by content;
    what is not in a list counts 0 there. Lists of other titles stay as they are. The basis is the larger part.

    Args:
        content: pairs by content: `query`, `candidate` and `score`.
        ratings: pairs by co-rating, the same columns.
        titles: all of them.

    Returns:
        `query`, `rank`, `candidate`, `score`, `basis`, and the two cosines `content` and `ratings`, each null where the
        pair is not in that list.
    """
    warm = pl.col("query").is_in(ratings["query"].unique().implode())
    by_likes = SHARE * pl.col("ratings").fill_null(0)
    by_content = (1 - SHARE) * pl.col("content").fill_null(0)
    basis = pl.when(by_likes > by_content).then(pl.lit(Basis.RATINGS)).otherwise(pl.lit(Basis.CONTENT))
    both = (
        content.select(*PAIR, content="score")
        .join(ratings.select(*PAIR, ratings="score"), on=PAIR, how="full", coalesce=True)
        .with_columns(score=pl.when(warm).then((by_likes + by_content).round(DIGITS)).otherwise("content"))
        .sort("query", "score", "candidate", descending=[False, True, False])
    )
    told = both.select(*PAIR, "content", "ratings", basis=basis.cast(pl.Enum(Basis)))
    ranked = both.lazy().pipe(choose, titles.works, titles.mentioned).collect()
    return ranked.join(told, on=PAIR, how="left", maintain_order="left")


def admirers(found: pl.DataFrame, ratings: Interactions) -> pl.Series:
    """Of each pair a list of one reason, how many who liked the one liked the other; of those not by co-rating none.

    The number is told where it is `PEOPLE` or more.

    Args:
        found: from `merged`.
        ratings: those that it was made of.
    """
    near = found["ratings"].is_not_null()
    matrix = ratings.liked().matrix()
    likes = np.diff(sparse.csc_array(matrix).indptr)
    rows = found.filter(near)
    counted = pl.DataFrame({"both": together(rows, matrix), "all": likes[rows["query"].to_numpy()]})
    told = counted.select(
        pl.when(pl.col("both") >= PEOPLE)
        .then(pl.format("{} of {} who liked it liked this too", "both", "all"))
        .otherwise(pl.lit("liked by the same users"))
    ).to_series()
    place = pl.Series(np.flatnonzero(near.to_numpy()), dtype=pl.UInt32)
    none = pl.repeat(None, found.height, dtype=pl.String, eager=True)
    return none.scatter(place, told).to_frame("reason").select(pl.concat_list("reason").list.drop_nulls()).to_series()


def together(found: pl.DataFrame, liked: sparse.csr_array) -> NDArray[np.int64]:
    """How many users liked both titles of each pair.

    Args:
        found: `query` and `candidate`.
        liked: users by titles, 1 where liked.
    """
    of_titles = sparse.csr_array(liked.T)
    likes = np.diff(of_titles.indptr).astype(np.int64)
    query, candidate = found["query"].to_numpy(), found["candidate"].to_numpy()
    cells = np.cumsum(likes[query] + likes[candidate])
    counts = np.empty(len(query), np.int64)
    # Only of pairs that are shown: the product of all titles with all would take eight times as long.
    for these in np.split(np.arange(len(query)), np.flatnonzero(np.diff(cells // AT_A_TIME)) + 1):
        counts[these] = of_titles[query[these]].multiply(of_titles[candidate[these]]).sum(axis=1)
    return counts
