"""Memory goes back to the machine, where the machine knows how."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from graphql_api import memory

ALLOCATING = """
import os, sys
from graphql_api import memory
assert not {"polars", "numpy"} & set(sys.modules)
memory.prepare(os.environ)
import polars
print(os.environ[memory.POLARS_VARIABLE])
"""


def test_polars_is_told_before_it_is_imported_and_adds_it_to_its_own():
    environment = {name: value for name, value in os.environ.items() if name != memory.POLARS_VARIABLE}
    done = subprocess.run(
        [sys.executable, "-c", ALLOCATING], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.strip().endswith(f",{memory.POLARS_ALLOCATOR}"), done.stderr


def test_the_command_does_not_import_polars_before():
    told = "import sys, graphql_api.__main__; sys.exit('polars' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False, timeout=60).returncode == 0


@pytest.mark.parametrize("said", ["dirty_decay_ms:-1", " "])
def test_what_somebody_else_said_stays(said):
    environment = {memory.POLARS_VARIABLE: said}
    memory.prepare(environment)
    assert environment == {memory.POLARS_VARIABLE: said}


@pytest.mark.parametrize("environment", [{}, {memory.POLARS_VARIABLE: ""}])
def test_where_nothing_was_said_it_is(environment):
    memory.prepare(environment)
    assert environment == {memory.POLARS_VARIABLE: "dirty_decay_ms:0,muzzy_decay_ms:0"}


@pytest.fixture
def library(monkeypatch):
    """A C library that notes what it is asked."""
    calls = []
    noting = SimpleNamespace(
        mallopt=lambda *asked: calls.append(("mallopt", *asked)), malloc_trim=lambda kept: calls.append(("trim", kept))
    )
    monkeypatch.setattr(memory, "_c_library", lambda: noting)
    return calls


def test_the_c_library_is_asked_for_one_heap_and_to_give_back_what_is_free(library):
    memory.keep_one_heap()
    memory.give_back()
    assert library == [("mallopt", -8, 1), ("trim", 0)]


def test_another_c_library_is_left_alone(monkeypatch):
    monkeypatch.setattr(memory, "_c_library", lambda: None)
    memory.keep_one_heap()
    memory.give_back()


def test_where_there_is_no_such_library_none_is_found(monkeypatch):
    memory._c_library.cache_clear()
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: SimpleNamespace(malloc_trim=None))
    assert memory._c_library() is None
    memory._c_library.cache_clear()


def test_this_machine_is_asked_without_fault():
    memory.give_back()
