"""The settings: environment variables, typed, read once when the service starts."""

import difflib
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from graphql_api.limits.limits import Limits
from graphql_api.limits.rate import Rate
from graphql_api.limits.traffic import Traffic
from graphql_api.setting import SettingError, number, read_number, setting, variable
from graphql_api.visibility import UsersShown
from pipeline.store.place import checked_url, is_url

PREFIX = "CARTELERA_"
OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")
"""What a service that only this machine reaches is called by, in the header `Host`."""
OTHERS = ("CARTELERA_RELEASE", "CARTELERA_REAL_DATA")
"""Variables of the same prefix that other commands read."""
PLATFORMS = {"RAILWAY_PROJECT_ID", "RENDER"}
"""Variables that only platforms set which put a proxy in front."""
STORE_SECONDS = 10
"""How often an object store is asked unless it is said: each time costs a request or two."""
SHORTEST_KEY = 16
"""Characters of an API key: fewer can be guessed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the service runs.

    Attributes:
        data: the folder of releases, or the URL of an object store.
        cache: the folder below which what an object store holds is mirrored; empty for the user's own.
        host: the address to listen on: `localhost` (both IPv4 and IPv6), `*` for every interface.
        port: the port to listen on; 0 takes a free one.
        workers: the number of processes; each holds the release in memory.
        poll_seconds: how often to look for a newer release. Unless it is said, every 10 seconds in an object store.
        users: what of users is shown. Unless it is said, `history` where only this machine can reach the service or
            where it asks for a key, else `off`.
        api_keys: keys of which a request must bring one; empty asks for none.
        cors_origins: origins whose pages may ask from a browser; `*` is any.
        ide: whether GraphiQL is served.
        log: `text` or `json`; empty takes `text` on a terminal.
        proxies: how many proxies stand in front, each of which adds to `X-Forwarded-For`. Unless it is said, 1 on
            Railway and Render, which tell by variables of their own that it is they, else 0.
        rate: requests that one client may send; None for any number. Unless it is said, any number where only this
            machine can reach the service.
        engine: whether compiled plans answer what they can, at once; else Strawberry answers all.
        response_cache_bytes: of answers that each worker keeps; 0 keeps none.
        limits: of one request.
        traffic: of all requests together.
    """

    data: Path | str = setting("CARTELERA_DATA", Path("data/tables"))
    cache: str = setting("CARTELERA_CACHE", "")
    host: str = setting("CARTELERA_HOST", "localhost")
    port: int = number("PORT", 8000, 0, 65_535)
    workers: int = number("CARTELERA_WORKERS", 1, 1, 64)
    poll_seconds: float = number("CARTELERA_POLL_SECONDS", 1.0, 0.05, 86_400)
    users: UsersShown = setting("CARTELERA_USERS", UsersShown.HISTORY)
    api_keys: tuple[str, ...] = setting("CARTELERA_API_KEYS", ())
    cors_origins: tuple[str, ...] = setting("CARTELERA_CORS_ORIGINS", ())
    ide: bool = setting("CARTELERA_IDE", default=True)
    log: str = setting("CARTELERA_LOG", "")
    proxies: int = number("CARTELERA_PROXIES", 0, 0, 10)
    rate: Rate | None = setting("CARTELERA_RATE", None)
    engine: bool = setting("CARTELERA_ENGINE", default=True)
    response_cache_bytes: int = number("CARTELERA_RESPONSE_CACHE_BYTES", 33_554_432, 0, 100_000_000_000)
    limits: Limits = field(default_factory=Limits)
    traffic: Traffic = field(default_factory=Traffic)

    @property
    def names(self) -> tuple[str, ...]:
        """What the service may be called by, in the header `Host`; any name where others than this machine reach it.

        Where they do not, a page of any site could have its name point here, and read all.
        """
        if self.proxies or not _is_loopback(self.host):
            return ()
        return (*OWN_NAMES, f"[{self.host}]" if ":" in self.host else self.host)

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """The settings of an environment.

        Raises:
            SettingError: a value is not what it may be, or a variable has our prefix but is none of ours.
        """
        _refuse_unknown(environment)
        text = {name: environment.get(name) or "" for name in variables()}
        default = cls()
        host = text["CARTELERA_HOST"] or default.host
        keys = _keys(text["CARTELERA_API_KEYS"])
        numbers = _numbers(cls, environment)
        if not text["CARTELERA_PROXIES"]:
            numbers["proxies"] = 1 if PLATFORMS & set(environment) else default.proxies
        data = text["CARTELERA_DATA"]
        if is_url(data) and not text["CARTELERA_POLL_SECONDS"]:
            numbers["poll_seconds"] = STORE_SECONDS
        alone = _is_loopback(host) and not numbers["proxies"]
        return cls(
            **numbers,
            data=checked_url(data) if is_url(data) else Path(data or default.data),
            cache=text["CARTELERA_CACHE"],
            host=host,
            users=_users(text["CARTELERA_USERS"], open_to_others=not alone and not keys),
            api_keys=keys,
            cors_origins=_origins(text["CARTELERA_CORS_ORIGINS"]),
            ide=_choice("CARTELERA_IDE", text["CARTELERA_IDE"] or "on", ("on", "off")) == "on",
            log=_choice("CARTELERA_LOG", text["CARTELERA_LOG"], ("", "text", "json")),
            engine=_choice("CARTELERA_ENGINE", text["CARTELERA_ENGINE"] or "on", ("on", "off")) == "on",
            rate=Rate.read(text["CARTELERA_RATE"], default="off" if alone else "1200/minute"),
            limits=Limits(**_numbers(Limits, environment)),
            traffic=Traffic(**_numbers(Traffic, environment)),
        )


def variables() -> list[str]:
    """Every environment variable that is a setting."""
    return [name for group in (Settings, Limits, Traffic) for each in fields(group) if (name := variable(each))]


def _is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _numbers(group: type[Any], environment: Mapping[str, str]) -> dict[str, Any]:
    return {each.name: read_number(each, environment) for each in fields(group) if "bounds" in each.metadata}


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = {name.removeprefix(PREFIX): name for name in variables()}
    for name in environment:
        if name.startswith(PREFIX) and name not in {*known.values(), *OTHERS}:
            nearest = difflib.get_close_matches(name.removeprefix(PREFIX).upper(), known, n=1, cutoff=0)[0]
            raise SettingError(f"{name} is no setting; did you mean {known[nearest]}? All are listed in the README")


def _choice(name: str, text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise SettingError(f"{name} is {text!r}; it must be one of {', '.join(filter(None, choices))}")
    return text


def _users(text: str, *, open_to_others: bool) -> UsersShown:
    if not text:
        return UsersShown.OFF if open_to_others else UsersShown.HISTORY
    return UsersShown(_choice("CARTELERA_USERS", text, tuple(UsersShown)))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _keys(text: str) -> tuple[str, ...]:
    keys = _listed(text)
    for place, key in enumerate(keys, 1):  # the key itself is not repeated: what is said here ends up in logs
        if len(key) < SHORTEST_KEY or not re.fullmatch(r"[!-~]+", key):
            raise SettingError(
                f"CARTELERA_API_KEYS: key {place} of {len(keys)} has {len(key)} characters; each must have "
                f"{SHORTEST_KEY} or more, ASCII without spaces, with commas between keys"
            )
    return keys


def _origins(text: str) -> tuple[str, ...]:
    origins = _listed(text)
    for origin in origins:
        if origin != "*" and not re.fullmatch(r"https?://[^\s/,*]+", origin):
            raise SettingError(
                f"CARTELERA_CORS_ORIGINS holds {origin!r}; each must be an origin such as https://example.org, "
                "without a path, or * for any, with commas between them"
            )
    return origins
