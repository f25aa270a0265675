"""The rewriting for Relay changes names and defaults, and nothing else."""

import doctest

from tests.clients import relay_modules


def test_its_examples_hold():
    assert doctest.testmod(relay_modules) == (0, 2)


def test_only_a_variable_that_may_be_null_keeps_its_default():
    module = relay_modules.relay_module("query Two($a: Int! = 1, $b: Int = 2) { f(a: $a, b: $b) }")
    assert "query TwoQuery($a: Int!, $b: Int = 2) {" in module
