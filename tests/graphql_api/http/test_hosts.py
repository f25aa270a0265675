"""A service for this machine alone is asked by this machine's names, so that no site can speak in its place."""

import pytest
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.settings import Settings

PRIVATE = Settings.read({}).names


@pytest.fixture
def asked(small_data):
    def ask(host, names=PRIVATE):
        client = TestClient(create_app(Settings(data=small_data), names))
        return client.get("/healthz", headers={"Host": host})

    return ask


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:8000", "[::1]:8000", "[::1]", ""]
)
def test_this_machine_is_answered(asked, host):
    assert asked(host).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example", "192.168.0.7", "["]
)
def test_other_names_are_told_what_to_do(asked, host):
    answer = asked(host)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (400, "BAD_REQUEST")
    assert host in error["message"]
    assert "CARTELERA_HOST" in error["message"]
    assert answer.headers["X-Request-Id"]


def test_where_others_reach_the_service_any_name_will_do(asked):
    assert asked("evil.example", names=()).status_code == 200


@pytest.mark.parametrize(
    ("environment", "more"),
    [
        ({}, "localhost"),
        ({"CARTELERA_HOST": "127.0.1.7"}, "127.0.1.7"),
        ({"CARTELERA_HOST": "::1"}, "[::1]"),
    ],
)
def test_the_names_of_this_machine_and_the_address_listened_on_are_its_own(environment, more):
    assert Settings.read(environment).names == ("localhost", "127.0.0.1", "[::1]", more)


@pytest.mark.parametrize(
    "environment", [{"CARTELERA_HOST": "*"}, {"CARTELERA_PROXIES": "1"}, {"CARTELERA_HOST": "127.evil"}]
)
def test_it_has_no_names_of_its_own_where_others_may_reach_it(environment):
    assert Settings.read(environment).names == ()
