"""A file dropped into the watched folder, new answers out of a running server."""

import json
import signal
import time
import urllib.request
from pathlib import Path

import pytest

from pipeline.store.vocabulary import PlatformCode
from tests.graphql_api.observe.conftest import number
from tests.graphql_api.serving import serving
from tests.pipeline.ops.making import PATIENCE, Running, until
from tests.raw_files import rating, title, write_raw
from tests.small import NETFLIX, write_small

QUERY = '{ dataset { version } platformCounts { count } title(id: "as2") { score votes } }'
CHUNKS, BETWEEN = 10, 0.1
SETTLE = "2"  # seconds: files that are written every tenth of one are not still


class Asked:
    """A client of the running service."""

    def __init__(self, url: str) -> None:
        self.url = url

    def answer(self) -> dict:
        """What is answered, and the versions that it is answered from."""
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/graphql", json.dumps({"query": QUERY}).encode(), headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            content = json.load(response)
            assert "errors" not in content, content
            data, model = content["data"], response.headers.get("X-Model-Version")
            assert data["dataset"]["version"] == response.headers["X-Dataset-Version"]
        return {
            "version": data["dataset"]["version"],
            "model": model,
            "titles": [each["count"] for each in data["platformCounts"]],
            "score": (data["title"]["score"], data["title"]["votes"]),
        }

    def ready(self) -> dict:
        with urllib.request.urlopen(f"{self.url}/readyz", timeout=PATIENCE) as response:
            return json.load(response)

    def failures(self) -> float | None:
        with urllib.request.urlopen(f"{self.url}/metrics", timeout=PATIENCE) as response:
            return number(response.read(), "cartelera_refresh_failures")


def dropped(source: Path, target: Path) -> None:
    """Copy a file a bit at a time, as over a slow line."""
    content = source.read_bytes()
    size = len(content) // CHUNKS + 1
    with target.open("wb") as file:
        for start in range(0, len(content), size):
            file.write(content[start : start + size])
            file.flush()
            time.sleep(BETWEEN)


@pytest.mark.slow
@pytest.mark.parametrize("then", [None, "recsys fit"])
def test_files_dropped_into_the_watched_folder_are_new_answers_of_the_running_service(then, tmp_path):
    raw, data = write_small(tmp_path / "raw"), tmp_path / "data"
    more = write_raw(
        tmp_path / "more",
        {PlatformCode.NETFLIX: [*NETFLIX, title(show_id="s9", title="New Moon")]},
        {"9": [rating(userId=str(user), movieId="as2", rating="5.0") for user in range(1, 40)],
         "10": [rating(userId="90", movieId="as2", rating="1.0")]},
    )  # fmt: skip
    arguments = ["watch", "--raw", raw, "--data", data, "--every", "5", "--settle", SETTLE]
    arguments += ["--then", then] if then else []
    polling = {"CARTELERA_POLL_SECONDS": "0.1"}
    with (
        serving(data, tmp_path / "served", until="/healthz", **polling) as served,
        Running(tmp_path / "log", *arguments) as watch,
    ):
        ask = Asked(served.url)
        told = watch.until("current")
        until(lambda: _answers(ask, told), served.log.read_text)
        first = ask.answer()
        assert (first["titles"], first["score"], first["model"]) == ([4, 2, 3, 3], (None, 0), told.get("model"))
        assert (first["model"] is not None) == (then is not None)

        # A new file of ratings.
        dropped(more / "ratings" / "9.csv", raw / "ratings" / "9.csv")
        until(lambda: ask.answer()["version"] != first["version"], watch.log.read_text)
        second = ask.answer()
        assert (second["titles"], second["score"]) == ([4, 2, 3, 3], (5.0, 39))
        assert (second["model"] != first["model"]) == (then is not None)

        # A catalogue with one title more, written over the old one.
        dropped(more / "catalogues" / "netflix_titles.csv", raw / "catalogues" / "netflix_titles.csv")
        until(lambda: ask.answer()["version"] != second["version"], watch.log.read_text)
        third = ask.answer()
        assert (third["titles"], third["score"]) == ([4, 2, 3, 4], (5.0, 39))
        assert (third["model"] != second["model"]) == (then is not None)
        until(lambda: ask.ready()["refresh"]["state"] == "current")
        assert (ask.ready()["refresh"]["failures"], ask.ready()["newest"], ask.failures()) == (0, True, 0)

        # A file that is none.
        dropped(more / "catalogues" / "netflix_titles.csv", raw / "ratings" / "10.csv")
        until(lambda: ask.ready()["refresh"]["state"] == "failed", watch.log.read_text)
        assert (ask.answer(), ask.ready()["refresh"]["failures"]) == (third, 1)
        until(lambda: ask.failures() == 1)
        assert "10.csv lacks the column" in watch.until("failed")["reason"]

        # It is mended.
        dropped(more / "ratings" / "10.csv", raw / "ratings" / "10.csv")
        until(lambda: ask.answer()["version"] != third["version"], watch.log.read_text)
        assert (ask.answer()["titles"], ask.answer()["score"]) == ([4, 2, 3, 4], (4.9, 40))
        until(lambda: ask.ready()["refresh"]["state"] == "current")
        assert ask.failures() == 0

        watch.until("current", 4)
        assert watch.stop(signal.SIGTERM) == 0
        builds = watch.count("building")
        with Running(tmp_path / "log", *arguments, "--once") as again:
            assert again.process.wait() == 0
        assert again.count("building") == builds
        assert served.stop(signal.SIGTERM) == 0
        log = [json.loads(line) for line in served.log.read_text().splitlines() if line.startswith("{")]
    assert [line["event"] for line in log if line["level"] != "info"][-1:] == [
        "the data could not be refreshed, the release before is served on; see status.json"
    ]
    assert not [line for line in log if line["level"] == "error"]


def _answers(ask: Asked, release: dict) -> bool:
    try:
        ready = ask.ready()
    except OSError:  # 503, as long as there is none
        return False
    return (ready["dataset"], ready["model"]) == (release["dataset"], release.get("model"))
