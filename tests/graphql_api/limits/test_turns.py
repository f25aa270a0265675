"""Places are handed out to clients in rotation, and who asks for much is the first to be turned away."""

import asyncio

import pytest

from graphql_api.limits.turns import Full, Turns


class Waiting:
    """Requests for places, and in which order they were granted."""

    def __init__(self, places=1, waiting=10):
        self.turns = Turns(places, waiting)
        self.granted = []
        self.tasks = {}

    async def ask(self, *names):
        """Ask for a place for each name, in this order; a name begins with the client's letter."""
        for name in names:
            self.tasks[name] = asyncio.create_task(self._taken(name))
            await asyncio.sleep(0)

    async def _taken(self, name):
        await self.turns.take(name[0])
        self.granted.append(name)

    async def give_back(self, times=1):
        for _ in range(times):
            self.turns.give_back()
            await asyncio.sleep(0)
            await asyncio.sleep(0)


async def test_as_many_as_there_are_places_are_taken_at_once():
    asked = Waiting(places=2)
    await asked.ask("a1", "a2", "a3")
    assert (asked.granted, asked.turns.length, asked.turns.free) == (["a1", "a2"], 1, 0)
    await asked.give_back(3)
    assert (asked.granted, asked.turns.length, asked.turns.free) == (["a1", "a2", "a3"], 0, 2)


async def test_clients_take_turns_however_much_each_asks():
    asked = Waiting()
    await asked.ask("a1", "a2", "a3", "a4", "b1", "b2", "c1")
    await asked.give_back(6)
    assert asked.granted == ["a1", "a2", "b1", "c1", "a3", "b2", "a4"]


async def test_the_longest_line_makes_room_for_another_client():
    asked = Waiting(waiting=3)
    await asked.ask("a1", "a2", "a3", "a4", "b1")
    with pytest.raises(Full):
        await asked.tasks["a4"]
    await asked.give_back(3)
    assert asked.granted == ["a1", "a2", "b1", "a3"]


@pytest.mark.parametrize("late", ["a5", "b3"])
async def test_who_would_have_the_longest_line_is_turned_away(late):
    asked = Waiting(waiting=4)
    await asked.ask("a1", "a2", "b1", "b2", "a3", late)
    with pytest.raises(Full):
        await asked.tasks[late]
    assert asked.turns.length == 4


async def test_where_nobody_may_wait_all_but_the_first_are_turned_away():
    asked = Waiting(waiting=0)
    await asked.ask("a1", "b1")
    with pytest.raises(Full):
        await asked.tasks["b1"]


async def test_who_leaves_the_line_leaves_no_gap():
    asked = Waiting()
    await asked.ask("a1", "b1", "b2", "c1")
    asked.tasks["b1"].cancel()
    await asyncio.sleep(0)
    assert asked.turns.length == 2
    await asked.give_back(3)
    assert (asked.granted, asked.turns.free) == (["a1", "b2", "c1"], 1)


async def test_a_place_that_comes_just_as_its_client_leaves_goes_to_the_next():
    asked = Waiting()
    await asked.ask("a1", "b1", "c1")
    asked.turns.give_back()
    asked.tasks["b1"].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert asked.granted == ["a1", "c1"]


@pytest.mark.parametrize("leaving", [["a2"], ["a2", "b1"], ["a2", "a3", "b1"]])
async def test_a_place_given_back_in_the_moment_that_who_is_next_leaves_is_not_lost(leaving):
    asked = Waiting()
    await asked.ask("a1", "a2", "b1", "a3")
    for name in leaving:
        asked.tasks[name].cancel()
    asked.turns.give_back()  # before they came to leave the line
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    staying = [name for name in ("a2", "b1", "a3") if name not in leaving]
    await asked.give_back(len(staying))
    assert sorted(asked.granted) == ["a1", *sorted(staying)]
    assert (asked.turns.length, asked.turns.free) == (0, 1)


async def test_a_line_may_lose_one_that_leaves_in_that_moment():
    asked = Waiting(waiting=3)
    await asked.ask("a1", "a2", "a3", "a4")
    asked.tasks["a4"].cancel()
    asked.tasks["b1"] = asyncio.create_task(asked._taken("b1"))
    await asyncio.sleep(0)
    await asked.give_back(4)
    assert sorted(asked.granted) == ["a1", "a2", "a3", "b1"]
    assert (asked.turns.length, asked.turns.free) == (0, 1)
