import pytest

from demo import reel
from demo.reel import RATE, Reel


class Clock:
    """A browser that sends pictures, and the time that passes meanwhile."""

    def __init__(self):
        self.now = 1000.0

    def time(self):
        return self.now

    def wait_for_timeout(self, milliseconds):
        self.now += milliseconds / 1000


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(reel.time, "time", made.time)
    return made


@pytest.fixture
def made(tmp_path, clock):
    found = Reel(tmp_path)
    found._began = clock.now
    return found


def sent(made, clock, name):
    made._keep({"data": name.encode(), "timestamp": clock.now * 1000, "viewportWidth": 1, "viewportHeight": 1})


def names(made):
    """What the film shows, each picture with how long, in twenty-fifths of a second."""
    shown = [path.read_bytes().decode() for path in made.pictures]
    return {name: shown.count(name) for name in dict.fromkeys(shown)}


def test_a_picture_stands_until_the_next_comes(made, clock):
    sent(made, clock, "a")
    clock.now += 2
    sent(made, clock, "b")
    clock.now += 1
    assert names(made) == {"a": 2 * RATE, "b": RATE}
    assert made.now == pytest.approx(3)


def test_what_is_unseen_is_not_in_the_film_but_what_it_leads_to_is(made, clock):
    sent(made, clock, "a")
    clock.now += 1
    with made.unseen(clock):
        clock.now += 5
        sent(made, clock, "loading")
        clock.now += 5
        sent(made, clock, "b")
    clock.now += 1
    assert names(made) == {"a": RATE, "b": RATE}
    assert made.now == pytest.approx(2)


def test_two_stretches_may_be_left_out(made, clock):
    sent(made, clock, "a")
    for name in ("b", "c"):
        clock.now += 1
        with made.unseen(clock):
            clock.now += 3
            sent(made, clock, name)
    clock.now += 1
    assert names(made) == {"a": RATE, "b": RATE, "c": RATE}
