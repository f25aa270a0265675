"""gql.tada makes types of the printed schema, finds nothing wrong with our operations, and what is wrong it finds."""

import json
import shutil
from pathlib import Path

import pytest
from graphql import parse, print_ast

from tests.clients.relay_modules import operation_name
from tests.clients.tools import HERE, OPERATIONS, SCHEMA, Done, project, run_tool, without

pytestmark = pytest.mark.slow


def module(document: str) -> str:
    """An operation file as a TypeScript module, as its author would write it."""
    tag = f"graphql(`\n{print_ast(parse(document))}\n`)"
    return f'import {{ graphql }} from "./graphql";\n\nexport const {operation_name(document)} = {tag};\n'


def tada(tools: Path, schema: str = SCHEMA) -> Path:
    """A project that uses gql.tada, its types made."""
    folder = project(tools, schema, "tada/tsconfig.json")
    (folder / "src").mkdir()
    for file in OPERATIONS:
        document = file.read_text(encoding="utf-8")
        (folder / "src" / f"{operation_name(document)}.ts").write_text(module(document), encoding="utf-8")
    shutil.copy(HERE / "tada" / "graphql.ts", folder / "src")
    shutil.copy(HERE / "uses" / "tada.ts", folder / "src")
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    own = {"private": True, "devDependencies": {name: wanted[name] for name in ("gql.tada", "typescript")}}
    (folder / "package.json").write_text(json.dumps(own), encoding="utf-8")  # the doctor looks for it
    done = run_tool(tools, folder, "gql.tada", "generate-output")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def check(tools: Path, folder: Path) -> Done:
    return run_tool(tools, folder, "gql.tada", "check", "--fail-on-warn")


@pytest.fixture(scope="session")
def by_tada(tools):
    return tada(tools)


def test_the_doctor_finds_nothing_wrong(tools, by_tada):
    done = run_tool(tools, by_tada, "gql.tada", "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "You are all set" in done.stdout


def test_every_operation_is_checked_and_right(tools, by_tada):
    done = check(tools, by_tada)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No problems found" in done.stdout


def test_pages_type_check(tools, by_tada):
    done = run_tool(tools, by_tada, "tsc")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_field_that_the_schema_lacks_is_noticed(tools):
    done = check(tools, tada(tools, without(SCHEMA, "Title.displayTitle")))
    assert done.returncode != 0
    assert 'Cannot query field "displayTitle" on type "Title"' in done.stdout + done.stderr


def test_pages_do_not_type_check_with_a_schema_where_a_title_may_be_null(tools):
    done = run_tool(tools, tada(tools, SCHEMA.replace("displayTitle: String!", "displayTitle: String")), "tsc")
    assert done.returncode != 0
    assert "title.displayTitle" in done.stdout
