"""The possible types that are kept are those of the schema, and their check notices where they are not."""

import sys
from pathlib import Path

import pytest
from graphql import build_schema

from graphql_api import possible_types as module
from graphql_api.possible_types import possible_types, printed_types
from tests.graphql_api.serving import ROOT

PRINTED = (ROOT / "possible-types.json").read_text(encoding="utf-8")


def test_the_printed_types_are_what_the_code_says():
    assert printed_types() == PRINTED


def test_every_interface_and_union_is_told_with_its_types_in_order():
    schema = build_schema("""
        interface Named { name: String }
        interface Lone { name: String }
        type B implements Named { name: String }
        type A implements Named { name: String }
        union AB = B | A
        type Query { ab: AB, lone: Lone }
    """)
    assert possible_types(schema) == {"AB": ["A", "B"], "Lone": [], "Named": ["A", "B"]}


@pytest.mark.parametrize(
    ("text", "code"), [(PRINTED, 0), (PRINTED.replace("Film", "Movie"), 1), (PRINTED.strip(), 1), (None, 1)]
)
def test_the_check_notices_a_difference(text, code, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["possible_types", "--check"])
    if text is not None:
        Path("possible-types.json").write_text(text, encoding="utf-8")
    assert module.main() == code
    said = capsys.readouterr()
    assert (said.out, bool(said.err)) == ("", bool(code))


def test_without_check_it_prints(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["possible_types"])
    assert module.main() == 0
    assert capsys.readouterr().out == PRINTED
