"""Titles that were written before: what is kept, and in how much."""

import asyncio
import threading

from hypothesis import given
from hypothesis import strategies as st

from graphql_api.engine.written import OBJECT_BYTES, SLOT_BYTES, Written

TITLES = 10


def test_what_was_written_is_there_and_everything_else_is_not():
    written = Written(TITLES)
    written.keep("a", written.of("a"), {3: b"three", 4: b"four"})
    assert written.of("a") == [None, None, None, b"three", b"four", None, None, None, None, None]
    assert written.of("b") == [None] * TITLES


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, TITLES - 1), st.binary(max_size=60)), max_size=40))
def test_it_never_takes_more_than_it_may_and_never_gives_another_text(asked):
    most = 3 * (SLOT_BYTES * TITLES + 4 * OBJECT_BYTES)
    written, texts = Written(TITLES, most), {}
    for selection, place, text in asked:
        kept = written.of(selection)
        if kept[place] is None:
            texts[selection, place] = text
            written.keep(selection, kept, {place: text})
        assert kept[place] == texts[selection, place]
        assert written.used <= most
        assert written.used >= sum(
            SLOT_BYTES * TITLES + sum(len(each) for each in of_selection if each)
            for of_selection in written._kept.values()
        )


def test_the_selection_unused_for_longest_makes_room():
    written = Written(TITLES, 2 * SLOT_BYTES * TITLES)
    first, second = written.of("first"), written.of("second")
    assert written.of("first") is first
    written.of("third")
    assert written.of("first") is first
    assert written.of("second") is not second


def test_what_comes_late_of_a_selection_that_had_to_make_room_is_not_counted():
    written = Written(TITLES, SLOT_BYTES * TITLES)
    late = written.of("late")
    written.of("other")
    written.keep("late", late, {1: b"text"})
    assert written.used == SLOT_BYTES * TITLES
    assert late[1] == b"text"  # who took it before has it


def test_threads_may_write_at_once():
    written = Written(1_000, 100_000)

    def write(name):
        for place in range(1_000):
            written.keep(name, written.of(name), {place: b"%d" % place})

    threads = [threading.Thread(target=write, args=(f"selection {number}",)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert 0 <= written.used <= 100_000


async def test_letting_go_leaves_nothing():
    written = Written(TITLES)
    kept = written.of("a")
    await asyncio.to_thread(written.let_go)
    assert written.of("a") is not kept
