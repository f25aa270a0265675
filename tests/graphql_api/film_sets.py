"""Film sets for tests: in memory from rows that say only what they are about, or a whole release of raw rows."""

from datetime import date

import polars as pl

from graphql_api.catalogue.film_set import FilmSet
from graphql_api.catalogue.snapshot import load
from pipeline.store.tables import FilmCredits, FilmNeighbours, Films, schema
from pipeline.store.vocabulary import Basis, PlatformCode
from tests.conftest import publish
from tests.raw_files import write_raw
from tests.small import NETFLIX

PLAIN = {
    "title": "A Plain Film",
    "release_date": date(1999, 5, 21),
    "genres": [],
    "companies": [],
    "countries": [],
    "languages": [],
    "budget": 0.0,
    "revenue": 0.0,
    "return_ratio": 0.0,
    "popularity": 1.5,
    "vote_count": 100,
    "vote_average": 6.5,
}


def film_set(films, credits=(), neighbours=None):
    """The film set of rows: films with `film_id`; credits as film, role and the names in billing order; neighbours as
    film, rank, neighbour and score.
    """
    rows = [{**dict.fromkeys(Films.columns()), **PLAIN, **film} for film in films]
    for row in rows:
        row["release_year"] = row["release_date"].year
    named = [
        (film, role, billing, name.lower(), name)
        for film, role, names in credits
        for billing, name in enumerate(names, 1)
    ]
    found = None
    if neighbours is not None:
        near = [(*each, ["why"]) for each in neighbours]
        found = pl.LazyFrame(near, schema(FilmNeighbours), orient="row")
        found = found.with_columns(basis=pl.lit(Basis.CONTENT, pl.Enum(Basis)))
    return FilmSet.of(pl.LazyFrame(rows, schema(Films)), pl.LazyFrame(named, schema(FilmCredits), orient="row"), found)


def snapshot_of(folder, films, credits=(), catalogues=None):
    """A snapshot of the rows of a film set, beside a small catalogue."""
    raw = write_raw(folder / "raw", catalogues or {PlatformCode.NETFLIX: NETFLIX}, None, films, credits)
    return load(publish(raw, folder / "data"))
