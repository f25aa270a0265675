"""How a process that serves divides its time is set when it starts to serve, and nowhere else."""

import subprocess
import sys

import pytest

from graphql_api.pace import COLLECT_AFTER, SWITCH_SECONDS

STATES = "print(*gc.get_threshold(), sys.getswitchinterval())"


def set_after(*lines):
    """What is set in a process of its own after some lines."""
    code = "; ".join(["import gc, sys, graphql_api.app", *lines, STATES])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.slow
def test_the_application_sets_it_and_who_only_imports_it_does_not():
    expected = [*map(str, COLLECT_AFTER), str(SWITCH_SECONDS)]
    assert set_after("graphql_api.app.application()") == expected
    assert set_after()[0] != expected[0]
