"""Packages come from whichever index the machine is set up for, so no file of the repository may name one."""

import json
import re

import pytest

from tests.deploy.files import ROOT, repository_files

# In pieces, because this file is in the repository too.
HOSTS = [
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("npmmirror", "com"),
    ("conda", "anaconda", "org"),
    ("ghcr", "io"),
    ("docker", "io"),
    ("deb", "debian", "org"),
]
SETTINGS = [("index", "url"), ("find", "links"), ("trusted", "host")]
FORBIDDEN = re.compile("|".join([*("[.]".join(host) for host in HOSTS), *("[-_]".join(name) for name in SETTINGS)]))
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+")


@pytest.mark.parametrize("text", ["https://files." + "pythonhosted" + ".org/x", "--extra-" + "index" + "-url x"])
def test_an_address_would_be_found(text):
    assert FORBIDDEN.search(text)


def test_no_file_names_a_package_index():
    found = {}
    for name in repository_files():
        text = (ROOT / name).read_bytes().decode(errors="ignore")
        if hit := FORBIDDEN.search(text):
            found[name] = hit.group()
    assert found == {}


def test_no_lock_file_holds_addresses():
    names = {name.rpartition("/")[2] for name in repository_files()}
    assert not names & {"uv.lock", "poetry.lock", "Pipfile.lock", "pylock.toml", "yarn.lock", "pnpm-lock.yaml"}


def test_the_page_s_lock_file_holds_no_addresses():
    for name in repository_files():
        if name.endswith("package-lock.json"):
            packages = json.loads((ROOT / name).read_text(encoding="utf-8"))["packages"]
            assert not [package for package, entry in packages.items() if "resolved" in entry]


def test_constraints_are_names_with_exact_versions_in_order():
    first, *pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert [pin for pin in pins if not PIN.fullmatch(pin)] == []
    assert pins == sorted(pins, key=str.lower)


def test_constraints_cover_every_requirement():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [name for group in project["dependency-groups"].values() for name in group]
    wanted = project["project"]["dependencies"] + project["build-system"]["requires"] + groups
    pinned = {pin.split("==")[0].lower().replace("_", "-") for pin in (ROOT / "constraints.txt").read_text().split()}
    assert {re.split(r"[\[<>=!~; ]", name)[0].lower() for name in wanted} <= pinned
