"""Asking the service about the film set, many names in one document that is parsed and validated once."""

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graphql_api.catalogue.snapshot import Snapshot, load
from pipeline.store.releases import Release
from pipeline.store.vocabulary import PlatformCode
from tests.conftest import publish
from tests.oracle.asking import PAGE, PAGING, PAGING_VARIABLES, Listed, execute
from tests.oracle.film_combinations import FilmCombination
from tests.oracle.film_files import write_films
from tests.oracle.films import FilmOracle
from tests.oracle.oracle import Oracle
from tests.oracle.people import People
from tests.oracle.reading import Title
from tests.raw_files import title, write_raw

NAMES_AT_ONCE = 200
"""Names in a document."""

FILMS_VARIABLES = f"{PAGING_VARIABLES}, $filter: FilmFilter, $orderBy: FilmOrder"
FILMS = f"films(filter: $filter, orderBy: $orderBy, {PAGING}) {{ {PAGE} }}"
ALL_FILMS = f"query({FILMS_VARIABLES}) {{ {FILMS} }}"
FILMS_OF_A_PERSON = f"""query($id: ID!, {FILMS_VARIABLES}) {{
  node(id: $id) {{ ... on Actor {{ {FILMS} }} ... on Director {{ {FILMS} }} }}
}}"""


@dataclass(frozen=True)
class Served:
    """The service's and the oracle's reading of the same raw files, and who is in the catalogues beside them.

    `titles_of["actor"]` and `titles_of["director"]` are the titles of the catalogues by lower-case name, `written` the
    names of everybody as first written: in the catalogues if they are there.
    """

    release: Release
    snapshot: Snapshot
    oracle: FilmOracle
    titles_of: dict[str, dict[str, list[Title]]]
    written: dict[str, dict[str, str]]

    @classmethod
    def read(cls, raw: Path, data: Path) -> "Served":
        release = publish(raw, data)
        oracle, catalogues = FilmOracle.read(raw), Oracle.read(raw / "catalogues")
        people = People(catalogues)
        written: dict[str, dict[str, str]] = {"actor": {}, "director": {}}
        for each in catalogues.titles:
            for role, names in (("actor", each.cast), ("director", each.director)):
                for name in names:
                    written[role].setdefault(name.lower(), name)
        return cls(
            release,
            load(release),
            oracle,
            {"actor": people.titles_of_actors, "director": people.titles_of_directors},
            {role: oracle.written[role] | names for role, names in written.items()},
        )


@contextmanager
def served(films, credits=None, titles=()):
    """A film set of these rows, beside a catalogue of these, or of a title that names nobody."""
    catalogues = {PlatformCode.NETFLIX: titles or [title(cast="", director="")]}
    with TemporaryDirectory() as folder:
        raw = write_films(write_raw(Path(folder) / "raw", catalogues), films, credits)
        yield Served.read(raw, Path(folder) / "data")


def listed_films(each: FilmCombination) -> Listed:
    """The list that a combination asks for."""
    variables = {"filter": each.filter, "orderBy": each.order}
    return Listed(FILMS_OF_A_PERSON, {"id": each.owner} | variables) if each.owner else Listed(ALL_FILMS, variables)


async def asked_by_name(snapshot: Snapshot, field: str, names: Sequence[str], selection: str = "") -> list[Any]:
    """What a root field, written `filmScore(title: $name)`, answers for each name."""
    found = []
    for start in range(0, len(names), NAMES_AT_ONCE):
        these = names[start : start + NAMES_AT_ONCE]
        variables = ", ".join(f"$name{number}: String!" for number in range(len(these)))
        fields = " ".join(
            f"a{number}: {field.replace('$name', f'$name{number}')} {'{ ...asked }' if selection else ''}"
            for number in range(len(these))
        )
        document = f"query({variables}) {{ {fields} }} {selection}"
        given = {f"name{number}": name for number, name in enumerate(these)}
        found += (await execute(snapshot, document, **given)).values()
    return found


def flat(answer: Any) -> Any:
    """The answer with the ids of things in the place of things of which nothing else was asked."""
    if isinstance(answer, list):
        return [flat(each) for each in answer]
    if isinstance(answer, dict):
        return answer["id"] if set(answer) == {"id"} else {name: flat(value) for name, value in answer.items()}
    return answer
