"""`movielens`: the films of a MovieLens archive, which titles each of them is, and its ratings as ratings of those.

MovieLens writes a film as `Seven Samurai, The (Shichinin no samurai) (1954)`: an article behind, other names and the
year in brackets. `film_match` finds the titles.
"""

import narwhals as nw
import polars as pl

from pipeline.steps import ratings as ratings_steps
from pipeline.steps.ratings import Frame
from pipeline.steps.text import clean, faults_of_rows, whole_number, words
from pipeline.store.tables import MovieLens, conform

YEAR = r" ?\(([0-9]{4})\)$"
"""The year behind a name; series have a span of them, or none."""

NAME, OTHER_NAMES = 1, 2
NAMES = r"^(.+?)((?: ?\([^()]*\))*)$"
"""A name and, in brackets behind it, other names; brackets before or within belong to the name: `(500) Days of Summer`.
"""

ALSO_KNOWN_AS = r"^(?:a\.?k\.?a|A\.?K\.?A)\.?:? "
"""What other names may begin with."""

ARTICLE_BEHIND = (
    r"(?i)^(.+), (The|An?|La|Les?|L'|El|Los|Las|Lo|Il|Gli|I|Das|Der|Die|Den|Det|Ein|Eine|De|Een|En|Un|Une|Una|Uno|Os|As"
    r"|O|Uma?)$"
)
"""`Crow, The`: as libraries sort names, in the languages that occur."""

NO_FILM = "movieId is no film of the archive"
"""Why a rating may not enter, beside what may be wrong with any rating."""

EXACT, APART = "exact year", "a year apart"
"""How a film is matched."""

NO_YEAR, NO_TITLE, OTHER_YEAR = "no year", "no such title", "title of another year"
SEVERAL, OTHER_FILM = "several works", "title of another film"
"""Why a film is not matched; the latter three are followed by a colon and which."""


def films(raw: pl.LazyFrame) -> pl.LazyFrame:
    """All steps, before bad rows are set aside: `raw_` columns in, number, title, year and names beside them out."""
    return raw.pipe(identify).pipe(split_year).pipe(split_names)


def identify(raw: pl.LazyFrame) -> pl.LazyFrame:
    """Give each row its number, and its title with the spaces put right: some end with one."""
    return raw.with_columns(
        movielens_id=whole_number(clean(pl.col("raw_movieId")), digits=9), title=clean(pl.col("raw_title"))
    )


def split_year(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The year behind the title, and the title without it."""
    title = pl.col("title")
    return rows.with_columns(year=title.str.extract(YEAR).cast(pl.Int32), named=title.str.replace(YEAR, ""))


def split_names(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Each name that the film goes by, as words, once: the first, those behind it in brackets, and all as one.

    The last is for names that hold brackets themselves: `Birdman: Or (The Unexpected Virtue of Ignorance)`.
    """
    named = pl.col("named")
    others = named.str.extract(NAMES, OTHER_NAMES).str.extract_all(r"\([^()]*\)")
    others = others.list.eval(pl.element().str.strip_chars("() ").str.replace(ALSO_KNOWN_AS, "")).fill_null([])
    listed = pl.concat_list(named.str.extract(NAMES, NAME), others, named)
    return rows.with_columns(
        names=listed.list.eval(as_words(article_first(pl.element())).drop_nulls().unique(maintain_order=True))
    )


def article_first(name: pl.Expr) -> pl.Expr:
    """`Crow, The` -> `The Crow`."""
    return name.str.replace(ARTICLE_BEHIND, "${2} ${1}")


def as_words(name: pl.Expr) -> pl.Expr:
    """The words of a name; null if there are none. `&` is a word: `Kicking & Screaming`, `Kicking and Screaming`."""
    return words(name.str.replace_all("&", " and ", literal=True))


def reasons() -> dict[str, pl.Expr]:
    """Why a film may not enter, the first that holds counting."""
    return {
        **faults_of_rows(),
        "movieId is not a whole number": pl.col("movielens_id").is_null(),
        "movieId is that of a row above": pl.col("row") != pl.col("row").min().over("movielens_id"),
        "title is blank": pl.col("title").is_null(),
    }


def finished(films: pl.LazyFrame, matches: pl.LazyFrame, ratings: pl.LazyFrame) -> pl.LazyFrame:
    """The columns of the contract, in the order of the numbers; `ratings` has how many each film has."""
    matched = pl.col("title_ids").list.len() > 0
    return (
        films.select("movielens_id", "title", "year")
        .join(matches, on="movielens_id", how="left")
        .join(ratings.select("movielens_id", "ratings"), on="movielens_id", how="left")
        .with_columns(
            pl.col("ratings").fill_null(0),
            pl.col("title_ids").fill_null([]),
            matched=pl.when(matched).then(pl.when(pl.col("apart") == 0).then(pl.lit(EXACT)).otherwise(pl.lit(APART))),
            why_not=pl.when(~matched.fill_null(value=False)).then(why_not()),
        )
        .sort("movielens_id")
        .pipe(conform, MovieLens)
    )


def why_not() -> pl.Expr:
    """Why a film is no title."""
    return (
        pl.when(pl.col("year").is_null())
        .then(pl.lit(NO_YEAR))
        .when(pl.col("years").is_null())
        .then(pl.lit(NO_TITLE))
        .when(pl.col("works") > 1)
        .then(pl.format(f"{SEVERAL}: {{}}", pl.col("fitting").list.join(", ")))
        .when(pl.col("works") == 1)
        .then(pl.format(f"{OTHER_FILM}: {{}}", "owner"))
        .otherwise(pl.format(f"{OTHER_YEAR}: {{}}", pl.col("years").cast(pl.List(pl.String)).list.join(", ")))
    )


def renumber(ratings: pl.LazyFrame, added: int) -> pl.LazyFrame:
    """Rows as `scan_ratings` reads them with the film's number in `title_id`, and something added to the users'.

    A number that there is no room for is none, and neither is a negative one made a user.
    """
    user = pl.col("user_id")
    moved = pl.when(user >= 0).then(user.cast(pl.Int64) + added).cast(pl.Int32, strict=False)
    return ratings.with_columns(user_id=moved, title_id=pl.col("title_id").cast(pl.Int32, strict=False).cast(pl.String))


def with_reason(ratings: Frame, films: Frame) -> Frame:
    """Mark each rating with why it may not enter; null marks a good one. `films` has their numbers in `title_id`."""
    no_film = nw.col("reason") == "movieId is no title of the catalogues"
    marked = ratings.pipe(ratings_steps.with_reason, films)
    return marked.with_columns(nw.when(no_film).then(nw.lit(NO_FILM)).otherwise(nw.col("reason")).alias("reason"))


def places(matches: pl.LazyFrame) -> pl.LazyFrame:
    """One row a title of a film: the film's number, as a number and as text, and which of how many titles it is."""
    titles = pl.col("title_ids")
    return (
        matches.select(
            film=pl.col("movielens_id").cast(pl.Int64),
            movielens_id=pl.col("movielens_id").cast(pl.String),
            title_id=titles,
            place=pl.int_ranges(titles.list.len()),
            of=titles.list.len().cast(pl.Int64),
        )
        .explode("title_id", "place", empty_as_null=False, keep_nulls=False)
        .select("movielens_id", "film", attached="title_id", place="place", of="of")
    )


def attach(ratings: Frame, places: Frame, added: int) -> Frame:
    """Ratings of films (`title_id` holds their numbers) as ratings of titles, those of films that are none left out.

    Where a film is several titles each of its ratings is of one of them, as its user saw it once: they take turns by
    the sum of the numbers of user and film, so that neither the order of rows nor other ratings change anything.

    Args:
        ratings: Good ratings.
        places: The titles of each film, as `places` makes them.
        added: What was added to the users' numbers.
    """
    turn = (nw.col("user_id").cast(nw.Int64) - added + nw.col("film")) % nw.col("of")
    return (
        ratings.join(places, left_on="title_id", right_on="movielens_id", how="inner")
        .filter(turn == nw.col("place"))
        .select("user_id", nw.col("attached").alias("title_id"), "score", "rated_at")
    )


def count_by_film(ratings: Frame) -> Frame:
    """How many ratings each film has."""
    return ratings.group_by("title_id").agg(nw.len().cast(nw.Int64).alias("ratings"))
