"""Lists agree: what a client meets on walking through one is what plain loops over the raw files find.

Every page of a list is asked for from the start and from the end, and compared with the whole order: nothing is missed
or met twice, and each page knows what is before and after it.
"""

from dataclasses import replace
from itertools import islice, product
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from pipeline.store.vocabulary import PlatformCode
from tests.oracle import PLATFORMS, Oracle
from tests.oracle.any_catalogue import CATALOGUES, RATINGS, served
from tests.oracle.asking import (
    ACTORS,
    ALL_TITLES,
    SEARCH,
    TITLES_OF_A_NODE,
    Listed,
    asked_of_nodes,
    facets_of,
    hold,
    hold_a_page,
    hold_the_walk,
    ids_of,
)
from tests.oracle.combinations import ORDERS, Combination, Combinations
from tests.oracle.folding import words_of_a_name
from tests.oracle.lists import Lists
from tests.oracle.people import People
from tests.oracle.works import Works
from tests.raw_files import rating, title


def listed_titles(each: Combination):
    variables = {"filter": each.filter, "orderBy": each.order, "values": each.values}
    return Listed(TITLES_OF_A_NODE, {"id": each.owner} | variables) if each.owner else Listed(ALL_TITLES, variables)


async def hold_the_titles(snapshot, lists, each: Combination, titles, pages_at_most=None):
    """The list that a combination asks for: its facets and all pages, those made larger where they were too many."""
    ids = [title.title_id for title in titles]
    listed = listed_titles(each)
    page = await listed.page(snapshot, first=each.size, facets=True)
    assert facets_of(page) == lists.facets(titles, each.values), each
    assert [node["id"] for node in page["nodes"]] == ids_of(page), each
    size = max(each.size, -(-len(ids) // pages_at_most)) if pages_at_most else each.size
    await hold_the_walk(snapshot, listed, ids, min(size, 100), each)


async def hold_combinations(snapshot, lists, people, count, seed):
    """So many combinations drawn from the catalogue itself."""
    drawn = Combinations(lists, seed)
    for each in islice(drawn, count):
        titles = lists.titles(each.filter, each.order, people.titles_of(each.owner))
        await hold_the_titles(snapshot, lists, each, titles)


async def hold_the_works(snapshot, oracle):
    """Every title names the same work on the other platforms."""
    works = Works(oracle)
    ids = [title.title_id for title in oracle.titles]
    found = await asked_of_nodes(snapshot, ids, "... on Title { alsoOn { id } }")
    hold(ids, [[other["id"] for other in each["alsoOn"]] for each in found], list(map(works.also_on, oracle.titles)))


async def hold_the_people(snapshot, people):
    """Every actor and director has as many titles as are counted."""
    for kind, titles_of in (("Actor", people.titles_of_actors), ("Director", people.titles_of_directors)):
        ids = [f"{kind.lower()}:{name}" for name in titles_of]
        selection = f"... on {kind} {{ titleCount titles(first: 1) {{ totalCount }} }}"
        found = await asked_of_nodes(snapshot, ids, selection)
        counts = map(len, titles_of.values())
        hold(ids, found, [{"titleCount": count, "titles": {"totalCount": count}} for count in counts])


async def hold_the_titles_of(snapshot, lists, people, owners, size=100):
    """All pages of the titles of these people."""
    for owner in owners:
        titles = lists.titles(among=people.titles_of(owner))
        each = Combination(owner=owner, filter=None, order=None, size=size, values=20)
        await hold_the_titles(snapshot, lists, each, titles)


async def hold_the_actors(snapshot, people, text=None, platform=None, size=100, ways=(False, True)):
    """The actors found by a text on a platform, all pages."""
    ids = [f"actor:{name}" for name in people.actors(text, platform)]
    listed = Listed(ACTORS, {"text": text, "platform": platform})
    await hold_the_walk(snapshot, listed, ids, size, (text, platform), ways)


async def hold_every_list(snapshot, oracle, seed):
    """The lists of a small catalogue: every order, some combinations, everybody, and each beginning of each word."""
    lists, people = Lists(oracle), People(oracle)
    for order in ORDERS:
        each = Combination(owner=None, filter=None, order=order, size=5, values=2)
        await hold_the_titles(snapshot, lists, each, lists.titles(order=order))
    if oracle.titles:
        await hold_combinations(snapshot, lists, people, 40, seed)
    await hold_the_works(snapshot, oracle)
    await hold_the_people(snapshot, people)
    await hold_the_titles_of(snapshot, lists, people, people.ids(), size=2)
    words = sorted({word for name in people.titles_of_actors for word in words_of_a_name(name)})
    starts = sorted({word[:length] for word in words for length in (1, 3, 100)})
    for text, platform in [*product((None, "-", "a b"), (None, *PLATFORMS)), *((start, None) for start in starts)]:
        await hold_the_actors(snapshot, people, text, platform, size=3)


async def test_over_the_small_catalogue(small, small_raw):
    await hold_every_list(small, Oracle.read(small_raw / "catalogues", small_raw / "ratings"), seed=1)


# A catalogue that fails is shown as drawn: it is small, and to make it smaller would take minutes of building others.
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(catalogues=CATALOGUES, ratings=RATINGS)
@pytest.mark.slow
async def test_over_any_catalogue(catalogues, ratings):
    with served(catalogues, ratings) as (snapshot, oracle):
        await hold_every_list(snapshot, oracle, seed=len(oracle.titles))


async def test_one_vote_of_5_is_not_the_best():
    # Mean 3: (12 + 5 * 3) / 8 is more than (5 + 5 * 3) / 6; drawn to the mean by fewer than 4 votes it would be less.
    scores = {"as1": [5], "as2": [4, 4, 4], "as3": [2] * 5}
    given = [rating(movieId=each, rating=str(score)) for each, scores in scores.items() for score in scores]
    catalogues = {code: [] for code in PlatformCode} | {
        PlatformCode.AMAZON: [title(show_id=each[1:]) for each in scores]
    }
    order = {"field": "SCORE", "direction": "DESC"}
    with served(catalogues, given) as (snapshot, oracle):
        ids = [each.title_id for each in Lists(oracle).titles(order=order)]
        assert ids == await Listed(ALL_TITLES, {"orderBy": order}).ids(snapshot) == ["as2", "as1", "as3"]


@pytest.mark.parametrize("order", ORDERS)
async def test_between_two_cursors_is_what_is_between_them(small, small_raw, order):
    lists = Lists(Oracle.read(small_raw / "catalogues", small_raw / "ratings"))
    ids = [title.title_id for title in lists.titles(order=order)]
    listed = Listed(ALL_TITLES, {"orderBy": order})
    cursors = [edge["cursor"] for edge in (await listed.page(small, first=100))["edges"]]
    for start, end in ((0, 11), (2, 9), (4, 5), (7, 7), (8, 3)):
        between = ids[start + 1 : end]
        here = {"after": cursors[start], "before": cursors[end]}
        for size in (1, 3, 100):
            assert ids_of(await listed.page(small, **here, first=size)) == between[:size]
            assert ids_of(await listed.page(small, **here, last=size)) == between[-size:]


@pytest.fixture(scope="module")
def lists(oracle):
    return Lists(oracle)


@pytest.fixture(scope="module")
def people(oracle):
    return People(oracle)


MANY = 1_000
"""Titles: of the lists of a hundred combinations, one is longer."""

WHOLE = [
    {"field": "TITLE", "direction": "ASC"},
    {"field": "RELEASE_YEAR", "direction": "DESC"},
    {"field": "DATE_ADDED", "direction": "ASC"},
    {"field": "DURATION", "direction": "DESC"},
    {"field": "SCORE", "direction": "DESC"},
    {"field": "VOTES", "direction": "ASC"},
]
"""Each field once, the values that most titles lack in both directions."""


def a_hundred(lists, people, seed):
    """A hundred combinations with their titles, all but one of them of lists that are not long."""
    long = held = 0
    for each in Combinations(lists, seed):
        titles = lists.matching(each.filter, people.titles_of(each.owner))
        long += len(titles) > MANY
        if len(titles) <= MANY or long == 1:
            yield each, lists.in_order(titles, each.order)
            held += 1
        if held == 100:
            return


@pytest.mark.real
@pytest.mark.slow
class TestOverTheRealCatalogues:
    @pytest.mark.parametrize("seed", range(10))
    async def test_a_hundred_combinations(self, real, lists, people, seed):
        for each, titles in a_hundred(lists, people, seed):
            await hold_the_titles(real, lists, each, titles, pages_at_most=8)

    @pytest.mark.parametrize("order", WHOLE, ids=lambda order: f"{order['field']} {order['direction']}")
    async def test_the_whole_catalogue(self, real, lists, order):
        each = Combination(owner=None, filter=None, order=order, size=100, values=100)
        await hold_the_titles(real, lists, each, lists.titles(order=order))

    @pytest.mark.parametrize("platform", PLATFORMS)
    async def test_a_platform(self, real, lists, platform):
        titles = lists.titles(among=lists.oracle.matching(platform))
        each = Combination(owner=platform.lower(), filter=None, order=None, size=100, values=100)
        await hold_the_titles(real, lists, each, titles)

    @pytest.mark.parametrize("text", ["love", "Sharukh kan", "the off", "amelie", "o'brien"])
    async def test_words_narrow_a_list_to_what_a_search_finds(self, real, lists, people, text):
        ids = await Listed(SEARCH, {"text": text}).ids(real)
        found = [lists.oracle.by_id[title_id] for title_id in ids]
        for each in islice(Combinations(lists, seed=11, around=found), 20):
            owned = {title.title_id for title in people.titles_of(each.owner)}
            among = [title for title in found if title.title_id in owned]
            with_text = replace(each, filter=(each.filter or {}) | {"text": text})
            titles = lists.titles(each.filter, each.order, among)
            await hold_the_titles(real, lists, with_text, titles, pages_at_most=8)

    async def test_the_same_work_of_every_title(self, real, oracle):
        await hold_the_works(real, oracle)

    async def test_every_actor_and_director(self, real, people):
        await hold_the_people(real, people)

    async def test_all_titles_of_the_busiest_and_of_some_others(self, real, lists, people):
        owners = sorted(people.ids(), key=lambda owner: (-len(people.titles_of(owner)), owner))
        await hold_the_titles_of(real, lists, people, owners[:30] + Random(3).sample(owners, 70), size=9)

    @pytest.mark.parametrize(
        ("platform", "ways"),
        [(None, [False]), ("AMAZON", [True]), ("DISNEY", [False, True]), ("HULU", [False, True]), ("NETFLIX", [True])],
    )
    async def test_all_actors_of_a_platform(self, real, people, platform, ways):
        await hold_the_actors(real, people, platform=platform, ways=ways)

    async def test_actors_by_the_beginnings_of_their_words(self, real, people):
        random, names = Random(7), sorted(people.titles_of_actors)
        odd = [name for name in names if not name.replace(" ", "").isalpha() or not name.isascii()]
        for each in range(300):
            name = random.choice(odd if each % 2 else names)
            starts = [word[: random.randint(1, 4)] for word in name.split()]
            text = random.choice((starts[-1], " ".join(reversed(starts)), name[:100].upper(), "-".join(starts)))
            platform = random.choice((None, None, *PLATFORMS))
            ids = [f"actor:{name}" for name in people.actors(text, platform)]
            if each % 10 == 0:
                await hold_the_actors(real, people, text, platform, size=max(7, len(ids) // 10 % 101))
                continue
            page = await Listed(ACTORS, {"text": text, "platform": platform}).page(real, first=100)
            hold_a_page(page, (ids[:100], False, len(ids) > 100), len(ids), (text, platform))
