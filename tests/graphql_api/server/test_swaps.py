"""Two workers go through twenty releases under load: no request fails, no answer is of two, and memory stays."""

import asyncio
import json
import shutil
import signal
import sys
import urllib.request
from contextlib import asynccontextmanager
from statistics import mean

import polars as pl
import pytest

from graphql_api.memory import POLARS_VARIABLE
from pipeline.store.manifest import MANIFEST
from pipeline.store.releases import activate
from tests.graphql_api.catalogue import damage
from tests.graphql_api.server.swapping import (
    PAGES,
    QUESTIONS,
    Clients,
    Log,
    expected,
    has_smaps,
    memory_of,
    prepare,
    until,
    workers_of,
)
from tests.graphql_api.serving import serving

pytestmark = pytest.mark.slow

WORKERS = 2
SWAPS = 20
CLIENTS = 6
GROWTH = 1.04
"""What of the memory after the first swaps there may be after the last. A snapshot of the largest release that was not
let go of once, of the last ten swaps, would be more."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("swaps"))


@asynccontextmanager
async def asked(prepared, tmp_path):
    """The service over the releases, the largest of which is current, and clients that ask until the block ends."""
    activate(prepared.data, prepared.versions[0])
    # What polars wrote into this process's environment is no setting of ours.
    settings = {"CARTELERA_POLL_SECONDS": "0.05", "CARTELERA_LOG": "json", POLARS_VARIABLE: ""}
    with serving(prepared.data, tmp_path / "log", "--workers", str(WORKERS), **settings) as served:
        log = Log(served.log)
        await until(lambda: log.serving(prepared.versions[0]) == WORKERS)
        clients = Clients(f"{served.url}/graphql", await expected(prepared))
        async with asyncio.TaskGroup() as group:
            for number in range(CLIENTS):
                group.create_task(clients.ask(number))
            try:
                yield served, log, clients
            finally:
                clients.stopped = True
        assert served.stop(signal.SIGTERM) == 0


async def test_twenty_swaps_under_load_fail_no_request_mix_no_answer_and_give_memory_back(prepared, tmp_path):
    largest, *others = prepared.versions
    levels = {}
    async with asked(prepared, tmp_path) as (served, log, clients):
        workers = workers_of(served.process.pid) if has_smaps() else []
        for swap in range(SWAPS):
            # After each other release the largest again: what it takes is what is compared.
            version = largest if swap % 2 else others[swap // 2 % len(others)]
            before = log.serving(version), sum(clients.asked.values())
            activate(prepared.data, version)
            await until(lambda version=version, before=before: log.serving(version) == before[0] + WORKERS)
            await until(lambda before=before: sum(clients.asked.values()) > before[1] + 20)
            if version == largest:
                await asyncio.sleep(0.5)  # the one before goes when the last answer from it is sent
                for worker in workers:
                    levels.setdefault(worker, []).append(memory_of(worker)["Rss"])
    told = f"{clients.asked.total():,} requests, the slowest {1000 * clients.slowest:.0f} ms"
    sys.stdout.write(f"{told}; megabytes of each worker: {[list(map(round, each)) for each in levels.values()]}\n")
    assert clients.wrong == []
    assert set(clients.asked) == set(clients.expected)  # each was asked
    assert log.events("warning") + log.events("error") == []
    assert len(levels) in (0, WORKERS)
    for after in levels.values():
        early, late = mean(after[2:5]), mean(after[-3:])  # after swaps 6 to 10, and 16 to 20
        assert late < GROWTH * early, after


def without_titles(folder):
    """What was published as it stands, and has no row of titles."""
    rows = pl.read_parquet(folder / "titles.parquet").clear()
    rows.write_parquet(folder / "none")
    damage.publish_instead(folder, "titles", (folder / "none").read_bytes())
    (folder / "none").unlink()


def with_another_hash(folder):
    content = json.loads((folder / MANIFEST).read_text())
    content["files"]["films.parquet"]["sha256"] = "0" * 64
    (folder / MANIFEST).write_text(json.dumps(content))


async def test_a_broken_release_is_refused_in_one_line_by_each_worker_and_taken_when_it_is_mended(prepared, tmp_path):
    largest, other, *_ = prepared.versions
    broken = prepared.data / "broken"
    async with asked(prepared, tmp_path) as (served, log, clients):
        for break_it in (damage.cut_a_table, damage.cut_the_manifest, with_another_hash, without_titles):
            shutil.rmtree(broken, ignore_errors=True)
            shutil.copytree(prepared.data / other, broken)
            break_it(broken)
            warned = len(log.events("warning"))
            activate(prepared.data, "broken")
            await until(lambda warned=warned: len(log.events("warning")) == warned + WORKERS)
            served_before = clients.asked.total()
            ready = [await asyncio.to_thread(readyz, served) for _ in range(10)]
            assert {(each["dataset"], each["newest"]) for each in ready} == {(dataset(prepared, largest), False)}
            await until(lambda before=served_before: clients.asked.total() > before + 50)
            told = log.events("warning")[warned:]
            assert len(told) == WORKERS  # however often it was tried again
            assert all(str(broken) in each for each in told)

            whole = log.serving(other)
            shutil.copytree(prepared.data / other, broken, dirs_exist_ok=True)
            await until(lambda whole=whole: log.serving(other) == whole + WORKERS)
            assert (await asyncio.to_thread(readyz, served))["newest"]
            whole = log.serving(largest)
            activate(prepared.data, largest)
            await until(lambda whole=whole: log.serving(largest) == whole + WORKERS)
    assert clients.wrong == []
    assert log.events("error") == []


def test_the_questions_are_of_many_kinds_and_tell_releases_apart(prepared):
    answers = asyncio.run(expected(prepared))
    assert len(answers) == 4
    told = ["several at once", "a search", "what resembles", "a user", "facets"]
    for name in told:
        assert len({json.dumps(each.answers[name]) for each in answers.values()}) >= 3, name
    assert len({versions[0] for versions in answers}) == 3
    assert {*told, "in a thread", "a mistake"} == {*QUESTIONS}
    assert "after" in PAGES


def readyz(served):
    with urllib.request.urlopen(f"{served.url}/readyz", timeout=60) as response:
        return json.loads(response.read())


def dataset(prepared, version):
    return json.loads((prepared.data / version / MANIFEST).read_text())["dataset_version"]
