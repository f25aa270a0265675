"""Neighbours by content: rows -> one weighted TF-IDF space -> the nearest -> the chosen, with reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self

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
from recsys.space import Space, space
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


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows placed in the space of their fields, in the order of their ids, and what tells works apart among them."""

    kind: Kind
    rows: pl.DataFrame
    space: Space
    works: pl.DataFrame
    mentioned: pl.DataFrame

    @classmethod
    def of(cls, rows: pl.LazyFrame, fields: Sequence[Field], kind: Kind = TITLES) -> Self:
        """Compare rows by their fields; their order does not matter.

        Apart from what the fields read, rows have the id of their kind, `type`, `title_key` and `release_year`, and
        where franchises matter `title` and `description`: by these works and franchises are told.
        """
        ordered = rows.sort(kind.id).collect()
        return cls(kind, ordered, space(ordered, fields), *identities(ordered, kind))

    @property
    def ids(self) -> pl.Series:
        """The id of each row."""
        return self.rows[self.kind.id]

    def pairs(self, engine: Engine | None = None) -> pl.DataFrame:
        """The neighbours of each row by its place: `query`, `rank`, `candidate` and `score`."""
        shown = self.rows.with_row_index("row").filter(self.kind.shown)["row"].to_numpy()
        return chosen(self.space.matrix, self.works, self.mentioned, engine, shown)

    def table(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Pairs with their reasons, under the contract of their kind."""
        ids = pl.lit(self.ids)
        return (
            with_reasons(pairs, self.space)
            .lazy()
            .with_columns(
                ids.gather("query").alias(self.kind.id),
                neighbour_id=ids.gather("candidate"),
                basis=pl.lit(Basis.CONTENT, dtype=pl.Enum(Basis)),
            )
            .pipe(conform, self.kind.contract)
            .collect()
        )


def neighbours(
    rows: pl.LazyFrame,
    fields: Sequence[Field],
    say: Callable[[str], None] = lambda _: None,
    engine: Engine | None = None,
    kind: Kind = TITLES,
) -> pl.DataFrame:
    """The neighbours of each row by its fields, as `Compared` has them."""
    say("fields")
    compared = Compared.of(rows, fields, kind)
    say(f"the {KEPT} nearest of {compared.rows.height:,}")
    pairs = compared.pairs(engine)
    say("reasons")
    return compared.table(pairs)


def chosen(
    matrix: sparse.csr_array,
    titles: pl.DataFrame,
    mentioned: pl.DataFrame,
    engine: Engine | None = None,
    shown: NDArray[np.uint32] | None = None,
    asked: NDArray[np.uint32] | None = None,
) -> pl.DataFrame:
    """The neighbours of every row, exactly: where too few could be chosen, more candidates are asked for.

    Only rows of `shown` are chosen, and only rows of `asked` are asked about; all are if it is left out.
    """
    queries = np.flatnonzero(np.diff(matrix.indptr)).astype(np.uint32)
    queries = queries if asked is None else queries[np.isin(queries, asked)]
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
