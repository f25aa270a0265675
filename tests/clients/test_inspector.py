"""graphql-inspector finds nothing that breaks clients of the last release, and finds it where it is.

`released/` holds the schema of the last release, named as its version; at a release it is replaced by the new one.
"""

import shutil
import tomllib

import pytest

from tests.clients.tools import HERE, ROOT, SCHEMA, Done, project, run_tool, without

RELEASED = sorted(HERE.glob("released/*.graphql"))


def diff(tools, before: str, now: str) -> Done:
    folder = project(tools, now)
    (folder / "released.graphql").write_text(before, encoding="utf-8")
    return run_tool(tools, folder, "graphql-inspector", "diff", "released.graphql", "schema.graphql")


def validate(tools, schema: str = SCHEMA) -> Done:
    folder = project(tools, schema)
    shutil.copytree(HERE / "operations", folder / "operations")
    return run_tool(tools, folder, "graphql-inspector", "validate", "operations/*.graphql", "schema.graphql")


def test_the_schema_of_one_release_is_kept():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert [file.stem for file in RELEASED] == [version]


@pytest.mark.slow
def test_nothing_breaks_clients_of_the_last_release(tools):
    done = diff(tools, RELEASED[0].read_text(encoding="utf-8"), SCHEMA)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Detected" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without(SCHEMA, "Title.displayTitle"), "Field displayTitle was removed from object type Title"),
        (
            SCHEMA.replace("displayTitle: String!", "displayTitle: String"),
            "Field Title.displayTitle changed type from String! to String",
        ),
        (SCHEMA.replace("  HULU\n", "  HOOLOO\n"), "Enum value HULU was removed from enum PlatformCode"),
    ],
)
def test_a_change_that_breaks_clients_is_noticed(change, said, tools):
    done = diff(tools, SCHEMA, change)
    assert done.returncode == 1
    assert said in done.stdout.replace("'", "")


@pytest.mark.slow
def test_a_new_field_and_a_deprecated_one_break_nothing(tools):
    change = SCHEMA.replace(
        "  displayTitle: String!\n",
        '  displayTitle: String! @deprecated(reason: "Ask for name.")\n\n  """The name."""\n  name: String!\n',
    )
    assert change != SCHEMA
    done = diff(tools, SCHEMA, change)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Title.displayTitle" in done.stdout


@pytest.mark.slow
def test_every_operation_is_valid(tools):
    done = validate(tools)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All documents are valid" in done.stdout


@pytest.mark.slow
def test_an_operation_that_the_schema_does_not_answer_any_more_is_noticed(tools):
    done = validate(tools, without(SCHEMA, "Title.displayTitle"))
    assert done.returncode == 1
    assert "displayTitle" in done.stdout + done.stderr
