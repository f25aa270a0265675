"""What came of a request, as the body of its response: the data, the errors that are told, and what stands beside."""

import json
from collections.abc import Mapping
from typing import Any

import orjson
from graphql import GraphQLError
from strawberry.types import ExecutionResult

from graphql_api.http import negotiation
from graphql_api.http.exchange import Exchange
from graphql_api.http.execution import Outcome
from graphql_api.limits.limits import Limits
from graphql_api.limits.refused import Refused, coded, over

LONGEST_MESSAGE = 1_000
"""Characters of an error's message."""


def body_of(outcome: Outcome, kind: str, exchange: Exchange, limits: Limits) -> tuple[bytes, int, bool]:
    """The body of a response, its status, and whether it is an answer that is whole and without errors.

    Args:
        outcome: what came of the request.
        kind: the media type of the response.
        exchange: where the codes of errors are noted.
        limits: of one request.
    """
    if outcome.data is not None and outcome.cost is not None:
        body, status, whole = whole_body(outcome.data, outcome.cost, limits.cost), 200, True
    else:
        content, status = _told(outcome, kind, exchange, limits)
        body, whole = encoded(content), "errors" not in content
    if len(body) <= limits.answer_bytes:
        return body, status, whole
    refused = over("answerBytes", len(body), limits.answer_bytes, "bytes of answer")
    content, status = _told(failed(refused, outcome.cost), kind, exchange, limits)
    return encoded(content), status, False


def whole_body(data: bytes, cost: int, allowed: int) -> bytes:
    """An answer without errors, of its data as JSON."""
    return b'{"data":%b,"extensions":{"cost":{"requested":%d,"allowed":%d}}}' % (data, cost, allowed)


def encoded(content: Mapping[str, Any]) -> bytes:
    """JSON as UTF-8."""
    try:
        return orjson.dumps(content)
    except TypeError:  # an error repeats half a surrogate pair that a client sent: ASCII can say it, UTF-8 cannot
        return json.dumps(content).encode()


def failed(refused: Refused, cost: int | None = None) -> Outcome:
    """In place of what would have come of a request that is refused."""
    return Outcome(ExecutionResult(data=None, errors=refused.errors), None, cost)


def _formatted(error: GraphQLError) -> dict[str, Any]:
    """The error as it is sent: messages repeat what was asked, which may be long."""
    told: dict[str, Any] = dict(error.formatted)
    if len(told["message"]) > LONGEST_MESSAGE:
        told["message"] = f"{told['message'][:LONGEST_MESSAGE]}..."
    return told


def _told(outcome: Outcome, kind: str, exchange: Exchange, limits: Limits) -> tuple[dict[str, Any], int]:
    """What is answered, and its status: a request error has no data, and is one where the media type knows any."""
    result, cost = outcome.result or ExecutionResult(data=None, errors=None), outcome.cost
    errors = result.errors or []
    refused = result.data is None and not any(error.path for error in errors)
    if refused:
        errors = [coded(error, "BAD_USER_INPUT") for error in errors]
    codes = [str((error.extensions or {}).get("code", "")) for error in errors]
    # Each field of the root may tell what is wrong with it; errors of the query itself are fewer and come first.
    most = limits.errors if refused else max(limits.errors, limits.root_fields)
    exchange.codes += codes[:most]
    extensions = dict(result.extensions or {})
    if cost is not None:
        extensions["cost"] = {"requested": cost, "allowed": limits.cost}
    if len(errors) > most:
        extensions["errors"] = {"found": len(errors), "told": most}
    content: dict[str, Any] = {} if refused else {"data": result.data}
    if errors:
        content["errors"] = [_formatted(error) for error in errors[:most]]
    if extensions:
        content["extensions"] = extensions
    status = 200
    if refused and "INTERNAL_ERROR" in codes:
        status = 500
    elif refused and kind == negotiation.RESPONSE:
        status = 400
    return content, status
