"""The nearest rows of a matrix by cosine, exactly, by either of two engines.

scikit-learn is the reference; sparse_dot_topn multiplies sparse matrices and keeps the largest products as it goes.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse
from sklearn import config_context
from sklearn.neighbors import NearestNeighbors
from sparse_dot_topn import sp_matmul_topn

DIGITS = 6
"""Scores are rounded to so many digits: what differs by less is equal, on every machine and with every engine."""

PRODUCT_FROM = 1_500
"""From so many titles on sparse_dot_topn is the faster: 1,000 took it 43 ms (scikit-learn 32), 2,000 113 ms (217)."""

WORKING_MEMORY = 64
"""Megabytes that scikit-learn may use for distances at a time."""

Engine: TypeAlias = Callable[[sparse.csr_array, sparse.csr_array, int], pl.DataFrame]
"""From queries, all rows and a count to `query`, `candidate` and `score`: the largest positive cosines."""


class Found(NamedTuple):
    """Pairs in the order of `query`, `score` (largest first) and `candidate`; the queries for which there are more."""

    pairs: pl.DataFrame
    cut: pl.Series


def nearest(
    matrix: sparse.csr_array,
    queries: NDArray[np.uint32],
    count: int,
    engine: Engine | None = None,
    shown: NDArray[np.uint32] | None = None,
) -> Found:
    """The nearest rows of the rows asked about: at most so many, and those of equal score all or none.

    Only rows of `shown` are found; all are if it is left out.

    Which of the rows with the last score an engine names is chance. So where it names as many as it was asked for,
    those with the last score are left out, unless all rows were asked for.
    """
    engine = engine or (by_product if matrix.shape[0] >= PRODUCT_FROM else by_neighbours)
    shown = np.arange(matrix.shape[0], dtype=np.uint32) if shown is None else shown
    count = min(count, len(shown))
    if not count:
        return Found(frame(np.empty(0, np.int_), np.empty(0, np.int_), np.empty(0)), pl.Series(dtype=pl.UInt32))
    pool = matrix if len(shown) == matrix.shape[0] else matrix[shown]
    pairs = (
        engine(matrix[queries], pool, count)
        .with_columns(
            pl.col("score").round(DIGITS),
            query=pl.lit(pl.Series(queries)).gather("query"),
            candidate=pl.lit(pl.Series(shown)).gather("candidate"),
        )
        .filter(pl.col("score") > 0)
        .sort("query", "score", "candidate", descending=[False, True, False])
        .with_columns(cut=(pl.len().over("query") == count) & (count < len(shown)))
    )
    last = pl.col("cut") & (pl.col("score") == pl.col("score").min().over("query"))
    return Found(pairs.filter(~last).drop("cut"), pairs.filter("cut")["query"].unique())


def by_product(queries: sparse.csr_array, matrix: sparse.csr_array, count: int) -> pl.DataFrame:
    """By sparse_dot_topn, on as many threads as polars has."""
    # It knows scipy's older class only, which is another name for the same three arrays.
    left, right = sparse.csr_matrix(queries), sparse.csr_matrix(matrix.T.tocsr())
    products = sp_matmul_topn(left, right, top_n=count, n_threads=pl.thread_pool_size())
    return frame(np.diff(products.indptr), products.indices, products.data)


def by_neighbours(queries: sparse.csr_array, matrix: sparse.csr_array, count: int) -> pl.DataFrame:
    """By scikit-learn's brute force."""
    search = NearestNeighbors(n_neighbors=count, algorithm="brute", metric="cosine").fit(matrix)
    with config_context(working_memory=WORKING_MEMORY):
        distances, candidates = search.kneighbors(queries)
    return frame(np.full(len(candidates), count), candidates.ravel(), 1 - distances.ravel())


def frame(found: NDArray[np.int_], candidates: NDArray[np.int_], scores: NDArray[np.float64]) -> pl.DataFrame:
    """What an engine found, from the number of candidates of each query."""
    query = np.repeat(np.arange(len(found), dtype=np.uint32), found)
    return pl.DataFrame({"query": query, "candidate": candidates.astype(np.uint32), "score": scores})
