"""Oddities across columns or rows: facts in the wrong column, dates before their time, titles given twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sample.oddities.text import typographic

if TYPE_CHECKING:
    from pipeline.sample.oddities.sheet import Sheet
    from pipeline.sample.rows import Row

SMALL_WORDS = re.compile(r" (?:of|the|and|in|at|for|to|a|an|by|with|from|on) ")
COPIED = ("work", "director", "cast", "country", "date_added", "release_year", "duration", "description")


def duration_in_rating(sheet: Sheet, count: int) -> None:
    """A film's minutes in its rating, and nothing in its duration."""
    for row in sheet.choose(count, _rated_film):
        row.rating, row.duration = row.duration, ""


def seasons_in_rating(sheet: Sheet, count: int) -> None:
    """A row of type Movie with seasons, and those in its rating."""
    for row in sheet.choose(count, _rated_film):
        seasons = 1 if sheet.dice.chance(0.68) else 2 + int(3 * sheet.dice.random())
        row.rating, row.duration = f"{seasons} Season" + ("s" if seasons > 1 else ""), ""


def no_duration(sheet: Sheet, count: int) -> None:
    """A film without a duration anywhere."""
    for row in sheet.choose(count, lambda row: row.type == "Movie"):
        row.duration = ""


def description_in_director(sheet: Sheet, count: int) -> None:
    """A description that begins with a director's name and was put into that column as well."""
    for row in sheet.choose(count, lambda row: row.type == "Movie" and row.description != ""):
        told = row.description
        row.description = f"Director {row.work.directors[0]} brings this story to life. {told}"
        row.director = row.description


def leading_space_in_date(sheet: Sheet, count: int) -> None:
    """A date with a space before it."""
    for row in sheet.choose(count, lambda row: row.date_added != ""):
        row.date_added = f" {row.date_added}"


def added_before_release(sheet: Sheet, count: int) -> None:
    """A title that the platform had a year before it came out."""
    for row in sheet.choose(count, _added_on_release):
        row.date_added = f"{row.date_added[:-4]}{int(row.release_year) - 1}"


def repeat_title(sheet: Sheet, count: int) -> None:
    """A title that another row has too, but for its capitals; half the time it is the same work again."""
    chosen = sorted(sheet.choose(2 * count, _repeatable), key=lambda row: row.type)
    for number, (first, second) in enumerate(zip(chosen[::2], chosen[1::2], strict=False)):
        if number % 2 or first.type != second.type:
            second.description = second.description.replace(second.title, first.title)
        else:
            for column in COPIED:
                if getattr(first, column) and getattr(second, column):  # so that no null is lost or added
                    setattr(second, column, getattr(first, column))
        second.title = _recased(first.title)


def make_non_ascii(sheet: Sheet, count: int) -> None:
    """Typographic quotes and dashes in enough descriptions that as many rows as in the real file are not ASCII."""
    present = sum(not row.is_ascii() for row in sheet.rows)
    missing = max(0, count - present)
    chosen = sheet.choose(missing, lambda row: row.is_ascii() and _has_marks(row))
    chosen += sheet.choose(missing - len(chosen), lambda row: row.is_ascii() and row.description.endswith("."))
    for row in chosen:
        row.description = typographic(row.description, sheet.dice)


def _rated_film(row: Row) -> bool:
    return row.type == "Movie" and row.rating != "" and row.duration != ""


def _added_on_release(row: Row) -> bool:
    return row.date_added.endswith(row.release_year) and int(row.release_year) >= 2016


def _repeatable(row: Row) -> bool:
    return not row.shared and row.title.isascii()


def _has_marks(row: Row) -> bool:
    return "'" in row.description or '"' in row.description or " - " in row.description


def _recased(title: str) -> str:
    """The title with a capital on each word, or all in capitals."""
    capitals = SMALL_WORDS.sub(lambda word: word[0].title(), title)
    return capitals if capitals != title else title.upper()
