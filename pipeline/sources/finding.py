"""Every raw file below a folder."""

import json
import os
import time
from dataclasses import replace
from pathlib import Path

from pipeline.sources.comparing import refuse_other_platforms, refuse_twins
from pipeline.sources.layout import (
    CATALOGUE_COLUMNS,
    CATALOGUE_FILES,
    CATALOGUE_HABITS,
    FILM_COLUMNS,
    FILM_CREDIT_COLUMNS,
    FILM_CREDIT_HABITS,
    FILM_CREDITS_FILE,
    FILM_HABITS,
    FILMS_FILE,
    PACKED,
    RATING_COLUMNS,
    RATING_HABITS,
    RATINGS_FOLDER,
    SAMPLE_MARK,
    Habits,
)
from pipeline.sources.movielens import MOVIE_COLUMNS, MOVIELENS_FOLDER, find_archive
from pipeline.sources.remembered import Remembered
from pipeline.sources.source import MovieLens, Source, Sources
from pipeline.sources.survey import survey
from pipeline.sources.told import printable
from pipeline.store.errors import MissingSource, UnreadableSource


def find(raw: Path, memory: Remembered | None = None) -> Sources:
    """Every raw file below a folder, checked for what a CSV reader would not notice or not explain.

    Args:
        raw: the folder.
        memory: what was found before; files that are as they were then are not read again.

    Raises:
        MissingSource: the folder, every catalogue, or a film set's films beside its credits are not there.
        UnreadableSource: something cannot be read, lacks a column, holds no row, is there twice, or misnamed.
    """
    memory = memory or Remembered()
    if not raw.is_dir():
        raise MissingSource(f"{raw} is not a folder; --raw names the one that holds catalogues/ and ratings/")
    refuse_closed(raw)
    catalogues = {code: file for code, path in CATALOGUE_FILES.items() if (file := present(raw / path))}
    if not catalogues:
        expected, found = ", ".join(CATALOGUE_FILES.values()), ", ".join(not_read(raw)) or "nothing of the kind"
        raise MissingSource(f"{raw} holds no catalogue; expected at least one of {expected}; found {found}")
    known = {
        code: surveyed(raw, file, CATALOGUE_COLUMNS, memory, CATALOGUE_HABITS) for code, file in catalogues.items()
    }
    rated = tuple(surveyed(raw, file, RATING_COLUMNS, memory, RATING_HABITS) for file in rating_files(raw))
    films, film_credits = present(raw / FILMS_FILE), present(raw / FILM_CREDITS_FILE)
    if film_credits and not films:
        raise MissingSource(
            f"{film_credits} is there without {raw / FILMS_FILE}: put the films beside it, or take it away"
        )
    sources = Sources(
        catalogues=known,
        ratings=rated,
        films=surveyed(raw, films, FILM_COLUMNS, memory, FILM_HABITS) if films else None,
        film_credits=(
            surveyed(raw, film_credits, FILM_CREDIT_COLUMNS, memory, FILM_CREDIT_HABITS) if film_credits else None
        ),
        synthetic=False,
        movielens=movielens(raw, memory),
    )
    refuse_other_platforms(sources.catalogues)
    refuse_twins(tuple(sources.catalogues.values()))
    refuse_twins(sources.ratings)
    memory.write()
    sample = _sample_hashes(raw)
    return replace(sources, synthetic=all(sample.get(source.path) == source.sha256 for source in sources))


def refuse_closed(raw: Path) -> None:
    """A folder that cannot be looked into would be taken for an empty one.

    Raises:
        UnreadableSource: one of ours is such, or is no folder, as a link to a place that is not there.
    """
    files = (*CATALOGUE_FILES.values(), FILMS_FILE, f"{RATINGS_FOLDER}/", f"{MOVIELENS_FOLDER}/")
    for folder in dict.fromkeys((raw, *(raw / path.split("/", 1)[0] for path in files))):
        if os.path.lexists(folder) and not (folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)):
            raise UnreadableSource(f"{folder} cannot be looked into; expected a folder that may be read")


def present(file: Path) -> Path | None:
    """A file as it is there: under its name, or compressed under its name and `.gz`.

    A folder of that name, or a link to nothing, is no file but is meant for one: reading it says what it is.

    Raises:
        UnreadableSource: both are there.
    """
    packed = file.with_name(file.name + PACKED)
    if os.path.lexists(file) and os.path.lexists(packed):
        raise UnreadableSource(f"{file} and {packed} are both there; expected one of them: take the other away")
    return next((each for each in (file, packed) if os.path.lexists(each)), None)


def rating_files(raw: Path) -> list[Path]:
    """Every file of ratings, `2.csv` before `10.csv`."""
    there = (raw / RATINGS_FOLDER).glob("[!.]*.csv*")  # macOS leaves a hidden file beside each that it copies
    plain = {
        file.with_name(file.name.removesuffix(PACKED)) for file in there if file.name.endswith((".csv", ".csv.gz"))
    }
    ordered = sorted(plain, key=lambda file: (len(file.stem), file.stem))
    return [present(file) or file for file in ordered]  # what is there and no file is told of when it is read


def not_read(raw: Path) -> tuple[str, ...]:
    """What lies among our files under names that say nothing to us, by its path below the folder of raw files."""
    ours = {*CATALOGUE_FILES.values(), FILMS_FILE, FILM_CREDITS_FILE, SAMPLE_MARK}
    ours |= {f"{path}{PACKED}" for path in ours} | {path.relative_to(raw).as_posix() for path in rating_files(raw)}
    folders = {Path(), *(Path(path).parent for path in ours)}
    ours |= {folder.as_posix() for folder in folders} | {MOVIELENS_FOLDER}
    there = {file.relative_to(raw).as_posix(): file for folder in folders for file in (raw / folder).glob("[!.]*")}
    return tuple(sorted(printable(path) + "/" * file.is_dir() for path, file in there.items() if path not in ours))


def movielens(raw: Path, memory: Remembered) -> MovieLens | None:
    """What is read of the MovieLens archive, if there is one."""
    if not (archive := find_archive(raw)):
        return None
    return MovieLens(
        movies=surveyed(raw, archive.movies, MOVIE_COLUMNS, memory, Habits(walked=True)),
        ratings=surveyed(raw, archive.ratings, RATING_COLUMNS, memory),
    )


def surveyed(
    raw: Path, file: Path, columns: tuple[str, ...], memory: Remembered, habits: Habits | None = None
) -> Source:
    """What there is to know of a file, from memory if it is as it was.

    Raises:
        UnreadableSource: it cannot be read, or its name cannot be told.
    """
    path, kind = file.relative_to(raw).as_posix(), ",".join(columns)
    if path != printable(path):
        raise UnreadableSource(f"{raw / printable(path)} has a name that is not UTF-8; expected one that is: rename it")
    before = file.stat() if file.exists() else None
    if before:
        memory.stood[file] = before
    if known := memory.survey_of(path, file, kind):
        return known
    now = time.time_ns()
    source = survey(raw, file, columns, habits)
    if before:
        memory.add(source, kind, before, now)
    return source


def mark_sample(raw: Path) -> None:
    """Note beside generated files what they hold, so that they are known for generated until someone changes one."""
    sources = replace(find(raw), movielens=None)  # a MovieLens archive is nobody's sample
    hashes = {source.path: source.sha256 for source in sources}
    (raw / SAMPLE_MARK).write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf-8")


def _sample_hashes(raw: Path) -> dict[str, str]:
    """The hashes of the files that `pipeline sample` wrote here; none where it did not."""
    try:
        found = json.loads((raw / SAMPLE_MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
