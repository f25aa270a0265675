"""The settings: environment variables, typed, read once when the service starts."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from graphql_api.visibility import UsersShown
from pipeline.store.errors import CarteleraError

PREFIX = "CARTELERA_"
LOOPBACK = ("localhost", "::1")
"""Addresses, beside those that begin with 127., that only this machine reaches."""
OTHERS = ("CARTELERA_RELEASE", "CARTELERA_REAL_DATA")
"""Variables of the same prefix that other commands read."""


class SettingError(CarteleraError):
    """An environment variable is not what it should be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the service runs.

    Attributes:
        data: `CARTELERA_DATA`, the folder of releases.
        host: `CARTELERA_HOST`, the address to listen on: `localhost` (both IPv4 and IPv6), `*` for every interface.
        port: `PORT`, the port to listen on, 0 to 65535; 0 takes a free one.
        workers: `CARTELERA_WORKERS`, the number of processes; each holds the release in memory.
        poll_seconds: `CARTELERA_POLL_SECONDS`, how often to look for a newer release, in seconds.
        users: `CARTELERA_USERS`, what of users is shown: `off`, `ids` or `history`. Unless it is said, `history` where
            only this machine can reach the service, else `off`.
    """

    data: Path = Path("data/tables")
    host: str = "localhost"
    port: int = 8000
    workers: int = 1
    poll_seconds: float = 1.0
    users: UsersShown = UsersShown.HISTORY

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """The settings of an environment.

        Raises:
            SettingError: a value is out of its limits, or a variable has our prefix but is none of ours.
        """
        default = cls()
        ours = ("DATA", "HOST", "WORKERS", "POLL_SECONDS", "USERS")
        known = {"PORT": "PORT"} | {name: f"{PREFIX}{name}" for name in ours}
        for name in environment:
            if name.startswith(PREFIX) and name not in {*known.values(), *OTHERS}:
                nearest = difflib.get_close_matches(name.removeprefix(PREFIX).upper(), known, n=1, cutoff=0)[0]
                raise SettingError(f"{name} is no setting; did you mean {known[nearest]}? All are listed in the README")
        host = environment.get("CARTELERA_HOST") or default.host
        return cls(
            data=Path(environment.get("CARTELERA_DATA") or default.data),
            host=host,
            port=int(_number(environment, "PORT", default.port, 0, 65_535, whole=True)),
            workers=int(_number(environment, "CARTELERA_WORKERS", default.workers, 1, 64, whole=True)),
            poll_seconds=_number(environment, "CARTELERA_POLL_SECONDS", default.poll_seconds, 0.05, 86_400),
            users=_users(environment.get("CARTELERA_USERS") or "", host),
        )


def _users(text: str, host: str) -> UsersShown:
    if not text:
        return UsersShown.HISTORY if host in LOOPBACK or host.startswith("127.") else UsersShown.OFF
    try:
        return UsersShown(text)
    except ValueError:
        kinds = ", ".join(UsersShown)
        raise SettingError(f"CARTELERA_USERS is {text!r}; it must be one of {kinds}") from None


def _number(
    environment: Mapping[str, str], name: str, default: float, low: float, high: float, *, whole: bool = False
) -> float:
    text = environment.get(name, "")
    if not text:
        return default
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        number = None
    if number is None or not low <= number <= high:
        kind = "a whole number" if whole else "a number"
        raise SettingError(f"{name} is {text!r}; it must be {kind} from {low:g} to {high:g}")
    return number
