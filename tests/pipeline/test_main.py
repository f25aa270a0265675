import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from pipeline import __main__ as command
from pipeline.ops import refresh as refreshing
from pipeline.sources.layout import CATALOGUE_COLUMNS, CATALOGUE_FILES, FILM_CREDITS_FILE, FILMS_FILE, SAMPLE_MARK
from pipeline.store.releases import POINTER, activate, current_version, move_pointer, open_release, writing
from pipeline.store.vocabulary import PlatformCode
from tests.commands import called
from tests.pipeline.making import copied, listing, table
from tests.raw_files import rating, title, write_raw
from tests.small import write_small

AMAZON = CATALOGUE_FILES[PlatformCode.AMAZON]
HEADER = ",".join(CATALOGUE_COLUMNS)
HOUSE = Path(command.__file__).parents[1]


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs the command here; the exit code, and what it wrote to standard output and standard error."""
    return partial(called, monkeypatch, capsys, command.main)


def run_outside(*arguments, folder=HOUSE):
    """Runs the command as a program of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CARTELERA_")}
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=folder, env=environment | {"PYTHONPATH": str(HOUSE)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def raw(tmp_path):
    return write_small(tmp_path / "raw")


@pytest.fixture
def data(small_release, tmp_path):
    """A folder whose current release is the small catalogue's."""
    return copied(small_release, tmp_path / "data").folder.parent


def test_a_name_with_a_line_end_leaves_the_message_on_one_line(run, raw, tmp_path):
    (raw / "ratings" / "a\nb.csv").write_text("?\n", encoding="utf-8")
    code, _, errors = run("build", "--raw", raw, "--data", tmp_path / "data")
    assert code == 1
    assert errors.splitlines()[-1].startswith(f"pipeline: {raw}/ratings/a b.csv lacks the columns")


def test_a_folder_of_raw_files_becomes_the_current_release(tmp_path):
    write_small(tmp_path / "data" / "raw")
    ended = run_outside("build", folder=tmp_path)
    assert ended.returncode == 0
    release = open_release(tmp_path / "data" / "tables")
    release.verify()
    lines = ended.stdout.splitlines()
    assert lines[0] == f"Release {release.manifest.version} in {Path('data/tables')}"
    assert lines[-1] == f"Current: {release.manifest.version}"
    assert table(release, "titles").height == 12
    assert all(line.startswith("[") for line in ended.stderr.splitlines())


def test_the_folder_of_releases_may_be_named_by_the_environment(run, raw, tmp_path, monkeypatch):
    monkeypatch.setenv("CARTELERA_DATA", str(tmp_path / "elsewhere"))
    assert run("build", "--raw", raw)[0] == 0
    assert current_version(tmp_path / "elsewhere")


def test_the_story_tells_rows_repairs_and_reasons(run, raw, tmp_path):
    write_raw(raw, {}, {"3": [rating(movieId="as999"), rating(rating="3.7"), rating(movieId="as998"), rating()]})
    code, told, _ = run("build", "--raw", raw, "--data", tmp_path / "data")
    assert code == 0
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert {"ratings/3.csv 4 1 3", "films/movies_dataset.csv 9 7 2", "films/credits.csv 7 6 1"} <= set(lines)
    assert "2 catalogues/hulu_titles.csv: a length moved out of rating" in lines
    assert "1 films/movies_dataset.csv: a runtime of 0 taken for unknown" in lines
    at = lines.index("Set aside, in rows:")
    assert lines[at + 1 : at + 6] == [
        "2 ratings: movieId is no title of the catalogues",
        "1 ratings: rating is not a half step of 0.5 to 5",
        "1 films: id is that of a row above",
        "1 films: release_date is missing",
        "1 film_credits: id is no film of the film set",
    ]


# What is wrong with raw files is one line that says so.


def credits_alone(raw):
    (raw / FILMS_FILE).unlink()


def row(*cells):
    return lambda raw: (raw / AMAZON).write_text(f"{HEADER}\n{','.join(cells)}\n", encoding="utf-8")


PLAIN = ("s1", "Movie", "Rain", "D", "C", "Peru", "", "2020", "PG", "90 min", "Drama", "Odd.")

BAD_FILES = {
    "no folder": (shutil.rmtree, "raw is not a folder; --raw names the one that holds catalogues/ and ratings/"),
    "no catalogue": (lambda raw: shutil.rmtree(raw / "catalogues"), "holds no catalogue; expected at least one of"),
    "nothing": (lambda raw: (shutil.rmtree(raw), raw.mkdir()), "holds no catalogue; expected at least one of"),
    "a missing column": (
        lambda raw: (raw / AMAZON).write_text(HEADER.replace(",cast", "") + "\n", encoding="utf-8"),
        "amazon_prime_titles.csv lacks the column cast; found: `show_id",
    ),
    "Latin-1": (
        lambda raw: (raw / AMAZON).write_bytes(f"{HEADER}\n".encode() + b"s1,Movie,\xc9cume"),
        f"titles.csv is not UTF-8: byte 0xc9 at offset {len(HEADER) + 10} (line 2, in `Écume` if it is Latin-1);",
    ),
    "an empty file": (
        lambda raw: (raw / "ratings" / "2.csv").write_bytes(b""),
        "2.csv is empty; expected a first line",
    ),
    "too many fields": (
        row(*PLAIN, "extra"),
        "cannot be read as CSV: row 1 (line 2): it has 13 fields, the first line 12",
    ),
    "an unclosed quote": (row(*PLAIN[:2], '"Rain'), "amazon_prime_titles.csv cannot be read as CSV: row 1 (line 2): "),
    "credits without films": (credits_alone, "credits.csv is there without "),
    "credits with too many fields": (
        lambda raw: (raw / FILM_CREDITS_FILE).write_text("cast,crew,id\n[],[],1,x\n", encoding="utf-8"),
        "credits.csv cannot be read as CSV: row 1 (line 2): it has 4 fields, the first line 3",
    ),
    "a film set with a missing column": (
        lambda raw: (raw / FILMS_FILE).write_text("adult,budget\n", encoding="utf-8"),
        "movies_dataset.csv lacks the columns belongs_to_collection, genres, homepage",
    ),
    "a folder for a file": (lambda raw: (raw / "ratings" / "x.csv").mkdir(), "x.csv cannot be read (Is a directory)"),
}


@pytest.mark.parametrize("wrong", BAD_FILES)
def test_a_bad_file_is_one_clear_line_and_leaves_what_is_current(run, raw, data, wrong):
    spoil, message = BAD_FILES[wrong]
    before, current = listing(data / current_version(data)), current_version(data)
    spoil(raw)
    code, out, err = run("build", "--raw", raw, "--data", data)
    assert (code, out) == (1, "")
    *steps, line = err.splitlines()
    assert line.startswith("pipeline: ")
    assert message in line
    assert all(step.startswith("[") for step in steps)
    assert current_version(data) == current
    assert listing(data / current) == before


@pytest.mark.parametrize("wrong", ["Latin-1", "an unclosed quote"])
def test_from_outside_a_bad_file_is_one_line_and_exit_code_1(raw, tmp_path, wrong):
    spoil, message = BAD_FILES[wrong]
    spoil(raw)
    ended = run_outside("build", "--raw", raw, "--data", tmp_path / "data")
    assert (ended.returncode, ended.stdout) == (1, "")
    (line,) = [line for line in ended.stderr.splitlines() if not line.startswith("[")]
    assert line.startswith("pipeline: ")
    assert message in line
    assert current_version(tmp_path / "data") is None


def test_bad_rows_are_set_aside_and_the_rest_enters(run, tmp_path):
    titles = [title(show_id="s1"), title(show_id="s1", title="Again"), title(show_id="x")]
    ratings = [
        rating(movieId="as1"),
        rating(movieId="as1", rating="6"),
        rating(movieId="as1", userId="ann"),
        rating(movieId="as1", timestamp="noon"),
        rating(movieId="as7"),
    ]
    write_raw(tmp_path / "raw", {PlatformCode.AMAZON: titles}, {"1": ratings})
    code, _, _ = run("build", "--raw", tmp_path / "raw", "--data", tmp_path / "data")
    assert code == 0
    release = open_release(tmp_path / "data")
    assert [(entry.rows, entry.entered, entry.set_aside) for entry in release.manifest.sources] == [
        (3, 1, 2),
        (5, 1, 4),
    ]
    assert table(release, "titles")["title"].to_list() == ["a plain title"]


# What is put up with.


def test_too_many_bad_rows_are_one_line_that_says_how_to_allow_them(run, raw, data):
    before = current_version(data)
    bad = [rating(movieId="as1", userId=str(number), rating="9") for number in range(30)]
    write_raw(raw, {}, {"3": [rating(movieId="as1", userId="31"), *bad]})
    code, _, err = run("build", "--raw", raw, "--data", data)
    (line,) = (line for line in err.splitlines() if line.startswith("pipeline: "))
    assert (code, current_version(data)) == (1, before)
    assert line.startswith(
        "pipeline: ratings/3.csv: 30 of its 31 rows (96.8%) may not enter, as rating is not a half step"
    )
    allowed = line.split("--tolerate ")[1].strip("'")
    assert run("check", "--raw", raw, "--data", data, "--tolerate", allowed)[0] == 0
    assert run("build", "--raw", raw, "--data", data, "--tolerate", allowed)[0] == 0
    assert current_version(data) != before


@pytest.mark.parametrize(("asked", "said"), [("titel is blank=0.1", "title is blank"), ("2", "from 0 to 1")])
def test_a_tolerance_that_says_nothing_is_a_wrong_argument(run, raw, data, asked, said):
    code, _, err = run("build", "--raw", raw, "--data", data, "--tolerate", asked)
    assert (code, said in " ".join(err.replace("│", " ").split())) == (2, True)


def test_fewer_rows_than_before_are_accepted_if_that_is_said(run, raw, data):
    many = [title(show_id=f"s{number}", title=f"Many {number}") for number in range(1, 121)]
    write_raw(raw, {PlatformCode.NETFLIX: many})
    assert run("build", "--raw", raw, "--data", data)[0] == 0
    write_small(raw)
    code, _, err = run("build", "--raw", raw, "--data", data)
    assert code == 1
    assert "netflix_titles.csv: 3 rows, and the current release" in err.splitlines()[-1]
    assert run("build", "--raw", raw, "--data", data, "--accept-smaller")[0] == 0


def test_what_is_not_read_is_said(run, raw, data):
    (raw / "catalogues" / "notes.csv").touch()
    assert "Not read: catalogues/notes.csv" in run("build", "--raw", raw, "--data", data)[1].splitlines()


# Writers.


def test_a_second_build_is_told_to_wait(raw, tmp_path):
    with writing(tmp_path / "data"):
        ended = run_outside("build", "--raw", raw, "--data", tmp_path / "data")
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith("pipeline: another build is writing to ")
    assert "Traceback" not in ended.stderr


def test_a_folder_that_cannot_be_written_is_one_line(run, raw, tmp_path):
    (tmp_path / "file").touch()
    code, _, err = run("build", "--raw", raw, "--data", tmp_path / "file")
    assert code == 1
    assert "cannot be written (File exists); choose another with --data DIR" in err.splitlines()[-1]


@pytest.mark.parametrize("damage", ["manifest", "pointer", "pointer to nothing"])
def test_a_good_release_takes_the_place_of_one_that_nobody_can_read(run, raw, data, damage):
    if damage == "manifest":
        (open_release(data).folder / "manifest.json").write_text('{"format": 99}', encoding="utf-8")
    else:
        (data / POINTER).write_bytes(b"\xff" if damage == "pointer" else b"gone\n")
    write_raw(raw, {}, {"9": [rating(movieId="as1")]})
    assert run("build", "--raw", raw, "--data", data)[0] == 0
    release = open_release(data)
    release.verify()
    assert "ratings/9.parquet" in release.manifest.files


# --then


@pytest.fixture
def then(tmp_path):
    """A command for `--then`, from lines of Python."""

    def then(*lines):
        script = tmp_path / "then.py"
        script.write_text("\n".join(["import os", "from pathlib import Path", *lines]), encoding="utf-8")
        return f"'{sys.executable}' '{script}'"

    return then


def test_the_pointer_moves_once_after_the_command(run, raw, data, then, monkeypatch):
    moves = []
    monkeypatch.setattr(refreshing, "move_pointer", lambda *to: moves.append(to) or move_pointer(*to))
    before = current_version(data)
    write_raw(raw, {}, {"9": [rating(movieId="as1")]})
    say = then(
        "data = Path(os.environ['CARTELERA_DATA'])",
        "release = os.environ['CARTELERA_RELEASE']",
        "there = (data / release / 'manifest.json').is_file()",
        "Path(__file__).with_name('said').write_text(f'{data} {release} {there} {(data / \"CURRENT\").read_text()}')",
    )
    code, _, _ = run("build", "--raw", raw, "--data", data, "--then", say)
    assert code == 0
    after = current_version(data)
    assert after != before
    assert (data.parent / "said").read_text(encoding="utf-8").split() == [str(data), after, "True", before]
    assert moves == [(data, after)]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["raise SystemExit(3)"], "ended with code 3; the current release stays"),
        (["os.kill(os.getpid(), 9)"], "was ended by signal 9; the current release stays"),
        (["raise SystemExit('told why')"], "ended with code 1 (told why); the current release stays"),
        ("/nowhere/fit", "'/nowhere/fit' could not be started (No such file or directory); the current release stays"),
        ("fit 'x", "could not be started (No closing quotation); the current release stays"),
    ],
    ids=["fails", "is killed", "tells why", "is not there", "is half a command"],
)
def test_the_pointer_stays_if_the_command_does_not_succeed(run, raw, data, then, lines, message):
    before = current_version(data)
    write_raw(raw, {}, {"9": [rating(movieId="as1")]})
    asked = lines if isinstance(lines, str) else then(*lines)
    code, _, err = run("build", "--raw", raw, "--data", data, "--then", asked)
    assert code == 1
    assert message in err.splitlines()[-1]
    assert current_version(data) == before


def test_a_command_of_spaces_is_none(run, raw, tmp_path):
    assert run("build", "--raw", raw, "--data", tmp_path / "data", "--then", " ")[0] == 0
    assert current_version(tmp_path / "data")


DERIVE = """\
from dataclasses import replace
from pipeline.store.releases import activate, draft, open_release, publish, writing
data = Path(os.environ["CARTELERA_DATA"])
release = open_release(data, os.environ["CARTELERA_RELEASE"])
with writing(data), draft(data, "derived") as folder:
    for name in release.manifest.files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(release.folder / name, folder / name)
    publish(data, folder, replace(release.manifest, version="derived", model_version="m"))
activate(data, "derived")
"""


def test_a_release_that_the_command_derives_and_publishes_stays_current(run, raw, data, then, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(HOUSE))
    write_raw(raw, {}, {"9": [rating(movieId="as1")]})
    derive = then(*DERIVE.splitlines())
    code, told, _ = run("build", "--raw", raw, "--data", data, "--then", derive)
    assert (code, told.splitlines()[-1]) == (0, "Current: derived")
    derived = open_release(data)
    derived.verify()
    dataset = open_release(data, derived.manifest.dataset_version)
    dataset.verify()
    # Without news it stays so.
    assert run("build", "--raw", raw, "--data", data)[1].splitlines()[-1] == "Current: derived"
    # Damaged, it does not.
    (derived.folder / "titles.parquet").unlink()
    assert run("build", "--raw", raw, "--data", data)[1].splitlines()[-1] == f"Current: {dataset.manifest.version}"
    # With news it is no longer what is asked for.
    activate(data, "derived")
    write_raw(raw, {}, {"10": [rating(movieId="as1", userId="2")]})
    run("build", "--raw", raw, "--data", data)
    assert current_version(data) not in {"derived", dataset.manifest.version}


# sample


def test_a_sample_is_built_and_known_for_one(run, tmp_path):
    raw = tmp_path / "sample"
    code, told, _ = run("sample", "--raw", raw, "--titles", 8, "--users", 3, "--ratings", 20, "--films", 30)
    assert (code, (raw / SAMPLE_MARK).is_file()) == (0, True)
    assert told.strip().endswith(f"build it with: pipeline build --raw {raw}")
    assert run("build", "--raw", raw, "--data", tmp_path / "data")[0] == 0
    manifest = open_release(tmp_path / "data").manifest
    assert (manifest.synthetic, manifest.tables["titles"].rows, manifest.tables["ratings"].rows) == (True, 8, 20)
    films = manifest.tables["films"]
    assert films.rows + sum(films.set_aside.values()) == 30


def test_a_sample_may_be_without_a_film_set(run, tmp_path):
    raw = tmp_path / "sample"
    run("sample", "--raw", raw, "--titles", 8, "--users", 3, "--ratings", 20, "--films", 0)
    assert not (raw / "films").exists()
    assert run("build", "--raw", raw, "--data", tmp_path / "data")[0] == 0
    assert open_release(tmp_path / "data").manifest.tables["films"].rows == 0


def test_a_sample_overwrites_nothing(run, raw):
    before = listing(raw)
    code, _, err = run("sample", "--raw", raw)
    assert (code, listing(raw)) == (1, before)
    assert err.startswith("pipeline: ")
    assert "is already there and will not be overwritten; choose another with --raw DIR" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["sample", "--titles", "0"],
        ["sample", "--users", "0"],
        ["sample", "--signal", "2"],
        ["sample", "--films", "-1"],
        ["build", "--colour"],
        [],
    ],
    ids=" ".join,
)
def test_a_wrong_argument_is_exit_code_2_and_no_traceback(run, tmp_path, arguments):
    code, out, err = run(*arguments, *(["--raw", tmp_path / "new"] if arguments else []))
    assert code == 2
    assert "Traceback" not in out + err
    assert not (tmp_path / "new").exists()


def test_a_sample_that_cannot_be_written_is_one_line(run, tmp_path):
    (tmp_path / "file").touch()
    code, _, err = run("sample", "--raw", tmp_path / "file" / "below", "--titles", 4, "--users", 1, "--ratings", 1)
    assert code == 1
    assert err.splitlines()[-1].startswith("pipeline: ")
    assert "Not a directory" in err.splitlines()[-1]


def test_a_full_disk_is_one_line_whoever_met_it_and_any_other_fault_of_polars_is_not(run, raw, tmp_path, monkeypatch):
    def fails(text):
        def build(*_, **__):
            raise pl.exceptions.ComputeError(text)

        monkeypatch.setattr("pipeline.__main__.build_release", build)

    fails("parquet: No space left on device (os error 28)\nmore")
    told = "pipeline: parquet: No space left on device (os error 28); the current release stays"
    code, _, err = run("build", "--raw", raw, "--data", tmp_path / "data")
    assert (code, err.splitlines()[-1]) == (1, told)
    fails("user 7")
    with pytest.raises(pl.exceptions.ComputeError):
        run("build", "--raw", raw, "--data", tmp_path / "data")
