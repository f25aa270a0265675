from datetime import UTC, datetime

import pytest

from pipeline.store import history
from pipeline.store.history import HISTORY, History, Move, moves, note
from pipeline.store.releases import activate

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def forward(*versions):
    """Moves to releases whose dataset is their first letter."""
    return [Move(NOW, version, version[0]) for version in versions]


def back(version):
    return Move(NOW, version, version[0], back=True)


@pytest.mark.parametrize(
    ("made", "line", "taken_back"),
    [
        ([], (), {}),
        (forward("a", "b", "c"), ("a", "b", "c"), {}),
        (forward("a", "b", "a"), ("b", "a"), {}),
        ([*forward("a", "b", "c"), back("b")], ("a", "b"), {"c": "c"}),
        # A second rollback goes further back, and not to what was just taken back.
        ([*forward("a", "b", "c"), back("b"), back("a")], ("a",), {"c": "c", "b": "b"}),
        # What is wanted again is taken back no more, and nothing is in its stead.
        ([*forward("a", "b", "c"), back("b"), back("c")], ("a", "b", "c"), {}),
        # New data end it.
        ([*forward("a", "b", "c"), back("b"), *forward("d")], ("a", "b", "d"), {}),
        # To one that was never current, as far as is known.
        ([*forward("a", "b"), back("x")], ("a", "x"), {"b": "b"}),
        # From models to the same data without.
        ([*forward("a", "b", "b2"), back("b")], ("a", "b"), {"b": "b2"}),
    ],
)
def test_what_was_current_before_and_what_was_taken_back(made, line, taken_back):
    history = History.of(made, made[-1].version if made else None)
    assert (history.line, history.taken_back) == (line, taken_back)


def test_a_pointer_that_was_moved_by_hand_is_the_last_move():
    assert History.of([*forward("a", "b"), back("a")], "c") == History(("a", "c"), {})
    assert History.of([], "c").line == ("c",)
    assert History.of(forward("a"), None).line == ("a",)


def test_moves_are_remembered_in_order_and_only_so_many(tmp_path, monkeypatch):
    monkeypatch.setattr(history, "KEPT", 3)
    for number in range(5):
        note(tmp_path, Move(NOW, str(number), None, back=number == 4))
    assert moves(tmp_path) == [Move(NOW, "2"), Move(NOW, "3"), Move(NOW, "4", None, back=True)]


@pytest.mark.parametrize(
    "damage",
    ["", "[1]", "{}", '{"version": 3, "time": "2026-11-26", "dataset": null, "back": false}', "\udcff", "null"],
)
def test_damaged_lines_cost_only_themselves(tmp_path, damage):
    note(tmp_path, Move(NOW, "one"))
    with (tmp_path / HISTORY).open("a", encoding="utf-8", errors="surrogateescape") as file:
        file.write(f"{damage}\n")
    note(tmp_path, Move(NOW, "two"))
    assert [move.version for move in moves(tmp_path)] == ["one", "two"]


def test_where_nothing_can_be_written_the_pointer_moves_all_the_same(tmp_path):
    (tmp_path / HISTORY).mkdir()
    activate(tmp_path, "one")
    assert (tmp_path / "CURRENT").read_text(encoding="utf-8") == "one\n"
    assert moves(tmp_path) == []


def test_the_pointer_is_remembered_with_each_move_and_not_where_it_stays(tmp_path):
    for version in ("one", "one", "two", "two", "one"):
        activate(tmp_path, version)
    assert [move.version for move in moves(tmp_path)] == ["one", "two", "one"]


def test_a_folder_that_is_older_than_its_history_knows_what_was_current(tmp_path):
    (tmp_path / "CURRENT").write_text("old\n", encoding="utf-8")
    activate(tmp_path, "new")
    assert [move.version for move in moves(tmp_path)] == ["old", "new"]
