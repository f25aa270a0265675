"""What is held of a film set: each answer of the service is that of the oracle."""

from random import Random

import polars as pl

from tests.oracle.asking import asked_of_nodes, execute, hold, hold_the_walk
from tests.oracle.combinations import WITH_ACCENTS, disguised
from tests.oracle.film_asking import asked_by_name, flat, listed_films
from tests.oracle.film_combinations import FILM_ORDERS, FilmCombination, FilmCombinations
from tests.oracle.film_reading import CREDITS_FILE, FILMS_FILE
from tests.oracle.films import MONTH_NUMBERS, WEEKDAY_NUMBERS

ROLES = ("actor", "director")


async def hold_the_months_and_days(film_set, seed=1):
    """Each month and day of the week has as many films, in both languages and however it is written."""
    random, oracle, snapshot = Random(seed), film_set.oracle, film_set.snapshot
    for field, names, answer in (
        ("filmsReleasedInMonth(month: $name)", MONTH_NUMBERS, oracle.released_in_month),
        ("filmsReleasedOnWeekday(weekday: $name)", WEEKDAY_NUMBERS, oracle.released_on_weekday),
    ):
        asked = [*names, *map(str.upper, names), *map(str.lower, names)]
        asked += [disguised(random, name) for name in names for _ in range(3)]
        hold(asked, await asked_by_name(snapshot, field, asked), list(map(answer, asked)))


def titles_asked(oracle, random, count):
    """So many titles or more, all that films share among them, in odd writing; and some that no film has."""
    shared = sorted({film.title for films in oracle.shared.values() if len(films) > 1 for film in films})
    others = sorted({film.title for film in oracle.films} - set(shared))
    drawn = random.sample(others, min(len(others), max(count - len(shared), count // 2)))
    unknown = ["", "?!", "No Such Film", *(title[:-1] for title in drawn[:20]), *(f"{title} x" for title in drawn[:5])]
    return [disguised(random, title) for title in shared + drawn] + unknown


VOTES = """fragment asked on FilmVotes {
  __typename
  ... on VoteSummary { title year count mean film { id } alternatives { id } }
  ... on TooFewVotes { message count required film { id } alternatives { id } }
}"""


async def hold_the_titles(film_set, count=1_000, seed=2):
    """Films are found by title, with the score and the votes of the one that is meant, and all others beside it."""
    asked = titles_asked(film_set.oracle, Random(seed), count)
    selection = "fragment asked on FilmScore { title year popularity film { id } alternatives { id } }"
    found = await asked_by_name(film_set.snapshot, "filmScore(title: $name)", asked, selection)
    hold(asked, flat(found), list(map(film_set.oracle.score, asked)))
    found = await asked_by_name(film_set.snapshot, "filmVotes(title: $name)", asked, VOTES)
    said = [answer.pop("message") for answer in found if answer and "message" in answer]
    assert all(said)
    kinds = [answer and answer.pop("__typename") for answer in found]
    expected = list(map(film_set.oracle.votes, asked))
    hold(asked, flat(found), expected)
    hold(asked, kinds, [each and ("VoteSummary" if "mean" in each else "TooFewVotes") for each in expected])


def return_of(oracle, role, name):
    """What the service is to say of somebody's films."""
    earned = oracle.earned(role, name)
    if earned is None:
        return None
    films = {"films": [film.node_id for film in earned.films[:100]]} if role == "director" else {}
    numbers = {"filmCount": len(earned.films), "totalReturn": earned.total, "meanReturn": earned.mean}
    return {role: f"{role}:{earned.name}", **numbers, **films}


RETURNS = {
    "actor": "filmCount totalReturn meanReturn actor { id }",
    "director": "filmCount totalReturn meanReturn director { id } films { id }",
}


async def hold_the_returns(film_set, seed=3):
    """The films of every actor and director earned as much; names in odd writing and names of nobody among them."""
    random, oracle = Random(seed), film_set.oracle
    for role in ROLES:
        names = sorted(oracle.films_of[role])
        strangers = ["", "-", "Nobody Known", *sorted(set(film_set.titles_of[role]) - set(names))[:300]]
        strangers += [name[:-1] for name in names[:50]]
        odd = [disguised(random, name) for name in random.sample(names, min(len(names), 1_000))]
        asked = names + odd + strangers + [name.translate(WITH_ACCENTS) for name in names[:300]]
        field, selection = f"{role}Return(name: $name)", f"fragment asked on {role.title()}Return {{ {RETURNS[role]} }}"
        found = await asked_by_name(film_set.snapshot, field, asked, selection)
        hold(asked, flat(found), [return_of(oracle, role, name) for name in asked])


async def hold_the_people(film_set, count=None, seed=4):
    """Everybody, or as many, in the catalogues or the film set has these titles and films, and may be asked for."""
    oracle = film_set.oracle
    for role in ROLES:
        everybody = sorted(set(film_set.titles_of[role]) | set(oracle.films_of[role]))
        names = everybody if count is None else Random(seed).sample(everybody, min(count, len(everybody)))
        selection = f"""id name displayName titleCount filmReturn {{ {RETURNS[role]} }}
            films(first: 100) {{ totalCount nodes {{ id }} }}"""
        expected = [person(film_set, role, name) for name in names]
        ids = [f"{role}:{name}" for name in names]
        found = await asked_of_nodes(film_set.snapshot, ids, f"... on {role.title()} {{ {selection} }}")
        hold(ids, flat(found), expected)
        field, selection = f"{role}(name: $name)", f"fragment asked on {role.title()} {{ id }}"
        hold(names, flat(await asked_by_name(film_set.snapshot, field, names, selection)), ids)
        stranger = {"id": f"{role}:nobody known", "name": "Nobody Known"}
        document = f"query($id: ID!, $name: String!) {{ node(id: $id) {{ id }} {role}(name: $name) {{ id }} }}"
        assert await execute(film_set.snapshot, document, **stranger) == {"node": None, role: None}


def person(film_set, role, name):
    """What the service is to say of somebody in a role."""
    films = film_set.oracle.listed(owner=f"{role}:{name}")
    return {
        "id": f"{role}:{name}",
        "name": name,
        "displayName": film_set.written[role][name],
        "titleCount": len(film_set.titles_of[role].get(name, ())),
        "filmReturn": return_of(film_set.oracle, role, name) if films else None,
        "films": {"totalCount": len(films), "nodes": [film.node_id for film in films[:100]]},
    }


FILM = """... on Film {
  id title releaseDate releaseYear overview tagline collection genres companies countries languages runtime budget
  revenue profit returnRatio popularity voteCount voteAverage cast(first: 100) { name } directors(first: 100) { name }
}"""


def film_told(oracle, film):
    """What the service is to say of a film."""
    return {
        "id": film.node_id,
        "title": film.title,
        "releaseDate": film.release_date.isoformat(),
        "releaseYear": film.release_year,
        "overview": film.overview,
        "tagline": film.tagline,
        "collection": film.collection,
        **{name: list(getattr(film, name)) for name in ("genres", "companies", "countries", "languages")},
        "runtime": film.runtime,
        "budget": film.budget,
        "revenue": film.revenue,
        "profit": film.profit,
        "returnRatio": film.return_ratio,
        "popularity": film.popularity,
        "voteCount": film.vote_count,
        "voteAverage": film.vote_average,
        "cast": [{"name": name.lower()} for name in oracle.cast(film)[:100]],
        "directors": [{"name": name.lower()} for name in oracle.directors(film)],
    }


async def hold_the_films(film_set):
    """Every film is told as it is in the files, and nothing is a film that is none."""
    oracle, snapshot = film_set.oracle, film_set.snapshot
    ids = [film.node_id for film in oracle.films]
    hold(ids, await asked_of_nodes(snapshot, ids, FILM), [film_told(oracle, film) for film in oracle.films])
    strangers = ["film:", "film:x", "film:-1", "film:1.0", "film:999999998", "film:99999999999999999999"]
    for number in (film.film_id for film in oracle.films[:3]):
        strangers += [f"{number}", f"film:0{number}", f"film: {number}", f"FILM:{number}", f"film:{number}\n"]
    document = "query($id: ID!) { node(id: $id) { id } film(id: $id) { id } }"
    for each in ids[:20]:
        assert await execute(snapshot, document, id=each) == {"node": {"id": each}, "film": {"id": each}}
    for each in strangers:
        assert await execute(snapshot, document, id=each) == {"node": None, "film": None}, each


async def hold_the_list(film_set, each, pages_at_most=None):
    """All pages of the list that a combination asks for, those made larger where they were too many."""
    ids = [film.node_id for film in film_set.oracle.listed(each.filter, each.order, each.owner)]
    size = max(each.size, -(-len(ids) // pages_at_most)) if pages_at_most else each.size
    await hold_the_walk(film_set.snapshot, listed_films(each), ids, min(size, 100), each)


async def hold_combinations(film_set, count, seed, pages_at_most=None, most=None):
    """So many combinations drawn from the film set itself, none but the first of a list of more films than `most`."""
    held = 0
    for each in FilmCombinations(film_set.oracle, seed):
        films = film_set.oracle.listed(each.filter, each.order, each.owner)
        if held and most and len(films) > most:
            continue
        await hold_the_list(film_set, each, pages_at_most)
        held += 1
        if held == count:
            return


async def hold_what_is_set_aside(film_set):
    """The rows that do not enter, each with its file, its place and why; the dataset says how many."""
    oracle, release = film_set.oracle, film_set.release
    expected = [("films" if each.file == FILMS_FILE else "film_credits", *each) for each in oracle.aside]
    found = []
    if "quarantine" in release.manifest.tables:
        rows = release.scan("quarantine").filter(pl.col("table").is_in(["films", "film_credits"]))
        found = rows.select("table", "file", "row", "reason").collect().rows()
    hold_the_rows(found, expected)
    document = "{ dataset { tables { name rows quarantined quarantineReasons { value count } } } }"
    tables = {table.pop("name"): table for table in (await execute(film_set.snapshot, document))["dataset"]["tables"]}
    credits = sum(map(len, (*oracle.cast_of.values(), *oracle.directors_of.values())))
    for name, file, rows in (("films", FILMS_FILE, len(oracle.films)), ("film_credits", CREDITS_FILE, credits)):
        reasons = [{"value": reason, "count": count} for reason, count in oracle.reasons(file)]
        aside = sum(each["count"] for each in reasons)
        assert tables[name] == {"rows": rows, "quarantined": aside, "quarantineReasons": reasons}


FILM_COLUMNS = (
    *("film_id", "title", "original_language", "release_date", "release_year", "status", "overview", "tagline"),
    *("collection", "genres", "companies", "countries", "languages", "runtime", "budget", "revenue", "profit"),
    *("return_ratio", "popularity", "vote_count", "vote_average"),
)


def hold_the_rows(found, expected):
    """The same rows, in any order, each once."""
    known, there = set(expected), set(found)
    assert (len(known), len(there)) == (len(expected), len(found))
    assert [row for row in found if row not in known][:3] == [row for row in expected if row not in there][:3] == []


def hold_the_tables(film_set):
    """The release's tables hold the films and their people, row by row."""
    oracle, release = film_set.oracle, film_set.release
    rows = release.scan("films").select(FILM_COLUMNS).collect().rows()
    found = [tuple(tuple(value) if isinstance(value, list) else value for value in row) for row in rows]
    hold_the_rows(found, [tuple(getattr(film, name) for name in FILM_COLUMNS) for film in oracle.films])
    rows = release.scan("film_credits").select(
        "film_id", pl.col("role").cast(pl.String), "billing", "name", "display_name"
    )
    expected = [
        (film_id, role, billing, name.lower(), name)
        for role, people in (("actor", oracle.cast_of), ("director", oracle.directors_of))
        for film_id, names in people.items()
        for billing, name in enumerate(names, 1)
    ]
    hold_the_rows(rows.collect().rows(), expected)


async def hold_everything(film_set, combinations=10):
    """Every question about a small film set."""
    hold_the_tables(film_set)
    await hold_what_is_set_aside(film_set)
    await hold_the_months_and_days(film_set)
    await hold_the_titles(film_set)
    await hold_the_returns(film_set)
    await hold_the_people(film_set)
    await hold_the_films(film_set)
    for order in FILM_ORDERS:
        await hold_the_list(film_set, FilmCombination(owner=None, filter=None, order=order, size=5))
    if film_set.oracle.films:
        await hold_combinations(film_set, combinations, seed=len(film_set.oracle.films))
