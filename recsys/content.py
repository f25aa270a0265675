"""Neighbours by content: rows -> one weighted TF-IDF space -> the nearest -> the chosen, with reasons."""

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl
from scipy import sparse

from pipeline.store.tables import Neighbours, conform
from pipeline.store.vocabulary import Basis
from recsys.choose import KEPT, choose
from recsys.fields import Field
from recsys.nearest import Engine, nearest
from recsys.reasons import with_reasons
from recsys.space import space
from recsys.works import franchises, mentions

ASKED = 64
"""Candidates to ask for at first: those kept, and some that are the title itself, other titles of its work, or ties."""

MORE = 4
"""Times as many are asked for where that was not enough."""

AT_A_TIME = 500_000
"""Candidates that are held in memory at a time."""


def neighbours(
    rows: pl.LazyFrame,
    fields: Sequence[Field],
    say: Callable[[str], None] = lambda _: None,
    engine: Engine | None = None,
) -> pl.DataFrame:
    """The `Neighbours` of each row by its fields; the order of the rows does not matter.

    Apart from what the fields read, rows have `title_id`, `type`, `title_key`, `release_year`, `title` and
    `description`, by which works and franchises are told.
    """
    titles = rows.sort("title_id").collect()
    say("fields")
    placed = space(titles, fields)
    say(f"the {KEPT} nearest of {titles.height:,}")
    pairs = chosen(placed.matrix, *identities(titles), engine)
    say("reasons")
    ids = pl.lit(titles["title_id"])
    return (
        with_reasons(pairs, placed)
        .lazy()
        .with_columns(
            title_id=ids.gather("query"),
            neighbour_id=ids.gather("candidate"),
            basis=pl.lit(Basis.CONTENT, dtype=pl.Enum(Basis)),
        )
        .pipe(conform, Neighbours)
        .collect()
    )


def chosen(
    matrix: sparse.csr_array, titles: pl.DataFrame, mentioned: pl.DataFrame, engine: Engine | None = None
) -> pl.DataFrame:
    """The neighbours of every row, exactly: where too few could be chosen, more candidates are asked for."""
    queries = np.flatnonzero(np.diff(matrix.indptr)).astype(np.uint32)
    count, settled = ASKED, [no_pairs()]
    while len(queries):
        again = []
        for batch in np.array_split(queries, min(len(queries), -(-len(queries) * count // AT_A_TIME))):
            found = nearest(matrix, batch, count, engine)
            pairs = found.pairs.lazy().pipe(choose, titles, mentioned).collect()
            full = pairs.filter(pl.col("rank") == KEPT)["query"]
            short = found.cut.filter(~found.cut.is_in(full.implode()))
            settled.append(pairs.filter(~pl.col("query").is_in(short.implode())))
            again.append(short.to_numpy())
        queries, count = np.concatenate(again), count * MORE
    return pl.concat(settled).sort("query", "rank")


def no_pairs() -> pl.DataFrame:
    """The pairs of nobody."""
    types = {"query": pl.UInt32, "rank": pl.Int32, "candidate": pl.UInt32, "score": pl.Float64}
    return pl.DataFrame(schema=types)


def identities(titles: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What tells works and franchises apart, in the order of the titles, and which titles mention which franchise."""
    # Without a key a title is nobody's double.
    key = pl.coalesce(pl.format("{} {}", "type", "title_key"), pl.format("id {}", "title_id"))
    called = (
        titles.lazy()
        .join(titles.lazy().pipe(franchises), on="title_id", how="left", maintain_order="left")
        .select(
            "phrase",
            "words",
            work=key.rank("dense"),
            year="release_year",
            franchise=pl.col("franchise").rank("dense").cast(pl.UInt32),
        )
        .collect()
    )
    return called.select("work", "year", "franchise"), mentions(called)
