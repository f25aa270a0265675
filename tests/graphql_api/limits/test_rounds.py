"""Requests that come at once begin a few in each round of the event loop, in their order; one alone does not wait."""

import asyncio

import pytest

from graphql_api.limits.rounds import Rounds


async def begun_in(rounds, many):
    """The round in which each of so many that came at once began."""
    now, began = 0, []

    def tick():
        nonlocal now
        now += 1
        if len(began) < many:
            asyncio.get_running_loop().call_soon(tick)

    async def request(number):
        await rounds.begin()
        began.append((number, now))

    asyncio.get_running_loop().call_soon(tick)
    await asyncio.gather(*map(request, range(many)))
    return began


@pytest.mark.parametrize(("most", "many"), [(1, 5), (3, 10), (4, 4)])
async def test_so_many_begin_in_a_round_and_in_their_order(most, many):
    began = await begun_in(Rounds(most), many)
    assert [number for number, _ in began] == list(range(many))
    rounds = [at for _, at in began]
    assert max(map(rounds.count, rounds)) <= most
    assert rounds[-1] - rounds[0] == -(-many // most) - 1 or rounds[-1] - rounds[0] == -(-many // most)


async def test_who_comes_alone_waits_for_nothing():
    rounds = Rounds(1)
    for _ in range(3):
        coroutine = rounds.begin()
        with pytest.raises(StopIteration):
            coroutine.send(None)
        await asyncio.sleep(0)
        await asyncio.sleep(0)


async def test_who_leaves_while_waiting_takes_nobody_s_place():
    rounds = Rounds(1)
    tasks = [asyncio.create_task(rounds.begin()) for _ in range(5)]
    await asyncio.sleep(0)
    for task in tasks[1:4]:
        task.cancel()
    await asyncio.gather(tasks[0], tasks[4])
    assert len(rounds) == 0
    await rounds.begin()
