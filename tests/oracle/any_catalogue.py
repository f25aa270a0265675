"""Catalogues as hypothesis draws them: few values, so that they meet, and most oddities of the real files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from graphql_api.catalogue.snapshot import Snapshot, load
from pipeline.store.vocabulary import PlatformCode
from tests.conftest import publish
from tests.oracle.oracle import Oracle
from tests.raw_files import rating, title, write_raw

PEOPLE = (
    "Ana Ruiz",
    "ANA RUIZ",
    " ana  ruiz",
    "Zoë Ek",
    "Zoe Ek",
    "Émile",
    "Bo Li",
    "Bo O'Brien-Li",
    "Søren Þór",
    "Jr.",
    "Ph.D.",
    "1",
    "",
)
TITLES = ("Écume", "ecume", "B", "b", "B!", "\u200bZenith", "Ärger", "A\u00a0B", "A-B", "???", "東京")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "number": st.integers(1, 30),
            "type": st.sampled_from(["Movie", "TV Show"]),
            "title": st.sampled_from(TITLES),
            "director": st.sampled_from(["", "Ana Ruiz", "zoe ek, Zoë Ek", "Émile"]),
            "cast": st.lists(st.sampled_from(PEOPLE), max_size=5).map(",".join),
            "country": st.sampled_from(["", "France", "México, mexico", ", Spain,FRANCE", "Mexico"]),
            "date_added": st.sampled_from(["", "March 1, 2020", " August 14, 2019", "July 1, 2018"]),
            "release_year": st.sampled_from(["2018", "2019", "2021"]),
            "rating": st.sampled_from(["", "G", "g", "PG-13", "94 min", "3 Seasons"]),
            "duration": st.sampled_from(["", "0 min", "94 min", "150 min", "1 Season", "3 Seasons"]),
            "listed_in": st.sampled_from(["", "Drama", "Comédie, comedie, Drama", "Kids & Family"]),
        }
    ),
    max_size=9,
    unique_by=lambda row: row["number"],
).map(lambda rows: [title(**{"show_id": f"s{row.pop('number')}", **row}) for row in map(dict, rows)])
IDS = st.builds("{}s{}".format, st.sampled_from("adhn"), st.integers(1, 30))
RATINGS = st.lists(
    st.builds(
        lambda title_id, half_steps, user: rating(movieId=title_id, rating=str(half_steps / 2), userId=str(user)),
        IDS,
        st.sampled_from([1, 4, 7, 7, 8, 10]),
        st.integers(1, 3),
    ),
    max_size=20,
)
CATALOGUES = st.fixed_dictionaries(dict.fromkeys(PlatformCode, ROWS)).filter(lambda rows: any(rows.values()))


def entering(ratings: list, ids: set) -> list:
    """The rows that a part holds, whatever their order."""
    return sorted(tuple(row.items()) for row in ratings if row["movieId"] in ids)


@contextmanager
def served(catalogues: dict, ratings: list) -> Iterator[tuple[Snapshot, Oracle]]:
    """The service's and the oracle's reading of the same files, which hold the ratings in two halves.

    Two that were the same would be refused, and so would one of which nothing enters: those are left out.
    """
    ids = {f"{code.prefix}{row['show_id']}" for code, rows in catalogues.items() for row in rows}
    halves = [half for half in (ratings[::2], ratings[1::2]) if entering(half, ids)]
    halves = [ratings] if len(halves) == 2 and entering(halves[0], ids) == entering(halves[1], ids) else halves
    with TemporaryDirectory() as folder:
        raw = write_raw(Path(folder) / "raw", catalogues, {str(at): half for at, half in enumerate(halves, 1)})
        yield load(publish(raw, Path(folder) / "data")), Oracle.read(raw / "catalogues", raw / "ratings")
