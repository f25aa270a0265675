"""The two files row by row: each film as it is listed and credited, made odd where the plan says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sample.films.awkward import Awkward
from pipeline.sample.films.credits import Credits
from pipeline.sample.films.credits_oddities import CREDITS_ODDITIES
from pipeline.sample.films.figures import figures
from pipeline.sample.films.film import Film, Films
from pipeline.sample.films.listing import FilmRow, Listing
from pipeline.sample.films.oddities import ODDITIES, cut_in_two
from pipeline.sample.films.plan import CreditsPlan, FilmPlan
from pipeline.sample.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.sample.draws import Dice

HIGHEST_ID = 470_000
CRAWLED_LATER = 0.5  # of the rows that come again tell of another popularity


class FilmSheet:
    """The rows of the films.

    Args:
        films: how many.
        dice: the random source.
    """

    def __init__(self, films: int, dice: Dice) -> None:
        self.plan = FilmPlan(films, ODDITIES, dice)
        self._dice = dice
        self._ids = dice.sample(range(2, max(HIGHEST_ID, 10 * films)), self.plan.made)
        self._films = Films(dice, vocabulary(), figures())
        self._listing = Listing(dice, vocabulary(), figures(), self._films.plots)
        self._held: dict[int, FilmRow] = {}
        self._twice = {place for places in self.plan.again.values() for place in places}

    def films(self) -> Iterator[Film]:
        """The films one after another, the ones too that have credits alone."""
        for place, number in enumerate(self._ids):
            accents = place in self.plan.other_accents
            yield self._films.make(number, remake=place in self.plan.remade, other_accents=accents)

    def rows(self, place: int, film: Film) -> Iterator[list[str]]:
        """The rows to write after this film was made: its own and those of earlier films that come again."""
        plan, dice = self.plan, self._dice
        row = self._listing.row(film)
        if place in plan.odd:
            plan.odd[place].make(row, dice)
        if place in self._twice:
            self._held[place] = row
        if place in plan.cut:
            yield from cut_in_two(row, f"{film.words['first']} {film.words['family']}", dice)
        elif place not in plan.without_row:
            yield row.cells()
        for earlier in plan.again.get(place, ()):
            again = self._held.pop(earlier)
            if dice.chance(CRAWLED_LATER):
                again.popularity = repr(round(float(again.popularity) + dice.random(), 6))
            yield again.cells()


class CreditsSheet:
    """The rows of the credits.

    Args:
        films: what the films have of their own, and who has no credits.
        odd_strings: the share of rows that need care in quoting.
        dice: the random source.
    """

    def __init__(self, films: FilmPlan, odd_strings: float, dice: Dice) -> None:
        self._plan = CreditsPlan(films, CREDITS_ODDITIES, odd_strings, dice)
        self._dice = dice
        self._credits = Credits(dice, vocabulary(), figures())
        self._awkward = Awkward(dice, figures(), self._credits.guild)
        self._held: dict[int, list[str]] = {}
        self._twice = {place for places in self._plan.again.values() for place in places}

    def rows(self, place: int, film: Film) -> Iterator[list[str]]:
        """The rows to write after this film was made: its own and those of earlier films that come again."""
        plan = self._plan
        if place not in plan.without:
            row = self._credits.row(film)
            if place in plan.no_cast:
                row.cast.clear()
            if place in plan.no_crew:
                row.crew.clear()
            if place in plan.odd:
                plan.odd[place].make(row, self._dice)
            if place in plan.quoted:
                self._awkward.touch(film, row.cast, row.crew)
            cells = row.cells()
            if place in self._twice:
                self._held[place] = cells
            yield cells
        for earlier in plan.again.get(place, ()):
            yield self._held.pop(earlier)
