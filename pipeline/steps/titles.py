"""`titles`: a catalogue's rows, repaired, split and in lower case; the text as written stays in `raw_` columns."""

import polars as pl
import polars.selectors as cs

from pipeline.steps.text import (
    FIRST_FILM,
    clean,
    day,
    faults_of_rows,
    key,
    lower_unique,
    split_list,
    split_names,
    whole_number,
)
from pipeline.store.tables import Titles, conform
from pipeline.store.vocabulary import DurationType, TitleType

TEXT_COLUMNS = (
    "show_id",
    "type",
    "title",
    "director",
    "cast",
    "country",
    "rating",
    "duration",
    "listed_in",
    "description",
)
"""The columns that are text in the raw files and stay text while they are repaired."""

DURATION = r"(?i-u)^(\d{1,9}) (min|season)s?$"
"""A length as the catalogues write it, such as `90 min` or `2 Seasons`; ASCII, as `ſ` too is an `s` in any case."""

FILLED_RATING = "g"
"""What stands for an audience rating that the platform did not give."""


def titles(raw: pl.LazyFrame) -> pl.LazyFrame:
    """All steps, before bad rows are set aside: `raw_` columns in, those of `Titles` beside them out."""
    return (
        raw.pipe(clean_text)
        .pipe(move_duration_out_of_rating)
        .pipe(drop_director_that_is_the_description)
        .pipe(split_duration)
        .pipe(parse_years_and_dates)
        .pipe(mark_missing_rating)
        .pipe(fill_rating)
        .pipe(keep_display_forms)
        .pipe(split_lists)
        .pipe(lower_case)
        .pipe(identify)
        .pipe(recognise)
    )


def finished(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The columns of the contract, in the order of platform and show number."""
    return rows.sort("platform", show_number(), "title_id").pipe(conform, Titles)


def clean_text(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Read each text column with its spaces put right."""
    return rows.with_columns(clean(pl.col(f"raw_{name}")).alias(name) for name in TEXT_COLUMNS)


def rating_is_a_duration() -> pl.Expr:
    """Where the length slipped one column to the left: 292 rows of Hulu, 3 of Netflix."""
    return pl.col("duration").is_null() & pl.col("rating").str.contains(DURATION).fill_null(value=False)


def move_duration_out_of_rating(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Put a length that slipped into `rating` back into `duration`."""
    slipped = rating_is_a_duration()
    return rows.with_columns(
        duration=pl.when(slipped).then("rating").otherwise("duration"),
        rating=pl.when(~slipped).then("rating"),
    )


def director_is_the_description() -> pl.Expr:
    """Where a description that begins with the word Director was taken for one: 3 rows of Hulu."""
    return (pl.col("director") == pl.col("description")).fill_null(value=False)


def drop_director_that_is_the_description(rows: pl.LazyFrame) -> pl.LazyFrame:
    """A description names nobody."""
    return rows.with_columns(director=pl.when(~director_is_the_description()).then("director"))


def split_duration(rows: pl.LazyFrame) -> pl.LazyFrame:
    """`90 min` -> 90, `min`; `2 Seasons` -> 2, `season`. A length of 0 minutes is kept: ten rows of Amazon say so."""
    number = pl.col("duration").str.extract(DURATION, 1).cast(pl.Int32, strict=False)
    unit = pl.col("duration").str.extract(DURATION, 2).str.to_lowercase()
    return rows.with_columns(
        duration_int=number,
        duration_type=pl.when(number.is_not_null()).then(unit).cast(pl.Enum(DurationType)),
    )


def parse_years_and_dates(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Years as numbers, days as dates (ISO when printed)."""
    added = day(clean(pl.col("raw_date_added")))
    released = whole_number(clean(pl.col("raw_release_year")), digits=4)
    return rows.with_columns(
        date_added=added,
        added_year=added.dt.year(),
        release_year=pl.when(released >= FIRST_FILM).then(released),
    )


def mark_missing_rating(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Remember which ratings were not the platform's own."""
    return rows.with_columns(rating_filled=pl.col("rating").is_null())


def fill_rating(rows: pl.LazyFrame) -> pl.LazyFrame:
    """No rating reads as `g`, for general audiences."""
    return rows.with_columns(pl.col("rating").fill_null(FILLED_RATING))


def keep_display_forms(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Set the text that a page shows beside the text that will be compared."""
    return rows.with_columns(display_title=pl.col("title"), display_description=pl.col("description"))


def split_lists(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Casts, directors, countries and genres as lists; people as written too, for `credits`."""
    return rows.with_columns(
        display_cast=split_names(pl.col("cast")),
        display_directors=split_names(pl.col("director")),
        countries=lower_unique(split_list(pl.col("country"))),
        genres=lower_unique(split_list(pl.col("listed_in"))),
    )


def lower_case(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Put what is compared in lower case; people are told apart by their lower-cased names, so repeats go here."""
    return rows.with_columns(
        pl.col("type", "title", "rating", "description").str.to_lowercase(),
        cast=lower_unique(pl.col("display_cast")),
        directors=lower_unique(pl.col("display_directors")),
    )


def identify(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Give each row its id, `as123`, and its type as one of the two there are; null where the raw text is neither."""
    known = pl.col("show_id").str.contains(r"^s[0-9]{1,9}$")
    return rows.with_columns(
        type=pl.col("type").cast(pl.Enum(TitleType), strict=False),
        title_id=pl.when(known).then(pl.col("platform").cast(pl.String).str.head(1) + pl.col("show_id")),
    )


def recognise(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Give each row what tells that it is the same work as another."""
    return rows.with_columns(title_key=key(pl.col("title")))


def show_number() -> pl.Expr:
    """The number in `show_id`: s9 comes before s10."""
    return pl.col("show_id").str.slice(1).cast(pl.Int64, strict=False)


def reasons() -> dict[str, pl.Expr]:
    """Why a row may not enter, the first that holds counting."""
    first = pl.col("row") == pl.col("row").min().over("title_id")
    return {
        **faults_of_rows(),
        "show_id is not an s and a number": pl.col("title_id").is_null(),
        "show_id is that of a row above": ~first,
        "type is neither Movie nor TV Show": pl.col("type").is_null(),
        "title is blank": pl.col("title").is_null(),
        "release_year is not a year": pl.col("release_year").is_null(),
        "date_added is not a day": pl.col("date_added").is_null() & clean(pl.col("raw_date_added")).is_not_null(),
        "duration is neither minutes nor seasons": pl.col("duration_int").is_null() & pl.col("duration").is_not_null(),
    }


def repairs(raw: pl.LazyFrame) -> pl.LazyFrame:
    """How many rows each repair beyond the assignment's own transformations touched: one row with a column for each."""
    cleaned = raw.pipe(clean_text)
    written = cs.starts_with("raw_")
    spaced = pl.any_horizontal((clean(written) != written).fill_null(value=False))
    people = pl.concat_list(split_list(pl.col(name)) for name in ("cast", "director"))
    whole = pl.concat_list(split_names(pl.col(name)) for name in ("cast", "director"))
    return cleaned.select(
        rating_is_a_duration().sum().alias("a length moved out of rating"),
        director_is_the_description().sum().alias("a director that is the description dropped"),
        spaced.sum().alias("spaces and unseen characters put right"),
        (people.list.len() != whole.list.len()).sum().alias("a suffix rejoined to its name"),
    )
