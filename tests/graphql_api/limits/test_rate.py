"""A rate is read from a text, and said again as it was written."""

import pytest

from graphql_api.limits.rate import Rate
from graphql_api.setting import SettingError


@pytest.mark.parametrize("text", ["1/second", "1200/minute", "999999999/hour", "7/day"])
def test_a_rate_is_so_many_in_a_unit(text):
    rate = Rate.read(text, default="off")
    assert str(rate) == text


def test_off_is_no_rate():
    assert Rate.read("off", default="5/minute") is None
    assert Rate.read("", default="off") is None
    assert Rate.read("", default="5/minute") == Rate(5, "minute")


@pytest.mark.parametrize(
    "text", ["0/minute", "-1/minute", "5", "5/", "/minute", "5/minutes", "5/m", "5 / minute", "1e3/day", "on", "5/week"]
)
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(SettingError) as refused:
        Rate.read(text, default="off")
    units = "second, minute, hour, day, such as 1200/minute"
    told = f"CARTELERA_RATE is {text!r}; it must be off, or a number of requests and {units}"
    assert str(refused.value) == told
