"""Film sets as hypothesis draws them: few values, so that they meet, and some odd cells."""

from typing import Any

from hypothesis import strategies as st

from tests.oracle.film_cells import FEW_VALUES, JOBS, NAMES, ODD_CELLS, ODD_LISTS, ODD_PEOPLE, PEOPLE, TITLES
from tests.oracle.film_files import film, things
from tests.oracle.film_reading import LISTS

PLACES = st.integers(0, 5)


def some(*cells: str) -> st.SearchStrategy[str]:
    return st.sampled_from(cells)


def with_oddities(rows: list[dict[str, Any]], oddities: list[tuple[int, tuple[str, str]]]) -> list[dict[str, Any]]:
    """The rows with some of their cells replaced."""
    for place, (column, cell) in oddities:
        if place < len(rows):
            rows[place] = {**rows[place], column: cell}
    return rows


FILM_ODDITIES = st.one_of(
    st.sampled_from([(column, cell) for column, cells in ODD_CELLS.items() for cell in cells]),
    st.tuples(st.sampled_from([*LISTS, "belongs_to_collection"]), st.sampled_from(ODD_LISTS)),
)
CREDIT_ODDITIES = st.one_of(
    st.tuples(st.just("id"), some("", "x", "1.0", " 01", "1", "999999999")),
    st.tuples(some("cast", "crew"), st.sampled_from(ODD_PEOPLE)),
)
FILMS = st.builds(
    with_oddities,
    st.lists(
        st.builds(
            film,
            id=st.integers(1, 12).map(str),
            title=st.sampled_from(TITLES),
            genres=st.lists(st.sampled_from(NAMES[:6]), max_size=3).map(lambda names: things(*names)),
            **{column: some(*cells) for column, cells in FEW_VALUES.items()},
        ),
        max_size=12,
    ),
    st.lists(st.tuples(PLACES, FILM_ODDITIES), max_size=4),
)
CREDITS = st.builds(
    with_oddities,
    st.lists(
        st.fixed_dictionaries(
            {
                "cast": st.lists(
                    st.fixed_dictionaries(
                        {"name": st.sampled_from(PEOPLE)},
                        optional={"order": st.sampled_from([None, 0, 0, 1, 2, 5, 40, -1])},
                    ),
                    max_size=5,
                ).map(repr),
                "crew": st.lists(
                    st.fixed_dictionaries({"name": st.sampled_from(PEOPLE)}, optional={"job": st.sampled_from(JOBS)}),
                    max_size=4,
                ).map(repr),
                "id": st.integers(1, 14).map(str),
            }
        ),
        max_size=12,
    ),
    st.lists(st.tuples(PLACES, CREDIT_ODDITIES), max_size=3),
)
FILM_SETS = st.tuples(FILMS, st.none() | CREDITS)
"""The rows of a film set, perhaps without credits."""
