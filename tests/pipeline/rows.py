"""Rows for properties: plausible ones that all may enter, and wild ones with any text in any column."""

from hypothesis import strategies as st

from pipeline.sources.layout import CATALOGUE_COLUMNS, FILM_COLUMNS, FILM_CREDIT_COLUMNS
from pipeline.store.vocabulary import PlatformCode
from tests.data.odd_films import BAD_FILM_CREDITS, BAD_FILMS, ODD_FILM_CREDITS, ODD_FILMS
from tests.data.odd_rows import BAD_TITLES, ODD_TITLES
from tests.raw_files import PLAIN_FILM, PLAIN_FILM_CREDITS, rating, title

NAMES = ("Ann Lee", "ANN LEE", "Bo", "\u0130lker", "Zoë", "Ann\u00a0Lee", "1", "Jr.", "Ph.D.", "II", "", "Émile")

# What a CSV reader, a regular expression or a terminal may stumble over. NUL and a lone carriage return are not among
# them: a file with either is refused.
AWKWARD = (
    '"', '""', ",", "\n", "\r\n", "'", "\\", "\x07", "\x1b[31m", "\u200b", "\ufeff", "\u00a0", "\u2028",
    "\t", "\u0130", "\u017f", "ß", "Σ", "😀", "👩\u200d👧", "\u202eright to left", "אבג", "\u0663", "\ufffd", "\uffff",
    "$1", "null", "NaN", "=1+1", "Jr.", "2 Seasons", "90 min", "s1", "Movie", "1",
)  # fmt: skip

_characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
arbitrary = st.lists(st.sampled_from(AWKWARD) | _characters, max_size=6).map("".join)
"""Any text that a raw file can hold."""

_lists = st.lists(st.sampled_from(NAMES), max_size=5).map(", ".join)
_titles = st.sampled_from(["Rain", "RAIN", "\u0130stanbul", "\u200bZenith", "Two\nLines", "Σίσυφος", "1917"])
_lengths = st.sampled_from([
    ("PG", "90 min"), ("", "0 min"), ("94 min", ""), ("2 Seasons", ""), ("1 SEASON", ""), ("", ""), ("16", "3 seasons"),
    ("74 min", "80 min"), ("AGES_18_", "601 min"),
])  # fmt: skip


@st.composite
def plausible(draw):
    """The cells of a row that enters as it is, its id apart."""
    audience, length = draw(_lengths)
    return {
        "type": draw(st.sampled_from(["Movie", "TV Show", "movie"])),
        "title": draw(_titles),
        "director": draw(_lists | st.just("Nothing odd happens.")),
        "cast": draw(_lists),
        "country": draw(st.sampled_from(["", ", South Korea", "Spain,spain,", "France, Peru"])),
        "date_added": draw(st.sampled_from(["", " May 1, 2019", "September 25, 2021", "February 29, 2020 "])),
        "release_year": draw(st.sampled_from(["1920", "2019", "2021"])),
        "rating": audience,
        "duration": length,
        "listed_in": draw(_lists),
        "description": draw(st.sampled_from(["", "Nothing odd happens.", "One.\n\nTwo."])),
    }


def catalogues(size: int = 6):
    """Plausible rows with distinct ids, by platform."""
    ids = st.lists(st.integers(1, 120), min_size=1, max_size=size, unique=True)

    def with_ids(numbers):
        return st.tuples(*(plausible().map(lambda cells, n=n: title(show_id=f"s{n}", **cells)) for n in numbers))

    return st.dictionaries(st.sampled_from(list(PlatformCode)), ids.flatmap(with_ids).map(list), min_size=1)


odd_cells = {
    name: st.sampled_from(sorted({row.raw[name] for row in [*ODD_TITLES, *BAD_TITLES] if name in row.raw})) | arbitrary
    for name in CATALOGUE_COLUMNS
}
wild = st.fixed_dictionaries(odd_cells)
"""A row with anything in every column."""

wild_or_worse = wild | plausible().flatmap(lambda cells: wild.map(lambda row: title(**{**row, **cells})))
"""Of the latter only the id is wild."""

user_ratings = st.builds(
    lambda user, half, time, movie: rating(
        userId=str(user), rating=str(half / 2), timestamp=str(time), movieId=f"{movie[0]}s{movie[1]}"
    ),
    st.integers(0, 4),
    st.integers(1, 10),
    st.integers(0, 3),
    st.tuples(st.sampled_from("adhn"), st.integers(1, 4)),
)
"""A rating of few users, titles and times, so that they often coincide; of titles that may not be there."""

wild_ratings = st.builds(
    rating,
    userId=st.sampled_from(["1", "2", "", "x", "-1", "99999999999"]) | arbitrary,
    rating=st.sampled_from(["4.0", "0.5", "5", "3.7", "", "nan"]) | arbitrary,
    timestamp=st.sampled_from(["1", "0", "", "-3", "1.5"]) | arbitrary,
    movieId=st.sampled_from(["as1", "ns1", "hs2", ""]) | arbitrary,
)
"""A rating with anything in every column."""


# The film set.


def _cells(columns, rows, plain):
    """By column, what odd rows say in it, and what a plain one does."""
    said = {name: {row.raw[name] for row in rows if name in row.raw} for name in columns}
    return {name: st.sampled_from([plain[name], *sorted(said[name])]) for name in columns}


_film_cells = {
    "odd": _cells(FILM_COLUMNS, ODD_FILMS, PLAIN_FILM),
    "any": _cells(FILM_COLUMNS, [*ODD_FILMS, *BAD_FILMS], PLAIN_FILM),
}
_film_credit_cells = {
    "odd": _cells(FILM_CREDIT_COLUMNS, ODD_FILM_CREDITS, PLAIN_FILM_CREDITS),
    "any": _cells(FILM_CREDIT_COLUMNS, [*ODD_FILM_CREDITS, *BAD_FILM_CREDITS], PLAIN_FILM_CREDITS),
}


def films(size: int = 8):
    """Films with distinct ids that all enter, each column as odd as any odd row's."""
    return _numbered(st.fixed_dictionaries(_film_cells["odd"]), size)


def film_credits(size: int = 8):
    """Credits with distinct ids, likewise; their films may not be there."""
    return _numbered(st.fixed_dictionaries(_film_credit_cells["odd"]), size)


def _numbered(rows, size):
    ids = st.lists(st.integers(1, 12), min_size=1, max_size=size, unique=True)
    return ids.flatmap(lambda numbers: st.tuples(*(rows.map(lambda row, n=n: {**row, "id": str(n)}) for n in numbers)))


@st.composite
def _mostly(draw, rows, cells):
    """Rows that might enter but for a column or two, in which anything may stand."""
    row = draw(rows)
    for name in draw(st.lists(st.sampled_from(sorted(cells)), max_size=2)):
        row = {**row, name: draw(cells[name] | arbitrary)}
    return row


def _wild(cells):
    anything = {name: known | arbitrary for name, known in cells["any"].items()}
    small = {**cells["odd"], "id": st.integers(0, 4).map(str)}
    return st.fixed_dictionaries(anything) | _mostly(st.fixed_dictionaries(small), anything)


wild_films = _wild(_film_cells)
"""A film with anything in every column, or in one or two; ids often repeat."""

wild_film_credits = _wild(_film_credit_cells)
"""Credits likewise."""
