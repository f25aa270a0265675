#!/usr/bin/env python3
"""Every command of the project: `make serve`, or `python3 make.py serve` where there is no make.

Standard library only, and no syntax newer than Python 3.8: an old Python gets a sentence, not a SyntaxError.
What a target needs is installed into `.venv` and nowhere else; what the steps print goes to `.venv/make.log`.
"""

import argparse
import contextlib
import difflib
import errno
import hashlib
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, NoReturn, Tuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(BIN / "python")
LOG = VENV / "make.log"
CALLED_FROM = Path.cwd()
MANIFEST_FORMAT = 4  # of the releases that this version reads, as pipeline/store/manifest.py has it
THEN = f"{shlex.quote(Path(PYTHON).as_posix())} -m recsys fit"
OLDEST, NEWEST = (3, 11), (3, 14)  # the newest Python for which all of constraints.txt has wheels
WEB, STATIC = ROOT / "web", ROOT / "graphql_api" / "static"
WEB_STAMP = VENV / "make-web.stamp"
WHILE_SERVED = "--while-served"  # build until standard input ends: as long as the server lives

PYTEST = [PYTHON, "-m", "pytest"]
AT_ONCE = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]  # a process a core, each with its own releases
WITHOUT_ENGINE = ["tests/attacks", "tests/clients", "tests/docs/test_examples.py", "tests/graphql_api/test_app.py"]
WITHOUT_ENGINE += [f"tests/graphql_api/{room}" for room in ("http", "limits", "test_four_questions.py", "types")]
WITHOUT_ENGINE.append("--ignore=tests/graphql_api/http/test_shortcut.py")  # which is about what there is not
SIDE_BY_SIDE = [f"tests/{room}" for room in ("browser", "demo", "docs", "oracle", "pipeline/eda", "recsys", "web")]
CHECKS = [
    ("ruff check", [PYTHON, "-m", "ruff", "check", "."]),
    ("ruff format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
    ("mypy", [PYTHON, "-m", "mypy"]),
    ("lint-imports", [str(BIN / "lint-imports")]),
    ("deptry", [PYTHON, "-m", "deptry", "."]),
    ("schema.graphql is current", [PYTHON, "-m", "graphql_api.schema", "--check"]),
    ("possible-types.json is current", [PYTHON, "-m", "graphql_api.possible_types", "--check"]),
    ("docs", [PYTHON, "-m", "pytest", "-q", "tests/docs"]),
]
IMAGE_CHECKS = [
    ("hadolint", [str(BIN / "hadolint"), "--failure-threshold", "warning", "Dockerfile"]),
    ("deployment files, clean install", [PYTHON, "-m", "pytest", "-q", "tests/deploy"]),
]


class Stop(Exception):
    """Something is in the way; this says what, and what to do about it."""


def serve(args: List[str]) -> int:
    """Serve the API, on port 8000; builds tables first if there are none (--port N, --data DIR, --host H)."""
    data, args = take(args, "--data", os.environ.get("CARTELERA_DATA") or ROOT / "data" / "tables")
    port, args = take(args, "--port", os.environ.get("PORT") or "8000")
    require_free(port)
    environment()
    if not is_url(data):  # what is in an object store was put there by a build
        ensure_release(folder(data))
    build_web_meanwhile()
    return become([PYTHON, "-m", "graphql_api", "--data", place(data), "--port", port, *args])


def test(args: List[str]) -> int:
    """Run the tests that need nothing but Python, but for those of the docs; the last line says what was skipped."""
    environment("dev")
    checked = [] if args else ["--ignore=tests/docs"]  # which `make check` runs
    return become([*PYTEST, *AT_ONCE, "-m", "not slow", *checked, *args])


def check(args: List[str]) -> int:
    """Run every check, whatever fails: lint, format, types, import rules, dependencies, schema, docs."""
    environment("dev")
    return run_all([(name, [*command, *args]) for name, command in CHECKS])


def slow(args: List[str]) -> int:
    """Run the tests marked slow: those that only look side by side, the others one by one; some without the engine."""
    environment("dev", "slow", "spark", "eda")
    command = [*PYTEST, "-m", "slow"]
    if args:
        return become([*command, *args])
    apart = [f"--ignore={folder}" for folder in SIDE_BY_SIDE]
    codes = [subprocess.call([*command, *AT_ONCE, *SIDE_BY_SIDE]), subprocess.call([*command, *apart])]
    codes.append(subprocess.call([*PYTEST, *AT_ONCE, "--engine", "off", *WITHOUT_ENGINE]))
    return max(codes)


def web(args: List[str]) -> int:
    """Build the page and GraphiQL into graphql_api/static; where there is no Node, with one from a wheel."""
    if args == [WHILE_SERVED]:
        return build_web_while_served()
    environment()
    build_web()
    return 0


def tables(args: List[str]) -> int:
    """Build tables and a model anew, from data/raw if it holds files, otherwise from the sample (--raw, --data DIR)."""
    data, args = take(args, "--data", os.environ.get("CARTELERA_DATA") or ROOT / "data" / "tables")
    raw, args = take(args, "--raw", "")
    environment()
    then, args = take(args, "--then", THEN)
    raw = folder(raw) if raw else raw_files()
    command = [PYTHON, "-m", "pipeline", "build", "--raw", str(raw), "--data", place(data), "--then", then]
    return become([*command, *args])


def model(args: List[str]) -> int:
    """Fit a model anew to the tables that are there (--data DIR)."""
    data, args = take(args, "--data", os.environ.get("CARTELERA_DATA") or ROOT / "data" / "tables")
    environment()
    return become([PYTHON, "-m", "recsys", "fit", "--data", place(data), *args])


def schema(args: List[str]) -> int:
    """Write schema.graphql and possible-types.json as the code prints them."""
    environment()
    for module, name in (("schema", "schema.graphql"), ("possible_types", "possible-types.json")):
        command = [PYTHON, "-m", f"graphql_api.{module}", *args]
        printed = subprocess.run(command, check=False, stdout=subprocess.PIPE)
        if printed.returncode:
            return printed.returncode
        (ROOT / name).write_bytes(printed.stdout)
    return 0


def eda(args: List[str]) -> int:
    """Write the report of what is in the data, which /eda shows; builds tables first if there are none (--data DIR)."""
    data, args = take(args, "--data", os.environ.get("CARTELERA_DATA") or ROOT / "data" / "tables")
    environment("eda")
    if not is_url(data):
        ensure_release(folder(data))
    out, args = take(args, "--out", "")
    where = ["--out", str(folder(out))] if out else []
    return become([PYTHON, "-m", "pipeline", "eda", "--data", place(data), *where, *args])


def demo(args: List[str]) -> int:
    """Record a captioned tour into demo/out (--raw DIR, --data DIR; --pictures takes the documentation's pictures)."""
    places = []
    for option in ("--raw", "--data", "--out"):
        named, args = take(args, option, "")
        places += [option, str(folder(named))] if named else []
    environment("slow", "eda")
    build_web()
    return become([PYTHON, "-m", "demo", *places, *args])


def bench(args: List[str]) -> int:
    """Run the benchmarks."""
    environment("dev", "bench")
    return become([PYTHON, "-m", "benchmarks", *args])


def fuzz(args: List[str]) -> int:
    """Send a server whatever can be drawn at random, for ten minutes (--minutes N)."""
    environment("dev")
    return become([PYTHON, "-m", "benchmarks.service.fuzz", *args])


def differential(args: List[str]) -> int:
    """Compare the engine's answers with Strawberry's, for 100,000 documents drawn at random (--documents N)."""
    environment("dev")
    return become([PYTHON, "-m", "benchmarks.service.differential", *args])


def soak(args: List[str]) -> int:
    """Have good and hostile clients ask a server for more than it can answer, for ten minutes (--minutes N)."""
    environment("dev")
    return become([PYTHON, "-m", "benchmarks.service.soak", *args])


def image(args: List[str]) -> int:
    """Check of the image what needs no container engine (--buildah builds it too).

    It does not prove what the official base image holds, what only BuildKit reads, or what the platforms' own
    validators say. The workflow in .github builds and runs the real image.
    """
    environment("dev", "image")
    build = [("buildah build", ["buildah", "build", "--format", "docker", "--tag", "cartelera", "."])]
    return run_all(IMAGE_CHECKS + (build if "--buildah" in args else []))


def lock(_args: List[str]) -> int:
    """Rebuild constraints.txt: the newest versions that pyproject.toml allows."""
    python = find_python(OLDEST, OLDEST)  # because a library drops its oldest Python first
    if not python:
        raise Stop("lock needs Python {}.{}, the oldest that the project supports, on PATH".format(*OLDEST))
    wanted = pyproject()
    names = [*wanted["project"]["dependencies"], *wanted["build-system"]["requires"]]
    names += ["editables"]  # what the build backend asks for when the project is installed editable
    names += [name for group in wanted["dependency-groups"].values() for name in group]
    with tempfile.TemporaryDirectory() as folder, step(f"resolving {len(names)} requirements"):
        inside = str(Path(folder, BIN.name, "python"))
        run([python, "-m", "venv", folder])
        run([inside, "-m", "pip", "install", *names], env=pip_settings())
        frozen = subprocess.run([inside, "-m", "pip", "freeze"], check=True, stdout=subprocess.PIPE)
    pins = sorted(frozen.stdout.decode().split(), key=str.lower)
    header = "# Exact versions of all that the project installs; made by `make lock`. No addresses, no hashes.\n"
    (ROOT / "constraints.txt").write_text(header + "\n".join(pins) + "\n", encoding="utf-8")
    return 0


def show_help(_args: List[str]) -> int:
    """List the targets."""
    print("make TARGET [ARGS='...']   or   python3 make.py TARGET [...]\n")
    for name, target in TARGETS.items():
        print(f"  {name:12}", str(target.__doc__).split("\n", maxsplit=1)[0])
    return 0


TARGETS: Dict[str, Callable[[List[str]], int]] = {
    **{
        target.__name__: target
        for target in (
            serve,
            test,
            check,
            slow,
            tables,
            model,
            eda,
            schema,
            web,
            demo,
            bench,
            fuzz,
            differential,
            soak,
            image,
            lock,
        )
    },
    "help": show_help,
}


# The environment


def environment(*groups: str) -> None:
    """Make .venv hold the project, its libraries, and these dependency groups.

    A group's stamp is written after its installation: an interrupted one is done again, and with every stamp in place
    nothing is installed and the network is not used.
    """
    with one_at_a_time():
        version = venv_version() or create_venv()
        wanted = fingerprint(version)
        stamps = {group: VENV / f"make-{group}.stamp" for group in ("runtime", *groups)}
        missing = [group for group, stamp in stamps.items() if not stamp.is_file() or stamp.read_text() != wanted]
        if not missing:
            return
        for group in missing:
            stamps[group].unlink(missing_ok=True)
        names = [name for group in missing if group != "runtime" for name in pyproject()["dependency-groups"][group]]
        project = ["--editable", "."] if "runtime" in missing else []
        with step(f"installing into .venv: {', '.join(missing)}"):
            run([*pip(), "install", *project, *names], env=pip_settings(constraints="constraints.txt"))
        for group in missing:
            stamps[group].write_text(wanted)


def venv_version() -> str:
    """Return the version of .venv's Python, or nothing where .venv is missing, broken, moved, or of another Python."""
    settings = VENV / "pyvenv.cfg"  # names the folder that it was made for: a copied .venv runs the original's code
    made_here = settings.is_file() and str(VENV) in settings.read_text(encoding="utf-8")
    return probe(PYTHON, OLDEST, NEWEST) if made_here else ""


def create_venv() -> str:
    """Make an empty .venv without pip, which `pip()` sees to: Debian's Python may lack ensurepip."""
    shutil.rmtree(str(VENV), ignore_errors=True)
    VENV.mkdir(parents=True)
    with step("making .venv with Python {}.{}.{}".format(*sys.version_info[:3])):
        run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    return probe(PYTHON, OLDEST, NEWEST)


def pip() -> List[str]:
    """Return the pip that installs into .venv: its own, which ensurepip makes, or this Python's at a distance."""
    for attempt in (["pip", "--version"], ["ensurepip", "--default-pip"]):
        with contextlib.suppress(Stop):
            run([PYTHON, "-m", *attempt])
            return [PYTHON, "-m", "pip"]
    distant = [sys.executable, "-m", "pip", "--python", PYTHON]
    with contextlib.suppress(Stop):
        run([*distant, "--version"])
        return distant
    raise Stop(
        f"{sys.executable} has neither ensurepip nor pip 22.3 or newer. Install one of them (Debian, Ubuntu:\n"
        "`apt install python3-venv` or `apt install python3-pip`) and run this again."
    )


def pip_settings(constraints: str = "") -> Dict[str, str]:
    """Return the environment that makes pip install wheels only (but for one), of these versions, build backend too."""
    settings = {"ONLY_BINARY": ":all:", "NO_INPUT": "1", "PROGRESS_BAR": "off", "USER": "0"}
    settings["NO_BINARY"] = "pyspark"  # there is no wheel of it: 450 MB, which only `slow` installs
    if constraints:
        # CONSTRAINT pins the build backend for pip before 25.3, BUILD_CONSTRAINT since. Relative, because pip splits
        # both at spaces and the project's path may hold one.
        settings.update(CONSTRAINT=constraints, BUILD_CONSTRAINT=constraints, DISABLE_PIP_VERSION_CHECK="1")
    return {**os.environ, **{f"PIP_{name}": value for name, value in settings.items()}}


def fingerprint(version: str) -> str:
    """Return a hash of all that decides what .venv holds; a lint rule in pyproject.toml is not among it."""
    toml = pyproject()
    kept = [toml["project"], toml["dependency-groups"], toml["build-system"], toml.get("tool", {}).get("hatch")]
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    return hashlib.sha256(json.dumps([version, kept, pins], sort_keys=True).encode()).hexdigest()


def pyproject() -> Dict[str, Any]:
    """Read pyproject.toml."""
    import tomllib  # noqa: PLC0415  (an old Python has none, and must get as far as its sentence)

    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@contextlib.contextmanager
def one_at_a_time(what: Path = Path(__file__)) -> Iterator[None]:
    """Keep two commands from installing into .venv at the same time, or from what else a file stands for."""
    with what.open("rb") as handle:
        with contextlib.suppress(ImportError):  # Windows has no fcntl
            import fcntl  # noqa: PLC0415

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


# The pages


def build_web() -> None:
    """Make graphql_api/static hold what web/ says, unless it does.

    A server may be reading it: what was built takes its place whole.
    """
    with one_at_a_time(WEB / "package.json"):
        if web_is_built():
            return
        npm = find_npm()
        draft = WEB / "dist"
        with step("installing what pages are built with"):
            # No scripts of packages: none is needed. With `dev` also where NODE_ENV is production.
            quiet = ["--no-audit", "--no-fund", "--prefer-offline"]
            run([npm, "ci", "--ignore-scripts", "--include=dev", *quiet], cwd=str(WEB))
        with step("building pages"):
            run([npm, "run", "build", "--", "--outDir", draft.name], cwd=str(WEB))
        WEB_STAMP.unlink(missing_ok=True)
        shutil.rmtree(str(STATIC), ignore_errors=True)
        shutil.move(str(draft), str(STATIC))
        WEB_STAMP.write_text(web_fingerprint())


def web_is_built() -> bool:
    """Tell whether graphql_api/static was built from web/ as it is."""
    return STATIC.is_dir() and WEB_STAMP.is_file() and WEB_STAMP.read_text() == web_fingerprint()


def web_fingerprint() -> str:
    """Return a hash of all that decides what the pages are: types of what they ask are made from the schema."""
    paths = [ROOT / "schema.graphql"]
    for folder, folders, names in os.walk(str(WEB)):
        folders[:] = sorted(set(folders) - {"node_modules", "dist", "generated"})
        paths += [Path(folder, name) for name in sorted(names)]
    found = hashlib.sha256()
    for path in paths:
        found.update(f"{path.relative_to(ROOT).as_posix()}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def find_npm() -> str:
    """Return the npm of a Node that will do: the one on PATH, or one that is installed into .venv."""
    npm = shutil.which("npm")
    if not (npm and node_will_do()):
        environment("web")
        npm = shutil.which("npm", path=str(BIN))
    if not npm:
        raise Stop("the pages need Node 20.19, 22.12 or newer, with npm, on PATH; .venv could not be given one")
    return npm


def node_will_do() -> bool:
    """Tell whether Vite runs on the Node on PATH: 20.19 and later 20s, 22.12 and newer."""
    try:
        asked = subprocess.run(["node", "--version"], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        major, minor = (int(part) for part in asked.stdout.decode().strip().lstrip("v").split(".")[:2])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return False
    return (20, 19) <= (major, minor) < (21, 0) or (major, minor) >= (22, 12)


def build_web_meanwhile() -> None:
    """Start building the pages where they are not, and do not wait for it.

    The build ends when its standard input does. The other end of that pipe is ours, and stays open as we become the
    server: however the server ends, the build ends too.
    """
    if web_is_built():
        return
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)  # noqa: FBT003  (it takes no names)
    command = [sys.executable, str(ROOT / "make.py"), "web", WHILE_SERVED]
    with LOG.open("ab") as log:
        # In a session of its own: the terminal's Ctrl-C is for the server.
        starting = subprocess.Popen(command, stdin=reading, stdout=log, start_new_session=True)
    os.close(reading)
    if os.name != "nt":
        starting.wait()  # it has gone on in a process that is nobody's child: the server would not collect it


def build_web_while_served() -> int:
    """Build the pages behind a server: with what time it leaves, as long as it lives, and with one line on failure."""
    if os.name != "nt":
        if os.fork():
            os._exit(0)
        os.nice(10)

    def end_with_server() -> None:
        os.read(sys.stdin.fileno(), 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_with_server, daemon=True).start()
    try:
        build_web()
    except Stop as stop:
        print(stop, flush=True)
        told = "the page and GraphiQL could not be built, all else is served. .venv/make.log says why."
        print(f"make.py: {told}", file=sys.stderr)
        return 1
    return 0


# Releases and the port


def ensure_release(data: Path) -> None:
    """Build a release with a model into this folder unless it holds one; the sample gives way to files of one's own."""
    manifest = current_manifest(data)
    stands = manifest.get("format") == MANIFEST_FORMAT and not (manifest.get("synthetic") and has_raw_files())
    if stands and manifest.get("model_version"):
        return
    if stands:
        fit(data)
        return
    raw = raw_files()
    with step(f"building tables and a model from {raw.relative_to(ROOT)}"):
        run([PYTHON, "-m", "pipeline", "build", "--raw", str(raw), "--data", str(data), "--then", THEN])


def fit(data: Path) -> None:
    """Fit a model to the current release of this folder, as a new release."""
    with step("fitting a model"):
        run([PYTHON, "-m", "recsys", "fit", "--data", str(data)])


def current_manifest(data: Path) -> Dict[str, Any]:
    """Return what the current release says of itself, or nothing if there is none that can be read."""
    try:
        version = (data / "CURRENT").read_text(encoding="utf-8").strip()
        return dict(json.loads((data / version / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def has_raw_files() -> bool:
    """Tell whether somebody has put files of their own into data/raw."""
    return any((ROOT / "data" / "raw").glob("*/*.csv*"))


def raw_files() -> Path:
    """Return the folder of raw files: data/raw if it holds any, otherwise data/sample, generated if it is not there."""
    raw, sample, draft = ROOT / "data" / "raw", ROOT / "data" / "sample", VENV / "sample"
    if has_raw_files():
        return raw
    if not sample.is_dir():
        shutil.rmtree(str(draft), ignore_errors=True)
        with step("data/raw holds no files: generating data/sample"):
            run([PYTHON, "-m", "pipeline", "sample", "--raw", str(draft)])
        sample.parent.mkdir(exist_ok=True)
        shutil.move(str(draft), str(sample))  # only when it is whole
    return sample


def take(args: List[str], option: str, default: Any) -> Tuple[str, List[str]]:  # noqa: ANN401  (a text or a path)
    """Split one option off the arguments."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument(option, dest="value", default=str(default))
    known, rest = parser.parse_known_args(args)
    return known.value, rest


def folder(name: str) -> Path:
    """Return a folder that was named where the command was typed, which need not be the project's."""
    return (CALLED_FROM / name).resolve()


def is_url(data: object) -> bool:
    """Tell whether releases are kept in an object store, as pipeline/store/place.py does."""
    return bool(re.match("[a-z][a-z0-9+.-]+:/|(s3a?|gs|az|azure|abfss?|adl)(:|//)", str(data), re.IGNORECASE))


def place(data: object) -> str:
    """Return where releases are kept, as the commands take it: a folder, or the URL of an object store."""
    return str(data) if is_url(data) else str(folder(str(data)))


def require_free(port: str) -> None:
    """Say that the port is taken before the long work, not after it."""
    if not port.isdigit() or int(port) > 65535:
        raise Stop(f"the port is {port!r}: expected a number from 0 to 65535")
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as trial:
                if os.name != "nt":  # where the option means the opposite
                    trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind((host, int(port)))
        except OSError as error:  # any other is the server's to judge: it may not want this address
            if error.errno == errno.EADDRINUSE:
                raise Stop(f"port {port} is in use: stop what uses it, or choose another: make serve PORT=N") from None


# Processes


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Print one line for a stage: what it does, and how long it took."""
    started = time.monotonic()
    print(f"{title} ... ".ljust(60), end="", flush=True)
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - started:6.1f} s", flush=True)


def run(command: List[str], **options: Any) -> None:  # noqa: ANN401  (what subprocess takes)
    """Run a command into the log; if it fails, raise the end of what it printed; if we are stopped, stop it too."""
    VENV.mkdir(exist_ok=True)
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(command)}\n".encode())
        log.flush()
        start = log.tell()
        # A session of its own, so that a signal reaches what it started as well: pip runs another pip to build.
        options.update(stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        with subprocess.Popen(command, **options) as child:
            try:
                code = child.wait()
            except BaseException:
                child.terminate() if os.name == "nt" else os.killpg(child.pid, signal.SIGTERM)
                raise
    if code:
        tail = LOG.read_bytes()[start:].decode(errors="replace").strip().split("\n")[-20:]
        raise Stop("\n".join([f"`{' '.join(command[:6])} ...` failed:", *tail, f"(all of it is in {LOG})"]))


def run_all(commands: List[Tuple[str, List[str]]]) -> int:
    """Run every command, whatever fails; show what a failing one printed, and sum up."""
    failed = []
    for name, command in commands:
        started = time.monotonic()
        try:
            done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True)
            code, output = done.returncode, (done.stdout + done.stderr).decode(errors="replace").rstrip()
        except OSError as error:  # it is not installed
            code, output = 1, str(error)
        print(f"{'FAIL' if code else 'PASS'}  {name:<34}{time.monotonic() - started:6.1f} s", flush=True)
        if code:
            failed.append(name)
            print(output, flush=True)
    print(f"failed: {', '.join(failed)}" if failed else f"all {len(commands)} passed")
    return 1 if failed else 0


def become(command: List[str]) -> int:
    """Turn into the command: its signals and its exit code are then its own."""
    sys.stdout.flush()
    if os.name != "nt":  # where exec gives the prompt back at once
        os.execv(command[0], command)  # noqa: S606  (no shell is the point)
    return subprocess.call(command)


# Pythons


def probe(python: str, oldest: Tuple[int, int], newest: Tuple[int, int]) -> str:
    """Return a Python's version, or nothing if it does not start (a version manager's shim) or is out of range."""
    ask = [python, "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"]
    try:
        asked = subprocess.run(ask, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return ""
    version = asked.stdout.decode().strip()
    return version if oldest <= tuple(int(part) for part in version.split(".")[:2]) <= newest else ""


def find_python(oldest: Tuple[int, int], newest: Tuple[int, int]) -> str:
    """Return a Python in this range: this one, or the newest on PATH, or nothing."""
    names = [f"python3.{minor}" for minor in range(newest[1], oldest[1] - 1, -1)]
    found = [sys.executable, *filter(None, map(shutil.which, names))]
    return next((python for python in found if probe(python, oldest, newest)), "")


def require_python(argv: List[str]) -> None:
    """Go on with a supported Python: this one or another on PATH; otherwise say in a sentence what is missing."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    python = find_python(OLDEST, NEWEST)
    if python:
        sys.exit(become([python, str(ROOT / "make.py"), *argv]))
    oldest, newest, found = (".".join(map(str, version)) for version in (OLDEST, NEWEST, sys.version_info[:3]))
    sys.exit(
        f"Cartelera needs Python {oldest} or newer (its libraries have wheels up to {newest}); found {found} at "
        f"{sys.executable}. Install one, then run: python{newest} make.py {' '.join(argv) or 'help'}"
    )


def on_terminate(_signal: int, _frame: Any) -> NoReturn:  # noqa: ANN401  (the signal module's own)
    """Leave by an exception, so that a running child is ended too."""
    sys.exit(143)


def main(argv: List[str]) -> int:
    """Run one target."""
    name = argv[0] if argv and argv[0] not in {"-h", "--help"} else "help"
    if name not in TARGETS:
        near = difflib.get_close_matches(name, TARGETS, 1)
        print(f"no target {name!r}: {f'did you mean {near[0]}?' if near else 'see `make help`'}", file=sys.stderr)
        return 2
    os.chdir(str(ROOT))
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        return TARGETS[name](argv[1:])
    except Stop as stop:
        print(f"make.py: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, on_terminate)
    require_python(sys.argv[1:])
    sys.exit(main(sys.argv[1:]))
