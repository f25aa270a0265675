"""Who is in the film set."""

import polars as pl

from graphql_api.queries.film_people import film_people
from pipeline.store.vocabulary import Role


def found(*credits):
    """Everybody of credits in their order: film, role, name as written."""
    rows = [{"film": film, "role": role, "name": name.lower(), "display_name": name} for film, role, name in credits]
    types = {"film": pl.Int32, "role": pl.Enum(Role), "name": pl.String, "display_name": pl.String}
    return film_people(pl.LazyFrame(rows, types)).collect()


def test_a_name_is_as_first_written_and_counts_films():
    people = found((0, "actor", "Zoë Ek"), (1, "actor", "ZOË EK"), (1, "director", "Zoë Ek"), (2, "actor", "Ana Ruiz"))
    assert people.columns == ["role", "name", "display_name", "film_count", "folded"]
    assert people.rows() == [
        ("actor", "ana ruiz", "Ana Ruiz", 1, "ana ruiz"),
        ("actor", "zoë ek", "Zoë Ek", 2, "zoe ek"),
        ("director", "zoë ek", "Zoë Ek", 1, "zoe ek"),
    ]


def test_another_accent_is_somebody_else():
    people = found((0, "actor", "Zoë Ek"), (0, "actor", "Zoe Ek"))
    assert people.select("name", "folded").rows() == [("zoe ek", "zoe ek"), ("zoë ek", "zoe ek")]


def test_names_come_by_code_point():
    people = found(*((0, "actor", name) for name in ("ß", "z", "é", "\U0001f600", "\ufb01", "a b", "ab")))
    assert people["name"].to_list() == sorted(["ß", "z", "é", "\U0001f600", "\ufb01", "a b", "ab"])


def test_nobody_is_nobody():
    assert found().height == 0
