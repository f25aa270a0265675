"""Errors that a client can mend and errors of our own are told apart."""

import pytest
from graphql import GraphQLError

from graphql_api.errors import BadUserInput, is_unexpected


def test_an_error_that_a_client_can_mend_says_what_and_has_a_code():
    error = BadUserInput("`first` is 0; it must be 1 to 100", argument="first")
    assert (error.message, error.extensions) == (
        "`first` is 0; it must be 1 to 100",
        {"code": "BAD_USER_INPUT", "argument": "first"},
    )


@pytest.mark.parametrize(
    ("error", "unexpected"),
    [
        (GraphQLError("Syntax Error"), False),
        (BadUserInput("no"), False),
        (GraphQLError("no", original_error=BadUserInput("no")), False),
        (GraphQLError("no", original_error=KeyError("no")), True),
        (GraphQLError("no", original_error=RecursionError()), True),
    ],
)
def test_what_our_own_code_raised_is_unexpected(error, unexpected):
    assert is_unexpected(error) is unexpected
