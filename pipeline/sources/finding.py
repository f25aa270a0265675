"""Every raw file below a folder."""

import json
from dataclasses import replace
from pathlib import Path

from pipeline.sources.layout import (
    CATALOGUE_COLUMNS,
    CATALOGUE_FILES,
    FILM_COLUMNS,
    FILM_CREDIT_COLUMNS,
    FILM_CREDITS_FILE,
    FILMS_FILE,
    RATING_COLUMNS,
    RATINGS_FOLDER,
    SAMPLE_MARK,
)
from pipeline.sources.source import Sources
from pipeline.sources.survey import survey
from pipeline.store.errors import MissingSource


def find(raw: Path) -> Sources:
    """Every raw file below a folder, checked for what a CSV reader would not notice or not explain.

    Raises:
        MissingSource: the folder, every catalogue, or a film set's films beside its credits are not there.
        UnreadableSource: a file is empty, not UTF-8, or lacks a column.
    """
    if not raw.is_dir():
        raise MissingSource(f"{raw} is not a folder; --raw names the one that holds catalogues/ and ratings/")
    catalogues = {code: raw / path for code, path in CATALOGUE_FILES.items() if (raw / path).is_file()}
    if not catalogues:
        expected = ", ".join(CATALOGUE_FILES.values())
        raise MissingSource(f"{raw} holds no catalogue; expected at least one of {expected}")
    files = (raw / RATINGS_FOLDER).glob("[!.]*.csv")  # macOS leaves a hidden file beside each that it copies
    ratings = sorted(files, key=lambda file: (len(file.stem), file.stem))
    known = {code: survey(raw, file, CATALOGUE_COLUMNS) for code, file in catalogues.items()}
    rated = tuple(survey(raw, file, RATING_COLUMNS) for file in ratings)
    films, film_credits = raw / FILMS_FILE, raw / FILM_CREDITS_FILE
    if film_credits.is_file() and not films.is_file():
        raise MissingSource(f"{film_credits} is there without {films}: put the films beside it, or take it away")
    sources = Sources(
        catalogues=known,
        ratings=rated,
        films=survey(raw, films, FILM_COLUMNS) if films.is_file() else None,
        film_credits=survey(raw, film_credits, FILM_CREDIT_COLUMNS) if film_credits.is_file() else None,
        synthetic=False,
    )
    sample = _sample_hashes(raw)
    return replace(sources, synthetic=all(sample.get(source.path) == source.sha256 for source in sources))


def mark_sample(raw: Path) -> None:
    """Note beside generated files what they hold, so that they are known for generated until someone changes one."""
    hashes = {source.path: source.sha256 for source in find(raw)}
    (raw / SAMPLE_MARK).write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf-8")


def _sample_hashes(raw: Path) -> dict[str, str]:
    """The hashes of the files that `pipeline sample` wrote here; none where it did not."""
    try:
        found = json.loads((raw / SAMPLE_MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
