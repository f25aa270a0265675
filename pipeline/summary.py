"""A release told to the person who built it: rows in, rows out, what was repaired, what was set aside and why."""

from collections.abc import Iterator

import polars as pl

from pipeline.movielens import USERS_FROM
from pipeline.sources.layout import RATINGS_FOLDER
from pipeline.store.releases import Release


def summary(release: Release, *, kept: bool = True) -> str:
    """The whole story of a release, in lines; where rows that were set aside are to be found only if it is kept."""
    read = [*_head(release), "", *_files(release), "", *_movielens(release)]
    return "\n".join([*read, *_repairs(release), *_set_aside(release, kept=kept)])


def _head(release: Release) -> Iterator[str]:
    manifest = release.manifest
    made = "generated sample data" if manifest.synthetic else f"{len(manifest.sources)} raw files"
    yield f"Release {manifest.version} in {release.folder.parent}"
    yield f"Built {manifest.built_at:%Y-%m-%d %H:%M} UTC from {made}"
    yield "Tables: " + ", ".join(f"{name} {table.rows:,}" for name, table in manifest.tables.items())


def _files(release: Release) -> Iterator[str]:
    sources = release.manifest.sources
    width = max(len(source.path) for source in sources)
    columns = ["rows", "entered", "set_aside", *(["unmatched"] if any(source.unmatched for source in sources) else [])]
    headings = ["rows in", *(name.replace("_", " ") for name in columns[1:])]
    yield f"{'file':<{width}} " + " ".join(f"{heading:>12}" for heading in headings)
    rows = {source.path: [getattr(source, name) for name in columns] for source in sources}
    for path, counts in {**rows, "all": [sum(counts) for counts in zip(*rows.values(), strict=True)]}.items():
        yield f"{path:<{width}} " + " ".join(f"{count:>12,}" for count in counts)


def _movielens(release: Release) -> Iterator[str]:
    """What of a MovieLens archive was matched, and why the rest was not."""
    table = release.manifest.tables.get("movielens")
    if not table or not table.files:
        return
    counts = (
        release.scan("movielens")
        .group_by(
            matched=pl.col("matched").is_not_null(),
            why=pl.coalesce("matched", pl.col("why_not").str.split(":").list.first()),
        )
        .agg(films=pl.len(), ratings=pl.col("ratings").sum())
        .sort("matched", "films", "why", descending=[True, True, False])
        .collect()
    )
    (films, rated), (all_films, all_rated) = (
        rows.select(pl.sum("films", "ratings")).row(0) for rows in (counts.filter("matched"), counts)
    )
    yield f"MovieLens: {films:,} of {all_films:,} films are titles, with {rated:,} of {all_rated:,} ratings; in films:"
    for matched, why, films, ratings in counts.rows():
        yield f"{films:>12,}  {'matched' if matched else 'left out'}: {why} ({ratings:,} ratings)"
    if any(source.path.startswith(f"{RATINGS_FOLDER}/") for source in release.manifest.sources):
        yield f"As there are other ratings too, {USERS_FROM:,} was added to the users' numbers of MovieLens"
    yield ""


def _repairs(release: Release) -> Iterator[str]:
    repaired = [
        (source.path, kind, rows) for source in release.manifest.sources for kind, rows in source.repairs.items()
    ]
    yield "Repaired, in rows:" if repaired else "Repaired: nothing"
    for path, kind, rows in repaired:
        yield f"{rows:>12,}  {path}: {kind}"


def _set_aside(release: Release, *, kept: bool) -> Iterator[str]:
    tables = release.manifest.tables
    reasons = [(name, reason, rows) for name, table in tables.items() for reason, rows in table.set_aside.items()]
    yield "Set aside, in rows:" if reasons else "Set aside: nothing"
    for name, reason, rows in reasons:
        yield f"{rows:>12,}  {name}: {reason}"
    if reasons and kept:
        yield f"The rows, with file and number, are in {release.folder / 'quarantine'}"
