"""The service and the oracle say the same of users, over fitted samples from the raw files on.

Arrays number titles by their place. That they do so as the table of titles does is held here by what the raw files say
of each title by its id.
"""

from dataclasses import replace

import pytest

from graphql_api.visibility import UsersShown
from pipeline.sample import write_sample
from pipeline.store.vocabulary import RatingsSignal
from recsys import personal
from tests.oracle.tastes import WARM, by_content, by_likes, lent
from tests.oracle.user_agreement import (
    fitted,
    hold_everything,
    hold_the_base,
    hold_the_fit,
    hold_the_histories,
    hold_the_suggestions,
    hold_the_users,
    hold_the_verdicts,
    hold_the_weights,
    hold_what_the_model_knows_of_titles,
    reasons_told,
    some_questions,
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Raw files of few titles and users: too few to be found to tell anything of titles."""
    raw = tmp_path_factory.mktemp("users") / "raw"
    write_sample(raw, titles=160, users=70, ratings=2_400, films=0)
    return raw


@pytest.fixture(scope="module")
def by_ratings(sample, tmp_path_factory):
    """What is fitted where the ratings are found healthy, and the last of the ways to answer verdicts proves itself."""
    judge, choose = personal.judge, personal.ladder.choose

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(personal, "judge", lambda *given: replace(judge(*given), signal=RatingsSignal.HEALTHY))
        patched.setattr(personal.ladder, "choose", lambda *given, **more: replace(choose(*given, **more), name="stack"))
        return fitted(sample, tmp_path_factory.mktemp("ratings") / "data")


@pytest.fixture(scope="module")
def by_their_content(sample, tmp_path_factory):
    """What is fitted to so few ratings as it is."""
    return fitted(sample, tmp_path_factory.mktemp("content") / "data")


@pytest.fixture(params=["by_ratings", "by_their_content"])
def each(request):
    return request.getfixturevalue(request.param)


class TestOverSmallSamples:
    def test_arrays_are_numbered_as_titles_are(self, each):
        hold_what_the_model_knows_of_titles(each)
        hold_the_base(each)

    def test_the_model_behind_verdicts_is_fitted_to_titles_as_they_are_numbered(self, by_ratings):
        assert by_ratings.parameters["preference"]["model"] == "stack"
        hold_the_fit(by_ratings)

    def test_what_likes_say_is_what_the_raw_ratings_lead_to(self, by_ratings):
        own = by_likes(by_ratings.oracle)
        borrowed = lent(own, by_ratings.neighbours)
        assert max(map(len, own.values())) < 200  # no weight was left out
        assert borrowed
        assert sum(likes >= WARM for likes in by_ratings.oracle.likes().values()) == len(own) > 20
        hold_the_weights(by_ratings, {one: own[one] | borrowed.get(one, {}) for one in own})

    def test_what_content_says_is_what_the_neighbours_are(self, by_their_content):
        hold_the_weights(by_their_content, by_content(by_their_content.neighbours))

    async def test_users(self, each):
        await hold_the_users(each)

    async def test_histories(self, by_ratings):
        await hold_the_histories(by_ratings, by_ratings.oracle.users())

    async def test_suggestions(self, each):
        told = await hold_the_suggestions(each, each.oracle.users()[::2])
        assert sum(map(bool, told)) > len(told) / 2

    async def test_verdicts(self, each):
        await hold_the_verdicts(each, some_questions(each, each.oracle.users()[::3], 2))

    async def test_only_where_histories_are_shown_do_reasons_name_what_was_rated(self, by_ratings):
        told = {shown: await reasons_told(by_ratings, shown) for shown in UsersShown}
        titles = {title.display_title for title in by_ratings.snapshot.records}
        naming = {shown: [text for text in told[shown] if any(title in text for title in titles)] for shown in told}
        assert len(told[UsersShown.OFF]) > 50
        assert len(naming[UsersShown.HISTORY]) > 50
        assert naming[UsersShown.OFF] == naming[UsersShown.IDS] == []


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    """A sample that is large enough to be found to tell something of titles."""
    folder = tmp_path_factory.mktemp("healthy")
    write_sample(folder / "raw", titles=800, users=500, ratings=30_000, films=0)
    return fitted(folder / "raw", folder / "data")


@pytest.fixture(scope="module")
def real_fitted(real_raw, tmp_path_factory):
    return fitted(real_raw, tmp_path_factory.mktemp("real") / "data")


@pytest.mark.slow
class TestOverALargeSample:
    async def test_arrays_and_answers(self, healthy):
        assert healthy.parameters["suggestions"] == "ratings"
        assert healthy.parameters["preference"]["model"] in {"bias", "stack"}
        await hold_everything(healthy, healthy.oracle.users()[::7])


@pytest.mark.slow
@pytest.mark.real
class TestOverTheRealRatings:
    async def test_arrays_and_answers(self, real_fitted):
        assert len(real_fitted.ids) > 20_000
        await hold_everything(real_fitted, real_fitted.oracle.users()[::20])
