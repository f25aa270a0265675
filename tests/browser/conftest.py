"""What the tests in a browser start from: built pages, a service that shows them, a Chromium without a network."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.catalogues import publish_bare, publish_doubtful, publish_many
from tests.graphql_api.serving import Served, serving
from tests.make.project import ROOT, load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from tests.browser.watched import Watched

# `make test` installs no Playwright: what needs it is slow, and not even read there.
collect_ignore_glob = [] if importlib.util.find_spec("playwright") else ["test_*.py"]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No network but this machine: what a page wants from elsewhere it does not get.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, for one module: Playwright has an event loop run in this thread as long as it is open,
    beside which no other test could run one.
    """
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("no Chromium on PATH")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages() -> Path:
    """The folder of built pages, built by `make web` unless it was."""
    make = load(ROOT)
    if not make.web_is_built():
        if not (shutil.which("npm") and make.node_will_do()):
            pytest.skip("no npm with Node 20.19 or newer on PATH")
        make.build_web()
    return make.STATIC


@pytest.fixture(scope="session")
def site(pages: Path, fitted_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small catalogue with a model, served with its pages."""
    with serving(fitted_data, tmp_path_factory.mktemp("site") / "log") as service:
        yield service


@pytest.fixture(scope="session")
def long(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Lists longer than a page."""
    folder = tmp_path_factory.mktemp("long")
    publish_many(folder / "raw", folder / "data")
    with serving(folder / "data", folder / "log") as service:
        yield service


@pytest.fixture(scope="session")
def bare(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One title and nothing else: no ratings, no film set, no model."""
    folder = tmp_path_factory.mktemp("bare")
    publish_bare(folder / "raw", folder / "data")
    with serving(folder / "data", folder / "log") as service:
        yield service


@pytest.fixture(scope="session")
def discreet(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Generated data whose ratings tell nothing of titles, served without GraphiQL and without a word of users."""
    folder = tmp_path_factory.mktemp("discreet")
    publish_doubtful(folder / "raw", folder / "data")
    with serving(folder / "data", folder / "log", CARTELERA_USERS="off", CARTELERA_IDE="off") as service:
        yield service


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Watched]]:
    """Open a page as somebody who was never there; at the end nothing may have been wrong with it."""
    from tests.browser.watched import Watched

    contexts: list[BrowserContext] = []
    opened: list[Watched] = []

    def visit(address: str, **options: Any) -> Watched:
        contexts.append(chromium.new_context(**options))
        opened.append(Watched(contexts[-1].new_page(), address))
        return opened[-1]

    yield visit
    faults = [each.faults() for each in opened]
    for context in contexts:
        context.close()
    assert faults == [[]] * len(opened)
