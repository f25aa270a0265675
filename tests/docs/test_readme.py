"""The README names everything that there is, and nothing that there is not."""

import dataclasses
import json
import re
import shlex

import pytest

from graphql_api import settings
from graphql_api.app import create_app
from graphql_api.catalogue.snapshot import load as load_snapshot
from graphql_api.limits.limits import Limits
from graphql_api.limits.traffic import Traffic
from graphql_api.setting import plain, variable
from tests.conftest import publish
from tests.docs.pages import README, ROOT, fences, headings, links, section, table
from tests.docs.test_examples import root_fields
from tests.graphql_api.http.endpoint import endpoint
from tests.make.project import load

WORDS = re.compile(r"`([^`]+)`")
LOADED = {"/home.css", "/favicon.svg"}
"""What the page loads itself."""


def defaults():
    """Each setting, and its default as the README writes it."""
    for group in (settings.Settings, Limits, Traffic):
        for each in dataclasses.fields(group):
            if name := variable(each):
                yield name, written(getattr(group(), each.name))


def written(default):
    match default:
        case () | "":
            return "none"
        case None | False:
            return "`off`"
        case True:
            return "`on`"
        case int() | float():
            return f"`{plain(default)}`"
    return f"`{default}`"


def test_every_setting_is_in_its_table_with_its_default():
    # After a semicolon stands where it is another.
    rows = {WORDS.findall(row[0])[0]: row[1].split("; on")[0] for row in table(README, "Settings")}
    assert list(rows) == settings.variables()
    # Two depend on where the service listens, and say so.
    assert {name: cell.partition(" where only this machine can ask")[0] for name, cell in rows.items()} == dict(
        defaults()
    )


def test_variables_that_other_commands_read_are_named():
    text = README.read_text(encoding="utf-8")
    assert [name for name in settings.OTHERS if f"`{name}`" not in text] == []


def test_it_names_the_pythons_that_make_accepts():
    oldest, newest = (".".join(map(str, version)) for version in (load(ROOT).OLDEST, load(ROOT).NEWEST))
    assert f"Python {oldest} to {newest}" in README.read_text(encoding="utf-8")


def test_every_target_is_in_its_table():
    written = [WORDS.findall(row[0])[0] for row in table(README, "Commands")]
    assert written == [f"make {name}" for name in load(ROOT).TARGETS]


def test_every_endpoint_is_in_its_table():
    rows = table(README, "Endpoints")
    routes = {route.path_format for route in create_app(settings.Settings()).routes} - LOADED
    assert {path for row in rows for path in WORDS.findall(row[0])} | {"/assets/{path}"} == routes
    assert any("`/assets/...`" in row[1] for row in rows)


def test_the_questions_of_the_briefs_lead_to_fields_and_pages_that_exist():
    rows = table(README, "The questions")
    fields = [WORDS.findall(row[1])[0] for row in rows]
    assert set(fields) <= root_fields()
    assert len(rows) == len(set(fields)) == 15
    assert [row[2] for row in rows if not re.search(r"\(docs/examples/[\w-]+\.md\)", row[2])] == []


def test_the_map_names_only_what_exists():
    (fence,) = [token for token in section(README, "Map") if token.type == "fence"]
    paths, missing = [], []
    for line in fence.content.splitlines():
        indent = len(line) - len(line.lstrip())
        name = line.split()[0]
        del paths[indent // 2 :]
        paths.append(name)
        if not (ROOT / "".join(paths)).exists():
            missing.append("".join(paths))
    assert missing == []


def test_every_package_of_the_root_is_on_the_map():
    (fence,) = [token for token in section(README, "Map") if token.type == "fence"]
    packages = {f"{init.parent.name}/" for init in ROOT.glob("*/__init__.py")}
    assert packages <= {line.split()[0] for line in fence.content.splitlines()}


def test_it_leads_to_the_other_pages():
    assert {"docs/README.md", "data/README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"} <= set(links(README))
    assert headings(README)[0] == "Cartelera"


@pytest.mark.slow
async def test_its_query_answers_as_it_says(tmp_path):
    """The answer is that of the sample as `make serve` generates it."""
    from pipeline.__main__ import write_sample

    write_sample(tmp_path / "raw")
    snapshot = load_snapshot(publish(tmp_path / "raw", tmp_path / "data"))
    blocks = fences(README)
    (at,) = [number for number, fence in enumerate(blocks) if fence.text.startswith("curl")]
    words = shlex.split(blocks[at].text.replace("\\\n", " "))
    query = json.loads(words[words.index("-d") + 1])["query"]
    async with endpoint(snapshot) as asked:
        assert (await asked.post(query)).json() == json.loads(blocks[at + 1].text)
