"""The settings, and what is said of one that is wrong."""

import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from graphql_api import settings as settings_module
from graphql_api.settings import SettingError, Settings
from graphql_api.visibility import UsersShown


def test_an_empty_environment_gives_the_defaults():
    assert Settings.read({}) == Settings(Path("data/tables"), "localhost", 8000, 1, 1.0, UsersShown.HISTORY)


def test_each_variable_is_read():
    environment = {
        "PORT": "0",
        "CARTELERA_DATA": "/releases",
        "CARTELERA_HOST": "*",
        "CARTELERA_WORKERS": "4",
        "CARTELERA_POLL_SECONDS": "0.5",
        "CARTELERA_USERS": "ids",
    }
    assert Settings.read(environment) == Settings(Path("/releases"), "*", 0, 4, 0.5, UsersShown.IDS)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1", ""])
def test_all_of_users_is_shown_where_only_this_machine_asks(host):
    assert Settings.read({"CARTELERA_HOST": host}).users == UsersShown.HISTORY


@pytest.mark.parametrize("host", ["*", "0.0.0.0", "::", "192.168.0.7", "example.org", "12.7.0.1", "localhost.example"])
def test_nothing_of_users_is_shown_where_others_may_ask(host):
    assert Settings.read({"CARTELERA_HOST": host}).users == UsersShown.OFF


def test_nothing_of_users_is_shown_by_the_image():
    text = (Path(settings_module.__file__).parents[1] / "Dockerfile").read_text(encoding="utf-8")
    environment = dict(re.findall(r"\b(CARTELERA_\w+)=(\S+)", text))
    assert environment["CARTELERA_HOST"] == "*"
    assert Settings.read(environment).users == UsersShown.OFF


@pytest.mark.parametrize("host", ["localhost", "*"])
@pytest.mark.parametrize("shown", UsersShown)
def test_what_is_said_of_users_goes_before_where_they_are_shown(shown, host):
    assert Settings.read({"CARTELERA_HOST": host, "CARTELERA_USERS": shown.value}).users == shown


@pytest.mark.parametrize("value", ["OFF", "on", "none", " off", "history,ids", "1"])
def test_another_word_for_what_of_users_is_shown_names_the_right_ones(value):
    with pytest.raises(SettingError) as refused:
        Settings.read({"CARTELERA_USERS": value})
    assert str(refused.value) == f"CARTELERA_USERS is {value!r}; it must be one of off, ids, history"


@pytest.mark.parametrize(
    "name",
    ["PORT", "CARTELERA_DATA", "CARTELERA_HOST", "CARTELERA_WORKERS", "CARTELERA_POLL_SECONDS", "CARTELERA_USERS"],
)
def test_an_empty_variable_is_as_good_as_none(name):
    assert Settings.read({name: ""}) == Settings()


@pytest.mark.parametrize("name", ["PATH", "Port", "CARTELERAX", "CARTELERA_RELEASE", "CARTELERA_REAL_DATA"])
def test_variables_of_others_do_not_matter(name):
    assert Settings.read({name: "anything"}) == Settings()


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("CARTELERA_PORT", "PORT"),
        ("CARTELERA_WORKER", "CARTELERA_WORKERS"),
        ("CARTELERA_POLL_SECOND", "CARTELERA_POLL_SECONDS"),
        ("CARTELERA_DATABASE", "CARTELERA_DATA"),
        ("CARTELERA_data", "CARTELERA_DATA"),
        ("CARTELERA_POLLING_SECONDS", "CARTELERA_POLL_SECONDS"),
        ("CARTELERA_USER", "CARTELERA_USERS"),
    ],
)
def test_an_unknown_variable_names_the_nearest(name, nearest):
    with pytest.raises(SettingError) as refused:
        Settings.read({name: ""})
    assert str(refused.value) == f"{name} is no setting; did you mean {nearest}? All are listed in the README"


@pytest.mark.parametrize(
    ("name", "limits", "values"),
    [
        ("PORT", "a whole number from 0 to 65535", ["65536", "-1", "8000.0", "http", "1e3", "nan"]),
        ("CARTELERA_WORKERS", "a whole number from 1 to 64", ["0", "65", "two", "1.5"]),
        ("CARTELERA_POLL_SECONDS", "a number from 0.05 to 86400", ["0", "0.01", "86401", "inf", "nan", "1s", "-1"]),
    ],
)
def test_a_value_out_of_its_limits_says_what_they_are(name, limits, values):
    for value in values:
        with pytest.raises(SettingError) as refused:
            Settings.read({name: value})
        assert str(refused.value) == f"{name} is {value!r}; it must be {limits}"


@pytest.mark.parametrize(
    ("name", "attribute", "limits"),
    [
        ("PORT", "port", [0, 65535]),
        ("CARTELERA_WORKERS", "workers", [1, 64]),
        ("CARTELERA_POLL_SECONDS", "poll_seconds", [0.05, 86400]),
    ],
)
def test_the_limits_are_inside(name, attribute, limits):
    assert [getattr(Settings.read({name: str(limit)}), attribute) for limit in limits] == limits


def test_settings_do_not_change():
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1
