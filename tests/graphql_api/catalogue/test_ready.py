"""Lists that are ready are the lists that sorting would make."""

import numpy as np
import pytest

from graphql_api.catalogue.columns import PLATFORMS
from graphql_api.catalogue.titles import Criteria, Order, everything, listed, matching, on_platform
from graphql_api.queries.title_order import OrderDirection, TitleOrderField
from pipeline.store.vocabulary import PlatformCode

ORDERS = [Order(field, direction) for field in TitleOrderField for direction in OrderDirection]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_what_is_ready_is_what_sorting_makes(sampled, order):
    for rows in (everything(sampled), *(on_platform(sampled, code) for code in PlatformCode)):
        ready, copied = order.sort(sampled, rows), order.sort(sampled, rows.copy())
        assert ready.tolist() == copied.tolist()
        assert order.sort(sampled, rows) is ready
        assert ready.dtype == copied.dtype == np.int32


def test_the_titles_of_a_platform_are_those_that_it_has(sampled):
    for code in PlatformCode:
        there = np.flatnonzero(sampled.columns.platform == PLATFORMS[code])
        assert on_platform(sampled, code).tolist() == there.tolist()


def test_what_narrows_nothing_leaves_the_very_list_that_is_ready(sampled):
    order = ORDERS[3]
    whole = listed(sampled, None, order)
    assert listed(sampled, Criteria(), order) is whole is sampled.orders[order.field, order.direction][0]
    hulu = listed(sampled, None, order, on_platform(sampled, PlatformCode.HULU))
    for codes in ([PlatformCode.HULU], [PlatformCode.HULU] * 2):
        assert listed(sampled, Criteria(platforms=codes), order) is hulu
    assert set(hulu.tolist()) == set(on_platform(sampled, PlatformCode.HULU).tolist())


def test_lists_that_are_ready_cannot_be_written_to(sampled):
    for rows in (everything(sampled), listed(sampled, None, Order()), on_platform(sampled, PlatformCode.HULU)):
        with pytest.raises(ValueError, match="read-only"):
            rows[0] = 0


@pytest.mark.parametrize("codes", [[], [PlatformCode.HULU], [PlatformCode.NETFLIX, PlatformCode.AMAZON]])
def test_several_platforms_are_those_of_each(sampled, codes):
    expected = [record.row for record in sampled.records if record.platform in codes]
    assert matching(sampled, Criteria(platforms=codes), everything(sampled)).tolist() == expected
    assert matching(sampled, Criteria(platforms=codes), everything(sampled)[5:]).tolist() == [
        row for row in expected if row >= 5
    ]
