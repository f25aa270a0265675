"""Recommendations out of the arrays of neighbours: those of many titles at once, without an object for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import orjson
from graphql import GraphQLObjectType, get_named_type

from graphql_api.catalogue.neighbours import BASES, Neighbours
from graphql_api.engine.compiling import Compiler, Selected
from graphql_api.engine.leaves import encoder
from graphql_api.engine.run import Run
from graphql_api.engine.unplanned import Unplanned
from graphql_api.engine.writing import Objects, Write

RowsOf: TypeAlias = Callable[[Compiler, GraphQLObjectType, Selected], Write]


@dataclass(frozen=True, slots=True)
class Near:
    """The neighbours of some titles, end to end.

    Attributes:
        known: where they are.
        places: of each there.
        ranks: of each among those of its title, from 1.
    """

    known: Neighbours
    places: npt.NDArray[np.int64]
    ranks: Sequence[int]

    def __len__(self) -> int:
        """How many there are, of all the titles together."""
        return len(self.ranks)


Column: TypeAlias = Callable[[Run, Near], Sequence[bytes]]


def neighbours(
    compiler: Compiler, kind: GraphQLObjectType, selected: Selected, rows_of: RowsOf
) -> Callable[[Run, Sequence[int], int], Sequence[bytes]]:
    """What writes the recommendations of titles by their rows, at most so many of each."""
    fields = compiler.fields(kind, selected)
    columns = [_column(compiler, kind, each, rows_of) for each in fields.values()]
    objects = Objects(list(fields), lambda run, near: [column(run, near) for column in columns])

    def write(run: Run, rows: Sequence[int], first: int) -> Sequence[bytes]:
        known = run.snapshot.neighbours
        if known is None:
            raise Unplanned
        near, counts = _nearest(known, rows, first)
        written = objects(run, near)
        cuts = accumulate(counts, initial=0)
        return [b"[" + b",".join(written[begin:end]) + b"]" for begin, end in pairwise(cuts)]

    return write


def _nearest(known: Neighbours, rows: Sequence[int], first: int) -> tuple[Near, Sequence[int]]:
    """The nearest of each title, and how many of each there are."""
    at = np.array(rows, dtype=np.int64)
    begins = known.starts[at]
    counts = np.minimum(known.starts[at + 1] - begins, first)
    within = np.arange(first)
    if len(counts) and counts.min() == first:
        places = (begins[:, None] + within).ravel()
        return Near(known, places, list(range(1, first + 1)) * len(rows)), counts.tolist()
    there = within < counts[:, None]
    places = (begins[:, None] + within)[there]
    ranks = np.broadcast_to(within + 1, there.shape)[there]
    return Near(known, places, ranks.tolist()), counts.tolist()


def _column(compiler: Compiler, kind: GraphQLObjectType, selected: Selected, rows_of: RowsOf) -> Column:
    name = selected[0].node.name.value
    if name == "__typename":
        text = orjson.dumps(kind.name)
        return lambda _, near: [text] * len(near.ranks)
    if name == "title":
        title: Any = get_named_type(kind.fields[name].type)
        write = rows_of(compiler, title, selected)
        return lambda run, near: write(run, near.known.rows[near.places].tolist())
    if name == "basis":
        encode = encoder(kind.fields[name].type)
        texts = [encode(basis) for basis in BASES]
        return lambda _, near: [texts[code] for code in near.known.basis[near.places].tolist()]
    return {"score": _scores, "rank": _ranks, "reasons": _reasons}[name]


def _scores(_: Run, near: Near) -> Sequence[bytes]:
    scores = near.known.scores[near.places]
    if not len(scores):
        return []
    if not np.isfinite(scores).all():
        raise Unplanned
    return orjson.dumps(scores, option=orjson.OPT_SERIALIZE_NUMPY)[1:-1].split(b",")


def _ranks(_: Run, near: Near) -> Sequence[bytes]:
    return [b"%d" % rank for rank in near.ranks]


def _reasons(_: Run, near: Near) -> Sequence[bytes]:
    known, phrases = near.known, near.known.phrases
    begins, ends = known.reason_starts[near.places].tolist(), known.reason_starts[near.places + 1].tolist()
    codes = (known.reason_codes[begin:end].tolist() for begin, end in zip(begins, ends, strict=True))
    return [orjson.dumps([phrases[code] for code in each]) for each in codes]
