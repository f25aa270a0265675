"""How many requests a client may send."""

import pytest

from graphql_api.http.limiter import Limiter
from graphql_api.http.refusal import Refusal
from graphql_api.limits.rate import Rate


class Clock:
    def __init__(self):
        self.now = 600.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def limiter(clock):
    return Limiter(Rate(10, "minute"), clients=100, clock=clock)


def taken(limiter, who, times):
    """How many of so many requests are let through."""
    passed = 0
    for _ in range(times):
        try:
            limiter.check(who)
            passed += 1
        except Refusal:
            pass
    return passed


def test_what_is_left_is_told(limiter, clock):
    clock.now += 20
    told = [limiter.check("a").headers() for _ in range(3)]
    assert told[0] == {"RateLimit-Limit": "10", "RateLimit-Remaining": "9", "RateLimit-Reset": "41"}
    assert [each["RateLimit-Remaining"] for each in told] == ["9", "8", "7"]


def test_one_too_many_is_refused_and_told_when_to_come_again(limiter, clock):
    clock.now += 20
    assert taken(limiter, "a", 10) == 10
    with pytest.raises(Refusal) as refused:
        limiter.check("a")
    assert (refused.value.status, refused.value.code) == (429, "RATE_LIMITED")
    assert refused.value.message == "At most 10 requests per minute are answered; try again in 41 seconds."
    assert refused.value.headers == {
        "RateLimit-Limit": "10",
        "RateLimit-Remaining": "0",
        "RateLimit-Reset": "41",
        "Retry-After": "41",
    }


@pytest.mark.parametrize(
    "spent", [[(0, 10)], [(30, 10)], [(59.99, 10)], [(50, 7), (25, 9)], [(0, 5), (61, 9)], [(10, 3), (70, 9)]]
)
def test_who_waits_as_told_is_let_through_and_a_second_earlier_was_not(limiter, clock, spent):
    for passed, times in spent:
        clock.now += passed
        taken(limiter, "a", times)
    taken(limiter, "a", 10)
    with pytest.raises(Refusal) as refused:
        limiter.check("a")
    wait = int(refused.value.headers["Retry-After"])
    clock.now += wait - 1
    assert taken(limiter, "a", 1) == 0
    clock.now += 1
    assert taken(limiter, "a", 1) == 1


def test_around_the_end_of_a_unit_there_is_no_double_rate(limiter, clock):
    clock.now += 59
    assert taken(limiter, "a", 100) == 10
    clock.now += 2
    assert taken(limiter, "a", 100) == 1


def test_after_two_units_all_is_forgotten(limiter, clock):
    taken(limiter, "a", 10)
    clock.now += 120
    assert taken(limiter, "a", 11) == 10


def test_each_client_has_a_rate_of_its_own(limiter):
    assert taken(limiter, "a", 11) == 10
    assert taken(limiter, "b", 11) == 10


def test_however_many_clients_come_few_are_remembered_and_the_busy_ones_are(limiter):
    taken(limiter, "busy", 10)
    for number in range(100_000):
        limiter.check(str(number))
        if number % 50 == 0:
            assert taken(limiter, "busy", 1) == 0
    assert len(limiter) == 100


@pytest.mark.parametrize(("unit", "seconds"), [("second", 1), ("minute", 60), ("hour", 3_600), ("day", 86_400)])
def test_every_unit_is_understood(clock, unit, seconds):
    clock.now = 0
    told = Limiter(Rate(5, unit), clock=clock).check("a").headers()
    assert told["RateLimit-Reset"] == str(seconds + 1)


def test_without_a_rate_any_number_may_be_sent():
    limiter = Limiter(None)
    assert (limiter.check("a"), limiter.look("a"), len(limiter)) == (None, None, 0)
