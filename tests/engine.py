"""`pytest --engine off`: the tests of the service where `CARTELERA_ENGINE` is off, whose answers are the same.

What the service answers without compiled plans and without the shortcut at the connection is what it answers with them:
`make slow` runs its contract, its clients and its attacks both ways.
"""

import os
from inspect import signature

import pytest

from graphql_api.settings import Settings

VARIABLE = "CARTELERA_ENGINE"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=("on", "off"), default="on", help="whether the service has its engine")


def pytest_configure(config: pytest.Config) -> None:
    os.environ.pop(VARIABLE, None)  # what a shell says of it is not meant for tests
    if config.getoption("--engine") == "off":
        os.environ[VARIABLE] = "off"  # of services in processes of their own, see `tests.graphql_api.serving`
        _turn_off()


def _turn_off() -> None:
    """Have settings say that the engine is off unless a test says otherwise."""
    initialiser = Settings.__init__
    names = [each.name for each in signature(initialiser).parameters.values() if each.default is not each.empty]
    defaults = list(initialiser.__defaults__ or ())
    defaults[names.index("engine")] = False
    initialiser.__defaults__ = tuple(defaults)
