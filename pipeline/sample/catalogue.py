"""The catalogues: placed, put in order, emptied where the real ones are empty, made odd, and written."""

from __future__ import annotations

import csv
import heapq
import io
import math
from typing import TYPE_CHECKING

from pipeline.sample.draws import Dice
from pipeline.sample.files import replace_file
from pipeline.sample.oddities.sheet import Sheet
from pipeline.sample.oddities.table import make_odd
from pipeline.sample.placement import Catalogues, place
from pipeline.sample.platforms import AMAZON
from pipeline.sample.rows import COLUMNS, MONTHS, Row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Shows without a script are the ones that name nobody.
SPARSE_FAMILIES = {"factual", "contest", "practice"}
SPARSER = 4.0


def write_catalogues(folder: Path, titles: int, seed: int, progress: Callable[[str], None]) -> Catalogues:
    """Write the four catalogues.

    Args:
        folder: where the files go.
        titles: rows of all four together.
        seed: equal seeds write equal bytes.
        progress: told what is being done.

    Returns:
        The rows, for the ratings to refer to.
    """
    progress(f"catalogues: {titles:,} titles")
    catalogues = make_catalogues(titles, seed)
    for platform, rows in catalogues.items():
        path = folder / f"{platform.file}_titles.csv"
        if not rows:  # no file of column names alone: the pipeline takes that for a broken one
            path.unlink(missing_ok=True)
            continue
        text = io.StringIO(newline="")
        # The real files quote what must be quoted, as Python's csv does, and end lines with LF.
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(row.cells() for row in rows)
        with replace_file(path) as file:
            file.write(text.getvalue().encode())
    return catalogues


def make_catalogues(titles: int, seed: int) -> Catalogues:
    """The rows of all platforms, oddities and all, in the order of their files."""
    dice = Dice(seed)
    catalogues = place(titles, dice)
    for platform, rows in catalogues.items():
        dice.shuffle(rows)
        if platform is not AMAZON:
            rows.sort(key=_added_on, reverse=True)  # the other three list the newest first
    sheets = [Sheet(platform, rows, dice, titles=titles) for platform, rows in catalogues.items()]
    for sheet in sheets:
        _blank(sheet)
    make_odd(sheets)
    for rows in catalogues.values():
        for number, row in enumerate(rows, start=1):
            row.show_id = f"s{number}"
    return catalogues


def _added_on(row: Row) -> tuple[int, int, int]:
    month, day, year = row.date_added.replace(",", "").split()
    return int(year), MONTHS.index(month), int(day)


def _blank(sheet: Sheet) -> None:
    """Empty as many cells of each column as the real file has, films and series apart."""
    for film in (True, False):
        side = sheet.platform.side(film=film)
        mine = [row for row in sheet.rows if row.work.film is film]
        for column, real in side.nulls.items():
            turns = [(_turn(row, column, sheet.dice), turn) for turn, row in enumerate(mine)]
            for _, turn in heapq.nlargest(sheet.scaled(real, of=side.count, among=len(mine)), turns):
                setattr(mine[turn], column, "")


def _turn(row: Row, column: str, dice: Dice) -> float:
    """A key whose largest draw rows in proportion to their weight, without replacement (Efraimidis and Spirakis)."""
    sparse = column in {"cast", "director"} and row.work.theme.family in SPARSE_FAMILIES
    return math.pow(dice.random(), 1 / SPARSER if sparse else 1.0)
