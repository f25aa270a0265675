"""The table of oddities: on which platform, how many rows of the real file, and the function that makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.sample.oddities import facts, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.sample.draws import Dice
    from pipeline.sample.oddities.sheet import Sheet
    from pipeline.sample.rows import Row


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something odd that was counted in a real file."""

    name: str
    platform: str
    real: int  # rows, of all the rows of that platform
    make: Callable[[Sheet, int], None]


def edit(
    column: str, change: Callable[[str, Dice], str], *, least: int = 0, alone: bool = False
) -> Callable[[Sheet, int], None]:
    """Change one cell of as many rows as asked.

    Args:
        column: which cell.
        change: makes the new text from the old.
        least: names that a list must hold, or words that a text must hold, to be changed.
        alone: only rows whose work is on no other platform, whose title nothing else depends on.
    """

    def suits(row: Row) -> bool:
        cell: str = getattr(row, column)
        return (
            cell != ""
            and cell.count(" " if column in {"title", "description"} else ",") >= least
            and not (alone and row.shared)
        )

    def make(sheet: Sheet, count: int) -> None:
        for row in sheet.choose(count, suits):
            setattr(row, column, change(getattr(row, column), sheet.dice))

    return make


def fill(column: str, value: str, *, type_: str = "Movie") -> Callable[[Sheet, int], None]:
    """Write one text into a cell that was not empty."""

    def make(sheet: Sheet, count: int) -> None:
        for row in sheet.choose(count, lambda row: row.type == type_ and getattr(row, column) != ""):
            setattr(row, column, value)

    return make


ODDITIES = (
    Oddity("a title that repeats once lower-cased", "amazon", 17, facts.repeat_title),
    Oddity("a title that repeats once lower-cased", "hulu", 2, facts.repeat_title),
    Oddity("a title that repeats once lower-cased", "netflix", 5, facts.repeat_title),
    Oddity(
        "a title that changes length when lower-cased", "netflix", 2, edit("title", text.dotted_capital, alone=True)
    ),
    Oddity("minutes in the rating", "hulu", 230, facts.duration_in_rating),
    Oddity("minutes in the rating", "netflix", 3, facts.duration_in_rating),
    Oddity("seasons of a film, in the rating", "hulu", 62, facts.seasons_in_rating),
    Oddity("no duration at all", "hulu", 187, facts.no_duration),
    Oddity("the description in the director's column", "hulu", 3, facts.description_in_director),
    Oddity("0 min", "amazon", 10, fill("duration", "0 min")),
    Oddity("601 min", "amazon", 1, fill("duration", "601 min")),
    Oddity("rating AGES_18_", "amazon", 3, fill("rating", "AGES_18_")),
    Oddity("rating AGES_16_", "amazon", 2, fill("rating", "AGES_16_")),
    Oddity("rating 16", "amazon", 1, fill("rating", "16")),
    Oddity("rating ALL_AGES", "amazon", 1, fill("rating", "ALL_AGES")),
    Oddity("rating NOT_RATE", "amazon", 3, fill("rating", "NOT_RATE")),
    Oddity("rating UNRATED", "amazon", 33, fill("rating", "UNRATED")),
    Oddity("rating NR of films", "amazon", 194, fill("rating", "NR")),
    Oddity("rating NR of series", "amazon", 29, fill("rating", "NR", type_="TV Show")),
    Oddity("rating TV-NR", "amazon", 105, fill("rating", "TV-NR", type_="TV Show")),
    Oddity("a director called None", "amazon", 1, fill("director", "None")),
    Oddity("a cast of 1", "amazon", 34, fill("cast", "1")),
    Oddity("a cast of 1, 2, 3", "amazon", 1, fill("cast", "1, 2, 3")),
    Oddity("one name twice in a cast", "amazon", 1, edit("cast", text.name_twice, least=1)),
    Oddity("one name twice in a cast", "netflix", 2, edit("cast", text.name_twice, least=1)),
    Oddity("one degree twice in a cast", "amazon", 3, edit("cast", text.two_doctors, least=1)),
    Oddity("a suffix split by its comma", "amazon", 12, edit("cast", text.suffix_after_comma)),
    Oddity("a suffix split by its comma", "netflix", 6, edit("cast", text.suffix_after_comma)),
    Oddity("a nickname in quotes", "amazon", 60, edit("cast", text.nickname)),
    Oddity("a nickname in quotes", "disney", 5, edit("cast", text.nickname)),
    Oddity("a nickname in quotes", "netflix", 25, edit("cast", text.nickname)),
    Oddity("names in their own script", "amazon", 4, edit("cast", text.own_script)),
    Oddity("names in their own script", "disney", 2, edit("cast", text.own_script)),
    Oddity("names in their own script", "netflix", 12, edit("cast", text.own_script)),
    Oddity("a space before a comma", "amazon", 4, edit("cast", text.space_before_comma, least=1)),
    Oddity("a space before a comma", "disney", 51, edit("cast", text.space_before_comma, least=1)),
    Oddity("two spaces for one", "amazon", 50, edit("cast", text.double_space)),
    Oddity("two spaces for one", "disney", 4, edit("cast", text.double_space)),
    Oddity("two spaces for one", "netflix", 7, edit("cast", text.double_space)),
    Oddity("a comma around the countries", "netflix", 7, edit("country", text.loose_comma)),
    Oddity("a newline in a description", "amazon", 10, edit("description", text.break_line, least=1)),
    Oddity("a newline in a description", "hulu", 10, edit("description", text.break_line, least=1)),
    Oddity("a newline in a description", "netflix", 1, edit("description", text.break_line, least=1)),
    Oddity("a newline in a title", "netflix", 1, edit("title", text.break_line, least=2, alone=True)),
    Oddity("a zero-width space in a cast", "amazon", 2, edit("cast", text.end_name_with_zero_width)),
    Oddity("a zero-width space in a description", "hulu", 1, edit("description", text.start_with_zero_width)),
    Oddity("a zero-width space in a title", "netflix", 5, edit("title", text.start_with_zero_width, alone=True)),
    Oddity("a zero-width space in a cast", "netflix", 1, edit("cast", text.end_name_with_zero_width)),
    Oddity("a no-break space in a description", "amazon", 42, edit("description", text.no_break_space, least=1)),
    Oddity("a no-break space in a cast", "amazon", 7, edit("cast", text.no_break_space)),
    Oddity("a no-break space in a director", "amazon", 2, edit("director", text.no_break_space)),
    Oddity("a no-break space in a description", "disney", 1, edit("description", text.no_break_space, least=1)),
    Oddity("a no-break space in a cast", "disney", 1, edit("cast", text.no_break_space)),
    Oddity("a no-break space in a title", "disney", 1, edit("title", text.no_break_space, least=1, alone=True)),
    Oddity("a no-break space in a description", "hulu", 21, edit("description", text.no_break_space, least=1)),
    Oddity("a no-break space in a description", "netflix", 9, edit("description", text.no_break_space, least=1)),
    Oddity("a no-break space in a title", "netflix", 5, edit("title", text.no_break_space, least=1, alone=True)),
    Oddity("a lost letter in a title", "amazon", 1, edit("title", text.lose_dash, alone=True)),
    Oddity("lost letters in a cast", "amazon", 2, edit("cast", text.lose_letters)),
    Oddity("a date after a space", "netflix", 88, facts.leading_space_in_date),
    Oddity("added before its release", "disney", 1, facts.added_before_release),
    Oddity("added before its release", "hulu", 5, facts.added_before_release),
    Oddity("added before its release", "netflix", 14, facts.added_before_release),
    # Last, since names and the oddities above count towards it.
    Oddity("something that is not ASCII", "amazon", 1_147, facts.make_non_ascii),
    Oddity("something that is not ASCII", "disney", 228, facts.make_non_ascii),
    Oddity("something that is not ASCII", "hulu", 798, facts.make_non_ascii),
    Oddity("something that is not ASCII", "netflix", 2_538, facts.make_non_ascii),
)


def make_odd(sheets: Iterable[Sheet]) -> None:
    """Put every oddity of the table into the rows, each at its real rate."""
    for sheet in sheets:
        for oddity in ODDITIES:
            if oddity.platform == sheet.platform.key:
                oddity.make(sheet, sheet.scaled(oddity.real))
