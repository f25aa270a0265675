"""One question to both: the engine's answer next to Strawberry's."""

from tests.graphql_api.engine.comparing import Comparison, Kind
from tests.graphql_api.engine.rewriting import Asked


def answers(comparison: Comparison, text, operation=None, /, **variables):
    """What both say of one document."""
    found = comparison.look(Asked(text, operation, [variables]))
    assert found, "the service refuses the document"
    return found[0][1]


def same(comparison: Comparison, text, operation=None, /, **variables):
    """The answer of both, which is the same."""
    found = answers(comparison, text, operation, **variables)
    assert found.kind == Kind.EQUAL, found
    return found.engine
