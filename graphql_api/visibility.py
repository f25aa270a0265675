"""What of users is shown: they are personal data."""

from enum import StrEnum


class UsersShown(StrEnum):
    """What the service says of those who rated.

    Attributes:
        OFF: nothing; answers that need a user's ratings name nobody.
        IDS: numbers, counts and means.
        HISTORY: what they rated as well.
    """

    OFF = "off"
    IDS = "ids"
    HISTORY = "history"
