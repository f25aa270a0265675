"""A service that follows an object store: through its releases, through its absence, with several workers."""

import json
import signal
import stat
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from pipeline.store.place import opened
from pipeline.store.releases import activate
from tests.conftest import publish
from tests.graphql_api.conftest import until
from tests.graphql_api.serving import PATIENCE, refused, serving
from tests.object_store import BUCKET, KEY, error, storing
from tests.raw_files import rating, write_raw
from tests.small import write_small

URL = f"s3://{BUCKET}/tables"
QUERY = '{ dataset { version } title(id: "as1") { votes } }'
pytestmark = pytest.mark.slow


@pytest.fixture
def store(monkeypatch, tmp_path):
    with storing() as started:
        for name, value in started.environment().items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("CARTELERA_CACHE", str(tmp_path / "build"))
        yield started


@pytest.fixture
def raw(tmp_path):
    return write_small(tmp_path / "raw")


def built(raw):
    """Build for the store, as another machine; the version."""
    with opened(URL) as place:
        release = publish(raw, place.folder)
        place.publish()
    return release.manifest.version


def gone_back(version):
    with opened(URL) as place:
        activate(place.folder, version, back=True)
        place.publish()


def more(raw, name):
    users = range(1, 5 + int(name))
    write_raw(raw, {}, {name: [rating(userId=str(user), movieId="as1") for user in users]})


@contextmanager
def following(store, tmp_path, *arguments, until="/readyz", name="log"):
    said = {"CARTELERA_CACHE": str(tmp_path / "cache"), "CARTELERA_POLL_SECONDS": "0.1"}
    with serving(URL, tmp_path / name, *arguments, until=until, **said) as served:
        yield served


def asked(served):
    """The version that is answered from, and the votes."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{served.url}/graphql", json.dumps({"query": QUERY}).encode(), headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        data = json.load(response)["data"]
        return data["dataset"]["version"], data["title"]["votes"]


def ready(served):
    try:
        with urllib.request.urlopen(f"{served.url}/readyz", timeout=PATIENCE) as response:
            return json.load(response)
    except urllib.error.HTTPError as refusal:
        return json.load(refusal)


def test_a_newer_release_and_a_rollback_are_new_answers(store, raw, tmp_path):
    first = built(raw)
    with following(store, tmp_path) as served:
        before = asked(served)
        assert before[0] == first
        mirror = next((tmp_path / "cache").glob("*/serve"))
        assert stat.S_IMODE(mirror.stat().st_mode) == 0o700  # users' ratings are in it
        more(raw, "9")
        store.asked.clear()
        second = built(raw)
        until(lambda: asked(served)[0] == second, PATIENCE)
        assert asked(served)[1] == before[1] + 13
        fetched = store.requests("GET", "parquet")
        assert len(fetched) == len({*fetched})
        assert not [line for line in fetched if "titles.parquet" in line]  # as it was
        gone_back(first)
        until(lambda: asked(served) == before, PATIENCE)
        assert served.stop(signal.SIGTERM) == 0
        log = served.log.read_text()
    assert ("warning" in log, KEY in log) == (False, False)


def test_workers_share_one_mirror_and_fetch_once(store, raw, tmp_path):
    built(raw)
    with following(store, tmp_path, "--workers", "2") as served:
        fetched = store.requests("GET", "parquet")
        assert len(fetched) == len({*fetched})
        more(raw, "9")
        second = built(raw)
        until(lambda: {asked(served)[0] for _ in range(12)} == {second}, PATIENCE)
        fetched = store.requests("GET", f"{second}.*parquet")
        assert len(fetched) == len({*fetched})
        assert served.stop(signal.SIGTERM) == 0


def test_a_store_that_is_away_at_the_start_is_waited_for(store, raw, tmp_path):
    built(raw)
    store.fault = lambda _: error(500, "InternalError")
    with following(store, tmp_path, until="/healthz") as served:
        until(lambda: "cannot be reached (it answered with status 500)" in served.log.read_text(), PATIENCE)
        assert ready(served)["reason"] == "no release could be loaded; see the log"
        store.fault = lambda _: None
        until(lambda: ready(served)["ready"], PATIENCE)
        assert served.log.read_text().count("cannot be reached") == 1


def test_a_store_that_goes_away_later_is_said_once_and_comes_back(store, raw, tmp_path):
    first = built(raw)
    with following(store, tmp_path) as served:
        store.fault = lambda _: error(503, "SlowDown")
        until(lambda: not ready(served)["newest"], PATIENCE)
        store.asked.clear()
        until(lambda: len(store.requests("GET", "CURRENT")) > 3, PATIENCE)
        assert asked(served)[0] == first
        assert served.log.read_text().count("cannot be reached") == 1
    with following(store, tmp_path, name="again") as served:  # started anew, it answers from what it has
        assert asked(served)[0] == first
        assert ready(served)["newest"] is False
        store.fault = lambda _: None
        until(lambda: ready(served)["newest"], PATIENCE)


def test_a_damaged_object_is_refused_and_the_release_before_served_on(store, raw, tmp_path):
    first = built(raw)
    with following(store, tmp_path) as served:
        more(raw, "9")

        def damage(request):
            if request.method == "PUT" and request.key.endswith("/CURRENT"):
                key = next(key for key in store.objects if key.endswith("ratings/9.parquet"))
                store.put(key, b"X" + store.objects[key].content[1:])

        store.fault = damage
        built(raw)
        store.fault = lambda _: None
        until(lambda: "ratings/9.parquet is not as it was published" in served.log.read_text(), PATIENCE)
        assert (asked(served)[0], ready(served)["newest"]) == (first, False)
        second = built(raw)  # there is no news, but the object is sent again
        until(lambda: asked(served)[0] == second, PATIENCE)
        until(lambda: ready(served)["newest"], PATIENCE)


def test_a_release_that_is_half_there_is_seen_by_nobody(store, raw, tmp_path):
    first = built(raw)
    more(raw, "9")
    store.fault = lambda request: (
        error(403, "AccessDenied") if request.key.endswith("/manifest.json") and request.method == "PUT" else None
    )
    with pytest.raises(Exception, match="refuses these credentials"):
        built(raw)
    assert [key for key in store.objects if key.endswith("ratings/9.parquet")]
    store.fault = lambda _: None
    with following(store, tmp_path) as served:
        assert asked(served)[0] == first
        store.asked.clear()
        second = built(raw)
        assert store.requests("PUT", "parquet") == []  # what was sent then counts
        until(lambda: asked(served)[0] == second, PATIENCE)


def test_a_service_that_is_stopped_while_it_fetches_stops(store, raw, tmp_path):
    built(raw)
    store.delay = 20
    with following(store, tmp_path, until="/healthz") as served:
        until(lambda: store.requests("GET", "CURRENT"), PATIENCE)
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(10) == 0


def test_a_mirror_that_cannot_be_written_is_said_at_the_start(store, tmp_path):
    (tmp_path / "file").write_text("")
    said = refused("--data", URL, "--workers", "2", CARTELERA_CACHE=str(tmp_path / "file"))
    assert said.returncode == 1
    assert "cannot be written (Not a directory); have CARTELERA_CACHE name a folder" in said.stderr
    assert said.stderr.count("\n") == 1
