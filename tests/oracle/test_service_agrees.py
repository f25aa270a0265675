"""The oracle agrees: what a client gets for a question is what plain loops over the raw files find.

All goes through the schema, many questions a document, and every tie is walked through page by page.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from tests.oracle import PLATFORMS, Oracle
from tests.oracle.any_catalogue import CATALOGUES, RATINGS, served
from tests.oracle.asking import answers, hold

ANY_PLATFORM, ANY_TYPE, UNITS = (None, *PLATFORMS), (None, "MOVIE", "TV_SHOW"), ("min", "season")

LIMITS = (0, 2, 3, 3.25, 3.4, 3.5, 3.6, 3.75, 3.8, 4, 4.1, 4.5)
"""Limits of scores: 3.4, 3.6, 3.8 and 4.1 are not exactly what the double nearest to them is."""


@dataclass(frozen=True)
class Asked:
    """A root field with what is selected of it, and the same question as the oracle takes it."""

    name: str
    selection: str = ""
    arguments: dict = field(default_factory=dict)

    def field(self, selection=None):
        written = {"added_year": "addedYear", "unit": "durationType"}
        given = [(written.get(name, name), value) for name, value in self.arguments.items() if value is not None]
        inner = ", ".join(f"{name}: {value.upper() if name == 'durationType' else value}" for name, value in given)
        return f"{self.name}{f'({inner})' if inner else ''} {self.selection if selection is None else selection}"


@dataclass(frozen=True)
class Walk:
    """How a list is walked through: so many items a page, from the start or from the end."""

    size: int = 100
    backward: bool = False

    def page(self, node, cursor):
        count, place, more, on = (
            ("last", "before", "hasPreviousPage", "startCursor")
            if self.backward
            else ("first", "after", "hasNextPage", "endCursor")
        )
        where = f', {place}: "{cursor}"' if cursor else ""
        info = f"pageInfo {{ more: {more} on: {on} }}"
        return f"tied({count}: {self.size}{where}) {{ totalCount nodes {{ {node} }} {info} }}"

    def joined(self, known, page):
        return page + known if self.backward else known + page


async def all_winners(snapshot, questions, value, node, walk):
    """For each question the value and all winners in their order, page by page."""
    found = [None] * len(questions)
    waiting = dict.fromkeys(range(len(questions)))
    while waiting:
        fields = [
            questions[at].field(f"{{ {value} winner: {questions[at].selection} {walk.page(node, cursor)} }}")
            for at, cursor in waiting.items()
        ]
        unfinished = {}
        for at, answer in zip(waiting, await answers(snapshot, fields), strict=True):
            if answer is None:
                continue
            tied = answer["tied"]
            winners = walk.joined(found[at][1] if found[at] else [], [each[node] for each in tied["nodes"]])
            found[at] = (answer[value], winners)
            if tied["pageInfo"]["more"]:
                unfinished[at] = tied["pageInfo"]["on"]
            else:
                assert tied["totalCount"] == len(winners)
                assert answer["winner"][node] == winners[0]
        waiting = unfinished
    return found


async def hold_the_longest(snapshot, oracle, selections, walk=Walk()):
    """The service and the oracle name the same longest titles, in each unit."""
    asked = [Asked("maxDuration", "title { id }", {**each, "unit": unit}) for each, unit in product(selections, UNITS)]
    found = await all_winners(snapshot, asked, "durationInt", "id", walk)
    hold(asked, found, [oracle.max_duration(**each.arguments) for each in asked])


async def hold_the_top_actors(snapshot, oracle, selections, walk=Walk()):
    """The service and the oracle name the same actors."""
    asked = [Asked("topActor", "actor { displayName }", each) for each in selections]
    found = await all_winners(snapshot, asked, "count", "displayName", walk)
    hold(asked, found, [oracle.top_actor(**each.arguments) for each in asked])


async def hold_the_score_counts(snapshot, oracle, selections, limits=LIMITS):
    """The service and the oracle count the same titles above each limit."""
    asked = [
        Asked("scoreCounts", "{ platform { code } count }", {"scored": limit, **each})
        for limit, each in product(limits, selections)
    ]
    found = [per_platform(answer) for answer in await answers(snapshot, [each.field() for each in asked])]
    hold(asked, found, [oracle.score_counts(**each.arguments) for each in asked])


async def hold_the_counts(snapshot, oracle, years):
    """The service and the oracle count the same titles by platform, by audience rating and by country."""
    asked = [
        Asked("platformCounts", "{ platform { code } count }", {"platform": platform, "type": type_})
        for platform, type_ in product(ANY_PLATFORM, ANY_TYPE)
    ]
    found = [per_platform(answer) for answer in await answers(snapshot, [each.field() for each in asked])]
    hold(asked, found, [oracle.platform_counts(**each.arguments) for each in asked])

    ratings = sorted({title.rating for title in oracle.titles} | {"74 min", "2 seasons", "none such"})
    found = await answers(snapshot, [f'ratingCount(rating: "{rating.upper()}")' for rating in ratings])
    hold(ratings, found, [oracle.rating_count(rating) for rating in ratings])

    countries = sorted({country for title in oracle.titles for country in title.countries} | {"nowhere"})
    asked = [
        Asked("countryCount", arguments={"country": f'"{country}"', "year": year, "type": type_})
        for country, year, type_ in product(countries, (None, *years), ANY_TYPE)
    ]
    found = await answers(snapshot, [each.field() for each in asked])
    expected = [
        oracle.country_count(**{**each.arguments, "country": each.arguments["country"][1:-1]}) for each in asked
    ]
    hold(asked, found, expected)


def per_platform(answer):
    return [(row["platform"]["code"], row["count"]) for row in answer]


def selections(platforms=ANY_PLATFORM, years=(None,), added_years=(None,), types=ANY_TYPE):
    names = ("platform", "type", "year", "added_year")
    return [dict(zip(names, each, strict=True)) for each in product(platforms, types, years, added_years)]


def years_of(oracle):
    """The years that occur, of release and of adding, each with one that does not."""
    released = sorted({title.release_year for title in oracle.titles})
    added = sorted({title.added_year for title in oracle.titles if title.added_year is not None})
    return [*released, 1800], [*added, 1801]


async def hold_everything(snapshot, oracle):
    """The questions of a small catalogue: all of one year or none, and each pair of years in a few ways."""
    released, added = years_of(oracle)
    asked = selections(years=(None, *released)) + selections(added_years=added)
    pairs = [
        {"platform": platform, "type": type_, "year": year, "added_year": added_year}
        for (platform, type_), year, added_year in product(
            [(None, None), ("AMAZON", None), (None, "MOVIE")], released, added
        )
    ]
    await hold_the_longest(snapshot, oracle, asked + pairs, Walk(1))
    await hold_the_top_actors(snapshot, oracle, asked + pairs, Walk(2))
    await hold_the_score_counts(snapshot, oracle, asked, limits=(3.4, 3.5))
    await hold_the_score_counts(snapshot, oracle, pairs, limits=(3.5,))
    await hold_the_counts(snapshot, oracle, released)


async def test_over_the_small_catalogue(small, small_raw):
    oracle = Oracle.read(small_raw / "catalogues", small_raw / "ratings")
    await hold_everything(small, oracle)
    await hold_the_longest(small, oracle, selections(years=(None, 2018)), Walk(1, backward=True))
    await hold_the_top_actors(small, oracle, selections(years=(None, 2018)), Walk(1, backward=True))


@pytest.mark.slow
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(catalogues=CATALOGUES, ratings=RATINGS)
async def test_over_any_catalogue(catalogues, ratings):
    with served(catalogues, ratings) as (snapshot, oracle):
        await hold_everything(snapshot, oracle)


real_and_slow = [pytest.mark.real, pytest.mark.slow]


class TestOverTheRealCatalogues:
    pytestmark = real_and_slow

    @pytest.mark.parametrize("platform", ANY_PLATFORM)
    async def test_the_longest_of_every_year(self, real, oracle, platform):
        released, added = years_of(oracle)
        asked = selections([platform], [None, *released]) + selections([platform], added_years=added)
        await hold_the_longest(real, oracle, asked, Walk(7))
        await hold_the_longest(real, oracle, asked[::5], Walk(3, backward=True))

    @pytest.mark.parametrize("platform", ANY_PLATFORM)
    async def test_the_top_actors_of_every_year(self, real, oracle, platform):
        released, added = years_of(oracle)
        asked = selections([platform], [None, *released]) + selections([platform], added_years=added)
        await hold_the_top_actors(real, oracle, asked, Walk(7))
        await hold_the_top_actors(real, oracle, asked[::5], Walk(3, backward=True))

    @pytest.mark.parametrize("type_", ANY_TYPE)
    @pytest.mark.parametrize("platform", ANY_PLATFORM)
    async def test_every_pair_of_years(self, real, oracle, platform, type_):
        pairs = sorted({(each.release_year, each.added_year) for each in oracle.titles if each.added_year is not None})
        strangers = [(1925, 2008), (2021, 2010), (2020, 1800), (1800, 2020), (1800, 1801)]
        assert not set(pairs) & set(strangers)
        both = [
            {"platform": platform, "type": type_, "year": year, "added_year": added}
            for year, added in pairs + strangers
        ]
        await hold_the_longest(real, oracle, both)
        await hold_the_top_actors(real, oracle, both)
        await hold_the_score_counts(real, oracle, both[::3], limits=(3, 3.5, 3.8))

    @pytest.mark.parametrize("type_", ANY_TYPE)
    async def test_score_counts_of_every_year(self, real, oracle, type_):
        released, added = years_of(oracle)
        asked = selections(years=(None, *released), types=[type_]) + selections(added_years=added, types=[type_])
        await hold_the_score_counts(real, oracle, asked)

    async def test_all_limits_but_0_are_the_exact_mean_of_a_title(self, oracle):
        means = {oracle.mean(each.title_id) for each in oracle.titles}
        assert {limit for limit in LIMITS if Fraction(str(limit)) not in means} == {0}

    async def test_platforms_audience_ratings_and_countries(self, real, oracle):
        await hold_the_counts(real, oracle, years=(1954, 1999, 2014, 2021, 1800))
