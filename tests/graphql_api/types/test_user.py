"""Users: who they are, what they rated, page by page, and what is suggested to them."""

import pytest

from graphql_api.catalogue.snapshot import load
from graphql_api.visibility import UsersShown
from pipeline.build import build
from pipeline.store.vocabulary import Basis
from tests.conftest import publish_fitted
from tests.graphql_api.asking import answer, execute, refusal
from tests.graphql_api.conftest import CATALOGUES
from tests.pipeline.making import Quiet
from tests.raw_files import rating, write_raw

SUGGESTED = "recommendations { rank score basis reasons title { id } }"

AT = 1_000_000_000
"""A second in September 2001."""


def rated(user, title_id, score, seconds=AT):
    return rating(userId=str(user), movieId=title_id, rating=str(score), timestamp=str(seconds))


RATINGS = {
    "1": [
        # User 5 rated as1 three times: twice in one second, and once before.
        rated(5, "as1", 2.0, AT + 5),
        rated(5, "as1", 4.5, AT + 5),
        rated(5, "as1", 1.0, AT - 60),
        # At one moment: the last title first.
        rated(5, "ds1", 3.0),
        rated(5, "ns2", 3.5),
        rated(5, "hs3", 0.5),
        # User 6 likes nothing; 7 and 8 rated as much as 6.
        rated(6, "ns1", 3.5),
        rated(6, "hs1", 1.0, AT + 1),
    ],
    "2": [
        rated(8, "ns2", 5.0),
        rated(8, "as2", 4.0),
        rated(7, "ns2", 4.0),
        rated(7, "as3", 5.0),
        # No user's newest word on ds2 is that they like it.
        rated(9, "ds2", 5.0),
        rated(9, "ds2", 3.0, AT + 1),
    ],
}
SAID = [
    ("as1", "ds2", 0.5),
    ("as1", "hs2", 0.5),
    ("as1", "ns1", 2.0),  # the same work as as1
    ("as1", "ds1", 2.0),  # rated
    ("as1", "ns3", -0.5),
    ("as1", "hs1", 0.25),
    ("ns2", "as2", 1.0),
    ("ns2", "as1", 0.5),
    ("ns2", "ns1", 0.4),  # the same work as as1, and less is said for it
    ("as3", "as1", 0.25),
    ("as3", "hs1", 0.125),
    ("as2", "hs1", 0.5),
    ("as2", "ds1", 0.5000001),  # as much as hs1 but for rounding, and earlier in the catalogues
]


def world(folder, **models):
    built = build(write_raw(folder / "raw", CATALOGUES, RATINGS), folder / "data", Quiet())
    return load(publish_fitted(folder / "data", built, [], said=SAID, **models))


@pytest.fixture(scope="module")
def users(tmp_path_factory):
    """The small catalogue with other ratings, and weights that rest on them."""
    return world(tmp_path_factory.mktemp("users"))


@pytest.fixture(scope="module", params=[Basis.CONTENT, None], ids=str)
def other_basis(request, tmp_path_factory):
    """The same with weights that rest on content, or may not be used."""
    return request.param, world(tmp_path_factory.mktemp("users"), basis=request.param)


async def test_a_user_by_number(users):
    assert await answer(users, "{ user(userId: 5) { __typename id userId votes mean } }") == {
        "user": {"__typename": "User", "id": "user:5", "userId": 5, "votes": 6, "mean": 14.5 / 6}
    }


@pytest.mark.parametrize("number", [0, 1, 4, 10, -1, -5, 2_147_483_647, -2_147_483_648])
async def test_a_number_that_nobody_has_is_null(number, users):
    assert await answer(users, "query($n: Int!) { user(userId: $n) { id } }", n=number) == {"user": None}


async def test_those_with_the_most_ratings_come_first_and_equal_ones_by_number(users):
    found = (await answer(users, "{ users { userId votes } }"))["users"]
    assert [(each["userId"], each["votes"]) for each in found] == [(5, 6), (6, 2), (7, 2), (8, 2), (9, 2)]
    found = (await answer(users, "{ users(first: 3) { userId } }"))["users"]
    assert [each["userId"] for each in found] == [5, 6, 7]


@pytest.mark.parametrize("first", [0, 101, -1])
async def test_1_to_100_users(first, users):
    message, extensions = await refusal(users, f"{{ users(first: {first}) {{ id }} }}")
    assert (message, extensions["code"]) == (f"`first` is {first}; it must be 1 to 100", "BAD_USER_INPUT")


HISTORY = """query($first: Int, $after: String, $last: Int, $before: String) { user(userId: 5) {
    history(first: $first, after: $after, last: $last, before: $before) {
        totalCount edges { cursor node { score ratedAt title { id } } } nodes { title { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }"""

NEWEST_FIRST = [("as1", 4.5), ("as1", 2.0), ("ns2", 3.5), ("hs3", 0.5), ("ds1", 3.0), ("as1", 1.0)]


async def history(users, **arguments):
    return (await answer(users, HISTORY, **arguments))["user"]["history"]


def entries(page):
    return [(edge["node"]["title"]["id"], edge["node"]["score"]) for edge in page["edges"]]


async def test_a_history_is_newest_first_and_of_one_moment_in_a_fixed_order(users):
    page = await history(users)
    assert (page["totalCount"], entries(page)) == (6, NEWEST_FIRST)
    assert [node["title"]["id"] for node in page["nodes"]] == [title_id for title_id, _ in NEWEST_FIRST]
    times = [edge["node"]["ratedAt"] for edge in page["edges"]]
    assert times == ["2001-09-09T01:46:45Z"] * 2 + ["2001-09-09T01:46:40Z"] * 3 + ["2001-09-09T01:45:40Z"]


@pytest.mark.parametrize("size", [1, 2, 4, 6])
async def test_a_history_is_walked_both_ways(size, users):
    forward, place, more = [], None, True
    while more:
        page = await history(users, first=size, after=place)
        assert page["pageInfo"]["hasPreviousPage"] == bool(forward)
        forward += entries(page)
        place, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    backward, place, more = [], None, True
    while more:
        page = await history(users, last=size, before=place)
        backward = entries(page) + backward
        place, more = page["pageInfo"]["startCursor"], page["pageInfo"]["hasPreviousPage"]
    assert forward == backward == NEWEST_FIRST


@pytest.mark.parametrize("arguments", [{"first": 0}, {"first": 101}, {"last": 0}, {"first": 1, "last": 1}])
async def test_pages_of_a_history_have_the_limits_of_all_pages(arguments, users):
    assert (await refusal(users, HISTORY, **arguments))[1]["code"] == "BAD_USER_INPUT"


async def test_a_cursor_of_another_list_is_refused(users):
    cursor = (await answer(users, "{ titles(first: 1) { pageInfo { endCursor } } }"))["titles"]["pageInfo"]["endCursor"]
    message, extensions = await refusal(users, HISTORY, after=cursor)
    assert message.startswith("`after` is no cursor of this list")
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "after"}


async def suggested(snapshot, number, shown=UsersShown.HISTORY):
    return (await answer(snapshot, f"{{ user(userId: {number}) {{ {SUGGESTED} }} }}", shown))["user"]["recommendations"]


async def test_what_liked_titles_say_in_all_orders_the_unseen_and_equal_ones_go_as_the_catalogues_do(users):
    # as1 counts as liked: of two ratings at one moment the higher is the newest. ns1 is the same work, ds1 is rated.
    assert [(each["rank"], each["title"]["id"], each["score"]) for each in await suggested(users, 5)] == [
        (1, "ds2", 0.5), (2, "hs2", 0.5), (3, "hs1", 0.25),
    ]  # fmt: skip


async def test_of_one_work_the_best_comes_alone(users):
    # User 7 likes ns2 and as3: as1 has 0.75, and its like on another platform would have 0.4.
    assert [(each["title"]["id"], each["score"]) for each in await suggested(users, 7)] == [
        ("as2", 1.0), ("as1", 0.75), ("hs1", 0.125),
    ]  # fmt: skip


async def test_what_differs_by_rounding_is_equal_and_goes_as_the_catalogues_do(users):
    # User 8 likes ns2 and as2.
    assert [(each["title"]["id"], each["score"]) for each in await suggested(users, 8)] == [
        ("as1", 0.5), ("ds1", 0.5), ("hs1", 0.5),
    ]  # fmt: skip


async def test_reasons_name_the_liked_titles_that_say_most(users):
    found = {each["title"]["id"]: each for each in await suggested(users, 7)}
    assert {each["basis"] for each in found.values()} == {"RATINGS"}
    assert found["as1"]["reasons"] == ["because you liked Zenith", "because you liked Rain Sounds"]
    assert found["hs1"]["reasons"] == ["because you liked Rain Sounds"]


async def test_reasons_name_a_work_once(fitted):
    # User 1 of the small catalogue likes Quiet Rain on two platforms, and both speak for ds1.
    first, *_ = await suggested(fitted, 1)
    assert (first["title"]["id"], first["score"], first["reasons"]) == ("ds1", 0.75, ["because you liked Quiet Rain"])


@pytest.mark.parametrize("number", [6, 9])
async def test_whoever_likes_nothing_gets_what_most_like(number, users):
    # ns1 is rated by user 6, so its work is not shown; what nobody likes is not either: ds2 is no longer liked.
    liked = [("ns2", 2.0), ("as1", 1.0), ("as2", 1.0), ("as3", 1.0)]
    expected = [each for each in liked if each[0] != "as1" or number != 6]
    found = await suggested(users, number)
    assert [(each["title"]["id"], each["score"]) for each in found] == expected
    assert {each["basis"] for each in found} == {"POPULARITY"}
    assert [each["reasons"] for each in found] == [["liked by 2 users"]] + [["liked by 1 user"]] * (len(found) - 1)


async def test_where_likes_of_others_tell_nothing_popularity_is_not_suggested(other_basis):
    basis, snapshot = other_basis
    assert await suggested(snapshot, 6) == []
    found = await suggested(snapshot, 7)
    if basis is None:
        assert found == []
    else:
        assert {each["basis"] for each in found} == {"CONTENT"}
        assert found[1]["reasons"] == ["similar to what you liked: Zenith", "similar to what you liked: Rain Sounds"]


async def test_somebody_whose_likes_say_nothing_gets_nothing(fitted):
    # User 2 of the small catalogue likes nothing, 3 only a title.
    found = await answer(fitted, f"{{ user(userId: 3) {{ {SUGGESTED} }} }}")
    assert [each["title"]["id"] for each in found["user"]["recommendations"]] == ["ns1"]


@pytest.mark.parametrize(("first", "count"), [(1, 1), (2, 2), (50, 3)])
async def test_as_many_as_asked_for(first, count, users):
    document = f"{{ user(userId: 5) {{ recommendations(first: {first}) {{ rank }} }} }}"
    found = (await answer(users, document))["user"]["recommendations"]
    assert [each["rank"] for each in found] == [*range(1, count + 1)]


@pytest.mark.parametrize("first", [0, 51, -1])
async def test_1_to_50_recommendations(first, users):
    message, extensions = await refusal(
        users, f"{{ user(userId: 5) {{ recommendations(first: {first}) {{ rank }} }} }}"
    )
    assert message == f"`first` is {first}; it must be 1 to 50"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "first"}


NOT_READY = {"code": "MODEL_NOT_READY"}


async def test_without_a_model_only_what_is_about_users_is_an_error(small):
    result = await execute(small, "{ user(userId: 1) { id } platforms { code } }")
    assert [(error.path, error.extensions) for error in result.errors] == [(["user"], NOT_READY)]
    assert result.data["user"] is None
    assert len(result.data["platforms"]) == 4


async def test_without_a_model_there_is_no_list_of_users(small):
    # As the schema lets the list not be null, nothing else is answered either.
    result = await execute(small, "{ users { id } platforms { code } }")
    assert [(error.path, error.extensions) for error in result.errors] == [(["users"], NOT_READY)]
    assert result.data is None
