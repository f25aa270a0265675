"""Rows that did not enter a table, by reason."""

from collections.abc import Mapping

import polars as pl

from pipeline.eda.section import Listing


def aside(name: str, title: str, reasons: Mapping[str, int], rows: str) -> tuple[Listing, ...]:
    """The reasons, the commonest first; nothing where every row entered.

    Args:
        name: of the listing.
        title: of the listing.
        reasons: how many rows, by reason.
        rows: what the rows are, in the plural.
    """
    if not reasons:
        return ()
    frame = pl.DataFrame({"reason": list(reasons), rows: list(reasons.values())})
    frame = frame.sort(rows, "reason", descending=[True, False])
    return (Listing(name, title, frame, "Counted when the release was built."),)
