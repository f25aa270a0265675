"""How many requests one client may send in a while."""

import re
from dataclasses import dataclass
from typing import Self

from graphql_api.setting import SettingError

SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}
"""How long each unit of a rate is."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A number of requests in a unit of time.

    Attributes:
        requests: how many.
        unit: `second`, `minute`, `hour` or `day`.
    """

    requests: int
    unit: str

    @classmethod
    def read(cls, text: str, default: str) -> Self | None:
        """The rate that a text says; None for `off`.

        Raises:
            SettingError: it says no rate.
        """
        text = text or default
        if text == "off":
            return None
        found = re.fullmatch(r"([1-9]\d{0,8})/([a-z]+)", text)
        if not found or found[2] not in SECONDS:
            raise SettingError(
                f"CARTELERA_RATE is {text!r}; it must be off, or a number of requests and {', '.join(SECONDS)}, "
                "such as 1200/minute"
            )
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        return f"{self.requests}/{self.unit}"
