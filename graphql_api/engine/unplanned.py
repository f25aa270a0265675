"""What a plan says where it does not know, or should not say: ask Strawberry."""


class Unplanned(Exception):
    """No plan covers this; nothing is wrong with it because of that."""
