"""relay-compiler and graphql-codegen take the printed schema with our operations, and refuse one that lacks a field.

Relay's two lists in `relay/` are there for what Relay demands of connections, of `PageInfo` and of `node`.
"""

import json
import shutil
from pathlib import Path

import pytest

from tests.clients.relay_modules import operation_name, write_modules
from tests.clients.tools import HERE, OPERATIONS, SCHEMA, Done, project, run_tool, without

pytestmark = pytest.mark.slow

LISTS = sorted(HERE.glob("relay/*.graphql"))
NAMES = [operation_name(file.read_text(encoding="utf-8")) for file in OPERATIONS]


def relay(tools: Path, schema: str = SCHEMA, operations: list[Path] = OPERATIONS + LISTS) -> tuple[Path, Done]:
    folder = project(tools, schema, "relay.config.json", "tsconfig.json")
    write_modules(operations, folder / "src")
    (folder / "src" / "__generated__").mkdir()  # the compiler wants to find what it writes to
    (folder / "persisted.json").write_text("{}", encoding="utf-8")
    return folder, run_tool(tools, folder, "relay-compiler")


def codegen(tools: Path, schema: str = SCHEMA) -> tuple[Path, Done]:
    folder = project(tools, schema, "codegen.json", "tsconfig.json")
    shutil.copytree(HERE / "operations", folder / "operations")
    return folder, run_tool(tools, folder, "graphql-codegen", "--config", "codegen.json")


def check_types(tools: Path, folder: Path, use: str) -> Done:
    """Type-check what was generated, with a page that uses it."""
    shutil.copy(HERE / "uses" / use, folder / "src")
    return run_tool(tools, folder, "tsc")


@pytest.fixture(scope="session")
def by_relay(tools):
    folder, done = relay(tools)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def by_codegen(tools):
    folder, done = codegen(tools)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def sent(by_relay):
    """What Relay sends to the service, by the operation's name: not what was written, fields of its own are in it."""
    texts = json.loads((by_relay / "persisted.json").read_text(encoding="utf-8")).values()
    return {operation_name(text): text for text in texts}


def test_relay_compiles_every_operation(by_relay):
    generated = {file.name.removesuffix(".graphql.ts") for file in by_relay.glob("src/__generated__/*.graphql.ts")}
    assert {f"{name}Query" for name in NAMES} <= generated


def test_relay_writes_the_queries_for_more_of_a_list_and_for_an_object_again(sent):
    assert {"TitleListNextPageQuery", "TitleListCardAgainQuery", "PlatformPageOtherPageQuery"} <= sent.keys()


def test_codegen_writes_a_document_and_types_for_every_operation(by_codegen):
    preset = (by_codegen / "src" / "gql" / "graphql.ts").read_text(encoding="utf-8")
    types = (by_codegen / "src" / "types.ts").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"export const {name}Document = " in preset
        assert f"export type {name}Query = " in preset
        assert f"export type {name}QueryVariables = " in types
        assert f"export type {name}Query = " in types


def test_pages_type_check_with_what_relay_generated(tools, by_relay):
    done = check_types(tools, by_relay, "relay.ts")
    assert (done.returncode, done.stdout) == (0, "")


def test_pages_type_check_with_what_codegen_generated(tools, by_codegen):
    done = check_types(tools, by_codegen, "codegen.ts")
    assert (done.returncode, done.stdout) == (0, "")


async def test_relay_pages_through_all_titles(sent, ask):
    # Relay sends null for what a page leaves out.
    page = total = (await ask(sent["TitleListQuery"], filter=None, orderBy=None))["titles"]
    seen = [edge["node"]["id"] for edge in page["edges"]]
    while page["edges"] and page["pageInfo"]["hasNextPage"] and len(seen) < total["totalCount"]:
        variables = {"first": 3, "after": page["pageInfo"]["endCursor"], "filter": None, "orderBy": None}
        page = (await ask(sent["TitleListNextPageQuery"], **variables))["titles"]
        seen += [edge["node"]["id"] for edge in page["edges"]]
    assert len(seen) == len(set(seen)) == total["totalCount"] > 3
    assert not page["pageInfo"]["hasNextPage"]


async def test_relay_pages_both_ways_below_an_object(sent, ask):
    platform = (await ask(sent["PlatformPageQuery"], code="AMAZON"))["platform"]
    start = platform["titles"]
    assert len(start["edges"]) == 3

    forth = {"first": 3, "after": start["pageInfo"]["endCursor"], "last": None, "before": None}
    end = (await ask(sent["PlatformPageOtherPageQuery"], id=platform["id"], **forth))["node"]["titles"]
    assert len(end["edges"]) == 1
    assert not end["pageInfo"]["hasNextPage"]

    back = {"first": None, "after": None, "last": 3, "before": end["pageInfo"]["startCursor"]}
    again = (await ask(sent["PlatformPageOtherPageQuery"], id=platform["id"], **back))["node"]["titles"]
    assert again["edges"] == start["edges"]


async def test_relay_fetches_an_object_again_by_its_id(sent, ask):
    (edge, *_) = (await ask(sent["TitleListQuery"]))["titles"]["edges"]
    again = (await ask(sent["TitleListCardAgainQuery"], id=edge["node"]["id"]))["node"]
    assert again == edge["node"]


@pytest.mark.parametrize(
    ("field", "complaint"),
    [
        ("Title.displayTitle", "The type `Title` has no field `displayTitle`"),
        ("TitleEdge.cursor", "Expected the field type 'TitleConnection' to expose a 'edges { cursor }' field"),
        ("PageInfo.hasPreviousPage", "to expose a 'pageInfo { hasPreviousPage }' field"),
        ("Query.node", "Invalid use of @refetchable on fragment 'PlatformPage_Titles'"),
    ],
)
def test_relay_refuses_a_schema_without(field, complaint, tools):
    _, done = relay(tools, without(SCHEMA, field), LISTS)
    assert done.returncode != 0
    assert complaint in done.stdout + done.stderr


def test_codegen_refuses_a_schema_without_a_field_that_is_asked_for(tools):
    _, done = codegen(tools, without(SCHEMA, "Title.displayTitle"))
    assert done.returncode != 0
    assert 'Cannot query field "displayTitle" on type "Title"' in done.stderr


@pytest.mark.parametrize(("compiler", "use"), [(relay, "relay.ts"), (codegen, "codegen.ts")])
def test_pages_do_not_type_check_with_a_schema_where_a_title_may_be_null(compiler, use, tools):
    nullable = SCHEMA.replace("displayTitle: String!", "displayTitle: String")
    assert nullable != SCHEMA
    folder, done = compiler(tools, nullable)
    assert done.returncode == 0, done.stderr
    done = check_types(tools, folder, use)
    assert done.returncode != 0
    assert "title.displayTitle" in done.stdout
