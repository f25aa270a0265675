"""What a request asks: query, variables, operation and extensions, by POST or by GET."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

import orjson

from graphql_api.http.refusal import Refusal

BOM = b"\xef\xbb\xbf"
NAMES = ("query", "variables", "operationName", "extensions")
_NONE: Final[Mapping[str, Any]] = {}
_TEXT: Final = (str, type(None))
_OBJECT: Final = (dict, type(None))


class Parameters(NamedTuple):
    """What a request asks.

    Attributes:
        query: the text; None where a persisted query is meant.
        variables: their values, by name.
        operation: the name of the operation that is meant; None for the only one.
        extensions: what clients send along, some of it understood.
    """

    query: str | None = None
    variables: Mapping[str, Any] = _NONE
    operation: str | None = None
    extensions: Mapping[str, Any] = _NONE


def from_post(body: bytes) -> Parameters:
    """What the body of a POST asks.

    Raises:
        Refusal: 400, it cannot be understood.
    """
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        content = _decoded(body.removeprefix(BOM), "The body")  # which tells what is wrong, if it is not the mark
    if isinstance(content, dict):
        return _parameters(content)
    if isinstance(content, list):
        raise _bad("The body is a list; batches are not answered, send one request after the other")
    raise _bad(f"The body is {_kind(content)}; it must be an object with `query`")


def check_content_type(content_type: str | None, encoding: str | None = None) -> None:
    """Look whether a body is JSON in UTF-8, as it is.

    Raises:
        Refusal: 415, it is something else.
    """
    if encoding and encoding.strip().lower() != "identity":
        told = f"`Content-Encoding` is {encoding[:100]!r}; bodies are taken as they are, without it"
        raise Refusal(415, "UNSUPPORTED_MEDIA_TYPE", told, {"Accept-Encoding": "identity"})
    kind, *parameters = (part.strip().lower() for part in (content_type or "").split(";"))
    named = (each.partition("=") for each in parameters)
    charsets = {value.strip("\"' ") for name, _, value in named if name == "charset"}
    if kind != "application/json" or not charsets <= {"utf-8", "utf8"}:
        found = f"is {content_type[:100]!r}" if content_type else "is not given"
        told = f"`Content-Type` {found}; it must be application/json, in UTF-8"
        raise Refusal(415, "UNSUPPORTED_MEDIA_TYPE", told, {"Accept-Post": "application/json"})


def from_get(query_string: bytes) -> Parameters:
    """What the query string of a GET asks; parameters that mean nothing here are left alone.

    Raises:
        Refusal: 400, it cannot be understood.
    """
    try:
        pairs = parse_qsl(query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise _bad("The address is not UTF-8; percent-encode it as UTF-8") from None
    except ValueError:
        raise _bad("The address has more than 100 parameters") from None
    given: dict[str, Any] = {}
    for name, value in pairs:
        if name in NAMES:
            if name in given:
                raise _bad(f"The address has `{name}` twice; give it once")
            given[name] = value
    given = {name: value for name, value in given.items() if value}
    for name in given.keys() & {"variables", "extensions"}:
        given[name] = _decoded(given[name].encode("utf-8", "surrogatepass"), f"`{name}` in the address")
    return _parameters(given)


def _parameters(content: Mapping[str, Any]) -> Parameters:
    get = content.get
    query, variables, operation, extensions = get("query"), get("variables"), get("operationName"), get("extensions")
    if not (
        isinstance(query, _TEXT)
        and isinstance(operation, _TEXT)
        and isinstance(variables, _OBJECT)
        and isinstance(extensions, _OBJECT)
    ):
        raise _unfit(content)
    return Parameters(query, variables or _NONE, operation or None, extensions or _NONE)


def _unfit(content: Mapping[str, Any]) -> Refusal:
    """What to say of parameters of which at least one is of the wrong kind."""
    for names, kinds, told in ((NAMES[0::2], _TEXT, "a string"), (NAMES[1::2], _OBJECT, "an object")):
        for name in names:
            if not isinstance(value := content.get(name), kinds):
                return _bad(f"`{name}` is {_kind(value)}; it must be {told} or null")
    raise ValueError("all parameters are of the right kinds")


def _decoded(text: bytes, what: str) -> Any:  # noqa: ANN401 - whatever JSON says
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as fault:
        # The part that is wrong is not repeated: where it is will do.
        raise _bad(f"{what} is not JSON in UTF-8: {fault.msg} at line {fault.lineno}, column {fault.colno}") from None


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
    return "an object"


def _bad(message: str) -> Refusal:
    return Refusal(400, "BAD_REQUEST", message)
