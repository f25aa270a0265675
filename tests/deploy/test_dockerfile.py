import re
import subprocess
from fnmatch import fnmatch

import pytest

from graphql_api.app import create_app
from graphql_api.server.sockets import EVERY_INTERFACE
from graphql_api.settings import Settings
from tests.deploy.files import ROOT, Instruction, environment, repository_files, stages

WEB, BUILD, FINAL = stages()


def routes():
    return {route.path for route in create_app(Settings()).routes}


def only(word):
    (found,) = [instruction for instruction in FINAL if instruction.word == word]
    return found


def ignored():
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_both_python_stages_stand_on_one_base_so_that_the_interpreter_has_one_path():
    bases = [stage[0].text.split(" ")[0] for stage in (BUILD, FINAL)]
    assert bases == ["${BASE}", "${BASE}"]


def test_the_base_is_a_slim_python_of_a_named_version():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "\nARG BASE=python:3.13-slim-trixie\n" in text


def test_the_pages_are_built_by_a_node_that_will_do():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    major = int(re.search(r"^ARG NODE=node:(\d+)-[a-z]+-slim$", text, re.MULTILINE)[1])
    assert WEB[0].text == "${NODE} AS web"
    assert major >= 24


def test_the_pages_of_the_image_are_those_that_it_builds():
    (copied,) = [instruction.text.split() for instruction in BUILD if "--from=web" in instruction.flags]
    assert copied == ["--from=web", "/app/graphql_api/static", "graphql_api/static"]
    assert BUILD.index(Instruction("COPY", " ".join(copied))) < BUILD.index(
        Instruction("RUN", "pip --python .venv/bin/python install --no-deps .")
    )
    assert {"graphql_api/static", "web/dist"} <= set(ignored())


def test_the_pages_are_built_from_the_schema_where_their_build_looks_for_it():
    (workdir,) = [each.text for each in WEB if each.word == "WORKDIR"]
    at = WEB.index(Instruction("COPY", "schema.graphql /app/"))
    assert workdir == "/app/web"  # to which it is `../schema.graphql`
    assert at < WEB.index(Instruction("RUN", "npm run build"))


def test_the_packages_of_the_pages_are_those_of_the_lock_file():
    assert [each.text.split()[:2] for each in WEB if each.word == "RUN"] == [["npm", "ci"], ["npm", "run"]]


def test_it_runs_as_a_numeric_user_that_is_not_root():
    user, group = only("USER").text.split(":")
    assert int(user) > 0
    assert int(group) > 0


def test_the_server_is_process_one_and_gets_the_signal():
    assert only("CMD").exec_form == ["serve"]
    assert only("STOPSIGNAL").text == "SIGTERM"
    assert not [instruction for instruction in FINAL if instruction.word == "ENTRYPOINT"]


def test_the_health_check_needs_nothing_but_python():
    command = only("HEALTHCHECK").exec_form
    assert command[:2] == ["python", "-c"]
    compile(command[2], "HEALTHCHECK", "exec")
    assert "/healthz" in command[2]
    assert "/healthz" in routes()


def test_it_says_where_the_release_is_and_where_it_listens():
    settings = Settings.read(environment())
    assert settings.data.as_posix() == "/app/data/tables"
    assert settings.host == EVERY_INTERFACE
    assert settings.proxies == 0  # nothing is believed of X-Forwarded-For where nothing is in front
    assert str(settings.port) == only("EXPOSE").text == "8000"


@pytest.mark.parametrize("stage", [WEB, BUILD, FINAL], ids=["web", "build", "final"])
def test_it_mounts_nothing(stage):
    assert not [flag for instruction in stage for flag in instruction.flags if flag.startswith("--mount")]


def test_only_the_libraries_and_the_release_come_out_of_the_build_stage():
    copied = [instruction.text.split() for instruction in FINAL if instruction.word == "COPY"]
    assert copied == [
        ["--from=build", "/app/.venv", ".venv"],
        ["--from=build", "/release", "data/tables"],
    ]


@pytest.fixture
def context(tmp_path):
    """What is built from, with two releases, of which both have a report."""
    data = tmp_path / "data" / "tables"
    for version in ("v1", "v2"):
        for folder in (data / version, data / "reports" / version / "figures"):
            folder.mkdir(parents=True)
        (data / version / "manifest.json").write_text("{}")
        (data / "reports" / version / "report.html").write_text(f"of {version}")
        (data / "reports" / version / "figures" / "plot.png").touch()
    (data / "CURRENT").write_text("v2\n")
    return tmp_path


def released(context):
    """What the build makes the image's release, by its path."""
    (command,) = [each.text for each in BUILD if each.word == "RUN" and "/release" in each.text]
    command = command[command.index("version=") :].replace("/release", f"{context}/release")
    subprocess.run(["sh", "-e", "-c", command], cwd=context, check=True)
    folder = context / "release"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_release_is_the_current_one_and_its_report_goes_along(context):
    assert released(context) == {"CURRENT", "v2/manifest.json", "reports/v2/report.html"}
    assert (context / "release" / "reports" / "v2" / "report.html").read_text() == "of v2"


def test_a_release_without_a_report_goes_alone(context):
    (context / "data" / "tables" / "reports" / "v2" / "report.html").unlink()
    assert released(context) == {"CURRENT", "v2/manifest.json"}
    assert not (context / "release" / "reports").exists()


def test_the_libraries_of_the_report_stay_out():
    texts = [each.text for each in BUILD if each.word == "RUN"]
    assert [text for text in texts if "['project']['dependencies']" in text]
    assert not [text for text in texts if "optional" in text or "groups" in text or "[eda]" in text]


def sources():
    """What the first two stages copy from the folder that is built from."""
    copies = [each for each in (*WEB, *BUILD) if each.word == "COPY" and "--from=web" not in each.flags]
    return [name for copy in copies for name in copy.text.split()[:-1]]


@pytest.mark.parametrize("source", sources())
def test_what_it_copies_is_in_the_repository_and_not_ignored(source):
    assert [name for name in repository_files() if name == source or name.startswith(f"{source}/")]
    assert not [pattern for pattern in ignored() if fnmatch(source, pattern.removeprefix("**/"))]


@pytest.mark.parametrize(
    "path",
    ["data", "data/raw", "data/tables", "data/raw/catalogues/netflix_titles.csv", "data/tables/reports/v1/report.html"],
)
def test_data_that_is_not_in_git_still_reaches_the_build(path):
    assert not [pattern for pattern in ignored() if fnmatch(path, pattern) or path.startswith(f"{pattern}/")]


def test_every_package_is_copied():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) <= set(sources())


def test_the_ignored_folders_are_those_of_no_use_in_the_image():
    assert {".git", ".venv", "tests", "docs", "data/sample", "**/node_modules", "**/__pycache__"} <= set(ignored())
