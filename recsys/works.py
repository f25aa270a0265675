"""Which titles are one work, and which belong to one franchise."""

import polars as pl

from recsys.tokens import folded_words, telling

OWNERS = r"^(?:walt disney(?:'s|’s)?|disney(?:'s|’s)?|marvel studios(?:'|’)|marvel(?:'s|’s)|dreamworks) "
"""The house that stands before a name: Marvel's Avengers are the Avengers, and no kin of Marvel's Agent Carter."""

BRACKETED_ENDS = r"(?:\s*[(\[][^()\[\]]*[)\]])+\s*$"
"""`(English Dubbed)`, `(4K UHD)`, `[Ultimate Edition]`."""

SUBTITLE = r"\s*:.*$|\s[-–—/]\s.*$"
"""What follows a colon, or a dash between spaces."""

NUMBER = r"(?:\d+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)"
LAST_NUMBER = rf"(?:,? (?:the )?(?:part|vol\.?|volume|chapter|season|series|episode))?,? #?{NUMBER}[.!]*$"
"""`Rocky II`, `Baahubali 2`, `Ocean's Twelve`, `Kill Bill: Vol. 2` before its colon went, `Aranyak, Season 1`."""

FIRST_WORDS = 2
"""So many words of a stem, stop words not counted, name a franchise: `power rangers` of `power rangers dino fury`."""

MENTIONS = {"row": pl.UInt32, "franchise": pl.UInt32}
"""The columns of `mentions`."""

NAME_TITLES = 3
NAME_LENGTH = 4
"""The least titles that a name begins, and its least letters."""


def franchises(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Each `title_id` with the name of its `franchise`, which nearly always is of that title alone, and its `words`.

    `phrase` is the name with a space before and after, null if it tells nothing; `words` are all words of the title,
    spaced likewise: a title whose words hold another's phrase is its kin, as `Olaf's Frozen Adventure` is of `Frozen`.

    A name that begins titles and hardly occurs elsewhere (`Barbie`, `Pokémon`, `Naruto`) names all of them. Otherwise
    the stem of the title does, as far as its first two words that tell something. That errs towards too much kinship,
    which costs little: at worst the third of some titles that all begin with `High School` comes up in sixth place.
    """
    stems = rows.select("title_id", "title", "description", words=folded_words(stem(pl.col("title"))))
    names = stems.pipe(leading_names).with_columns(named=True)
    return (
        stems.with_columns(first=leading_word())
        .join(names, left_on="first", right_on="name", how="left")
        .with_columns(phrase=pl.when("named").then("first").otherwise(first_words()))
        .with_columns(phrase=pl.when(pl.col("phrase") != "").then("phrase"))
        .select(
            "title_id",
            franchise=pl.col("phrase").fill_null(pl.col("title")),
            phrase=pl.format(" {} ", "phrase"),
            words=pl.format(" {} ", folded_words(pl.col("title")).list.join(" ")),
        )
    )


def mentions(called: pl.DataFrame) -> pl.DataFrame:
    """The pairs of a `row` and the number of a `franchise` whose phrase is in its words.

    `called` is as `franchises` makes it, with franchises as numbers. Every run of words of every title is looked up.
    """
    numbers = {phrase.strip(): number for phrase, number in called.select("phrase", "franchise").iter_rows() if phrase}
    longest = max((phrase.count(" ") + 1 for phrase in numbers), default=0)
    found: list[tuple[int, int]] = []
    for row, words in enumerate(map(str.split, called["words"])):
        runs = {
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, min(len(words), start + longest) + 1)
        }
        found += ((row, numbers[run]) for run in sorted(runs & numbers.keys()))
    return pl.DataFrame(found, MENTIONS, orient="row")


def stem(title: pl.Expr) -> pl.Expr:
    """The title without its owner, bracketed ends, a subtitle and a last number; whole if nothing else is left."""
    plain = title.str.to_lowercase().str.replace(OWNERS, "").str.replace(BRACKETED_ENDS, "")
    short = plain.str.replace(SUBTITLE, "").str.replace(LAST_NUMBER, "").str.strip_chars(" ,")
    return pl.when(short.str.contains(r"[\p{L}\p{N}]")).then(short).otherwise(title)


def leading_names(stems: pl.LazyFrame) -> pl.LazyFrame:
    """The words that begin several titles and are a name there.

    Most titles that mention a name begin with it (`love` is mentioned everywhere), and where it begins a title the
    description speaks of it more often than not (of `hello` it does not).
    """
    words = stems.select(
        "title_id",
        first=leading_word(),
        told=folded_words(pl.col("description").fill_null("")).list.unique(),
        titled=folded_words(pl.col("title")).list.unique(),
    )
    mentions = [
        words.select("title_id", "first", name=where, told=pl.lit(where == "told")).explode(
            "name", empty_as_null=False, keep_nulls=False
        )
        for where in ("told", "titled")
    ]
    return (
        pl.concat(mentions)
        .group_by("title_id", "name")
        .agg(pl.col("told").any(), begins=(pl.col("first") == pl.col("name")).any())
        .group_by("name")
        .agg(pl.col("begins").sum(), told=(pl.col("begins") & pl.col("told")).sum(), mentioned=pl.len())
        .filter(pl.col("begins") >= NAME_TITLES, pl.col("name").str.len_chars() >= NAME_LENGTH)
        .filter(2 * pl.col("begins") > pl.col("mentioned"), 2 * pl.col("told") > pl.col("begins"))
        .select("name")
    )


def leading_word() -> pl.Expr:
    """The first word of the stem that tells something."""
    return pl.col("words").list.eval(pl.element().filter(telling())).list.first()


def first_words() -> pl.Expr:
    """The stem up to its second word that tells something."""
    told = telling().cast(pl.Int32)
    up_to = pl.element().filter((told.cum_sum() - told) < FIRST_WORDS)
    return pl.col("words").list.eval(up_to).list.join(" ")
