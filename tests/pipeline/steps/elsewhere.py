"""The steps of ratings on DuckDB: `python -m tests.pipeline.steps.elsewhere rows.parquet titles.parquet`.

A program of its own: at its end the engine's binding may complain of references that other tests hold.
"""

import sys
from typing import Any

import narwhals as nw

from pipeline.steps import ratings as steps
from pipeline.steps import sums

Frame = nw.LazyFrame[Any]


def chain(rows: Frame, titles: Frame) -> tuple[Frame, ...]:
    """Every row with its reason, the good ones in order, the scores, and the sums of users and of likes."""
    marked = rows.pipe(steps.with_reason, titles)
    kept = marked.pipe(steps.good)
    newest = kept.pipe(sums.newest)
    likes = newest.pipe(sums.liked).pipe(sums.of_titles, newest.pipe(sums.most_rated, 2))
    return (
        marked.sort("row"),
        kept.pipe(steps.in_order),
        kept.pipe(steps.sum_scores).pipe(steps.add_up),
        newest.pipe(sums.user_sums),
        sums.together(likes, likes),
    )


def lines(columns: list[str], rows: list[tuple[Any, ...]]) -> list[str]:
    """A table as text: `repr` says every bit of a number, and that NaN is NaN."""
    return [repr(columns), *map(repr, rows)]


def main() -> None:
    """Print the tables."""
    import duckdb

    with duckdb.connect() as connection:
        frames = [nw.from_native(connection.read_parquet(file)) for file in sys.argv[1:]]
        for frame in chain(*frames):
            native = frame.to_native()
            print(*lines(native.columns, native.fetchall()), sep="\n")  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main()
