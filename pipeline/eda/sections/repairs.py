"""What the tables changed in the raw files, and what they kept out: from the manifest."""

import polars as pl

from pipeline.eda.platforms import PLATFORMS
from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.sections.summing import total as sum_of
from pipeline.eda.shapes import Bars
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, number, several, share
from pipeline.store.manifest import Manifest

NAME, TITLE = "repairs", "What was repaired and set aside"
MOVED = "a length moved out of rating"
"""The repair's name in manifests."""

DECISIONS = (
    ("a rating that is missing", "reads as g; a column of its own tells which"),
    ("a length in the column of ratings", "moved to the length; the rating is then missing, and so g"),
    ("a length of 0 minutes", "kept"),
    ("minutes and seasons", "never compared; a movie in seasons is kept so"),
    ("lists of people, countries and genres", "split at commas, trimmed; blanks, bare numbers and repeats dropped"),
    ("a suffix that the comma split off (Jr., III, M.D.)", "rejoined to the name before it"),
    ("a director that is the description", "dropped"),
    ("spaces and characters that nobody sees", "put right"),
    ("letter case", "lower for what is compared; the text as written is kept beside it"),
    ("several ratings of a title by one user", "the mean counts all; models take the newest"),
    ("a row that breaks a rule", "set aside with its file, row and reason"),
    ("a film without a day of release", "set aside, as the assignment asks"),
    ("a budget or revenue that is missing", "0, and then there is neither a return nor a profit"),
)
"""What the tables do where raw files leave it open."""


def section(tables: Tables) -> Section:
    """What was done to the raw rows."""
    done, out, moved = repaired(tables.manifest), set_aside(tables), moved_lengths(tables.manifest)
    parts: list[Figure | Listing] = []
    if not moved.is_empty():
        parts.append(
            Figure(
                "lengths-in-ratings",
                "Lengths that stood in the column of ratings",
                Bars(moved, "platform", "rows", "rows", series="platform"),
                f"{several([f'{name} has {number(rows)}' for name, rows in moved.rows()])} of them.",
                "Each was moved to the length, and the rating it stood for is missing.",
            )
        )
    if not done.is_empty():
        parts.append(Listing("repairs-by-file", "Repairs", done, "Rows that a repair touched, by file."))
    if not out.is_empty():
        parts.append(
            Listing("set-aside", "Set aside", out, "Raw rows that entered no table, by the first reason that held.")
        )
    decided = pl.DataFrame(DECISIONS, {"what the data hold": pl.String, "what the tables do": pl.String}, orient="row")
    parts.append(Listing("decisions", "Decisions taken", decided))
    return Section(
        NAME,
        TITLE,
        "Counted while the release was built: repairs beyond the assignment's own transformations, and rows kept out.",
        tuple(parts),
        _found(tables.manifest, done, out),
    )


def repaired(manifest: Manifest) -> pl.DataFrame:
    """A row a file and repair that touched any of its rows: "file", "repair", "rows"; the most first."""
    rows = [
        (source.path, kind, count) for source in manifest.sources for kind, count in source.repairs.items() if count
    ]
    schema = {"file": pl.String, "repair": pl.String, "rows": pl.Int64}
    return pl.DataFrame(rows, schema, orient="row").sort("rows", "file", "repair", descending=[True, False, False])


def set_aside(tables: Tables) -> pl.DataFrame:
    """A row a table and reason: "table", "reason", "rows", and the "first row" set aside for it; the most first."""
    rows = [
        (name, reason, count)
        for name, table in tables.manifest.tables.items()
        for reason, count in table.set_aside.items()
        if count
    ]
    schema = {"table": pl.String, "reason": pl.String, "rows": pl.Int64}
    counts = pl.DataFrame(rows, schema, orient="row").sort("rows", "table", "reason", descending=[True, False, False])
    place = pl.format("{}, row {}", "file", "row").alias("the first of them")
    first = collect(
        tables.quarantine.sort("file", "row").group_by("table", "reason", maintain_order=True).agg(place.first())
    )
    return counts.join(first, on=["table", "reason"], how="left", maintain_order="left")


def moved_lengths(manifest: Manifest) -> pl.DataFrame:
    """Lengths found in the column of ratings: "platform", "rows"; of platforms that have any."""
    moved = repaired(manifest).filter(pl.col("repair") == MOVED)
    name = pl.coalesce(
        pl.when(pl.col("file").str.contains(f"{code}[^/]*$")).then(pl.lit(name)) for code, name in PLATFORMS.items()
    )
    return (
        moved.select(platform=name.cast(pl.Enum(list(PLATFORMS.values()))), rows="rows")
        .group_by("platform")
        .agg(pl.col("rows").sum())
        .sort("platform")
    )


def _found(manifest: Manifest, done: pl.DataFrame, out: pl.DataFrame) -> str:
    read, aside = sum(source.rows for source in manifest.sources), sum_of(out["rows"])
    kept_out = (
        f"{counted(aside, 'row')} of {number(read)} ({share(aside, read)}) {'was' if aside == 1 else 'were'} set aside"
    )
    if done.is_empty():
        return f"No row needed a repair, and {kept_out}."
    kinds = done.group_by("repair").agg(pl.col("rows").sum()).sort("rows", "repair", descending=[True, False])
    name, rows = kinds.row(0)
    return f"The most frequent repair touched {counted(rows, 'row')} ({name}), and {kept_out}."
