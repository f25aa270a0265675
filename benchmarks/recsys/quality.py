"""How good neighbours are, by what is known of some titles: twins on other platforms, and others of a franchise.

Both are proxies. A title's own name gives them away, so they judge the other fields, without the name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from recsys.fields import Field
from recsys.nearest import nearest
from recsys.space import space
from recsys.titles import TITLE_FIELDS
from recsys.works import franchises

DEPTH = 5
Kin = Mapping[int, frozenset[int]]
"""Rows by the row that asks for them."""


def without_title() -> Sequence[Field]:
    """Our fields but for the name of the title."""
    return [replace(field, weight=0) if field.name == "title" else field for field in TITLE_FIELDS]


def single_text(titles: pl.DataFrame) -> sparse.csr_array:
    """The plain way: description and genres as one text, by words."""
    texts = titles.select(
        pl.concat_str(pl.col("description").fill_null(""), pl.col("genres").list.join(" "), separator=" ")
    )
    return sparse.csr_array(TfidfVectorizer(stop_words="english").fit_transform(texts.to_series().to_list()))


def quality(titles: pl.DataFrame) -> dict[str, dict[str, float]]:
    """For each way of comparing titles the share of queries with a hit among the nearest, nothing but itself left out.

    `twin@k`: the same work on another platform; `franchise@k`: another work of the franchise.
    """
    ways = {
        "one text of description and genres": single_text(titles),
        "fields, without the title": space(titles, without_title()).matrix,
        "fields": space(titles, TITLE_FIELDS).matrix,
    }
    twins, relatives = twins_of(titles), relatives_of(titles)
    return {name: measured(matrix, twins, relatives) for name, matrix in ways.items()}


def measured(matrix: sparse.csr_array, twins: Kin, relatives: Kin) -> dict[str, float]:
    """The figures of one way."""
    asked = np.array(sorted({*twins, *relatives}), dtype=np.uint32)
    first = first_of(matrix, asked)
    return {
        "twin@1": hit_rate(first, twins, 1),
        "twin@5": hit_rate(first, twins, DEPTH),
        "franchise@5": hit_rate(first, relatives, DEPTH),
    }


def first_of(matrix: sparse.csr_array, asked: np.ndarray) -> dict[int, list[int]]:
    """The nearest rows of those asked about, without themselves."""
    pairs = nearest(matrix, asked, 50).pairs.filter(pl.col("query") != pl.col("candidate"))
    return dict(pairs.group_by("query", maintain_order=True).agg(pl.col("candidate").head(DEPTH)).rows())


def hit_rate(first: Mapping[int, Sequence[int]], wanted: Kin, depth: int) -> float:
    """The share of queries that have any of what they want among their first: hits / queries."""
    return sum(not others.isdisjoint(first.get(row, [])[:depth]) for row, others in wanted.items()) / len(wanted)


def twins_of(titles: pl.DataFrame) -> Kin:
    """The rows of the same work on other platforms."""
    return grouped(same_works(titles).filter(pl.col("platform") != pl.col("platform_other")))


def relatives_of(titles: pl.DataFrame) -> Kin:
    """The rows of the same franchise that are other works."""
    named = titles.lazy().join(franchises(titles.lazy()), on="title_id", how="left", maintain_order="left").collect()
    rows = named.with_row_index("row").select("row", "franchise")
    pairs = rows.join(rows, on="franchise", suffix="_other").filter(pl.col("row") != pl.col("row_other"))
    return grouped(pairs.join(same_works(titles), on=["row", "row_other"], how="anti"))


def same_works(titles: pl.DataFrame) -> pl.DataFrame:
    """All pairs of rows that are one work: same type and key, years at most one apart."""
    rows = titles.with_row_index("row").select("row", "platform", "type", "title_key", "release_year")
    pairs = rows.drop_nulls("title_key").join(rows, on=["type", "title_key"], suffix="_other")
    near = (pl.col("release_year") - pl.col("release_year_other")).abs() <= 1
    return pairs.filter(near, pl.col("row") != pl.col("row_other"))


def grouped(pairs: pl.DataFrame) -> Kin:
    """Pairs as a mapping."""
    return {row: frozenset(others) for row, others in pairs.group_by("row").agg("row_other").iter_rows()}
