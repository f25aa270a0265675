import ast
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from pipeline.store.manifest import FORMAT
from pipeline.store.place import is_url
from tests.make.project import ROOT, copy_command, environment, load, old_python, run

OLD = SimpleNamespace(version_info=(3, 8, 18), executable="/opt/python3.8", exit=sys.exit)


@pytest.fixture
def project(tmp_path):
    return copy_command(tmp_path)


@pytest.fixture
def make(project):
    return load(project)


def test_it_is_written_in_the_syntax_of_python_3_8():
    ast.parse((ROOT / "make.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_imports_the_standard_library_only():
    imports = re.findall(r"^\s*(?:import|from) (\w+)", (ROOT / "make.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(imports) <= sys.stdlib_module_names


def test_help_lists_every_target(make, capsys):
    assert make.main([]) == 0
    printed = capsys.readouterr().out
    assert [line.split()[0] for line in printed.splitlines()[2:]] == list(make.TARGETS)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not on PATH")
@pytest.mark.parametrize("target", list(load(ROOT).TARGETS))
def test_the_makefile_forwards_every_target(target):
    command = ["make", "--dry-run", target, "ARGS=-k 'this or that'"]
    printed = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True).stdout
    assert re.fullmatch(rf"exec \".+\" make\.py {target} -k 'this or that'", printed.strip())


@pytest.mark.skipif(not shutil.which("make"), reason="make is not on PATH")
def test_make_alone_prints_the_help():
    printed = subprocess.run(["make"], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True).stdout
    assert "  serve " in printed


def test_an_unknown_target_is_answered_with_the_nearest(make, capsys):
    assert make.main(["tabels"]) == 2
    assert "did you mean tables?" in capsys.readouterr().err


# Pythons


def test_an_old_python_gets_one_sentence(make, monkeypatch):
    monkeypatch.setattr(
        make, "sys", SimpleNamespace(version_info=(3, 8, 18), executable="/opt/python3.8", exit=sys.exit)
    )
    monkeypatch.setattr(make, "find_python", lambda *_: "")
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer .*; found 3\.8\.18 at /opt/python3\.8") as stop:
        make.require_python(["serve"])
    assert "run: python3.14 make.py serve" in str(stop.value)


def test_an_old_python_goes_on_with_a_newer_one_on_path(make, monkeypatch):
    monkeypatch.setattr(
        make, "sys", SimpleNamespace(version_info=(3, 8, 18), executable="/opt/python3.8", exit=sys.exit)
    )
    monkeypatch.setattr(make, "find_python", lambda *_: "/opt/python3.12")
    monkeypatch.setattr(make, "become", lambda command: command)
    with pytest.raises(SystemExit) as stop:
        make.require_python(["serve", "--port", "9000"])
    assert stop.value.code == ["/opt/python3.12", str(make.ROOT / "make.py"), "serve", "--port", "9000"]


def test_a_shim_that_starts_nothing_is_no_python(make, tmp_path):
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\necho 'python3.13: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    assert make.probe(str(shim), make.OLDEST, make.NEWEST) == ""


@pytest.mark.skipif(not old_python(), reason="no Python older than 3.11 on this machine")
def test_a_real_old_python_gets_the_sentence_and_no_traceback(project):
    done = run(project, "serve", python=old_python(), PATH="")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Cartelera needs Python 3.11 or newer" in done.stderr


@pytest.mark.skipif(not old_python(), reason="no Python older than 3.11 on this machine")
def test_a_real_old_python_hands_over_to_this_one(project, tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / f"python3.{sys.version_info.minor}").symlink_to(sys.executable)
    done = run(project, "help", python=old_python(), PATH=str(folder))
    assert done.returncode == 0, done.stderr
    assert "serve" in done.stdout


# The port


def test_a_taken_port_is_one_line_before_any_work(project):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        started = time.monotonic()
        done = run(project, "serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == f"make.py: port {port} is in use: stop what uses it, or choose another: make serve PORT=N\n"
    assert done.stdout == ""
    assert not (project / ".venv").exists()
    assert time.monotonic() - started < 5


def test_the_port_may_come_from_the_environment(project):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        done = run(project, "serve", PORT=str(holder.getsockname()[1]))
    assert "is in use" in done.stderr


@pytest.mark.parametrize("port", ["http", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_named(project, port):
    done = run(project, "serve", f"--port={port}")
    assert done.returncode == 1
    assert done.stderr == f"make.py: the port is '{port}': expected a number from 0 to 65535\n"


# The environment


@pytest.fixture
def installed(make, monkeypatch):
    """Every command that would have been run."""
    commands = []
    monkeypatch.setattr(make, "venv_version", lambda: "3.11.7")
    monkeypatch.setattr(make, "pip", lambda: ["pip"])
    monkeypatch.setattr(make, "run", lambda command, **_: commands.append(command))
    make.VENV.mkdir()
    return commands


def test_a_second_run_installs_nothing(make, installed):
    make.environment("dev")
    make.environment("dev")
    make.environment()
    assert len(installed) == 1


def test_a_group_adds_only_what_is_its_own(make, installed):
    make.environment()
    make.environment("dev")
    assert installed[0] == ["pip", "install", "--editable", "."]
    assert "--editable" not in installed[1]
    assert installed[1][2:] == make.pyproject()["dependency-groups"]["dev"]


def test_an_interrupted_installation_is_done_again(make, installed, monkeypatch):
    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(make, "run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            make.environment()
    make.environment()
    assert len(installed) == 1


def test_an_interrupted_update_is_done_again_although_the_old_stamp_returns(make, installed, monkeypatch):
    make.environment()
    pins = make.ROOT / "constraints.txt"
    before = pins.read_text()
    pins.write_text(before + "another==1\n")
    with monkeypatch.context() as patch:
        patch.setattr(make, "run", lambda *_args, **_options: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            make.environment()
    pins.write_text(before)
    make.environment()
    assert len(installed) == 2


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("constraints.txt", "polars==", "polars==9"), ("pyproject.toml", '"polars', '"another",\n  "polars')],
)
def test_other_libraries_are_installed_again(make, installed, file, old, new):
    make.environment()
    path = make.ROOT / file
    path.write_text(path.read_text().replace(old, new))
    make.environment()
    assert len(installed) == 2


def test_another_python_is_installed_for_again(make, installed, monkeypatch):
    make.environment()
    monkeypatch.setattr(make, "venv_version", lambda: "3.13.0")
    make.environment()
    assert len(installed) == 2


def test_another_lint_rule_installs_nothing(make, installed):
    make.environment()
    path = make.ROOT / "pyproject.toml"
    path.write_text(path.read_text().replace("line-length = 120", "line-length = 100"))
    make.environment()
    assert len(installed) == 1


def test_a_venv_that_is_broken_is_made_again(make):
    make.create_venv()
    assert make.venv_version() == make.probe(sys.executable, make.OLDEST, make.NEWEST)
    (make.BIN / "python").unlink()
    (make.BIN / "python").symlink_to("/nowhere/python")
    assert make.venv_version() == ""
    make.create_venv()
    assert make.venv_version()


def test_a_venv_that_came_with_a_copied_folder_is_not_trusted(make, tmp_path):
    make.create_venv()
    shutil.copytree(make.ROOT, tmp_path / "a copy", symlinks=True)
    assert load(tmp_path / "a copy").venv_version() == ""


def test_without_ensurepip_and_pip_it_says_what_to_install(project, tmp_path):
    for name in ("ensurepip", "pip"):
        (tmp_path / f"{name}.py").write_text(f"raise ImportError('No module named {name}')\n")
    done = run(project, "serve", "--port", "0", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "neither ensurepip nor pip" in done.stderr
    assert "apt install python3-venv" in done.stderr


# Releases


@pytest.fixture
def built(make, monkeypatch):
    """Every command that would have been run; a sample is 'generated'."""
    commands = []

    def run(command):
        commands.append(command[2:])
        if "sample" in command:
            make.Path(command[-1]).mkdir()

    monkeypatch.setattr(make, "run", run)
    make.VENV.mkdir()
    return commands


def publish(data, *, synthetic, **manifest):
    (data / "v1").mkdir()
    said = {"format": FORMAT, "model_version": "m1", "synthetic": synthetic, **manifest}
    (data / "v1" / "manifest.json").write_text(json.dumps(said))
    (data / "CURRENT").write_text("v1\n")


def put_raw_file(make):
    file = make.ROOT / "data" / "raw" / "catalogues" / "netflix_titles.csv"
    file.parent.mkdir(parents=True)
    file.touch()


@pytest.mark.parametrize("synthetic", [True, False])
def test_a_release_that_is_there_is_served_as_it_is(make, built, tmp_path, synthetic):
    publish(tmp_path, synthetic=synthetic)
    make.ensure_release(tmp_path)
    assert built == []


def test_a_release_of_the_sample_gives_way_to_raw_files(make, built, tmp_path):
    publish(tmp_path, synthetic=True)
    put_raw_file(make)
    make.ensure_release(tmp_path)
    raw = str(make.ROOT / "data" / "raw")
    assert built == [["pipeline", "build", "--raw", raw, "--data", str(tmp_path), "--then", make.THEN]]


def test_a_release_of_another_format_is_built_again(make, built, tmp_path):
    publish(tmp_path, synthetic=True, format=FORMAT - 1)
    make.ensure_release(tmp_path)
    assert built[-1][:2] == ["pipeline", "build"]


def test_a_release_without_a_model_gets_one(make, built, tmp_path):
    publish(tmp_path, synthetic=True, model_version=None)
    make.ensure_release(tmp_path)
    assert built == [["recsys", "fit", "--data", str(tmp_path)]]


def test_a_release_of_raw_files_stays_while_they_are_there(make, built, tmp_path):
    publish(tmp_path, synthetic=False)
    put_raw_file(make)
    make.ensure_release(tmp_path)
    assert built == []


def test_a_pointer_to_nothing_is_no_release(make, built, tmp_path):
    (tmp_path / "CURRENT").write_text("v1\n")
    make.ensure_release(tmp_path)
    assert built[-1][:2] == ["pipeline", "build"]


def test_raw_files_are_built_where_there_are_any(make, built, tmp_path):
    put_raw_file(make)
    make.ensure_release(tmp_path / "tables")
    raw = str(make.ROOT / "data" / "raw")
    assert built == [["pipeline", "build", "--raw", raw, "--data", str(tmp_path / "tables"), "--then", make.THEN]]


def test_without_raw_files_a_sample_is_generated_once(make, built, tmp_path):
    make.ensure_release(tmp_path / "tables")
    make.ensure_release(tmp_path / "others")
    sample = str(make.ROOT / "data" / "sample")
    assert [command[1] for command in built] == ["sample", "build", "build"]
    assert built[1][3] == built[2][3] == sample


def test_folders_are_relative_to_where_the_command_was_typed(make, monkeypatch, tmp_path):
    handed = []
    monkeypatch.setattr(make, "CALLED_FROM", tmp_path)
    monkeypatch.setattr(make, "environment", lambda: None)
    monkeypatch.setattr(make, "become", handed.append)
    make.tables(["--raw", "mine", "--data=tables", "--then", "echo done"])
    expected = ["--raw", str(tmp_path / "mine"), "--data", str(tmp_path / "tables"), "--then", "echo done"]
    assert handed[0][3:] == ["build", *expected]
    make.tables(["--raw", "mine"])
    assert handed[1][-2:] == ["--then", make.THEN]
    make.model(["--data", "tables"])
    assert handed[2][2:] == ["recsys", "fit", "--data", str(tmp_path / "tables")]


def test_the_report_is_of_a_release_that_is_made_if_there_is_none(make, monkeypatch, tmp_path):
    done, groups = [], []
    monkeypatch.setattr(make, "CALLED_FROM", tmp_path)
    monkeypatch.setattr(make, "environment", lambda *names: groups.append(names))
    monkeypatch.setattr(make, "ensure_release", done.append)
    monkeypatch.setattr(make, "become", done.append)
    make.eda(["--data", "mine", "--quiet"])
    command = ["pipeline", "eda", "--data", str(tmp_path / "mine")]
    assert groups == [("eda",)]
    assert done[0] == tmp_path / "mine"
    assert done[1][2:] == [*command, "--quiet"]
    make.eda(["--data", "mine", "--out=here"])
    assert done[3][2:] == [*command, "--out", str(tmp_path / "here")]
    make.eda(["--data", "s3://bucket/films", "--out", "here"])
    assert done[4][2:] == ["pipeline", "eda", "--data", "s3://bucket/films", "--out", str(tmp_path / "here")]


@pytest.mark.parametrize(
    "data", ["s3://bucket", "s3//bucket", "s3:bucket", "ftp://host", "data//tables", "C:/x", "s3/x"]
)
def test_it_takes_for_an_object_store_what_the_commands_do(make, data):
    assert make.is_url(data) == is_url(data)


def test_an_object_store_is_handed_on_as_it_is_and_served_without_a_build(make, monkeypatch):
    handed = []
    monkeypatch.setattr(make, "environment", lambda: None)
    monkeypatch.setattr(make, "build_web_meanwhile", lambda: None)
    monkeypatch.setattr(make, "require_free", lambda _: None)
    monkeypatch.setattr(make, "ensure_release", lambda _: pytest.fail("built"))
    monkeypatch.setattr(make, "become", handed.append)
    make.serve(["--data", "s3://bucket/films", "--port", "0"])
    make.tables(["--raw", "mine", "--data", "s3://bucket/films"])
    monkeypatch.setenv("CARTELERA_DATA", "s3://bucket/films")
    make.model([])
    assert all(command[command.index("--data") + 1] == "s3://bucket/films" for command in handed)
    assert [command[2] for command in handed] == ["graphql_api", "pipeline", "recsys"]


def test_the_format_of_releases_is_that_of_the_pipeline(make):
    assert make.MANIFEST_FORMAT == FORMAT


# The pages

NPM = """#!/bin/sh
case "$1" in
  ci) ;;
  run) {build} ;;
esac
"""
BUILD = 'mkdir -p "$5/assets" && cp page.html "$5/index.html"'


def write_program(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def programs(folder, build=BUILD, node="v24.1.0"):
    """A Node and an npm that build in no time; the PATH on which they come first."""
    write_program(folder / "npm", NPM.replace("{build}", build))
    write_program(folder / "node", f"#!/bin/sh\necho {node}\n")
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture
def web(make, monkeypatch, tmp_path):
    """The folder that pages are built from, with a Node on PATH that will do."""
    monkeypatch.setenv("PATH", programs(tmp_path / "bin"))
    make.VENV.mkdir()
    make.STATIC.parent.mkdir()
    make.WEB.mkdir()
    for name in ("package.json", "page.html"):
        (make.WEB / name).write_text(name)
    (make.ROOT / "schema.graphql").write_text("type Query { title: String }")
    return make.WEB


def test_pages_are_built_once_and_again_when_what_they_are_from_has_changed(make, web):
    make.build_web()
    assert (make.STATIC / "index.html").read_text() == "page.html"
    (web / "node_modules").mkdir()
    (web / "node_modules" / "package.json").touch()  # what is installed is not what pages are from
    assert make.web_is_built()
    (web / "page.html").write_text("another page")
    assert not make.web_is_built()
    make.build_web()
    assert (make.STATIC / "index.html").read_text() == "another page"
    assert not (web / "dist").exists()


def test_pages_are_built_again_when_the_schema_has_changed_but_not_for_what_is_made_of_it(make, web):
    make.build_web()
    (web / "src" / "generated").mkdir(parents=True)
    (web / "src" / "generated" / "queries.ts").write_text("// made from schema.graphql")
    assert make.web_is_built()
    (make.ROOT / "schema.graphql").write_text("type Query { title: Int }")
    assert not make.web_is_built()


def test_pages_that_were_removed_are_built_again(make, web):
    make.build_web()
    shutil.rmtree(make.STATIC)
    make.build_web()
    assert (make.STATIC / "index.html").is_file()


def test_pages_that_are_built_need_no_node(make, web, monkeypatch):
    make.build_web()
    monkeypatch.setattr(make, "find_npm", lambda: pytest.fail("Node was looked for"))
    make.build_web()


def test_a_build_that_fails_leaves_the_pages_that_were_there(make, web, tmp_path):
    make.build_web()
    (web / "page.html").write_text("another page")
    programs(tmp_path / "bin", build="echo what is wrong; exit 1")
    with pytest.raises(make.Stop, match="what is wrong"):
        make.build_web()
    assert (make.STATIC / "index.html").read_text() == "page.html"
    assert not make.web_is_built()


def test_development_packages_are_installed_whatever_npm_is_set_to_and_no_script_of_any_runs(make, web, monkeypatch):
    commands = []
    monkeypatch.setattr(make, "run", lambda command, **_: commands.append(command[1:]))
    (web / "dist").mkdir()
    make.build_web()
    assert commands[0][0] == "ci"
    assert {"--include=dev", "--ignore-scripts"} <= set(commands[0])


@pytest.mark.parametrize(
    ("version", "will_do"),
    [
        ("v18.20.4", False), ("v20.18.3", False), ("v20.19.0", True), ("v21.7.3", False), ("v22.11.0", False),
        ("v22.12.0", True), ("v24.0.0", True), ("command not found", False),
    ],
)  # fmt: skip
def test_a_node_on_which_the_build_does_not_run_is_none(make, web, tmp_path, version, will_do):
    programs(tmp_path / "bin", node=version)
    assert make.node_will_do() is will_do


def test_without_node_one_is_installed_into_the_environment(make, web, tmp_path, monkeypatch):
    asked = []

    def install(*groups):
        asked.append(groups)
        write_program(make.BIN / "npm", "")

    programs(tmp_path / "bin", node="v18.0.0")
    monkeypatch.setattr(make, "environment", install)
    assert make.find_npm() == str(make.BIN / "npm")
    assert asked == [("web",)]


def test_where_none_can_be_installed_it_says_what_is_needed(make, web, tmp_path, monkeypatch):
    (tmp_path / "bin" / "node").unlink()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(make, "environment", lambda *_: None)
    with pytest.raises(make.Stop, match=r"Node 20\.19, 22\.12 or newer"):
        make.find_npm()


def test_a_server_builds_no_pages_that_are_built(make, web, monkeypatch):
    monkeypatch.setattr(make.subprocess, "Popen", lambda *_args, **_options: pytest.fail("a build was started"))
    monkeypatch.setattr(make, "web_is_built", lambda: True)
    make.build_web_meanwhile()


SERVE = "import make; make.build_web_meanwhile(); make.become(['/bin/sh', '-c', 'echo serving; exec sleep 60'])"


def start_server(make, path):
    """Something that serves while pages are built, once it has begun to."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    server = subprocess.Popen([sys.executable, "-c", SERVE], cwd=make.ROOT, env=environment(PATH=path), **pipes)
    assert server.stdout.readline() == "serving\n"
    return server


def test_pages_are_built_while_the_server_runs(make, web, tmp_path, monkeypatch):
    monkeypatch.setenv("CARTELERA_IDE", "off")  # there is a page all the same
    server = start_server(make, programs(tmp_path / "bin", build=f"sleep 0.2 && {BUILD}"))
    assert not make.STATIC.exists()
    until(make.web_is_built)
    server.kill()
    assert server.communicate() == ("", "")
    assert "building pages" in make.LOG.read_text()


@pytest.mark.skipif(not shutil.which("ps"), reason="ps is not on PATH")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_the_build_ends_with_the_server_however_it_ends(make, web, tmp_path, number):
    server = start_server(make, programs(tmp_path / "bin", build="echo $$ > process; exec sleep 60"))
    until(lambda: (web / "process").exists() and (web / "process").read_text().strip())
    server.send_signal(number)
    server.wait()
    until(lambda: not is_running((web / "process").read_text().strip()))
    server.communicate()
    assert not make.STATIC.exists()


def test_a_build_that_fails_is_one_line_and_the_server_goes_on(make, web, tmp_path):
    server = start_server(make, programs(tmp_path / "bin", build="echo what is wrong; exit 1"))
    assert server.stderr.readline() == (
        "make.py: the page and GraphiQL could not be built, all else is served. .venv/make.log says why.\n"
    )
    assert server.poll() is None
    server.kill()
    assert server.communicate() == ("", "")
    assert "what is wrong" in make.LOG.read_text()


def is_running(process):
    """Whether a process is there and has not ended; one that nobody has collected yet has."""
    listed = subprocess.run(["ps", "-o", "stat=", "-p", process], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip()) and not listed.stdout.startswith("Z")


def until(holds):
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.01)


# Running many


def test_every_check_runs_whatever_fails(make, capsys):
    code = make.run_all(
        [
            ("first", [sys.executable, "-c", "print('what is wrong'); raise SystemExit(3)"]),
            ("second", ["/nowhere/program"]),
            ("third", [sys.executable, "-c", "print('all is well')"]),
        ]
    )
    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert [line.split()[:2] for line in lines if line.startswith(("PASS", "FAIL"))] == [
        ["FAIL", "first"],
        ["FAIL", "second"],
        ["PASS", "third"],
    ]
    assert "what is wrong" in lines
    assert "all is well" not in lines
    assert lines[-1] == "failed: first, second"


def test_a_failed_step_shows_the_end_of_its_output_and_where_the_rest_is(make):
    with pytest.raises(make.Stop) as stop:
        make.run([sys.executable, "-c", "[print('line', i) for i in range(100)]; raise SystemExit(1)"])
    assert "line 99" in str(stop.value)
    assert "line 9\n" not in str(stop.value)
    assert str(make.LOG) in str(stop.value)
