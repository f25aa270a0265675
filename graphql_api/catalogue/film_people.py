"""The people of the film set, by name."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from graphql_api.catalogue.columns import Lists, Rows
from graphql_api.text import fold, tidy


@dataclass(frozen=True, slots=True)
class FilmPeople:
    """Everybody of one role, in the order of their names, and the films of each."""

    names: Sequence[str]
    display_names: Sequence[str]
    of_film: Lists
    """The numbers of each film's people, in billing order."""
    films: Lists
    """The rows of each one's films, in the order of the ids."""
    folded: Sequence[str]
    """The names without case and accents, in order; of equal ones that in the most films first, then by name."""
    by_fold: Rows
    """The number of whom each of these is the name."""

    def number(self, name: str) -> int | None:
        """The place of somebody by the name in lower case, accents as written."""
        place = bisect_left(self.names, name)
        return place if place < len(self.names) and self.names[place] == name else None

    def numbers_like(self, name: str) -> list[int]:
        """The places of those whose names differ from one in case and accents only, the likeliest first."""
        like = fold(name)
        found: list[int] = self.by_fold[bisect_left(self.folded, like) : bisect_right(self.folded, like)].tolist()
        return found

    def find(self, name: str) -> int | None:
        """The place of somebody by the name as typed: as written if there is one, else without regard to accents."""
        number = self.number(tidy(name))
        return number if number is not None else next(iter(self.numbers_like(name)), None)

    @classmethod
    def of(cls, people: pl.DataFrame, credits: pl.DataFrame, films: int) -> "FilmPeople":
        """Those of one role.

        Args:
            people: As `film_people` makes it.
            credits: The place of the film in `film` and the `name`, in the order of film and billing.
            films: How many films there are.
        """
        named = people.with_row_index("number")
        number = credits.join(named.select("name", "number"), on="name", maintain_order="left")["number"].to_numpy()
        film = credits["film"].to_numpy()
        likeliest = named.sort("folded", "film_count", "name", descending=[False, True, False])
        return cls(
            names=people["name"].to_list(),
            display_names=people["display_name"].to_list(),
            of_film=Lists.by(film, number, films),
            films=Lists.by(number, film, people.height),
            folded=likeliest["folded"].to_list(),
            by_fold=likeliest["number"].cast(pl.Int32).to_numpy(),
        )
