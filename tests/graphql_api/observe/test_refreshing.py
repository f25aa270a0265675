"""How the refreshing of the data goes, as the service sees it."""

from datetime import UTC, datetime

from pipeline.store.status import STATUS, State, Status

MOMENT = datetime(2026, 11, 26, tzinfo=UTC)


def events(lines):
    return [(line["level"], line["event"]) for line in lines()]


FAILED = ("warning", "the data could not be refreshed, the release before is served on; see status.json")


async def test_without_a_status_nothing_is_told(refreshing, lines):
    await refreshing.look()
    assert (refreshing.told(), lines()) == (None, [])


async def test_a_status_that_cannot_be_understood_is_none(refreshing, lines):
    for text in ("", "[]", "{}", '{"state": "odd", "since": "2026-11-26"}', "\\ud800", '{"state": "failed"}'):
        (refreshing.data / STATUS).write_text(text, encoding="utf-8")
        await refreshing.look()
        assert (refreshing.told(), lines()) == (None, [])


async def test_a_refresh_that_fails_is_one_warning_until_one_succeeds(refreshing, lines):
    said = []
    for state, new in [
        (State.CURRENT, []),
        (State.BUILDING, []),
        (State.FAILED, [FAILED]),
        (State.FAILED, []),
        (State.BUILDING, []),
        (State.FAILED, []),
        (State.BUILDING, []),
        (State.CURRENT, [("info", "the data have been refreshed again")]),
        (State.FAILED, [FAILED]),
    ]:
        Status(state, MOMENT, message="ratings of user 1234567891").write(refreshing.data)
        await refreshing.look()
        assert refreshing.told()["state"] == state
        said += new
        assert events(lines) == said
    assert "1234567891" not in str(lines()) + str(refreshing.told())
