"""Which titles a MovieLens film is, in plain Python, from the rules as `docs/movielens.md` has them."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

ARTICLES = {
    "the", "a", "an", "la", "le", "les", "l'", "el", "los", "las", "lo", "il", "gli", "i", "das", "der", "die", "den",
    "det", "ein", "eine", "de", "een", "en", "un", "une", "una", "uno", "os", "as", "o", "um", "uma",
}  # fmt: skip


class Film(NamedTuple):
    """One film: its number, its title with and without year, the year, and its names as words."""

    number: int
    title: str
    year: int | None
    names: set[str]


def words(name: str) -> str:
    """Letters and numbers, with a space for whatever else stood between; `&` is a word."""
    marked = unicodedata.normalize("NFKD", name.replace("&", " and "))
    plain = "".join(each for each in marked if not unicodedata.category(each).startswith("M")).lower()
    return " ".join("".join(each if unicodedata.category(each)[0] in "LN" else " " for each in plain).split())


def film(number: int, title: str) -> Film:
    """A film as its title tells."""
    title = " ".join(title.split())
    year, named = None, title
    if title.endswith(")") and len(inside := title[title.rfind("(") + 1 : -1]) == 4 and inside.isdecimal():
        year, named = int(inside), title[: title.rfind("(")].rstrip(" ")
    first, names = named, [named]
    while first.endswith(")") and (start := first.rfind("(")) > 0 and ")" not in first[start + 1 : -1]:
        names.append(first[start + 1 : -1].strip())
        first = first[:start].rstrip(" ")
    others = [without_aka(name) for name in names[1:]]
    return Film(number, title, year, {said for name in (named, first, *others) if (said := words(article_first(name)))})


def without_aka(name: str) -> str:
    """A name without what says that it is another one."""
    said, _, rest = name.partition(" ")
    return rest if said.rstrip(":").replace(".", "") in {"aka", "AKA"} else name


def article_first(name: str) -> str:
    """`Crow, The` -> `The Crow`."""
    before, comma, article = name.rpartition(", ")
    return f"{article} {before}" if comma and article.lower() in ARTICLES else name


def reported(films: Sequence[tuple[int, str]], titles: Sequence[tuple[str, str, int, str]]) -> list[tuple[object, ...]]:
    """One row a film: number, title, year, titles, how, why not."""
    movies = [(title_id, words(name), year) for title_id, name, year, kind in titles if kind == "movie"]
    read = [film(number, title) for number, title in sorted(films)]
    nearest = {each.number: nearest_to(each, movies) for each in read}
    claims = defaultdict(list)
    for number, (apart, fitting) in nearest.items():
        if len(works(fitting)) == 1:
            for title_id, _, _ in fitting:
                claims[title_id].append((apart, number))
    return [(each.number, each.title, each.year, *judged(each, movies, nearest, claims)) for each in read]


def nearest_to(film, movies):
    """The movies of the film's year that share its letters, or else those a year apart that share its words."""
    letters = {name.replace(" ", "") for name in film.names}
    same = [movie for movie in movies if movie[2] == film.year and movie[1] and movie[1].replace(" ", "") in letters]
    near = [movie for movie in movies if film.year and abs(movie[2] - film.year) == 1 and movie[1] in film.names]
    return (0, same) if same else (1, near)


def works(movies):
    """The works among movies: by letters and year."""
    return {(name.replace(" ", ""), year) for _, name, year in movies}


def judged(film, movies, nearest, claims):
    """The film's titles, how they were found, and why there is none."""
    apart, fitting = nearest[film.number]
    own = sorted(
        title_id for title_id, _, _ in fitting if claims[title_id][:1] and min(claims[title_id])[1] == film.number
    )
    letters = {name.replace(" ", "") for name in film.names}
    years = sorted({year for _, name, year in movies if name and name.replace(" ", "") in letters})
    if own and len(works(fitting)) == 1:
        return own, ("exact year", "a year apart")[apart], None
    if film.year is None:
        return [], None, "no year"
    if not years:
        return [], None, "no such title"
    if len(works(fitting)) > 1:
        return [], None, f"several works: {', '.join(sorted(title_id for title_id, _, _ in fitting))}"
    if fitting:
        return [], None, f"title of another film: {min(min(claims[title_id])[1] for title_id, _, _ in fitting)}"
    return [], None, f"title of another year: {', '.join(map(str, years))}"
