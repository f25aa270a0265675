"""The limits of one request. Each is a setting; `docs/limits.md` has the reasons and what real clients need."""

from dataclasses import dataclass

from graphql_api.setting import number


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may ask. Whatever is over a limit is refused before anything is executed.

    Attributes:
        body_bytes: of a request's body.
        query_bytes: of the query text, in UTF-8.
        tokens: of the query text, comments included.
        depth: of fields within fields; introspection has a limit of its own.
        aliases: in an operation, those of fragments counted as often as they are spread.
        root_fields: of an operation.
        directives: in an operation, counted as aliases are.
        errors: that are reported of one request.
        list_items: of one list among the arguments or variables.
        answer_bytes: of an answer, before it is compressed. Here alone work was done before it is refused.
        cost: of an operation, see `graphql_api.limits.weight`.
    """

    body_bytes: int = number("CARTELERA_MAX_BODY_BYTES", 102_400, 1_024, 100_000_000)
    query_bytes: int = number("CARTELERA_MAX_QUERY_BYTES", 16_384, 256, 10_000_000)
    tokens: int = number("CARTELERA_MAX_TOKENS", 1_500, 50, 100_000)
    depth: int = number("CARTELERA_MAX_DEPTH", 12, 1, 100)
    aliases: int = number("CARTELERA_MAX_ALIASES", 30, 0, 10_000)
    root_fields: int = number("CARTELERA_MAX_ROOT_FIELDS", 50, 1, 10_000)
    directives: int = number("CARTELERA_MAX_DIRECTIVES", 20, 0, 10_000)
    errors: int = number("CARTELERA_MAX_ERRORS", 5, 1, 100)
    list_items: int = number("CARTELERA_MAX_LIST_ITEMS", 100, 1, 100_000)
    answer_bytes: int = number("CARTELERA_MAX_ANSWER_BYTES", 2_097_152, 10_000, 1_000_000_000)
    cost: int = number("CARTELERA_MAX_COST", 5_000, 10, 10_000_000)
