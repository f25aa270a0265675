"""Errors that a client can mend and errors of our own are told apart."""

import pytest
from graphql import GraphQLError

from graphql_api.errors import BadUserInput, Forbidden, ModelNotReady, is_unexpected
from graphql_api.limits.stopping import Stopped


def test_an_error_that_a_client_can_mend_says_what_and_has_a_code():
    error = BadUserInput("`first` is 0; it must be 1 to 100", argument="first")
    assert (error.message, error.extensions) == (
        "`first` is 0; it must be 1 to 100",
        {"code": "BAD_USER_INPUT", "argument": "first"},
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BadUserInput("no"), "BAD_USER_INPUT"),
        (Forbidden("no"), "FORBIDDEN"),
        (ModelNotReady(), "MODEL_NOT_READY"),
        (Stopped(), "TIMEOUT"),
    ],
)
def test_each_kind_of_error_has_its_code(error, code):
    assert error.extensions["code"] == code


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
