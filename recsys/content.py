"""Neighbours by content: rows -> one weighted TF-IDF space -> the nearest -> the chosen, with reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import dataframely as dy
import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from pipeline.store.tables import Neighbours, conform
from pipeline.store.vocabulary import Basis
from recsys.choose import KEPT, choose
from recsys.fields import Field
from recsys.nearest import Engine, nearest
from recsys.reasons import with_reasons
from recsys.space import space
from recsys.works import MENTIONS, franchises, mentions

ASKED = 64
"""Candidates to ask for at first: those kept, and some that are the title itself, other titles of its work, or ties."""

MORE = 4
"""Times as many are asked for where that was not enough."""

AT_A_TIME = 500_000
"""Candidates that are held in memory at a time."""

CHOSEN = {"query": pl.UInt32, "rank": pl.Int32, "candidate": pl.UInt32, "score": pl.Float64}
"""The columns of pairs that were chosen."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is compared with its like.

    `id` is the column that tells it apart, `shown` is which of them may be neighbours, and `contract` is that of the
    table of these. With `franchises` those of one franchise are kept from filling a list.
    """

    id: str
    contract: type[dy.Schema]
    franchises: bool = True
    shown: pl.Expr = field(default_factory=lambda: pl.lit(value=True))


TITLES = Kind("title_id", Neighbours)


def neighbours(
    rows: pl.LazyFrame,
    fields: Sequence[Field],
    say: Callable[[str], None] = lambda _: None,
    engine: Engine | None = None,
    kind: Kind = TITLES,
) -> pl.DataFrame:
    """The neighbours of each row by its fields; the order of the rows does not matter.

    Apart from what the fields read, rows have the id of their kind, `type`, `title_key` and `release_year`, and where
    franchises matter `title` and `description`: by these works and franchises are told.
    """
    titles = rows.sort(kind.id).collect()
    say("fields")
    placed = space(titles, fields)
    say(f"the {KEPT} nearest of {titles.height:,}")
    shown = titles.with_row_index("row").filter(kind.shown)["row"].to_numpy()
    pairs = chosen(placed.matrix, *identities(titles, kind), engine, shown)
    say("reasons")
    ids = pl.lit(titles[kind.id])
    return (
        with_reasons(pairs, placed)
        .lazy()
        .with_columns(
            ids.gather("query").alias(kind.id),
            neighbour_id=ids.gather("candidate"),
            basis=pl.lit(Basis.CONTENT, dtype=pl.Enum(Basis)),
        )
        .pipe(conform, kind.contract)
        .collect()
    )


def chosen(
    matrix: sparse.csr_array,
    titles: pl.DataFrame,
    mentioned: pl.DataFrame,
    engine: Engine | None = None,
    shown: NDArray[np.uint32] | None = None,
) -> pl.DataFrame:
    """The neighbours of every row, exactly: where too few could be chosen, more candidates are asked for.

    Only rows of `shown` are chosen; all may be if it is left out.
    """
    queries = np.flatnonzero(np.diff(matrix.indptr)).astype(np.uint32)
    count, settled = ASKED, [pl.DataFrame(schema=CHOSEN)]
    while len(queries):
        again = []
        for batch in np.array_split(queries, min(len(queries), -(-len(queries) * count // AT_A_TIME))):
            found = nearest(matrix, batch, count, engine, shown)
            pairs = found.pairs.lazy().pipe(choose, titles, mentioned).collect()
            full = pairs.filter(pl.col("rank") == KEPT)["query"]
            short = found.cut.filter(~found.cut.is_in(full.implode()))
            settled.append(pairs.filter(~pl.col("query").is_in(short.implode())))
            again.append(short.to_numpy())
        queries, count = np.concatenate(again), count * MORE
    return pl.concat(settled).sort("query", "rank")


def identities(titles: pl.DataFrame, kind: Kind = TITLES) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What tells works and franchises apart, in the order of the titles, and which titles mention which franchise."""
    # Without a key a title is nobody's double.
    key = pl.coalesce(pl.format("{} {}", "type", "title_key"), pl.format("id {}", kind.id))
    if not kind.franchises:
        alone = pl.int_range(pl.len(), dtype=pl.UInt32)
        works = titles.select(work=key.rank("dense"), year="release_year", franchise=alone)
        return works, pl.DataFrame(schema=MENTIONS)
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
