"""`film_credits`: who acts in a film or directed it, one row a person, in billing order."""

import polars as pl

from pipeline.steps.literals import Records, read_literals
from pipeline.steps.text import clean, faults_of_rows, first_mention, whole_number
from pipeline.store.tables import FilmCredits, conform
from pipeline.store.vocabulary import Role

CAST = Records(
    {
        "cast_id": None,
        "character": None,
        "credit_id": None,
        "gender": None,
        "id": None,
        "name": str,
        "order": int,
        "profile_path": None,
    }
)
CREW = Records(
    {
        "credit_id": None,
        "department": None,
        "gender": None,
        "id": None,
        "job": str,
        "name": str,
        "profile_path": None,
    }
)

DIRECTOR = "Director"
"""The job of those who directed; an `Assistant Director` did not."""


def identify(raw: pl.LazyFrame) -> pl.LazyFrame:
    """Give each row the number of its film."""
    return raw.with_columns(film_id=whole_number(clean(pl.col("raw_id")), digits=9))


def film_credits(raw: pl.LazyFrame) -> pl.LazyFrame:
    """All steps, before bad rows are set aside; rows keep their order, and none waits for another."""
    return raw.pipe(identify).pipe(unnest)


def repeated(raw: pl.LazyFrame) -> pl.LazyFrame:
    """The `row` of each row whose film has a row above."""
    rows = raw.pipe(identify).select("row", "film_id")
    return rows.filter(pl.col("row") != pl.col("row").min().over("film_id")).select("row")


def unnest(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Actors and directors as lists of names, in billing order; null where a cell cannot be read."""
    cast, crew = (people(pl.col(f"raw_{name}"), records) for name, records in (("cast", CAST), ("crew", CREW)))
    person = pl.element().struct.field
    in_order = pl.element().sort_by(person("order"), nulls_last=True, maintain_order=True)
    return rows.with_columns(
        actors=cast.list.eval(in_order.struct.field("name")).pipe(names),
        directors=crew.list.eval(person("name").filter(person("job") == DIRECTOR)).pipe(names),
    )


def people(text: pl.Expr, records: Records) -> pl.Expr:
    """The people of a cell; nobody in a blank one."""
    return pl.when(clean(text).is_null()).then(pl.lit([], dtype=records.dtype)).otherwise(read_literals(text, records))


def names(listed: pl.Expr) -> pl.Expr:
    """Names with their spaces put right, less blanks and repeats."""
    return first_mention(listed.list.eval(clean(pl.element()).drop_nulls()))


def reasons(films: pl.Series, repeated: pl.Series) -> dict[str, pl.Expr]:
    """Why a row may not enter, the first that holds counting.

    The ids of the films there are and the rows that repeat one are given at hand: joining them would have the long rows
    wait for one another.
    """
    return {
        **faults_of_rows(),
        "id is not a whole number": pl.col("film_id").is_null(),
        "id is that of a row above": pl.col("row").is_in(repeated.implode()),
        "id is no film of the film set": ~pl.col("film_id").is_in(films.implode()),
        "cast cannot be read as a list of people": pl.col("actors").is_null(),
        "crew cannot be read as a list of people": pl.col("directors").is_null(),
    }


def finished(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The columns of the contract: one row a person, the actors of a film before its directors."""
    people = pl.concat_list(in_role(Role.ACTOR, "actors"), in_role(Role.DIRECTOR, "directors"))
    return (
        rows.select("film_id", person=people)
        .explode("person", empty_as_null=False, keep_nulls=False)
        .unnest("person")
        .with_columns(name=pl.col("display_name").str.to_lowercase())
        .pipe(conform, FilmCredits)
    )


def in_role(role: Role, people: str) -> pl.Expr:
    """A list of names as people in a role, numbered as listed."""
    named = pl.element().alias("display_name")
    numbered = pl.int_range(1, pl.len() + 1).alias("billing")
    return pl.col(people).list.eval(pl.struct(named, numbered, role=pl.lit(role, dtype=pl.Enum(Role))))
