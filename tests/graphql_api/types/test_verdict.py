"""Whether a user would like a title: the answer, its cutoff, and why; by biases whose weights are written by hand."""

from math import inf, nan

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphql_api.catalogue.verdicts import judged
from graphql_api.context import Context
from graphql_api.errors import BadUserInput
from graphql_api.types.verdict import verdict_of
from graphql_api.visibility import UsersShown
from tests.graphql_api.asking import answer, execute, refusal

WHOLE = """query($user: Int!, $title: ID!, $threshold: Float! = 3) {
    wouldLike(userId: $user, titleId: $title, threshold: $threshold) {
        user { id userId } title { id } threshold probability recommended cutoff baseRate lift basis actualScore reasons
} }"""

THRESHOLDS = [half / 2 for half in range(1, 11)]


async def verdict(snapshot, user, title, **more):
    return (await answer(snapshot, WHOLE, user=user, title=title, **more))["wouldLike"]


async def test_an_answer_hangs_together(fitted):
    for user, title in [(1, "ds2"), (2, "ns1"), (3, "hs1"), (7, "ns1"), (7, "ns3")]:
        for threshold in THRESHOLDS:
            found = await verdict(fitted, user, title, threshold=threshold)
            assert found["recommended"] == (found["probability"] >= found["cutoff"])
            assert found["lift"] == pytest.approx(found["probability"] / found["baseRate"])
            assert found["threshold"] == threshold
            assert found["title"] == {"id": title}
            assert found["user"] == ({"id": f"user:{user}", "userId": user} if user < 4 else None)
            assert 0 < found["probability"] < 1
            assert found["reasons"]


async def test_the_base_rate_is_the_share_of_ratings_at_the_threshold_or_above(fitted):
    # One rating a user and title, and half of one more: of 4, 3, 4, 0.5 and 4.5 four reach 3.
    shares = [(await verdict(fitted, 1, "ns1", threshold=each))["baseRate"] for each in (0.5, 3, 3.5, 4.5, 5)]
    assert shares == pytest.approx([5.5 / 6, 4.5 / 6, 3.5 / 6, 1.5 / 6, 0.5 / 6])


@pytest.mark.parametrize(
    ("user", "title", "basis", "reasons"),
    [
        # Above the others, and so is the title.
        (3, "ns1", "USER_AND_TITLE", ["this user gives 100% of titles 3 or above, all users 75%",
                                      "this title is rated 0.2 points higher than others"]),
        # The weightiest first.
        (3, "hs1", "USER_AND_TITLE", ["this title is rated 0.6 points lower than others",
                                      "this user gives 100% of titles 3 or above, all users 75%"]),
        (1, "ns1", "USER_AND_TITLE", ["this user gives 100% of titles 3 or above, all users 75%",
                                      "this title is rated like others"]),
        # Nobody rated the title, or nobody else: as if it were any.
        (2, "ns3", "USER", ["nobody else has rated this title",
                            "this user gives 50% of titles 3 or above, all users 75%"]),
        (1, "as1", "USER", ["nobody else has rated this title",
                            "this user gives 100% of titles 3 or above, all users 75%"]),
        # Nobody knows the user.
        (7, "hs1", "USER_AND_TITLE", ["this title is rated 0.6 points lower than others",
                                      "nothing is known of this user"]),
        # Neither is known, or not without the very rating.
        (7, "ns3", "BASE_RATE", ["nothing is known of this user: 75% of all ratings are 3 or above"]),
        (3, "ds2", "BASE_RATE", ["nothing is known of this user: 75% of all ratings are 3 or above"]),
    ],
)  # fmt: skip
async def test_what_an_answer_rests_on_and_why(user, title, basis, reasons, fitted):
    found = await verdict(fitted, user, title)
    assert (found["basis"], found["reasons"]) == (basis, reasons)


@pytest.mark.parametrize("threshold", THRESHOLDS)
async def test_where_neither_is_known_the_answer_is_the_base_rate_to_the_last_digit(threshold, fitted):
    # The cutoffs of this model are the base rates: by a rounding error below, it would be a no.
    found = await verdict(fitted, 7, "ns3", threshold=threshold)
    assert found["probability"] == found["baseRate"] == found["cutoff"]
    assert (found["lift"], found["recommended"]) == (1.0, True)


async def test_the_score_that_the_user_gave_is_told_the_newest_of_several(fitted):
    # User 1 gave as1 5.0 and a second later 4.0.
    given_ = [(await verdict(fitted, 1, each))["actualScore"] for each in ("ns1", "as1", "hs1")]
    assert given_ == [4.0, 4.0, None]
    assert (await verdict(fitted, 7, "ns1"))["actualScore"] is None


async def test_reasons_asked_for_under_several_names_are_the_same(fitted):
    found = await answer(fitted, '{ wouldLike(userId: 3, titleId: "hs1") { reasons why: reasons } }')
    assert found["wouldLike"]["why"] == found["wouldLike"]["reasons"] != []


async def test_a_threshold_between_two_scores_means_the_upper(fitted):
    for between, upper in [(3.25, 3.5), (3.5000001, 4), (0.6, 1), (4.51, 5)]:
        found = await verdict(fitted, 3, "ns1", threshold=between)
        assert found.pop("threshold") == between
        expected = await verdict(fitted, 3, "ns1", threshold=upper)
        assert found == {name: value for name, value in expected.items() if name != "threshold"}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(user=st.integers(0, 100), row=st.integers(0, 499), thresholds=st.tuples(*[st.floats(0.5, 5)] * 2).map(sorted))
def test_a_higher_threshold_is_never_likelier(user, row, thresholds, sampled):
    models = sampled.models
    users = models.users
    who = user % len(users.numbers) if user < 100 else None
    lower, upper = (judged(models, who, row, each) for each in thresholds)
    assert 0 <= upper.answer.probability <= lower.answer.probability <= 1
    assert upper.base_rate <= lower.base_rate


@pytest.mark.parametrize("threshold", [0.49, 5.01, 0, -3, 10, 1e300, -1e300])
async def test_a_threshold_that_is_no_score_is_refused(threshold, fitted):
    message, extensions = await refusal(fitted, WHOLE, user=1, title="ns1", threshold=threshold)
    assert message == f"`threshold` is {threshold:g}; it must be 0.5 to 5"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "threshold"}


@pytest.mark.parametrize("threshold", [nan, inf, -inf])
def test_neither_is_what_is_no_number(threshold, fitted):
    with pytest.raises(BadUserInput, match=r"it must be 0\.5 to 5"):
        verdict_of(Context(fitted), 1, "ns1", threshold)


async def test_a_literal_beyond_all_numbers_is_refused(fitted):
    _, extensions = await refusal(fitted, '{ wouldLike(userId: 1, titleId: "ns1", threshold: 1e999) { lift } }')
    assert extensions["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("title", ["", "ns999", "NS1", "netflix", "user:1", "\ud800"])
async def test_an_id_that_no_title_has_is_null(title, fitted):
    assert await answer(fitted, WHOLE, user=1, title=title) == {"wouldLike": None}


@pytest.mark.parametrize("user", [0, -1, 4, 2_147_483_647, -2_147_483_648])
async def test_an_unknown_user_is_nobody_in_particular(user, fitted):
    found = await verdict(fitted, user, "ns1")
    assert (found["user"], found["actualScore"]) == (None, None)
    assert found == await verdict(fitted, 99, "ns1")


async def test_without_a_model_only_the_verdict_is_an_error(small):
    result = await execute(small, '{ wouldLike(userId: 1, titleId: "ns1") { lift } title(id: "ns1") { id } }')
    assert [(error.path, error.extensions) for error in result.errors] == [(["wouldLike"], {"code": "MODEL_NOT_READY"})]
    assert result.data == {"wouldLike": None, "title": {"id": "ns1"}}


@pytest.mark.parametrize("title", ["ns1", "hs1", "ns3", "ds2"])
async def test_off_the_reasons_do_not_tell_one_user_from_another(title, fitted):
    # Neither who is known nor how somebody rates.
    told = {
        user: (await answer(fitted, WHOLE, UsersShown.OFF, user=user, title=title))["wouldLike"]["reasons"]
        for user in (1, 2, 3, 7)
    }
    text = " ".join(reason for reasons in told.values() for reason in reasons)
    assert "this user gives" not in text
    assert "unknown" not in text
    assert "nothing else" not in text


@pytest.mark.parametrize("shown", [UsersShown.OFF, UsersShown.IDS])
async def test_the_answer_is_the_same_whatever_is_shown_of_users(shown, fitted):
    full = (await answer(fitted, WHOLE, user=1, title="ns1"))["wouldLike"]
    less = (await answer(fitted, WHOLE, shown, user=1, title="ns1"))["wouldLike"]
    kept = ["title", "threshold", "probability", "recommended", "cutoff", "baseRate", "lift", "basis"]
    assert {name: full[name] for name in kept} == {name: less[name] for name in kept}
