"""`films`: the film set unnested, money, votes and days as numbers; the text as written stays in `raw_` columns."""

import polars as pl

from pipeline.steps.literals import Records, read_literals
from pipeline.steps.text import FIRST_FILM, clean, day, decimal, faults_of_rows, key, whole_number
from pipeline.store.tables import Films, conform

TEXTS = ("title", "original_language", "status", "overview", "tagline")
"""The columns that are text and stay it."""

NO_OVERVIEWS = ("No overview found.", "No Overview", "No movie overview available.")
"""What stands for no overview, the first in 5 of 2,996: words by which films would be found alike."""

DATE_LAYOUTS = ("%Y-%m-%d", "%B %d, %Y")
"""As the film set writes a day, and as the catalogues do; a year of two digits could be of either century."""

LISTS = {
    "genres": ("genres", Records({"id": None, "name": str})),
    "companies": ("production_companies", Records({"name": str, "id": None})),
    "countries": ("production_countries", Records({"iso_3166_1": None, "name": str})),
    "languages": ("spoken_languages", Records({"iso_639_1": None, "name": str})),
}
"""The columns of lists, with their raw columns and what these hold."""

COLLECTION = Records({"id": None, "name": str, "poster_path": None, "backdrop_path": None}, many=False)


def films(raw: pl.LazyFrame) -> pl.LazyFrame:
    """All steps, before bad rows are set aside: `raw_` columns in, those of `Films` beside them out."""
    return (
        raw.pipe(clean_texts)
        .pipe(drop_overviews_that_say_there_is_none)
        .pipe(parse_numbers)
        .pipe(drop_runtimes_of_nothing)
        .pipe(parse_dates)
        .pipe(unnest)
        .pipe(fill_money)
        .pipe(work_out_returns)
        .pipe(recognise)
    )


def finished(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The columns of the contract, in the order of the ids."""
    return rows.sort("film_id").pipe(conform, Films)


def clean_texts(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Put the spaces of each text right: 2 titles, 50 overviews and 18 taglines of 2,996 have some too many."""
    return rows.with_columns(clean(pl.col(f"raw_{name}")).alias(name) for name in TEXTS)


def overview_says_there_is_none() -> pl.Expr:
    """Where a sentence stands for no overview."""
    return pl.col("overview").is_in(NO_OVERVIEWS).fill_null(value=False)


def drop_overviews_that_say_there_is_none(rows: pl.LazyFrame) -> pl.LazyFrame:
    """A sentence that says that there is no overview is none."""
    return rows.with_columns(overview=pl.when(~overview_says_there_is_none()).then("overview"))


def parse_numbers(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Ids, minutes, dollars and votes as numbers; null where the text is none. Some copies write `81.0` minutes."""
    return rows.with_columns(
        film_id=whole_number(clean(pl.col("raw_id")), digits=9),
        minutes=minutes(),
        vote_count=whole_number(without_fraction("raw_vote_count"), digits=9),
        **{name: decimal(clean(pl.col(f"raw_{name}"))) for name in ("budget", "revenue", "popularity", "vote_average")},
    )


def minutes() -> pl.Expr:
    """The length as written."""
    return whole_number(without_fraction("raw_runtime"), digits=6)


def without_fraction(name: str) -> pl.Expr:
    """A number that was once made one with a fraction, `81.0`, as it was before."""
    return clean(pl.col(name)).str.replace(r"\.0$", "")


def drop_runtimes_of_nothing(rows: pl.LazyFrame) -> pl.LazyFrame:
    """A length of 0 minutes stands for none: 33 of 2,996 films have it."""
    return rows.with_columns(runtime=pl.when(pl.col("minutes") > 0).then("minutes"))


def parse_dates(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The day and the year of release."""
    released = day(clean(pl.col("raw_release_date")), DATE_LAYOUTS, since=FIRST_FILM)
    return rows.with_columns(release_date=released, release_year=released.dt.year())


def unnest(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The names out of lists of dicts, each once, and that of the collection; null where a cell cannot be read."""
    return rows.with_columns(
        **{name: names(pl.col(f"raw_{raw}"), records) for name, (raw, records) in LISTS.items()},
        collections=names(pl.col("raw_belongs_to_collection"), COLLECTION),
    ).with_columns(collection=pl.col("collections").list.first())


def names(text: pl.Expr, records: Records) -> pl.Expr:
    """The names of a cell with their spaces put right, less blanks and repeats; a blank cell has none."""
    name = clean(pl.element().struct.field("name"))
    listed = read_literals(text, records).list.eval(name.drop_nulls()).list.unique(maintain_order=True)
    return pl.when(clean(text).is_null()).then(pl.lit([], dtype=pl.List(pl.String))).otherwise(listed)


def fill_money(rows: pl.LazyFrame) -> pl.LazyFrame:
    """No budget and no revenue read as 0, for unknown, as the film set itself writes it."""
    return rows.with_columns(
        pl.when(clean(pl.col(f"raw_{name}")).is_null()).then(0.0).otherwise(name).alias(name)
        for name in ("budget", "revenue")
    )


def work_out_returns(rows: pl.LazyFrame) -> pl.LazyFrame:
    """What was earned, in dollars and for each dollar spent, where both amounts are known."""
    known = (pl.col("budget") > 0) & (pl.col("revenue") > 0)
    return rows.with_columns(
        profit=pl.when(known).then(pl.col("revenue") - pl.col("budget")),
        return_ratio=pl.when(known).then(pl.col("revenue") / pl.col("budget")).otherwise(0.0),
    )


def recognise(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Give each row what tells that it is the same work as another, as titles have it."""
    return rows.with_columns(title_key=key(pl.col("title")))


def reasons() -> dict[str, pl.Expr]:
    """Why a row may not enter, the first that holds counting."""
    return {
        **faults_of_rows(),
        "the columns are shifted: adult is neither True nor False": ~clean(pl.col("raw_adult"))
        .is_in(["True", "False"])
        .fill_null(value=False),
        "id is not a whole number": pl.col("film_id").is_null(),
        "id is that of a row above": pl.col("row") != pl.col("row").min().over("film_id"),
        "title is blank": pl.col("title").is_null(),
        "release_date is missing": clean(pl.col("raw_release_date")).is_null(),
        "release_date is not a day": pl.col("release_date").is_null(),
        "budget is not a number": pl.col("budget").is_null(),
        "revenue is not a number": pl.col("revenue").is_null(),
        "popularity is not a number": pl.col("popularity").is_null(),
        "vote_average is not a number from 0 to 10": ~pl.col("vote_average").is_between(0, 10).fill_null(value=False),
        "vote_count is not a whole number": pl.col("vote_count").is_null(),
        "runtime is not a number of minutes": pl.col("minutes").is_null() & clean(pl.col("raw_runtime")).is_not_null(),
        **{f"{raw} cannot be read as a list of names": pl.col(name).is_null() for name, (raw, _) in LISTS.items()},
        "belongs_to_collection cannot be read as a name": pl.col("collections").is_null(),
    }


def repairs(raw: pl.LazyFrame) -> pl.LazyFrame:
    """How many rows each repair beyond the assignment's own transformations touched: one row with a column for each."""
    rows = raw.pipe(clean_texts)
    spaced = pl.any_horizontal((pl.col(name) != pl.col(f"raw_{name}")).fill_null(value=False) for name in TEXTS)
    return rows.select(
        (minutes() == 0).sum().alias("a runtime of 0 taken for unknown"),
        overview_says_there_is_none().sum().alias("an overview that says there is none dropped"),
        spaced.sum().alias("spaces and unseen characters put right"),
    )
