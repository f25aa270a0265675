"""Answers that a page gets in place of the service's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from playwright.sync_api import Error, Page, Route

GRAPHQL = "**/graphql"


@contextmanager
def answering(page: Page, status: int, body: str) -> Iterator[None]:
    """All questions of a page are answered so."""
    page.route(GRAPHQL, lambda route: route.fulfill(status=status, content_type="application/json", body=body))
    yield
    page.unroute_all(behavior="wait")


@contextmanager
def changing(page: Page, change: Callable[[dict[str, Any]], None]) -> Iterator[None]:
    """The service's answers reach the page as `change` leaves their JSON."""

    def changed(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        change(told)
        route.fulfill(response=answer, json=told)

    page.route(GRAPHQL, changed)
    yield
    page.unroute_all(behavior="wait")


@contextmanager
def holding(page: Page, only: str = "") -> Iterator[None]:
    """Until the block ends no question of a page, or none with these words in it, is answered."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if only in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    page.route(GRAPHQL, hold)
    yield
    page.unroute(GRAPHQL)
    for route in held:
        with suppress(Error):  # the page may have given it up
            route.continue_()
