"""Files dropped into a watched folder are, by way of an object store, new answers of a service elsewhere."""

import json
import signal
import urllib.request

import pytest

from tests.graphql_api.serving import PATIENCE, serving
from tests.object_store import BUCKET, storing
from tests.pipeline.ops.making import Running, until
from tests.raw_files import rating, write_raw
from tests.small import write_small

URL = f"s3://{BUCKET}/tables"


def ready(url):
    with urllib.request.urlopen(f"{url}/readyz", timeout=PATIENCE) as response:
        return json.load(response)


@pytest.mark.slow
def test_files_dropped_here_are_new_answers_there(tmp_path, monkeypatch):
    raw = write_small(tmp_path / "raw")
    with storing() as store:
        for name, value in store.environment().items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        arguments = ["watch", "--raw", raw, "--data", URL, "--every", "1", "--settle", "0.5"]
        said = {"CARTELERA_CACHE": str(tmp_path / "elsewhere"), "CARTELERA_POLL_SECONDS": "0.1"}
        with (
            Running(tmp_path / "log", *arguments) as watch,
            serving(URL, tmp_path / "served", until="/healthz", **said) as served,
        ):
            watch.until("current")
            until(lambda: "serving release" in served.log.read_text(), served.log.read_text)
            first = ready(served.url)
            write_raw(raw, {}, {"9": [rating(movieId="as1")]})
            watch.until("current", 2)
            until(lambda: ready(served.url)["dataset"] != first["dataset"], served.log.read_text)
            (raw / "ratings" / "10.csv").write_text("no,ratings\n")
            watch.until("failed")
            until(lambda: (ready(served.url)["refresh"] or {}).get("state") == "failed", served.log.read_text)
            assert ready(served.url)["newest"]
            assert watch.stop(signal.SIGTERM) == 0
        # Another machine, which has nothing, starts from what is in the store and finds no news.
        (raw / "ratings" / "10.csv").unlink()
        store.asked.clear()
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
        with Running(tmp_path / "log2", *arguments, "--once") as watch:
            assert watch.process.wait(PATIENCE) == 0, watch.log.read_text()
        assert store.requests("PUT", "parquet|CURRENT") == []
