"""The plan: which rows are odd, and how, drawn before the first is written, so that hardly a row has to be held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pipeline.sample.films.figures import REAL_FILMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.sample.draws import Dice
    from pipeline.sample.films.credits import CreditsRow
    from pipeline.sample.films.listing import FilmRow

Row = TypeVar("Row")

# At this size and above every oddity occurs at least once, however rare.
ALL_OCCUR_FROM = 500
# Counted in the real films.
TWICE = 30  # rows whose id a row above has
CUT_IN_TWO = 3  # rows that a newline cut, so that what follows it is a row of its own
REMADE = 1_900  # films that have the title of an earlier one; 3,754 rows share theirs with another
# Of the real credits it is only said how many rows they have, and how many ids of those come again.
CREDITS_TWICE = 44
WITHOUT_CREDITS, WITHOUT_ROW = 4, 3
NO_CAST, NO_CREW = 2_418, 771
OTHER_ACCENTS = 40  # could not be counted


@dataclass(frozen=True, slots=True)
class Oddity(Generic[Row]):
    """Something odd that was counted in the real file."""

    name: str
    real: int  # rows, of all 45,466
    make: Callable[[Row, Dice], None]


def scaled(real: int, films: int) -> int:
    """What a count of the real files comes to in a set of this many films."""
    return max(round(real * films / REAL_FILMS), 1 if films >= ALL_OCCUR_FROM else 0)


class Deck:
    """Films in random order, of which each is dealt at most once.

    Args:
        places: the films to deal, by number.
        films: how many the whole set has.
        dice: the random source.
    """

    def __init__(self, places: Sequence[int], films: int, dice: Dice) -> None:
        self._order = dice.sample(places, len(places))
        self._films = films

    def deal(self, real: int) -> list[int]:
        """As many as that, as far as there are any left."""
        return [self._order.pop() for _ in range(min(scaled(real, self._films), len(self._order)))]

    def deal_oddities(self, oddities: Iterable[Oddity[Row]]) -> dict[int, Oddity[Row]]:
        """As many films for each of the oddities as it had."""
        return {place: oddity for oddity in oddities for place in self.deal(oddity.real)}


class FilmPlan:
    """What happens to which film; films are numbered as they are made, from 0.

    Attributes:
        films: rows of the films.
        made: how many films there are, with those that have credits alone.
        odd: the oddity of a row.
        cut: whose rows are cut in two.
        again: after which film the rows of which earlier ones come again.
        remade: who has the title of an earlier film.
        other_accents: and spells it with other accents.
        without_row: who has credits alone.
        without_credits: who has none.
    """

    def __init__(self, films: int, oddities: Iterable[Oddity[FilmRow]], dice: Dice) -> None:
        self.films = films
        self.made = films - scaled(TWICE, films) - scaled(CUT_IN_TWO, films) + scaled(WITHOUT_ROW, films)
        deck = Deck(range(self.made), films, dice)
        self.without_row = frozenset(deck.deal(WITHOUT_ROW))
        self.without_credits = frozenset(deck.deal(WITHOUT_CREDITS))
        self.cut = frozenset(deck.deal(CUT_IN_TWO))
        self.again = later(deck.deal(TWICE), self.made, dice)
        self.odd = deck.deal_oddities(oddities)
        remakes = Deck([place for place in range(1, self.made) if place not in self.without_row], films, dice)
        remade = remakes.deal(REMADE)
        self.remade, self.other_accents = frozenset(remade), frozenset(remade[: scaled(OTHER_ACCENTS, films)])


class CreditsPlan:
    """What happens to whose credits.

    Attributes:
        without: films that have no row of credits.
        no_cast: whose cast is empty.
        no_crew: whose crew is.
        odd: the oddity of a row.
        again: after which film the credits of which earlier ones come again.
        quoted: whose cast or crew holds a double quote or a backslash.
    """

    def __init__(self, plan: FilmPlan, oddities: Iterable[Oddity[CreditsRow]], share: float, dice: Dice) -> None:
        self.without = plan.without_credits
        places = [place for place in range(plan.made) if place not in self.without]
        anyone = Deck(places, plan.films, dice)
        twice = anyone.deal(CREDITS_TWICE)
        self.again = later(twice, plan.made, dice)
        self.no_cast = frozenset(anyone.deal(NO_CAST))
        self.no_crew = frozenset(Deck(places, plan.films, dice).deal(NO_CREW))
        nobody = self.no_cast & self.no_crew
        self.odd = anyone.deal_oddities(oddities)
        # Rows that come again would count twice, and odd ones have been made what they are.
        taken = nobody.union(self.odd, twice)
        free = [place for place in places if place not in taken]
        rows = round(share * (len(places) + len(twice)))
        self.quoted = frozenset(dice.sample(free, min(rows, len(free))))


def later(places: Iterable[int], made: int, dice: Dice) -> dict[int, list[int]]:
    """After which film each of these comes again: itself, or any that follows it."""
    after: dict[int, list[int]] = {}
    for place in places:
        after.setdefault(place + int((made - place) * dice.random()), []).append(place)
    return after
