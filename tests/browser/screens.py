"""Every screen that the page has, by what brings it about."""

from typing import Final, NamedTuple

from tests.graphql_api.serving import Served


class Screen(NamedTuple):
    """A view in one of its states.

    Attributes:
        path: its address.
        ready: a selector of what is there when it has come.
        service: the fixture of the service that shows it.
        open: whether what is folded is unfolded.
    """

    path: str
    ready: str
    service: str = "site"
    open: bool = False


SCREENS: Final = {
    "search": Screen("/", ".card"),
    "search, found": Screen("/?q=rain&type=MOVIE&platform=NETFLIX", ".card"),
    "search, nothing found": Screen("/?q=xyzzyx&platform=HULU", ".empty"),
    "search, long": Screen("/?order=OLDEST", ".more button", "long"),
    "title": Screen("/title/ns1?user=2", ".verdict"),
    "title, long name": Screen("/title/as100", ".verdict", "long"),
    "title, no model": Screen("/title/hs1", "#similar .trouble", "bare"),
    "title, users not shown": Screen("/title/ns1", "#verdict .empty", "discreet"),
    "person": Screen("/person/Ana%20Ruiz", ".card"),
    "person, unknown": Screen("/person/Ruiz", ".empty .chip"),
    "user": Screen("/user/1", ".history"),
    "user, unknown": Screen("/user/4040", ".empty"),
    "user, not shown": Screen("/user/1", ".empty", "discreet"),
    "questions": Screen("/ask", "#country .bars", open=True),
    "questions, nothing matches": Screen(
        "/ask?d.year=1950&s.year=1950&a.year=1950&c.country=Atlantis", "#country .bars"
    ),
    "films": Screen("/films", "#list .card", open=True),
    "films, none": Screen("/films", ".empty", "bare"),
    "film": Screen("/film/862", "#similar .card", open=True),
    "data and models": Screen("/about", "#served table", open=True),
    "data and models, no model": Screen("/about", "#served table", "bare"),
    "nothing": Screen("/title/none", "main p a"),
}


def address(screen: Screen, service: Served) -> str:
    """Where a service shows a screen."""
    return service.url + screen.path
