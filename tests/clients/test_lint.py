"""graphql-eslint has nothing to say of the printed schema and the operations, and has where there is something."""

import json
import shutil
from pathlib import Path

import pytest

from tests.clients.tools import HERE, OPERATIONS, SCHEMA, project, run_tool, without

pytestmark = pytest.mark.slow

BROWSE = "08-browse.graphql"


def lint(tools: Path, schema: str = SCHEMA, browse: str = "") -> list[tuple[str, str, str]]:
    """What the linter says: file, rule and message. `browse` is an operation to take in place of ours."""
    folder = project(tools, schema, "eslint.config.mjs")
    shutil.copytree(HERE / "operations", folder / "operations")
    if browse:
        (folder / "operations" / BROWSE).unlink()  # the copy of a file that may only be read
        (folder / "operations" / BROWSE).write_text(browse, encoding="utf-8")
    done = run_tool(tools, folder, "eslint", ".", "--format", "json")
    assert done.returncode in {0, 1}, done.stderr
    files = json.loads(done.stdout)
    assert {"schema.graphql", *(file.name for file in OPERATIONS)} <= {Path(each["filePath"]).name for each in files}
    return [
        (Path(each["filePath"]).name, said["ruleId"].removeprefix("@graphql-eslint/"), said["message"])
        for each in files
        for said in each["messages"]
    ]


def test_nothing_is_said_of_the_schema_and_the_operations(tools):
    assert lint(tools) == []


@pytest.mark.parametrize(
    ("written", "instead", "rule"),
    [
        ('  """The name in lower case."""\n', "", "require-description"),
        ("  HULU\n", "  Hulu\n", "naming-convention"),
        ("Interval", "Span", "strict-id-in-types"),  # a type that the list of values does not have
        ("  actor: Actor!\n", "  actor: Actor! @deprecated\n", "require-deprecation-reason"),
    ],
)
def test_a_fault_of_the_schema_is_noticed(written, instead, rule, tools):
    assert written in SCHEMA
    said = lint(tools, SCHEMA.replace(written, instead))
    assert {found for file, found, _ in said if file == "schema.graphql"} == {rule}


@pytest.mark.parametrize(
    ("written", "instead", "rule"),
    [
        ("query Browse(", "query GetBrowse(", "naming-convention"),
        ("      id\n", "", "require-selections"),
        ("      votes\n", "      voters\n", "fields-on-correct-type"),
    ],
)
def test_a_fault_of_an_operation_is_noticed(written, instead, rule, tools):
    text = (HERE / "operations" / BROWSE).read_text(encoding="utf-8")
    assert written in text
    said = lint(tools, browse=text.replace(written, instead, 1))
    assert {(file, found) for file, found, _ in said} == {(BROWSE, rule)}


def test_an_operation_that_the_schema_does_not_answer_any_more_is_noticed(tools):
    said = lint(tools, without(SCHEMA, "Title.displayTitle"))
    assert (BROWSE, "fields-on-correct-type") in {(file, rule) for file, rule, _ in said}
