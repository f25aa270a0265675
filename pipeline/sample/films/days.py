"""Days of release: fridays above all, autumn more than spring, and the first of January where nobody knows more."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.films.figures import Figures


def release_day(year: int, dice: Dice, figures: Figures) -> date:
    """A day of this year."""
    if dice.chance(figures.new_year):
        return date(year, 1, 1)
    month, weekday = figures.months.draw(dice), figures.weekdays.draw(dice)
    starts_on, days = monthrange(year, month)
    return date(year, month, dice.pick(range(1 + (weekday - starts_on) % 7, days + 1, 7)))
