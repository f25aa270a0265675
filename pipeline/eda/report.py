"""The whole report on one screen: the sections in their order, each made, drawn and set; then the files."""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.eda.page import page
from pipeline.eda.section import Figure, Section
from pipeline.eda.sections import (
    correlations,
    duplicates,
    film_money,
    film_votes,
    films,
    lengths,
    missing,
    overview,
    repairs,
    scores,
    signal,
    users,
    values,
    words,
    years,
)
from pipeline.eda.tables import Tables
from pipeline.progress import Steps
from pipeline.store.errors import ReportError
from pipeline.store.reports import FIGURES, REPORT

SECTIONS: tuple[tuple[str, Callable[[Tables], Section]], ...] = (
    ("titles and platforms", overview.section),
    ("years", years.section),
    ("lengths", lengths.section),
    ("values", values.section),
    ("words", words.section),
    ("what is missing", missing.section),
    ("duplicates", duplicates.section),
    ("repairs", repairs.section),
    ("correlations", correlations.section),
    ("scores", scores.section),
    ("users", users.section),
    ("what ratings tell", signal.section),
    ("films", films.section),
    ("film money", film_money.section),
    ("film votes", film_votes.section),
)
"""What each is called while it is made, and what makes it."""

LIBRARIES = ("altair", "vl_convert", "wordcloud", "jinja2")


def report(tables: Tables, folder: Path, steps: Steps, *, only: bool = False) -> Path:
    """Make the report of a release.

    Args:
        tables: of the release.
        folder: where to; it is made. A reader finds the page as it was or as it will be, never half of it.
        steps: told of each section.
        only: whether the folder is the report's alone, so that pictures of an earlier one go.

    Returns:
        The page's file.

    Raises:
        ReportError: a library of the extra is not installed.
        OSError: the folder cannot be written.
    """
    needed()
    from pipeline.eda.draw.picture import picture  # noqa: PLC0415 - loads the libraries of the extra

    steps.expect(len(SECTIONS) + 1)
    sections, drawn = [], {}
    figures = folder / FIGURES
    figures.mkdir(parents=True, exist_ok=True)
    for name, make in SECTIONS:
        steps.step(name)
        section = make(tables)
        sections.append(section)
        for figure in figures_of(section):
            made = picture(figure.name, figure.shape)
            drawn[figure.name] = made.svg
            _write(figures / f"{figure.name}.png", made.png)
    steps.step("the page")
    if only:
        for left in figures.glob("*.png"):
            if left.stem not in drawn:
                left.unlink()
    return _write(folder / REPORT, page(tables.manifest, sections, drawn).encode())


def needed() -> None:
    """See whether what draws is installed.

    Raises:
        ReportError: it is not.
    """
    missing_ones = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
    if missing_ones:
        raise ReportError(
            f"the report is drawn with libraries that are not installed ({', '.join(missing_ones)}); "
            "install them with: pip install 'cartelera[eda]', or in the project's folder: make eda"
        )


def figures_of(section: Section) -> Iterator[Figure]:
    """The figures of a section, in their order."""
    return (part for part in section.parts if isinstance(part, Figure))


def _write(file: Path, content: bytes) -> Path:
    """Write a file in one step."""
    temporary = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    return file
