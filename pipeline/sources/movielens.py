"""Where an unpacked MovieLens archive lies below the folder of raw files."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.store.errors import MissingSource, SourceError

MOVIELENS_FOLDER = "movielens"
"""Holds an archive's files, or the folder that its archive unpacks to."""

MOVIES, RATINGS = "movies.csv", "ratings.csv"
"""What is read of an archive; tags, links and whatever else is in it are left alone."""

MOVIE_COLUMNS = ("movieId", "title", "genres")

OLD_LAYOUT = ("movies.dat", "ratings.dat", "u.data")
"""What older archives hold instead, in other columns and another encoding."""

EXPECTED = f"expected {MOVIES} and {RATINGS} of an unpacked MovieLens archive such as ml-latest-small"


class Archive(NamedTuple):
    """The files of an archive that are read."""

    movies: Path
    ratings: Path


def find_archive(raw: Path) -> Archive | None:
    """The archive in a folder of raw files; null if there is no folder for it, or nothing in it.

    Raises:
        MissingSource: the folder holds something, but no archive, or half of one.
        SourceError: it holds several archives, or a file both plain and compressed.
    """
    home = raw / MOVIELENS_FOLDER
    inside = sorted(home.glob("[!.]*")) if home.is_dir() else []  # macOS leaves hidden files in what it copies
    folders = [home, *(path for path in inside if path.is_dir() and path.name != "__MACOSX")]
    found = [folder for folder in folders if any(_files(folder, MOVIES, RATINGS))]
    if len(found) > 1:
        named = ", ".join(str(folder) for folder in found)
        raise SourceError(f"{home} holds several MovieLens archives: {named}; leave the one that is meant")
    if found:
        return Archive(_file(found[0], MOVIES), _file(found[0], RATINGS))
    if not inside:
        return None
    old = next((file for folder in folders for file in _files(folder, *OLD_LAYOUT)), None)
    if old:
        raise MissingSource(f"{old} is of a layout that is not read; {EXPECTED}")
    raise MissingSource(f"{home} holds no MovieLens archive but {inside[0].name}; {EXPECTED}: unpack it there")


def _files(folder: Path, *names: str) -> Iterator[Path]:
    """Those of the files that are there, plain or compressed."""
    there = (folder / f"{name}{packed}" for name in names for packed in ("", ".gz"))
    yield from (file for file in there if file.is_file())


def _file(folder: Path, name: str) -> Path:
    """The one file of a name."""
    there = list(_files(folder, name))
    if not there:
        other = next(_files(folder, MOVIES, RATINGS))
        raise MissingSource(f"{other} is there without {folder / name}: put it beside it, or take both away")
    if len(there) > 1:
        raise SourceError(f"{there[0]} and {there[1]} are both there; leave the one that is meant")
    return there[0]
