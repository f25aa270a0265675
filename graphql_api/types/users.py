"""Users as the root asks for them: shown only where the service shows users at all."""

from graphql_api.catalogue.models import Models
from graphql_api.catalogue.users import User as UserRecord
from graphql_api.context import Context
from graphql_api.errors import ModelNotReady
from graphql_api.types.user import User
from graphql_api.visibility import UsersShown


def models_of(context: Context) -> Models:
    """What was fitted to the release being served.

    Raises:
        ModelNotReady: nothing was.
    """
    if context.snapshot.models is None:
        raise ModelNotReady
    return context.snapshot.models


def user_of(context: Context, number: int) -> User | None:
    """The user of a number, if there is one and users are shown."""
    return shown(context, models_of(context).users.by_number(number))


def users_of(context: Context, count: int) -> list[User]:
    """The users with the most ratings, most first; none where users are not shown."""
    users = models_of(context).users
    found = (shown(context, users.at(place)) for place in users.most[:count])
    return [user for user in found if user]


def shown(context: Context, record: UserRecord | None) -> User | None:
    """A user, unless users are not shown."""
    return None if record is None or context.users == UsersShown.OFF else User.of(record)
