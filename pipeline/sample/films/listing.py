"""The row of a film: what the source lists of it, cell by cell, the nested ones as Python prints them."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from pipeline.sample.draws import Weighted
from pipeline.sample.films.companies import Companies
from pipeline.sample.films.days import release_day
from pipeline.sample.people import People, plain

if TYPE_CHECKING:
    from pipeline.sample.draws import Dice
    from pipeline.sample.films.figures import Figures
    from pipeline.sample.films.film import Film
    from pipeline.sample.plots import Plots
    from pipeline.sample.vocabulary import Vocabulary

# How most rows divide is fitted; of 2,996 real ones nine are rumoured and one is not finished.
STATUS = Weighted(
    [
        ("Released", 45_014), ("Rumored", 230), ("Post Production", 98), ("In Production", 20), ("Planned", 15),
        ("Canceled", 2),
    ]
)  # fmt: skip
HAS_TAGLINE, HAS_HOMEPAGE = 0.449, 0.171  # 20,412 and 7,782 rows
KNOWN_BUDGET, KNOWN_REVENUE, ONLY_REVENUE = 0.98, 0.6, 0.056
LUCK = 0.6
AS_POPULAR_AS_VOTED = 0.75
NO_POSTER, NO_BACKDROP = 0.04, 0.15  # of the collections
MORE_TO_SAY, LAST_WORD = 0.38, 0.12  # of the overviews have a second story or a word on the production
LONG_OVERVIEW = 0.75
ENOUGH_SAID = 700  # characters


@dataclass(slots=True, eq=False)
class FilmRow:
    """One row of the films; the fields are its columns."""

    adult: str
    belongs_to_collection: str
    budget: str
    genres: str
    homepage: str
    id: str
    imdb_id: str
    original_language: str
    original_title: str
    overview: str
    popularity: str
    poster_path: str
    production_companies: str
    production_countries: str
    release_date: str
    revenue: str
    runtime: str
    spoken_languages: str
    status: str
    tagline: str
    title: str
    video: str
    vote_average: str
    vote_count: str

    def cells(self) -> list[str]:
        """The row as it is written."""
        return [getattr(self, column) for column in COLUMNS]


COLUMNS = tuple(field.name for field in fields(FilmRow))


class Listing:
    """Lists films.

    Args:
        dice: the random source.
        words: sentence patterns and names.
        figures: the rates of the real file.
        plots: tells the overviews.
    """

    def __init__(self, dice: Dice, words: Vocabulary, figures: Figures, plots: Plots) -> None:
        self._dice = dice
        self._figures = figures
        self._plots = plots
        self._companies = Companies(dice, words, figures, plots, People(dice, words))
        self._collections: dict[str, str] = {}

    def row(self, film: Film) -> FilmRow:
        """The film as the source lists it."""
        dice, figures = self._dice, self._figures
        curves, sizes = figures.curves, figures.sizes
        votes = curves["votes"].at(film.fame)
        shown = film.fame if dice.chance(AS_POPULAR_AS_VOTED) else dice.random()
        budget, revenue = self._money(film)
        companies = self._companies.of(film.places or (film.home,), sizes["companies"].draw(dice))
        return FilmRow(
            adult="False",
            belongs_to_collection=self._collection(film.saga) if film.saga else "",
            budget=str(budget),
            genres=repr([{"id": figures.genre_ids[genre], "name": genre} for genre in film.genres]),
            homepage=f"http://www.{_slug(film.title)}.example/" if dice.chance(HAS_HOMEPAGE) else "",
            id=str(film.id),
            imdb_id=f"tt{film.id * 15_485_863 % 10_000_000:07}",
            original_language=film.tongue,
            original_title=film.original_title,
            overview=self._overview(film),
            popularity=repr(curves["popularity"].at(shown) / 1_000_000),
            poster_path=image(dice),
            production_companies=repr([company._asdict() for company in companies]),
            production_countries=repr([{"iso_3166_1": place.code, "name": place.name} for place in film.places]),
            release_date=release_day(film.year, dice, figures).isoformat(),
            revenue=str(revenue),
            runtime=f"{curves['minutes'].draw(dice)}.0",
            spoken_languages=self._spoken(film),
            status=STATUS.draw(dice),
            tagline=self._tagline(film) if dice.chance(HAS_TAGLINE) else "",
            title=film.title,
            video="False",
            vote_average=f"{curves['averages'].draw(dice) / 10 if votes else 0.0:.1f}",
            vote_count=str(votes),
        )

    def _money(self, film: Film) -> tuple[int, int]:
        """Budget and revenue, 0 where nobody knows: the less a film is known, the likelier that is."""
        dice, curves = self._dice, self._figures.curves
        known = film.fame * film.fame
        if not dice.chance(KNOWN_BUDGET * known * known):
            return 0, curves["revenues"].draw(dice) if dice.chance(ONLY_REVENUE) else 0
        rank = dice.random()
        budget = curves["budgets"].at(rank)
        budget = round(budget, 2 - len(str(budget)))
        if not dice.chance(KNOWN_REVENUE):
            return budget, 0
        # What cost much mostly earns much; a rank below the least or above the most is turned back.
        rank = abs(rank + LUCK * (dice.random() - dice.random()))
        return budget, curves["revenues"].at(rank if rank < 1 else 2 - rank)

    def _collection(self, base: str) -> str:
        if base not in self._collections:
            dice = self._dice
            self._collections[base] = repr(
                {
                    "id": 10_000 + 7 * len(self._collections) + int(7 * dice.random()),
                    "name": dice.pick(self._figures.collections).format(base=base).replace("The The ", "The "),
                    "poster_path": None if dice.chance(NO_POSTER) else image(dice),
                    "backdrop_path": None if dice.chance(NO_BACKDROP) else image(dice),
                }
            )
        return self._collections[base]

    def _overview(self, film: Film) -> str:
        dice, plots, words = self._dice, self._plots, film.words
        sequel = film.episode > 1
        style = "long" if dice.chance(LONG_OVERVIEW) else "medium"
        told = plots.tell(film.theme, words, style, 1_000, sequel=sequel)
        while len(told) < ENOUGH_SAID and dice.chance(MORE_TO_SAY):
            told += " " + plots.tell(film.theme, plots.redraw(words, film.theme), "long", 1_000, sequel=False)
        if dice.chance(LAST_WORD):
            told += " " + plots.add(words)
        return told

    def _spoken(self, film: Film) -> str:
        dice, figures = self._dice, self._figures
        size = figures.sizes["languages"].draw(dice)
        codes = {film.tongue: None} if size else {}
        for _ in range(4 * (size - 1)):
            if len(codes) < size:
                codes[figures.tongues.draw(dice)] = None
        return repr([{"iso_639_1": code, "name": figures.tongue_names[code]} for code in codes])

    def _tagline(self, film: Film) -> str:
        return self._dice.pick(self._figures.taglines[film.theme.family]).format_map(film.words)


def image(dice: Dice) -> str:
    """The path of an image, as the source names its files."""
    return "/" + b64encode(dice.randbytes(21), b"xQ")[:27].decode() + ".jpg"


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", plain(title).lower()) or "film"
