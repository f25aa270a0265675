"""How any table reads text: spaces, lists split by commas, numbers and dates written out."""

from collections.abc import Sequence

import polars as pl

ZERO_WIDTH = "[\u200b\ufeff]"
"""Characters that nobody sees: in eight titles they stand before the first letter and would sort it last."""

SPLIT_OFF_SUFFIXES = ("jr.", "sr.", "ii", "iii", "iv", "ph.d.", "m.d.", "esq.")
"""What follows a comma without being a name of its own."""

DATE_LAYOUTS = ("%B %d, %Y", "%Y-%m-%d", "%d-%b-%y")
"""As the catalogues write a day; public copies differ, some within one file."""

FIRST_YEAR = 1900
"""No platform added anything before."""

FIRST_FILM = 1870
"""No film is older; a smaller number is no year."""


def faults_of_rows() -> dict[str, pl.Expr]:
    """Why a row of any file may not enter, before its columns are looked at: a blank one, and one that was cut."""
    return {"row is blank": pl.col("blank"), "row has fewer fields than the first line": pl.col("short")}


def clean(text: pl.Expr) -> pl.Expr:
    """The text with every run of spaces (of any kind) made one, unseen characters and outer spaces gone; blank is null.

    No-break spaces stand in 89 rows, and two names that differ only in them are one name.
    """
    cleaned = text.str.replace_all(ZERO_WIDTH, "").str.replace_all(r"\s+", " ").str.strip_chars(" ")
    return pl.when(cleaned.str.len_bytes() > 0).then(cleaned)


def split_list(text: pl.Expr) -> pl.Expr:
    """The items between commas as written, less blanks and bare numbers (34 casts are `1`); null has none."""
    item = pl.element().str.strip_chars(" ")
    return (
        text.str.split(",")
        .list.eval(item.filter((item.str.len_bytes() > 0) & ~item.str.contains(r"^\d+$")))
        .fill_null(pl.lit([], dtype=pl.List(pl.String)))
    )


def split_names(text: pl.Expr) -> pl.Expr:
    """As `split_list`, but a suffix that the comma split off rejoins the name before it: `robert downey jr.`."""
    item = pl.element()
    joiner = pl.when(item.str.to_lowercase().is_in(SPLIT_OFF_SUFFIXES)).then(pl.lit(" ")).otherwise(pl.lit(","))
    rejoined = split_list(text).list.eval(joiner + item).list.join("").str.strip_chars_start(", ")
    return split_list(clean(rejoined))


def lower_unique(items: pl.Expr) -> pl.Expr:
    """A list in lower case, each item once, where it stood first."""
    return items.list.eval(pl.element().str.to_lowercase()).list.unique(maintain_order=True)


def key(text: pl.Expr) -> pl.Expr:
    """The letters and numbers of all scripts, case and accents folded: what a title is recognised by; null if none."""
    return words(text).str.replace_all(" ", "", literal=True)


def words(text: pl.Expr) -> pl.Expr:
    """As `key`, but with a space wherever something else stood between: what tells `It` from `I.T.`."""
    folded = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    kept = folded.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")
    return pl.when(kept.str.len_bytes() > 0).then(kept)


def whole_number(text: pl.Expr, digits: int) -> pl.Expr:
    """The whole number that the text is, of at most so many digits; null if it is anything else."""
    return pl.when(text.str.contains(rf"^\d{{1,{digits}}}$")).then(text).cast(pl.Int32, strict=False)


def day(text: pl.Expr, layouts: Sequence[str] = DATE_LAYOUTS, since: int = FIRST_YEAR) -> pl.Expr:
    """The day that the text names in one of the layouts, in the year `since` or later; null if it names none.

    `%Y` also reads years of any length and sign: `May 1, 21` is not a day of the first century.
    """
    read = pl.coalesce(text.str.to_date(layout, strict=False, exact=True) for layout in layouts)
    return pl.when(read.dt.year() >= since).then(read)


def decimal(text: pl.Expr) -> pl.Expr:
    """The number that the text is, 0 or more, an exponent allowed (`8.2e-05`); null if it is anything else."""
    return (
        pl.when(text.str.contains(r"^\d{1,15}(\.\d{1,20})?(e[+-]?\d{1,2})?$")).then(text).cast(pl.Float64, strict=False)
    )


def first_mention(names: pl.Expr) -> pl.Expr:
    """A list of names without those that are there before, but for case: the first mention counts."""
    return names.list.eval(pl.element().filter(pl.element().str.to_lowercase().is_first_distinct()))
