"""What a search box asks: titles by words, and actors by the beginnings of their names."""

from graphql_api.catalogue.people import actors
from graphql_api.catalogue.search import search
from graphql_api.catalogue.titles import Criteria, matching
from graphql_api.context import Info
from graphql_api.types.actor import Actor
from graphql_api.types.arguments import checked_text, given
from graphql_api.types.inputs import TitleFilter
from graphql_api.types.pages import Connection, Listing, Page
from graphql_api.types.title_connection import TitleConnection, title_of
from pipeline.store.vocabulary import PlatformCode, Role


def found_titles(info: Info, text: str, page: Page, title_filter: TitleFilter | None) -> TitleConnection:
    """A page of the titles that a text finds and a filter leaves, best match first.

    Raises:
        BadUserInput: an argument is out of its limits.
    """
    snapshot, wanted = info.context.snapshot, given(title_filter)
    found = search(snapshot.search, checked_text("text", text))
    rows = matching(snapshot, wanted.criteria() if wanted else Criteria(), found.rows)

    def key(row: int) -> tuple[int, int, str, str]:
        record = snapshot.records[row]
        return int(found.levels[row]), record.votes, record.title, record.title_id

    listing = Listing(
        order="search",
        items=rows,
        key=key,
        node=lambda row: title_of(snapshot, row),
        sortable=lambda place: (place[0], -place[1], *place[2:]),
    )
    return TitleConnection.of(page.of(listing), rows=rows)


def actor_list(info: Info, text: str | None, platform: PlatformCode | None, page: Page) -> Connection[Actor]:
    """A page of actors, those in the most titles first, then by name.

    Raises:
        BadUserInput: an argument is out of its limits.
    """
    snapshot = info.context.snapshot
    people, names = snapshot.people[Role.ACTOR], snapshot.columns.people[Role.ACTOR].names

    def key(code: int) -> tuple[int, str]:
        person = people[names[code]]
        return person.title_count, person.name

    listing = Listing(
        order="actors",
        items=actors(snapshot, checked_text("text", text) if text is not None else None, platform),
        key=key,
        node=lambda code: Actor.of(people[names[code]]),
        sortable=lambda place: (-place[0], place[1]),
    )
    return Connection.of(page.of(listing))
