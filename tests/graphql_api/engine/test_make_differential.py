"""`make differential` counts what it compared, and ends with the shortest document of a difference."""

import pytest

from benchmarks.service import differential
from graphql_api.engine import leaves

pytestmark = pytest.mark.slow


def test_what_was_compared_is_counted(capsys):
    assert differential.main(["--documents", "100", "--seed", "20261126"]) == 0
    told = capsys.readouterr().out
    assert "documents in" in told
    assert "equal" in told
    assert "different" not in told


def test_a_difference_is_told_and_ends_the_program(capsys, monkeypatch):
    monkeypatch.setitem(leaves._BUILT_IN, "Int", lambda value: b"%d" % (value + 1))
    assert differential.main(["--documents", "5000", "--seed", "20261126"]) == 1
    told = capsys.readouterr().out
    assert "A difference at the " in told
    assert "\nengine " in told
    assert "\nStrawberry " in told
