"""The space in which titles are compared: every field a block of TF-IDF vectors, all blocks side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from recsys.fields import Field

MIN_TITLES = 2
"""A token of fewer titles joins none, and would only make what else they have in common look less."""


@dataclass(frozen=True, slots=True)
class Block:
    """One field: a row a title, a column a token.

    Rows are scaled so that the dot product of two of them is the field's share of the cosine of the two titles.
    """

    field: Field
    tokens: pl.Series
    matrix: sparse.csr_array


@dataclass(frozen=True, slots=True)
class Space:
    """All fields: rows of length 1, or 0 where a title has no token at all."""

    blocks: tuple[Block, ...]
    matrix: sparse.csr_array


def space(rows: pl.DataFrame, fields: Sequence[Field]) -> Space:
    """Place each row: a vector a field, of length 1 times the root of its weight; together they are of length 1."""
    blocks = [block(rows, field) for field in fields if field.weight]
    alone = [stand_alone(each) for each in blocks if each.field.needed]
    parts = [sparse.csr_array((rows.height, 0)), *(each.matrix for each in blocks), *alone]
    lengths = np.sqrt(sum((part.multiply(part).sum(axis=1) for part in parts), np.zeros(rows.height)))
    scale = sparse.diags_array(np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0))
    blocks = [Block(each.field, each.tokens, sparse.csr_array(scale @ each.matrix)) for each in blocks]
    return Space(tuple(blocks), sparse.csr_array(scale @ sparse.hstack(parts, format="csr")))


def stand_alone(block: Block) -> sparse.csr_array:
    """A column a row, for those that lack a field that is needed: in its place they have what no other row has."""
    lacks = np.diff(block.matrix.indptr) == 0
    return sparse.csr_array(sparse.diags_array(np.where(lacks, np.sqrt(block.field.weight), 0.0)))


def block(rows: pl.DataFrame, field: Field) -> Block:
    """The TF-IDF vectors of one field, of length 1 times the root of its weight: their dot products add up to it.

    A token that a row repeats counts 1 + log(times).
    """
    counted = counts(rows, field)
    tokens = counted["token"].unique().sort()
    places = tokens.to_frame().with_row_index("column")
    placed = counted.join(places, on="token").sort("row", "column")
    cells = (placed["times"].to_numpy().astype(np.float64), (placed["row"].to_numpy(), placed["column"].to_numpy()))
    matrix = sparse.csr_array(cells, shape=(rows.height, len(tokens)))
    if len(tokens):
        matrix = TfidfTransformer(sublinear_tf=True).fit_transform(matrix)
    return Block(field, tokens, sparse.csr_array(matrix * np.sqrt(field.weight)))


def counts(rows: pl.DataFrame, field: Field) -> pl.DataFrame:
    """How many times each row has each token, less the tokens of fewer than `MIN_TITLES` rows."""
    return (
        rows.lazy()
        .select(token=field.tokens)
        .with_row_index("row")
        .explode("token", empty_as_null=False, keep_nulls=False)
        .drop_nulls("token")
        .group_by("row", "token")
        .agg(times=pl.len())
        .filter(pl.len().over("token") >= MIN_TITLES)
        .collect()
    )
