"""Works that several titles are: within a platform, and across them.

The rule is that of the tables (`pipeline.store.tables.Titles.title_key`): equal type, equal folded title, years of
release at most one apart. Each pair is judged by itself.
"""

import polars as pl

from pipeline.eda.platforms import PLATFORMS, platform
from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.shapes import Bars, Heat
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, number, share

NAME, TITLE = "duplicates", "The same work twice"
YEARS_APART = 1


def section(tables: Tables) -> Section:
    """How much the catalogues have in common, and what a platform lists twice."""
    total = collect(tables.titles.select(pl.len())).item()
    if not total:
        return Section.nothing(NAME, TITLE, "The release holds no titles, so none can be there twice.")
    found = pairs(tables.titles)
    shared, spread, inside = matrix(found), places(tables.titles, found), within(found)
    parts: list[Figure | Listing] = [
        Figure(
            "shared-titles",
            "Titles of a platform that are on another",
            Heat(
                shared, "platform", "also on", "titles", "in words", row_title="titles of", column_title="are also on"
            ),
            _said_of_matrix(shared),
            "Where a platform meets itself: titles that it lists more than once.",
        ),
        Figure(
            "platforms-of-a-title",
            "On how many platforms a title is",
            Bars(spread, "platforms", "titles", "titles", log=True),
            "; ".join(f"{counted(titles, 'title')} on {row}" for row, titles in spread.rows()) + ".",
            "Lengths of the bars are logarithmic.",
        ),
    ]
    if not inside.is_empty():
        note = f"{counted(inside.height, 'pair')}; both stay, as either may be the one that somebody asks for."
        parts.append(Listing("listed-twice", "Listed twice by one platform", inside, note))
    keyless = collect(tables.titles.filter(pl.col("title_key").is_null()).select(pl.len())).item()
    intro = (
        "Two titles are the same work if they are of one type, their titles have the same letters and numbers once "
        f"case and accents are folded, and their years are at most {YEARS_APART} apart."
    )
    if keyless:
        intro += f" Of {counted(keyless, 'title')} no letter or number is left; they are the same as no other."
    return Section(NAME, TITLE, intro, tuple(parts), _found(found, inside, total))


def pairs(titles: pl.LazyFrame) -> pl.DataFrame:
    """A row two titles that are one work, in both orders: "title_id", "title", "year", "platform"; of both."""
    known = titles.filter(pl.col("title_key").is_not_null()).select(
        "title_id", "type", "title_key", platform(), title="display_title", year="release_year"
    )
    both = known.join(known, on=["type", "title_key"], suffix="_other")
    apart = (pl.col("year") - pl.col("year_other")).abs() <= YEARS_APART
    return collect(both.filter(apart & (pl.col("title_id") != pl.col("title_id_other")))).sort(
        "title_key", "title_id", "title_id_other"
    )


def matrix(found: pl.DataFrame) -> pl.DataFrame:
    """A row a platform and platform: "platform", "also on", "titles" of the first that are on the second."""
    names = pl.DataFrame({"platform": list(PLATFORMS.values())}, {"platform": pl.Enum(list(PLATFORMS.values()))})
    every = names.join(names.rename({"platform": "also on"}), how="cross")
    titles = found.group_by("platform", pl.col("platform_other").alias("also on")).agg(
        titles=pl.col("title_id").n_unique().cast(pl.Int64)
    )
    cells = every.join(titles, on=["platform", "also on"], how="left").with_columns(pl.col("titles").fill_null(0))
    said = pl.Series("in words", [number(count) for count in cells["titles"]], dtype=pl.String)
    return cells.sort("platform", "also on").with_columns(said)


def places(titles: pl.LazyFrame, found: pl.DataFrame) -> pl.DataFrame:
    """How many titles are on how many platforms, their own counted: "platforms", "titles"; the fewest first."""
    others = (
        found.filter(pl.col("platform") != pl.col("platform_other"))
        .group_by("title_id")
        .agg(count=pl.col("platform_other").n_unique().cast(pl.Int64) + 1)
    )
    counts = collect(
        titles.select("title_id")
        .join(others.lazy(), on="title_id", how="left")
        .group_by(pl.col("count").fill_null(1))
        .agg(titles=pl.len().cast(pl.Int64))
        .sort("count")
    )
    said = [f"{count} platform" if count == 1 else f"{count} platforms" for count in counts["count"]]
    return counts.select(pl.Series("platforms", said, dtype=pl.String), "titles")


def within(found: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one platform, each once: "title", "platform", "id", "year", "other id", "other year"."""
    once = found.filter(
        (pl.col("platform") == pl.col("platform_other")) & (pl.col("title_id") < pl.col("title_id_other"))
    )
    return once.sort("platform", "title_id", "title_id_other").select(
        "title",
        "platform",
        pl.col("title_id").alias("id"),
        "year",
        pl.col("title_id_other").alias("other id"),
        pl.col("year_other").alias("other year"),
    )


def _said_of_matrix(shared: pl.DataFrame) -> str:
    across = shared.filter(pl.col("platform") != pl.col("also on"))
    name, other, titles = across.sort("titles", "platform", "also on", descending=[True, False, False]).row(0)[:3]
    if not titles:
        return "No title is on two platforms."
    return f"The most in common have {name} and {other}: {counted(titles, 'title')} of {name} are on {other} too."


def _found(found: pl.DataFrame, inside: pl.DataFrame, total: int) -> str:
    across = found.filter(pl.col("platform") != pl.col("platform_other"))["title_id"].n_unique()
    return (
        f"{counted(across, 'title')} of {number(total)} ({share(across, total)}) "
        f"{'is' if across == 1 else 'are'} on another platform too, and {counted(inside.height, 'pair')} of titles "
        f"{'is' if inside.height == 1 else 'are'} the same work on one platform."
    )
