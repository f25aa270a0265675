"""Questions to the schema over any snapshot."""

from types import SimpleNamespace

from graphql_api.context import Context
from graphql_api.schema import schema
from graphql_api.visibility import UsersShown


async def execute(snapshot, document, shown=UsersShown.HISTORY, **variables):
    """The whole result, with errors if there are any; `shown` is what of users is shown."""
    return await schema.execute(document, variable_values=variables, context_value=Context(snapshot, users=shown))


async def answer(snapshot, document, shown=UsersShown.HISTORY, **variables):
    """The data of an answer without errors."""
    result = await execute(snapshot, document, shown, **variables)
    assert result.errors is None, result.errors
    return result.data


async def refusal(snapshot, document, shown=UsersShown.HISTORY, **variables):
    """The message and the extensions of the one error."""
    (error,) = (await execute(snapshot, document, shown, **variables)).errors
    return error.message, error.extensions


def info(snapshot):
    """What a resolver gets, for calling one without the schema."""
    return SimpleNamespace(context=Context(snapshot))
