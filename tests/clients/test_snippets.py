"""What the pages for clients show was run: every snippet, against a service that listens."""

import json
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.clients.snippets import ADDRESS, PAGE, fence_of, prints, snippet
from tests.clients.tools import HERE, ROOT, SCHEMA, project, run, run_tool
from tests.docs.pages import DOCS
from tests.graphql_api.serving import serving

pytestmark = pytest.mark.slow

KEY = "a-key-of-this-test"
FOLDER = DOCS / "clients"
PROGRAMS = {"ask.mjs": PAGE, "apollo.mjs": FOLDER / "apollo.md", "urql.mjs": FOLDER / "urql.md"}


@pytest.fixture(scope="module")
def with_key(fitted_data, tmp_path_factory):
    """The service, where it asks for a key."""
    with serving(fitted_data, tmp_path_factory.mktemp("key") / "log", CARTELERA_API_KEYS=KEY) as service:
        yield service


def write(folder: Path, file: str, text: str, address: str) -> None:
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(text.replace(ADDRESS, address), encoding="utf-8")


def node(tools: Path, file: str, text: str, address: str) -> list[str]:
    """The lines that a program prints."""
    folder = project(tools, SCHEMA)
    shutil.copy(ROOT / "possible-types.json", folder)
    write(folder, "patient.mjs", snippet(PAGE, "patient.mjs"), "")
    write(folder, file, text, address)
    done = run(folder, "node", file)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def python(folder: Path, text: str, address: str) -> list[str]:
    """The lines that a program prints."""
    write(folder, "pages.py", text, address)
    done = run(folder, sys.executable, "pages.py")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def curl(command: str, address: str) -> dict:
    done = run(ROOT, *shlex.split(command.replace(ADDRESS, address)), "--silent", "--show-error")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def commands() -> list[str]:
    return fence_of(PAGE, "sh").text.replace("\\\n", " ").splitlines()


def key(page: Path) -> str:
    """The piece of code with which a page says where the key goes."""
    (found,) = re.findall(r"`([^`]*Bearer KEY[^`]*)`", page.read_text(encoding="utf-8"))
    return found.replace("KEY", KEY)


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on PATH")
@pytest.mark.parametrize("number", range(len(commands())))
def test_curl_is_answered_as_the_page_says(number, served):
    assert curl(commands()[number], served.url) == json.loads(fence_of(PAGE, "json").text)


@pytest.mark.parametrize("file", PROGRAMS)
def test_a_program_prints_what_its_comments_say(file, tools, served):
    text = snippet(PROGRAMS[file], file)
    assert node(tools, file, text, served.url) == prints(text) != []


def test_the_python_program_prints_what_its_comments_say(tmp_path, served):
    text = snippet(FOLDER / "python.md", "pages.py")
    assert python(tmp_path, text, served.url) == prints(text) != []


@pytest.mark.parametrize("file", PROGRAMS)
def test_a_program_waits_where_it_is_told_to(file, tools, fitted_data, tmp_path):
    text = snippet(PROGRAMS[file], file)
    often = 'await Promise.all([1, 2].map(() => ask("{ platforms { id } }")));\n' if file == "ask.mjs" else ""
    with serving(fitted_data, tmp_path / "log", CARTELERA_RATE="1/second") as service:
        assert node(tools, file, text + often, service.url) == prints(text)
        assert "RATE_LIMITED" in service.log.read_text()


def test_relay_asks_through_the_environment_of_its_page(tools, served):
    page = FOLDER / "relay.md"
    folder = project(tools, SCHEMA)
    for file in ("relay.config.json", "src/environment.js"):
        write(folder, file, snippet(page, file), served.url)
    write(folder, "package.json", '{"type": "module"}', "")
    tag = 'import { graphql } from "relay-runtime";\ngraphql`query pageQuery($id: ID!) { node(id: $id) { id } }`;\n'
    write(folder, "src/page.js", tag, "")
    driver = """
        import relay from "relay-runtime";
        import { environment } from "./environment.js";
        import query from "./__generated__/pageQuery.graphql.js";
        const { node } = await relay.fetchQuery(environment, query, { id: "hulu" }).toPromise();
        console.log(node.id);
    """
    write(folder, "src/driver.js", driver, "")
    (folder / "src" / "__generated__").mkdir()
    done = run_tool(tools, folder, "relay-compiler")
    assert done.returncode == 0, done.stdout + done.stderr
    done = run(folder, "node", "src/driver.js")
    assert (done.stdout, done.returncode) == ("hulu\n", 0), done.stderr


def test_codegen_makes_types_with_the_configuration_of_its_page(tools):
    folder = project(tools, SCHEMA, "tsconfig.json")
    shutil.copytree(HERE / "operations", folder / "operations")
    write(folder, "codegen.json", snippet(FOLDER / "types.md", "codegen.json"), "")
    done = run_tool(tools, folder, "graphql-codegen", "--config", "codegen.json")
    assert done.returncode == 0, done.stderr
    shutil.copy(HERE / "uses" / "codegen.ts", folder / "src")
    done = run_tool(tools, folder, "tsc")
    assert (done.returncode, done.stdout) == (0, "")


def test_gql_tada_makes_types_with_the_files_of_its_page(tools):
    folder = project(tools, SCHEMA)
    for file in ("tsconfig.json", "src/graphql.ts", "src/added.ts"):
        write(folder, file, snippet(FOLDER / "types.md", file), "")
    for command in ("generate-output", "check"):
        done = run_tool(tools, folder, "gql.tada", command)
        assert done.returncode == 0, done.stdout + done.stderr
    done = run_tool(tools, folder, "tsc", "--noEmit")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on PATH")
@pytest.mark.parametrize("header", ["Authorization: Bearer KEY", "X-API-Key: KEY"])
def test_curl_is_answered_with_the_key_only(header, with_key):
    assert f"`{header}`" in PAGE.read_text(encoding="utf-8")
    command = commands()[0]
    assert curl(command, with_key.url)["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    keyed = f"{command} -H {shlex.quote(header.replace('KEY', KEY))}"
    assert curl(keyed, with_key.url) == json.loads(fence_of(PAGE, "json").text)


def test_apollo_client_sends_the_key_as_its_page_says(tools, with_key):
    text, address = snippet(PROGRAMS["apollo.mjs"], "apollo.mjs"), f'uri: "{ADDRESS}/graphql"'
    link = f"new HttpLink({{ {address}, fetch: patientFetch }})"
    keyed = text.replace(link, key(PROGRAMS["apollo.mjs"]).replace("uri", address, 1))
    assert keyed != text
    assert node(tools, "apollo.mjs", keyed, with_key.url) == prints(text)


def test_urql_sends_the_key_as_its_page_says(tools, with_key):
    text, address = snippet(PROGRAMS["urql.mjs"], "urql.mjs"), f'url: "{ADDRESS}/graphql",'
    keyed = text.replace(address, f"{address} {key(PROGRAMS['urql.mjs'])},")
    assert node(tools, "urql.mjs", keyed, with_key.url) == prints(text)


def test_gql_sends_the_key_as_its_page_says(tmp_path, with_key):
    text, address = snippet(FOLDER / "python.md", "pages.py"), f'"{ADDRESS}/graphql"'
    keyed = text.replace(f"AIOHTTPTransport({address})", key(FOLDER / "python.md").replace("url", address, 1))
    assert python(tmp_path, keyed, with_key.url) == prints(text)
