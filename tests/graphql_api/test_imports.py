"""What the service's modules may know of, and what it never loads."""

import ast
import subprocess
import sys
from pathlib import Path

import graphql_api
import pipeline.store

SERVICE = Path(graphql_api.__file__).parent
STORE = Path(pipeline.store.__file__).parent
UNPICKLERS = {"pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}


def modules(*folders):
    found = [file for folder in folders for file in sorted(folder.rglob("*.py"))]
    assert found, folders
    return found


def imported(file):
    """The top-level packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def names_used(file):
    """Every attribute and name that a module says."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id


def offenders(files, forbidden, what=imported):
    return {
        file.relative_to(SERVICE.parent).as_posix(): sorted(bad) for file in files if (bad := forbidden & {*what(file)})
    }


def test_types_know_no_frames():
    assert offenders(modules(SERVICE / "types"), {"polars", "numpy", "narwhals"}) == {}


def test_questions_know_no_graphql():
    assert offenders(modules(SERVICE / "queries"), {"strawberry", "graphql", "starlette"}) == {}


def test_only_the_snapshot_scans():
    readers = {"scan", "scan_parquet", "read_parquet", "scan_csv", "read_csv", "scan_ipc", "read_ipc", "scan_ndjson"}
    assert [*offenders(modules(SERVICE), readers, names_used)] == ["graphql_api/catalogue/snapshot.py"]


def test_questions_collect_nothing():
    collectors = {
        "collect",
        "collect_async",
        "collect_all",
        "collect_all_async",
        "collect_batches",
        "fetch",
        "sink_parquet",
    }
    assert offenders(modules(SERVICE / "queries"), collectors, names_used) == {}


def test_there_is_no_pickle():
    assert offenders(modules(SERVICE, STORE), UNPICKLERS) == {}
    assert offenders(modules(SERVICE, STORE), {"allow_pickle", "deserialize"}, names_used) == {}


def test_the_service_starts_without_the_libraries_that_fit_models():
    code = "import sys, graphql_api.__main__, graphql_api.app; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=SERVICE.parent, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"graphql_api", "polars", "strawberry", "uvicorn"} <= loaded
    assert (
        loaded & {"sklearn", "scipy", "pandas", "pyarrow", "matplotlib", "recsys", "tests", "hypothesis", "obstore"}
        == set()
    )
