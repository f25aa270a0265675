"""The schema: described to the last word, printed and kept, its enums members in Python."""

import inspect
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pytest
from graphql import (
    build_schema,
    is_enum_type,
    is_input_object_type,
    is_introspection_type,
    is_specified_scalar_type,
    lexicographic_sort_schema,
    print_schema,
)

from graphql_api import schema as schema_module
from graphql_api.context import Context
from graphql_api.queries.film_order import FilmOrderField
from graphql_api.queries.title_order import OrderDirection, TitleOrderField
from graphql_api.schema import printed, schema
from pipeline.store.vocabulary import (
    Basis,
    DurationType,
    ModelTask,
    PlatformCode,
    RatingsSignal,
    TitleType,
    VerdictBasis,
)

REPOSITORY = Path(inspect.getfile(schema_module)).parents[1]
PRINTED = (REPOSITORY / "schema.graphql").read_text(encoding="utf-8")


def things(sdl):
    """Everything in a schema that can be described, by where it stands."""
    for name, type_ in build_schema(sdl).type_map.items():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        yield name, type_
        if is_enum_type(type_):
            yield from ((f"{name}.{value}", each) for value, each in type_.values.items())
        for field_name, field in getattr(type_, "fields", {}).items():
            yield f"{name}.{field_name}", field
            if not is_input_object_type(type_):
                yield from ((f"{name}.{field_name}({argument})", each) for argument, each in field.args.items())


def test_everything_is_described():
    assert [where for where, thing in things(printed()) if not (thing.description or "").strip()] == []


def test_descriptions_end_as_sentences_do():
    assert [where for where, thing in things(printed()) if not thing.description.endswith(".")] == []


def test_the_printed_schema_is_what_the_code_says():
    assert printed() == PRINTED


def test_the_printed_schema_is_sorted():
    read = build_schema(PRINTED)
    assert print_schema(read) == print_schema(lexicographic_sort_schema(read))


def test_no_default_is_printed_as_null():
    # An argument left out and one given as null mean the same, and the schema says nothing of either.
    assert "= null" not in PRINTED


def check(folder):
    command = [sys.executable, "-m", "graphql_api.schema", "--check"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_check_passes_where_nothing_differs():
    done = check(REPOSITORY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("text", [PRINTED.replace("MIN", "MINUTE"), PRINTED.rstrip("\n"), "", None])
def test_the_check_notices_a_difference(text, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["schema", "--check"])
    if text is not None:
        Path("schema.graphql").write_text(text, encoding="utf-8")
    assert schema_module.main() == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "schema.graphql is not what the code says; print it again with: make schema\n")


def test_without_check_it_prints(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["schema"])
    assert schema_module.main() == 0
    assert capsys.readouterr().out == PRINTED


ENUMS = {
    "PlatformCode": PlatformCode,
    "TitleType": TitleType,
    "DurationType": DurationType,
    "RecommendationBasis": Basis,
    "VerdictBasis": VerdictBasis,
    "RatingsSignal": RatingsSignal,
    "ModelTask": ModelTask,
    "TitleOrderField": TitleOrderField,
    "FilmOrderField": FilmOrderField,
    "OrderDirection": OrderDirection,
}


def test_each_enum_of_the_schema_is_the_tables_word_list():
    written = {name: list(type_.values) for name, type_ in things(PRINTED) if is_enum_type(type_)}
    assert written == {name: sorted(enum.__members__) for name, enum in ENUMS.items()}


@pytest.mark.parametrize("as_variable", [False, True])
async def test_enum_arguments_reach_python_as_members(as_variable, small, monkeypatch):
    # Sorting the schema that answers made them plain strings once, and every question of a platform found nothing.
    got = []

    async def listen(snapshot, selection, *others):
        got.extend([selection.platform, selection.type, *others])

    monkeypatch.setattr("graphql_api.catalogue.questions.max_duration", listen)
    written = "query($p: PlatformCode = HULU, $t: TitleType, $d: DurationType!)"
    arguments = "(platform: $p, type: $t, durationType: $d)"
    document = f"{written} {{ maxDuration{arguments} {{ durationInt }} }}"
    if not as_variable:
        document = "{ maxDuration(platform: HULU, type: TV_SHOW, durationType: SEASON) { durationInt } }"
    variables = {"t": "TV_SHOW", "d": "SEASON"} if as_variable else {}
    result = await schema.execute(document, variable_values=variables, context_value=Context(small))
    assert result.errors is None
    assert got == [PlatformCode.HULU, TitleType.TV_SHOW, DurationType.SEASON]
    assert all(isinstance(each, Enum) for each in got)


@pytest.mark.parametrize("code", list(PlatformCode))
async def test_enums_answer_as_their_names(code, ask):
    answer = await ask(f"{{ platform(code: {code.name}) {{ id code name }} }}")
    assert answer == {"platform": {"id": code.value, "code": code.name, "name": code.display_name}}
