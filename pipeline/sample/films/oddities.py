"""The oddities of the films' rows: how many rows of the real file have one, and the function that makes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sample.films.plan import Oddity
from pipeline.sample.oddities.text import LOST, ZERO_WIDTH, break_line, double_space, no_break_space

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.sample.draws import Dice
    from pipeline.sample.films.listing import FilmRow

_GAP = re.compile(r"(?<=[^\s,]) (?=\S)")
# Seen as budgets and revenues: the millions, or everything, were forgotten.
ABSURD = ("1", "1", "2", "4", "5", "6", "8", "12", "25", "30", "30", "50", "113", "144", "250")


def fill(column: str, *values: str) -> Callable[[FilmRow, Dice], None]:
    """Write one of these into a cell."""

    def make(row: FilmRow, dice: Dice) -> None:
        setattr(row, column, dice.pick(values))

    return make


def edit(column: str, change: Callable[[str, Dice], str]) -> Callable[[FilmRow, Dice], None]:
    """Change what a cell says."""

    def make(row: FilmRow, dice: Dice) -> None:
        setattr(row, column, change(getattr(row, column), dice))

    return make


def two_words(change: Callable[[str, Dice], str]) -> Callable[[str, Dice], str]:
    """The same, for a text that may be a single word; it is given a second."""
    return lambda cell, dice: change(cell if _GAP.search(cell) else f"The {cell}", dice)


def _tab(cell: str, _: Dice) -> str:
    return cell.replace(" ", "\t", 1)


def _quote(cell: str, _: Dice) -> str:
    return f'"{cell}"'


def _quoted_company(_: str, dice: Dice) -> str:
    return repr([{"name": f'Film Unit "{dice.pick("ABCDEFGHKLMNORSTVW")}"', "id": 90_000 + int(9_999 * dice.random())}])


def _cut(cell: str, _: Dice) -> str:
    """A list that ends in the middle of a name."""
    return cell[: len(cell) // 2]


def _number(cell: str, _: Dice) -> str:
    """A list in which a genre is its number alone."""
    return f"{cell[:-1]}, 18]".replace("[, ", "[")


def _unnamed_script(cell: str, _: Dice) -> str:
    """A title whose letters were lost in some conversion long ago."""
    return re.sub(r"[^\x00-\x7f]", LOST, cell)


ODDITIES = (
    Oddity("no release date", 84, fill("release_date", "")),  # the rows that were cut lack one too
    Oddity("no runtime", 257, fill("runtime", "")),
    Oddity("runtime 0.0", 1_558, fill("runtime", "0.0")),
    Oddity("no overview", 954, fill("overview", "")),
    # The first stands in 5 of 2,996 rows; the others were not seen there.
    Oddity("an overview that says there is none", 133, fill("overview", "No overview found.")),
    Oddity("an overview that says there is none", 7, fill("overview", "No Overview")),
    Oddity("an overview that says there is none", 3, fill("overview", "No movie overview available.")),
    Oddity("no status", 81, fill("status", "")),
    Oddity("for adults", 9, fill("adult", "True")),
    Oddity("never shown in a cinema", 93, fill("video", "True")),
    Oddity("no number at the other source", 17, fill("imdb_id", "")),
    Oddity("no poster", 383, fill("poster_path", "")),
    Oddity("no language", 11, fill("original_language", "")),
    Oddity("an absurd budget", 258, fill("budget", *ABSURD)),
    Oddity("an absurd revenue", 379, fill("revenue", *ABSURD)),
    Oddity("the least popularity", 40, fill("popularity", "8.2e-05", "1e-06", "3.5e-05", "0.0")),
    Oddity("two spaces for one", 728, edit("overview", double_space)),
    Oddity("two spaces for one in a title", 22, edit("title", two_words(double_space))),
    Oddity("a newline in an overview", 30, edit("overview", break_line)),
    # Not among the 2,996 rows; as often as in the catalogues.
    Oddity("a tab in an overview", 10, edit("overview", _tab)),
    Oddity("a no-break space in an overview", 40, edit("overview", no_break_space)),
    Oddity("a no-break space in a title", 4, edit("title", two_words(no_break_space))),
    Oddity("a zero-width space in a title", 3, edit("title", lambda cell, _: ZERO_WIDTH + cell)),
    Oddity("a zero-width space in an original title", 13, edit("original_title", lambda cell, _: cell + ZERO_WIDTH)),
    Oddity("a title in quotes", 3, edit("title", _quote)),
    Oddity("a space around a tagline", 15, fill("tagline", "One last time. ", " Some doors stay shut.")),
    Oddity("a company in quotes", 30, edit("production_companies", _quoted_company)),
    Oddity("letters lost in an original title", 5, edit("original_title", _unnamed_script)),
    # Not seen in the public file: what a reader that is cut off, or a careless hand, might leave.
    Oddity("a list cut in the middle", 3, edit("genres", _cut)),
    Oddity("a number for a genre", 2, edit("genres", _number)),
)


def cut_in_two(row: FilmRow, author: str, dice: Dice) -> tuple[list[str], list[str]]:
    """A row that a newline in its overview cut in two, as the real file has three of them.

    The first half ends with the overview; the second begins with what is left of it, in the column `adult`, and goes
    on with what follows, each in a column that is not its own.
    """
    told = row.overview.split(". ")
    rest = f" {told[-1]}" if len(told) > 1 and dice.chance(0.6) else f" - Written by {author}"
    first = [row.adult, row.belongs_to_collection, row.budget, row.genres, row.homepage, row.id, row.imdb_id]
    first += [row.original_language, row.original_title, told[0]]
    second = [rest, row.popularity, row.poster_path, row.production_companies, row.production_countries]
    second += [row.release_date, "0", row.runtime, row.spoken_languages, "Released", row.tagline, row.title]
    second += [row.video, row.vote_average, row.vote_count]
    width = len(row.cells())
    return first + [""] * (width - len(first)), second + [""] * (width - len(second))
