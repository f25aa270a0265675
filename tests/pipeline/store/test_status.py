import json
from datetime import UTC, datetime

import pytest

from pipeline.store.status import STATUS, Fault, State, Status

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
FAILED = Status(State.FAILED, NOW, "abc", "v", NOW, 2, Fault.INPUTS, "1.csv is é\ud800", NOW)


@pytest.mark.parametrize("status", [Status(State.BUILDING, NOW), FAILED], ids=["least", "most"])
def test_what_is_written_is_read(tmp_path, status):
    Status(State.CURRENT, NOW).write(tmp_path)
    status.write(tmp_path)
    read = Status.read(tmp_path)
    assert (read.state, read.since, read.failures, read.next_try) == (
        status.state, status.since, status.failures, status.next_try,
    )  # fmt: skip
    assert (read.message or "").replace("?", "\ud800") == (status.message or "")
    assert [file.name for file in tmp_path.iterdir()] == [STATUS]


def content(**changes):
    return json.dumps({"state": "failed", "since": "2026-11-26T10:30:00+00:00", **changes})


@pytest.mark.parametrize(
    "text",
    [
        None, "", "{", "null", "[]", "3", "{}", content(state="odd"), content(since=3), content(since="noon"),
        content(failures="many"), content(failures=1e400), content(fault="mine"), '{"state": "failed"}', "[" * 100_000,
    ],
    ids=lambda text: str(text)[:40],
)  # fmt: skip
def test_what_cannot_be_understood_is_none(tmp_path, text):
    if text is not None:
        (tmp_path / STATUS).write_text(text, encoding="utf-8")
    assert Status.read(tmp_path) is None


def test_fields_that_are_not_known_are_left_out_and_a_moment_without_zone_is_utc(tmp_path):
    (tmp_path / STATUS).write_text(content(more=[1], since="2026-11-26T10:30:00"), encoding="utf-8")
    assert Status.read(tmp_path) == Status(State.FAILED, NOW)


def test_where_it_cannot_be_written_nothing_fails(tmp_path):
    (tmp_path / STATUS).mkdir()
    FAILED.write(tmp_path)
    FAILED.write(tmp_path / "nowhere")
    assert Status.read(tmp_path) is None
