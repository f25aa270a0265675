"""The settings, and what is said of one that is wrong."""

import re
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from graphql_api import settings as settings_module
from graphql_api.limits.limits import Limits
from graphql_api.limits.rate import Rate
from graphql_api.limits.traffic import Traffic
from graphql_api.setting import plain, variable
from graphql_api.settings import SettingError, Settings, variables
from graphql_api.visibility import UsersShown
from pipeline.store.errors import ReleaseError

NUMBERS = {
    variable(each): (group, each)
    for group in (Settings, Limits, Traffic)
    for each in fields(group)
    if "bounds" in each.metadata
}
"""The settings that are numbers: the class that each is a field of, and the field."""


def number(settings, name):
    """What settings say of one that is a number."""
    group, each = NUMBERS[name]
    found = {Settings: settings, Limits: settings.limits, Traffic: settings.traffic}[group]
    return getattr(found, each.name)


def refusal(**environment):
    with pytest.raises(SettingError) as refused:
        Settings.read(environment)
    return str(refused.value)


def test_an_empty_environment_gives_the_defaults():
    assert Settings.read({}) == Settings() == Settings(
        data=Path("data/tables"), host="localhost", port=8000, workers=1, poll_seconds=1.0, users=UsersShown.HISTORY,
        api_keys=(), cors_origins=(), ide=True, log="", proxies=0, rate=None, engine=True,
        response_cache_bytes=33_554_432, limits=Limits(), traffic=Traffic(),
    )  # fmt: skip


def test_each_variable_is_read():
    environment = {
        "PORT": "0",
        "CARTELERA_DATA": "/releases",
        "CARTELERA_CACHE": "/cache",
        "CARTELERA_HOST": "*",
        "CARTELERA_WORKERS": "4",
        "CARTELERA_POLL_SECONDS": "0.5",
        "CARTELERA_USERS": "ids",
        "CARTELERA_API_KEYS": "a-key-of-some-length, another-key-as-long,",
        "CARTELERA_CORS_ORIGINS": "https://example.org, http://localhost:3000",
        "CARTELERA_IDE": "off",
        "CARTELERA_LOG": "json",
        "CARTELERA_PROXIES": "1",
        "CARTELERA_RATE": "60/minute",
        "CARTELERA_ENGINE": "off",
        "CARTELERA_RESPONSE_CACHE_BYTES": "1000000",
    }
    assert Settings.read(environment) == Settings(
        data=Path("/releases"),
        cache="/cache",
        host="*",
        port=0,
        workers=4,
        poll_seconds=0.5,
        users=UsersShown.IDS,
        api_keys=("a-key-of-some-length", "another-key-as-long"),
        cors_origins=("https://example.org", "http://localhost:3000"),
        ide=False,
        log="json",
        proxies=1,
        rate=Rate(60, "minute"),
        engine=False,
        response_cache_bytes=1_000_000,
    )
    assert {*environment, *(name for name in NUMBERS if NUMBERS[name][0] is not Settings)} == set(variables())


def test_an_object_store_is_a_url_and_asked_less_often():
    settings = Settings.read({"CARTELERA_DATA": "s3://bucket/prefix/"})
    assert (settings.data, settings.poll_seconds) == ("s3://bucket/prefix", 10)
    said = {"CARTELERA_DATA": "s3://bucket/prefix", "CARTELERA_POLL_SECONDS": "1"}
    assert Settings.read(said).poll_seconds == 1


def test_a_url_of_another_kind_is_an_error():
    with pytest.raises(ReleaseError, match="ftp:// is no object store"):
        Settings.read({"CARTELERA_DATA": "ftp://bucket"})


@pytest.mark.parametrize("name", NUMBERS)
def test_each_number_is_read_with_its_bounds_inside(name):
    bounds = NUMBERS[name][1].metadata["bounds"]
    assert number(Settings.read({}), name) == bounds.default
    for limit in (bounds.low, bounds.high):
        read = number(Settings.read({name: str(limit)}), name)
        assert (read, type(read)) == (limit, int if bounds.whole else float)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_out_of_its_bounds_says_what_they_are(name):
    bounds = NUMBERS[name][1].metadata["bounds"]
    kind = "a whole number" if bounds.whole else "a number"
    for value in (bounds.low - 1, bounds.high + 1, "two", "1 2", "nan", "inf", "-inf", *(["1.5"] * bounds.whole)):
        told = f"{name} is {str(value)!r}; it must be {kind} from {plain(bounds.low)} to {plain(bounds.high)}"
        assert refusal(**{name: str(value)}) == told


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1", ""])
def test_all_of_users_is_shown_where_only_this_machine_asks(host):
    assert Settings.read({"CARTELERA_HOST": host}).users == UsersShown.HISTORY


@pytest.mark.parametrize(
    "host", ["*", "0.0.0.0", "::", "192.168.0.7", "example.org", "12.7.0.1", "127.evil", "localhost.example"]
)
def test_nothing_of_users_is_shown_where_others_may_ask(host):
    assert Settings.read({"CARTELERA_HOST": host}).users == UsersShown.OFF


def test_behind_a_proxy_nothing_is_for_this_machine_alone():
    settings = Settings.read({"CARTELERA_PROXIES": "1"})
    assert (settings.users, settings.rate) == (UsersShown.OFF, Rate(1200, "minute"))


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
    assert refusal(CARTELERA_USERS=value) == f"CARTELERA_USERS is {value!r}; it must be one of off, ids, history"


@pytest.mark.parametrize("name", variables())
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
        ("CARTELERA_MAX_ALIAS", "CARTELERA_MAX_ALIASES"),
        ("CARTELERA_API_KEY", "CARTELERA_API_KEYS"),
    ],
)
def test_an_unknown_variable_names_the_nearest(name, nearest):
    told = f"{name} is no setting; did you mean {nearest}? All are listed in the README"
    assert refusal(**{name: ""}) == told


@pytest.mark.parametrize("name", ["PORT", "CARTELERA_DEADLINE_SECONDS"])
def test_bounds_are_written_as_people_write_numbers(name):
    assert re.search(r"from 0(\.1)? to (65535|3600)$", refusal(**{name: "x"}))


# Who may ask


def test_users_are_shown_where_a_key_is_asked_for():
    # Whoever hands out keys knows who asks.
    environment = {"CARTELERA_HOST": "*", "CARTELERA_API_KEYS": "a-key-of-some-length"}
    assert Settings.read(environment).users == UsersShown.HISTORY


@pytest.mark.parametrize(
    "key", ["short", "fifteen-letters", "a key with spaces in it", "ключ-достаточной-длины", "a-key-of\tsome-length"]
)
def test_a_key_that_will_not_do_is_not_repeated(key):
    told = refusal(CARTELERA_API_KEYS=f"a-key-of-some-length,{key}")
    assert told == (
        f"CARTELERA_API_KEYS: key 2 of 2 has {len(key)} characters; each must have 16 or more, ASCII without spaces, "
        "with commas between keys"
    )


@pytest.mark.parametrize("origin", ["*", "https://example.org", "http://localhost:3000", "http://[::1]:3000"])
def test_an_origin_is_a_scheme_and_a_host(origin):
    assert Settings.read({"CARTELERA_CORS_ORIGINS": origin}).cors_origins == (origin,)


@pytest.mark.parametrize(
    "origin", ["example.org", "https://example.org/", "https://*.example.org", "null", "ftp://a.b"]
)
def test_what_is_no_origin_is_told_what_one_is(origin):
    told = refusal(CARTELERA_CORS_ORIGINS=f"https://example.org,{origin}")
    assert told.startswith(
        f"CARTELERA_CORS_ORIGINS holds {origin!r}; each must be an origin such as https://example.org"
    )


@pytest.mark.parametrize(
    ("environment", "rate"),
    [
        ({}, None),
        ({"CARTELERA_HOST": "127.0.0.1"}, None),
        ({"CARTELERA_HOST": "*"}, Rate(1_200, "minute")),
        ({"CARTELERA_HOST": "*", "CARTELERA_API_KEYS": "a-key-of-some-length"}, Rate(1_200, "minute")),
        ({"CARTELERA_HOST": "*", "CARTELERA_RATE": "off"}, None),
        ({"CARTELERA_RATE": "5/second"}, Rate(5, "second")),
    ],
)
def test_a_rate_holds_where_others_may_ask(environment, rate):
    assert Settings.read(environment).rate == rate


def test_words_are_refused_with_those_that_may_be():
    assert refusal(CARTELERA_IDE="no") == "CARTELERA_IDE is 'no'; it must be one of on, off"
    assert refusal(CARTELERA_ENGINE="no") == "CARTELERA_ENGINE is 'no'; it must be one of on, off"
    assert refusal(CARTELERA_LOG="xml") == "CARTELERA_LOG is 'xml'; it must be one of text, json"
    assert refusal(CARTELERA_RATE="many").startswith("CARTELERA_RATE is 'many'; it must be off, or a number")


@pytest.mark.parametrize(
    ("environment", "proxies"),
    [
        ({}, 0),
        ({"RENDER": "true"}, 1),
        ({"RAILWAY_PROJECT_ID": "a-b"}, 1),
        ({"RENDER": "true", "CARTELERA_PROXIES": "2"}, 2),
        ({"RAILWAY_PROJECT_ID": "a-b", "CARTELERA_PROXIES": "0"}, 0),
    ],
)
def test_one_proxy_is_believed_on_platforms_that_put_one_in_front(environment, proxies):
    assert Settings.read(environment).proxies == proxies


def test_settings_do_not_change():
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1
