"""A film's year and popularity, by its title."""

import pytest

from tests.graphql_api.asking import answer

DOCUMENT = "query($title: String!) { filmScore(title: $title) { title year popularity film { id } } }"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Paper Boats", {"title": "Paper Boats", "year": 1995, "popularity": 21.5, "film": {"id": "film:862"}}),
        ("  pApEr \t BOATS ", {"title": "Paper Boats", "year": 1995, "popularity": 21.5, "film": {"id": "film:862"}}),
        ("paper boats 2", {"title": "Paper Boats 2", "year": 1999, "popularity": 12.25, "film": {"id": "film:863"}}),
        # The most voted, though another is written as asked.
        ("Écume", {"title": "ECUME", "year": 2010, "popularity": 1.5, "film": {"id": "film:13"}}),
        ("e\u0301cume", {"title": "ECUME", "year": 2010, "popularity": 1.5, "film": {"id": "film:13"}}),
        ("Paper", None),
        ("Paper Boats 3", None),
        ("No Date", None),  # it was set aside
        ("", None),
        ("\ud800", None),
        ("\0", None),
    ],
)
async def test_a_title_in_any_case_with_or_without_accents(typed, expected, small):
    assert await answer(small, DOCUMENT, title=typed) == {"filmScore": expected}
