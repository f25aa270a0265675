"""A MovieLens archive: real ratings for real titles, from the raw files to a part of `ratings` and a report.

Its films are matched to titles by name and year; what is rated of films that are no titles is counted and left out.
"""

from collections.abc import Mapping
from pathlib import Path

import narwhals as nw
import polars as pl

from pipeline.made import Made, count
from pipeline.progress import Steps
from pipeline.quarantine import good, set_aside, with_reason
from pipeline.ratings_parts import Part, write_rows
from pipeline.reuse import Earlier, key_of
from pipeline.sources.scans import count_rows, reading, scan_movies, scan_ratings
from pipeline.sources.source import Source, Sources
from pipeline.steps import movielens as steps
from pipeline.steps.film_match import match
from pipeline.steps.ratings import good as good_ratings
from pipeline.store.errors import SourceError
from pipeline.store.tables import scan

PART = "movielens"
"""The name of the part of `ratings`, without its ending."""

USERS_FROM = 1_000_000_000
"""Added to the users' numbers where there are other ratings too, whose users are other people with the same numbers."""


def write_movielens(sources: Sources, folder: Path, progress: Steps, earlier: Earlier) -> Mapping[str, Made]:
    """`movielens`, a part of `ratings` with its sums, and their quarantine; returns what each file became, by its path.

    The other parts and `titles` must be there.

    Raises:
        SourceError: other ratings are in the way: by the name of their file, or by the numbers of their users.
    """
    if not (archive := sources.movielens):
        return {}
    progress.step(archive.ratings.path)
    _refuse_clashes(sources.ratings, folder)
    titles = scan(folder / "titles.parquet").select("title_id", "type", "display_title", "release_year").collect()
    added = USERS_FROM if sources.ratings else 0
    key = key_of("movielens", [[source.path, source.sha256] for source in archive], added, titles.write_csv())
    part = Part.of(folder, PART)
    needed, maybe = [f"{PART}.parquet"], [f"quarantine/{PART}.parquet"]
    *parts, aside = (file.relative_to(folder).as_posix() for file in part)
    if linked := earlier.take(key, folder, [*needed, *parts], [*maybe, aside]):
        return {path: Made.again(entry) for path, entry in linked.items()}
    scratch = folder / "scratch"
    with reading(archive.movies, folder) as movies:
        films = write_films(movies, folder / maybe[0])
    matches = match(films.lazy(), titles.lazy()).collect()
    with reading(archive.ratings, folder) as ratings:
        rated = write_ratings(ratings, films, matches, part, scratch, added)
    report = steps.finished(films.lazy(), matches.lazy(), rated.lazy()).collect()
    report.write_parquet(folder / needed[0])
    rest = report.filter(pl.col("matched").is_null())
    entered = count(scan(part.ratings))
    return {
        archive.movies.path: Made(key, count_rows(archive.movies), report.height - rest.height, rest.height),
        archive.ratings.path: Made(key, count_rows(archive.ratings), entered, int(rest["ratings"].sum())),
    }


def write_films(source: Source, quarantine: Path) -> pl.DataFrame:
    """The films that may enter; writes those that may not."""
    rows = scan_movies(source).pipe(steps.films).pipe(with_reason, steps.reasons()).collect(engine="streaming")
    rows.lazy().pipe(set_aside, "movielens").collect().write_parquet(quarantine)
    return rows.lazy().pipe(good).select("movielens_id", "title", "year", "names").collect()


def write_ratings(
    source: Source, films: pl.DataFrame, matches: pl.DataFrame, part: Part, scratch: Path, added: int
) -> pl.DataFrame:
    """The archive's ratings as ratings of titles, its other rows, and the sums.

    Args:
        source: the file of ratings.
        films: the films that may be rated, in `movielens_id`.
        matches: the `title_ids` of those that share a name with a title.
        part: the parquet files to make.
        scratch: an empty directory for files that are needed meanwhile.
        added: to the users' numbers.

    Returns:
        How many good ratings each film has: `movielens_id` and `ratings`.
    """
    known = films.lazy().select(title_id=pl.col("movielens_id").cast(pl.String))
    places = matches.lazy().pipe(steps.places)
    rows = nw.from_native(scan_ratings(source).pipe(steps.renumber, added))
    rows = rows.pipe(steps.with_reason, nw.from_native(known))
    kept = rows.pipe(good_ratings)
    counts = kept.pipe(steps.count_by_film).to_native()
    (rated,) = write_rows(rows, kept.pipe(steps.attach, nw.from_native(places), added), part, scratch, counts)
    return rated.select(pl.col("title_id").cast(pl.Int32).alias("movielens_id"), "ratings")


def _refuse_clashes(others: tuple[Source, ...], folder: Path) -> None:
    for source in others:
        if source.name == PART:
            raise SourceError(f"{source.file} has the name that the MovieLens ratings are kept under; rename it")
        user = pl.col("user_id")
        top = scan(Part.of(folder, source.name).ratings).select(user.max()).collect(engine="streaming").item()
        if top is not None and top >= USERS_FROM:
            raise SourceError(
                f"{source.file} rates as user {top:,}, but beside a MovieLens archive numbers from {USERS_FROM:,} on "
                f"are those of its users; number the users anew, or take the archive away"
            )
