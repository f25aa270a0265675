"""Lists that are ready before they are asked for: all titles and those of each platform, in every order."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import polars as pl

from graphql_api.catalogue.columns import PLATFORMS, Columns, Rows
from graphql_api.queries.title_order import OrderDirection, TitleOrderField, title_order
from pipeline.store.vocabulary import PlatformCode

Kind = tuple[TitleOrderField, OrderDirection]


@dataclass(frozen=True, slots=True)
class Ready:
    """All titles and those of each platform. The arrays are shared by all who list them, and cannot be written to."""

    everything: Rows
    of_platform: Mapping[PlatformCode, Rows]
    orders: Mapping[Kind, tuple[Rows, Rows]]
    """All titles in each order, and the place of each title in it."""
    platform_orders: Mapping[tuple[PlatformCode, Kind], Rows]
    """Those of each platform in each order."""

    def sorted(self, rows: Rows, kind: Kind) -> Rows | None:
        """A list in an order, where it is one of these very arrays; None where it is any other."""
        if rows is self.everything:
            return self.orders[kind][0]
        for platform, those in self.of_platform.items():
            if rows is those:
                return self.platform_orders[platform, kind]
        return None

    @classmethod
    def of(cls, titles: pl.LazyFrame, columns: Columns) -> "Ready":
        """The lists of titles that have their places in `row`."""
        kinds = list(product(TitleOrderField, OrderDirection))
        frames = pl.collect_all([title_order(titles, field, direction) for field, direction in kinds])
        ordered = [_kept(frame["row"].cast(pl.Int32).to_numpy()) for frame in frames]
        on = {code: columns.platform == place for code, place in PLATFORMS.items()}
        return cls(
            everything=_kept(np.arange(len(columns.platform), dtype=np.int32)),
            of_platform={code: _kept(np.flatnonzero(there).astype(np.int32)) for code, there in on.items()},
            orders={
                kind: (rows, _kept(np.argsort(rows).astype(np.int32)))
                for kind, rows in zip(kinds, ordered, strict=True)
            },
            platform_orders={
                (code, kind): _kept(rows[there[rows]])
                for kind, rows in zip(kinds, ordered, strict=True)
                for code, there in on.items()
            },
        )


def _kept(rows: Rows) -> Rows:
    rows = rows.view()
    rows.flags.writeable = False
    return rows
