"""Whether two programs made the same tables: without that, what they cost cannot be compared."""

from pathlib import Path

import polars as pl

from pipeline.store.releases import open_release

ROLE_KEY = ["title_id", "role", "billing"]


class TablesDiffer(Exception):
    """The programs did not do the same work."""


def check_agreement(ours: Path, pandas: Path) -> dict[str, int]:
    """The rows that agree in each table: titles by id, people, ratings in order, scores and sums to the last bit.

    Raises:
        TablesDiffer: a table does not.
    """
    release = open_release(ours)
    pairs: list[tuple[str, pl.DataFrame, pl.DataFrame]] = [
        ("titles", release.scan("titles").select("title_id").collect(), pl.read_parquet(pandas / "titles.parquet")),
        ("credits", _people(release.scan("credits")), _people(pl.scan_parquet(pandas / "credits.parquet"))),
        (
            "title_scores",
            release.scan("title_scores").sort("title_id").collect(),
            pl.read_parquet(pandas / "title_scores.parquet").sort("title_id"),
        ),
    ]
    agreed = {name: _equal(name, mine, theirs) for name, mine, theirs in pairs}
    agreed["ratings"] = sum(
        _equal(part.name, pl.read_parquet(part), pl.read_parquet(pandas / "ratings" / part.name))
        for part in release.files("ratings")
    )
    return agreed


def _people(credits_: pl.LazyFrame) -> pl.DataFrame:
    written = pl.col("role").cast(pl.String), pl.col("billing").cast(pl.Int32)
    return credits_.select("title_id", "name", "display_name", *written).sort(ROLE_KEY).collect()


def _equal(name: str, ours: pl.DataFrame, pandas: pl.DataFrame) -> int:
    if not ours.equals(pandas.select(ours.columns)):
        raise TablesDiffer(
            f"{name}: {ours.height:,} rows from pipeline build, {pandas.height:,} from pandas, not equal"
        )
    return ours.height
