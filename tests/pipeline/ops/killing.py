"""Raw files that say which they are, what a reader must find of them, and processes that are killed.

`python -m tests.pipeline.ops.killing DATA` reads the current release of a folder again and again until its standard
input ends, and then says in JSON what it found.
"""

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import polars as pl
from filelock import FileLock

from pipeline.ops.telling import BUILD_LOCK
from pipeline.sample import write_sample
from pipeline.sources.layout import CATALOGUE_FILES, FILMS_FILE
from pipeline.sources.remembered import REMEMBERED
from pipeline.store.arrays import mapped
from pipeline.store.card import ModelCard
from pipeline.store.errors import ReleaseError
from pipeline.store.history import HISTORY
from pipeline.store.parameters import Parameters
from pipeline.store.releases import LOCK, POINTER, POINTER_LOCK, open_release
from pipeline.store.status import STATUS
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.ops.making import HOUSE, PATIENCE, environment
from tests.raw_files import film, rating, title

TITLE, FILM = "ns90001", 900_001
"""Who says of which raw files the tables are: the mark is in the name of both, and in how many ratings and votes."""

STAYS = {POINTER, LOCK, POINTER_LOCK, BUILD_LOCK, HISTORY, STATUS, REMEMBERED}
"""What may be in a folder of releases besides them, while nobody writes."""

# ---------------------------------------------------------------------------------------------------- raw files


def write_bases(folder: Path) -> list[Path]:
    """Two small samples to alternate between: no table of one is as long as that of the other."""
    bases = [folder / "even", folder / "odd"]
    for seed, base in enumerate(bases):
        write_sample(base, titles=100 + 30 * seed, users=40, ratings=600 + 200 * seed, films=60 + 10 * seed, seed=seed)
    return bases


def write_raw(bases: list[Path], raw: Path, mark: int) -> None:
    """Have the raw files say a mark in the catalogue, the ratings and the film set."""
    shutil.rmtree(raw, ignore_errors=True)
    shutil.copytree(bases[mark % 2], raw)
    name = f"Marker {mark}"
    _add(raw / CATALOGUE_FILES[PlatformCode.NETFLIX], title(show_id=TITLE[1:], title=name))
    _add(raw / FILMS_FILE, film(id=str(FILM), title=name, vote_count=str(mark)))
    rows = [rating(userId=str(user), movieId=TITLE) for user in range(1, mark + 1)]
    with (raw / "ratings" / "marker.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _add(file: Path, row: dict[str, str]) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        names = next(csv.reader(stream))
    with file.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, names, restval="", lineterminator="\n").writerow(row)


# ---------------------------------------------------------------------------------------------------- reading


class Found(NamedTuple):
    """What a reader found: the mark of the raw files, and whether there are models."""

    mark: int
    fitted: bool


def read(data: Path) -> Found:
    """Read the current release, all of it, and see that all of it is of the same raw files."""
    release = open_release(data)
    release.verify()
    assert release.manifest.version == release.folder.name
    titles, ratings, films = (release.scan(name).collect() for name in ("titles", "ratings", "films"))
    scores, credits = release.scan("title_scores").collect(), release.scan("credits").collect()
    name = titles.filter(pl.col("title_id") == TITLE)["title"].item()
    mark = int(name.removeprefix("marker "))
    assert ratings.filter(pl.col("title_id") == TITLE).height == mark
    assert scores.filter(pl.col("title_id") == TITLE)["votes"].item() == mark
    assert films.filter(pl.col("film_id") == FILM).select("title", "vote_count").row(0) == (f"Marker {mark}", mark)
    assert scores["votes"].sum() == ratings.height
    assert set(ratings["title_id"]) | set(credits["title_id"]) <= set(titles["title_id"])
    rows = {name: entry.rows for name, entry in release.manifest.tables.items()}
    assert [rows[name] for name in ("titles", "ratings", "films")] == [titles.height, ratings.height, films.height]
    fitted = release.manifest.model_version is not None
    if fitted:
        neighbours = release.scan("neighbours").collect()
        assert set(neighbours["title_id"]) | set(neighbours["neighbour_id"]) <= set(titles["title_id"])
        arrays = mapped(release.folder)
        assert len(arrays["likes"]) == len(arrays["taste_starts"]) - 1 == titles.height
        assert arrays["users"].tolist() == sorted(set(ratings["user_id"]))
        ModelCard.read(release.folder)
        Parameters.read(release.folder)
    return Found(mark, fitted)


def leftovers(data: Path) -> set[str]:
    """What is in a folder of releases and should not be."""
    return {path.name for path in data.iterdir() if path.name not in STAYS and not _is_release(path)}


def _is_release(folder: Path) -> bool:
    with suppress(ReleaseError):
        open_release(folder.parent, folder.name).verify()
        return not folder.name.startswith(".")
    return False


class Reader:
    """A process that reads all the while; `told()` ends it."""

    def __init__(self, data: Path) -> None:
        command = [sys.executable, "-m", __spec__.name, str(data)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=HOUSE, env=environment(), stdin=pipe, stdout=pipe, stderr=pipe)

    def told(self) -> dict:
        said, fault = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, fault.decode()
        return json.loads(said)


def read_on(data: Path) -> None:
    """Read until standard input ends; say how often, and what was found."""
    reads, found, ended = 0, set(), threading.Event()

    def wait() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    while not ended.wait(0.03):  # others want the processors too
        found.add(read(data))
        reads += 1
    sys.stdout.write(json.dumps({"reads": reads, "marks": len({each.mark for each in found})}))


# ---------------------------------------------------------------------------------------------------- killing


class Moment(NamedTuple):
    """When to kill: so many seconds after a line of progress was said for the so-manieth time, or after the start."""

    seconds: float
    line: str = ""
    times: int = 1


def moments(chance: random.Random, lasts: float, *, alone: bool) -> Moment:
    """One at any time of so many seconds, soon after any line, or just before and while something is published."""
    kind = chance.random()
    if kind < 0.25:
        return Moment(chance.uniform(0, lasts))
    if kind < 0.6:
        return Moment(chance.uniform(0, 0.2), "] ", chance.randint(1, 12 if alone else 28))
    return Moment(chance.uniform(0, 0.06), "] publishing", 1 if alone else chance.choice([1, 2, 2]))


class Killed(NamedTuple):
    """How it went: where it was when it was killed, or None if it had ended before; and what it said."""

    phase: str | None
    said: str
    seconds: float


def run(command: list[str], data: Path, moment: Moment | None, *, group: bool = True) -> Killed:
    """Start a command and kill it with everything that it started, or alone; without a moment it may end.

    It returns when nothing of it is left.
    """
    started = time.monotonic()
    process = subprocess.Popen(
        command, env=environment() | {"CARTELERA_DATA": str(data), "PYTHONUNBUFFERED": "1"}, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    said: list[str] = []
    reached, ended = threading.Event(), threading.Event()

    def listen() -> None:
        left = moment.times if moment and moment.line else 0
        for line in process.stdout:
            said.append(line)
            if left and moment.line in line:
                left -= 1
                if not left:
                    reached.set()
        reached.set()
        ended.set()

    listening = threading.Thread(target=listen)
    listening.start()
    if moment:
        if moment.line:
            reached.wait(PATIENCE)
        ended.wait(moment.seconds)
        where = phase(said, alone="recsys" in command)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL) if group else process.kill()
    code = process.wait(PATIENCE)
    listening.join(PATIENCE)
    process.stdout.close()
    for lock in (LOCK, BUILD_LOCK, POINTER_LOCK):  # what it started may be a moment from its end
        with FileLock(data / lock, timeout=PATIENCE):
            pass
    killed = moment is not None and code == -signal.SIGKILL
    return Killed(where if killed else None, "".join(said), time.monotonic() - started)


def phase(said: list[str], *, alone: bool) -> str:
    """What a command was doing when it had said so much."""
    text = "".join(said)
    published = text.count("] publishing") + alone  # a fit alone begins where a build has published
    if "Current:" in text:
        return "cleaning up"
    if published == 0:
        return "making tables" if said else "starting"
    if published == 1:
        if alone or text.count("] reading") == 2:
            return "fitting" if said else "starting"
        return "publishing tables"
    return "publishing models, moving the pointer"


if __name__ == "__main__":
    read_on(Path(sys.argv[1]))
