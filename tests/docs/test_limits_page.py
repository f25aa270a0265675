"""The page on limits has every limit with its default, every price, and what clients need as it is."""

import re
from dataclasses import fields

import pytest

from graphql_api.http.execution import CHEAP
from graphql_api.limits.limits import Limits
from graphql_api.limits.traffic import Traffic
from graphql_api.setting import plain, variable
from graphql_api.settings import Settings
from tests.docs.needs import Need, needs, prices, rows
from tests.docs.pages import DECISIONS, DOCS, ROOT, table

PAGE = DOCS / "limits.md"
LIMITS = Limits()


@pytest.mark.parametrize(("heading", "group"), [("One request", Limits), ("All requests together", Traffic)])
def test_every_limit_is_listed_with_its_default(heading, group):
    written = {row[0]: row[1] for row in table(PAGE, heading)}
    assert written == {f"`{variable(each)}`": f"`{plain(each.default)}`" for each in fields(group)}


def test_every_limit_is_listed_by_the_name_that_clients_are_told():
    told = set()
    for folder in ("limits", "http"):
        for file in (ROOT / "graphql_api" / folder).glob("*.py"):
            told |= set(re.findall(r'\bover\(\s*"(\w+)"', file.read_text(encoding="utf-8")))
    assert len(told) > 5
    assert {row[2].strip("`") for row in table(PAGE, "One request")} - {""} == told


def test_what_clients_need_is_what_was_measured():
    # Printed by: python -m tests.docs.needs
    assert table(PAGE, "What clients need") == rows()


def test_no_client_takes_more_than_half_of_any_limit():
    most = Need(*(max(column) for column in zip(*needs().values(), strict=True)))
    assert {name: found for name, found in most._asdict().items() if found * 2 > getattr(LIMITS, name)} == {}


def test_every_price_is_listed():
    assert table(PAGE, "Cost") == prices()


def test_what_is_cheap_is_told_where_it_is_explained():
    assert f"What costs up to {CHEAP} is" in (DECISIONS / "threads-and-turns.md").read_text(encoding="utf-8")


def test_the_rate_is_the_one_that_holds():
    rate = Settings.read({"CARTELERA_HOST": "*"}).rate
    assert f"`{rate}`" in PAGE.read_text(encoding="utf-8")
