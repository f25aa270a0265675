"""Programs of clients, run in projects of their own below a folder where npm installed what they need."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from graphql import ObjectTypeDefinitionNode, parse, print_ast

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCHEMA = (ROOT / "schema.graphql").read_text(encoding="utf-8")
OPERATIONS = sorted(HERE.glob("operations/*.graphql"))
NODE = (20, 19)
"""The oldest Node that everything in `package.json` runs on."""

Done = subprocess.CompletedProcess[str]


def run(folder: Path, command: str, *args: str, path: Path | None = None) -> Done:
    """Run a program to its end; it cannot ask anything."""
    program = shutil.which(command, path=path)
    assert program, command
    return subprocess.run(
        [program, *args], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )


def run_tool(tools: Path, folder: Path, command: str, *args: str) -> Done:
    """Run one of the installed programs."""
    return run(folder, command, *args, path=tools / "node_modules" / ".bin")


def has_node() -> bool:
    if not shutil.which("npm") or not shutil.which("node"):
        return False
    version = re.match(r"v(\d+)\.(\d+)", run(HERE, "node", "--version").stdout)
    return version is not None and (int(version[1]), int(version[2])) >= NODE


def install(folder: Path) -> Path:
    """Install what `package-lock.json` says into a folder."""
    if not has_node():
        pytest.skip(f"no npm with Node {NODE[0]}.{NODE[1]} or newer on PATH")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, folder)
    done = run(folder, "npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")
    assert done.returncode == 0, done.stderr
    return folder


def project(tools: Path, schema: str, *files: str) -> Path:
    """A client's project: the schema, and what a client configures and writes."""
    folder = Path(tempfile.mkdtemp(dir=tools))
    (folder / "schema.graphql").write_text(schema, encoding="utf-8")
    for name in files:
        shutil.copy(HERE / name, folder)
    return folder


def without(schema: str, where: str) -> str:
    """The schema without a field, given as `Type.field`."""
    type_name, field_name = where.split(".")
    document = parse(schema)
    definitions = []
    for each in document.definitions:
        if isinstance(each, ObjectTypeDefinitionNode) and each.name.value == type_name:
            kept = tuple(field for field in each.fields if field.name.value != field_name)
            assert len(kept) == len(each.fields) - 1, where
            each = replace(each, fields=kept)  # noqa: PLW2901
        definitions.append(each)
    return print_ast(replace(document, definitions=tuple(definitions)))
