"""Holding the service to the oracle of users: arrays by the ids of titles, and every answer about users."""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from graphql_api.catalogue.snapshot import Snapshot, load
from graphql_api.context import Context
from pipeline.store.releases import Release
from recsys.fit import fit
from recsys.interactions import Interactions
from recsys.preference import stored
from tests.conftest import publish
from tests.oracle import Oracle
from tests.oracle.asking import answers, execute, hold, schema
from tests.oracle.tastes import biases
from tests.oracle.users import LIKED, UserOracle
from tests.recsys.preference.oracle import answer

THRESHOLDS = np.arange(1, 11) / 2


@dataclass(frozen=True)
class Fitted:
    """A fitted release as the service has it, and what an oracle needs of its model, by the ids of titles."""

    snapshot: Snapshot
    oracle: UserOracle
    release: Release

    @cached_property
    def ids(self):
        return [title.title_id for title in self.oracle.titles.titles]

    @cached_property
    def arrays(self):
        return {file.stem: np.load(file) for file in (self.release.folder / "arrays").glob("*.npy")}

    @cached_property
    def parameters(self):
        return json.loads((self.release.folder / "parameters.json").read_text())

    @cached_property
    def said(self):
        """What having liked a title says for others, as the release holds it."""
        starts, titles, weights = (self.arrays[f"taste_{name}"] for name in ("starts", "titles", "weights"))
        rows = [slice(*ends) for ends in pairwise(starts)]
        return {
            title_id: {self.ids[at]: float(w) for at, w in zip(titles[row], weights[row], strict=True)}
            for title_id, row in zip(self.ids, rows, strict=True)
        }

    @cached_property
    def neighbours(self):
        rows = self.release.scan("content_neighbours").sort("title_id", "rank").collect()
        found = {}
        for title_id, other, score in rows.select("title_id", "neighbour_id", "score").iter_rows():
            found.setdefault(title_id, []).append((other, score))
        return found

    def display(self, title_id):
        return self.snapshot.titles[title_id].display_title


def fitted(raw, data, say=lambda _: None) -> Fitted:
    """A folder of raw files, built and fitted."""
    release = fit(data, publish(raw, data).manifest.version, say)
    return Fitted(load(release), UserOracle(Oracle.read(raw / "catalogues"), raw / "ratings"), release)


def hold_what_the_model_knows_of_titles(fitted):
    """Each figure of the arrays is that of the title of this id."""
    likes, rows = fitted.oracle.likes(), fitted.oracle.rows()
    assert dict(zip(fitted.ids, fitted.arrays["likes"].tolist(), strict=True)) == {i: likes[i] for i in fitted.ids}
    if not len(fitted.arrays["would_title_count"]):  # this model knows of no titles
        assert fitted.parameters["preference"]["model"] in {"base rate", "user rate"}
        return
    scores = {title_id: [] for title_id in fitted.ids}
    for _, title_id, half_steps in rows:
        scores[title_id].append(half_steps / 2)
    assert fitted.arrays["would_title_count"].tolist() == [len(scores[each]) for each in fitted.ids]
    mean, bias = biases(fitted.oracle)
    assert fitted.parameters["preference"]["mean"] == pytest.approx(mean)
    expected = [bias.get(each, 0) for each in fitted.ids]
    np.testing.assert_allclose(fitted.arrays["would_title_bias"], expected, atol=1e-5)
    if len(fitted.arrays["would_title_reaching"]):
        reaching = [[sum(score >= t for score in scores[each]) for t in THRESHOLDS] for each in fitted.ids]
        assert fitted.arrays["would_title_reaching"].tolist() == reaching


def hold_the_base(fitted):
    """The base rates are those of all ratings, one rating a user and title."""
    rows = fitted.oracle.rows()
    shares = [(sum(score / 2 >= t for *_, score in rows) + 0.5) / (len(rows) + 1) for t in THRESHOLDS]
    assert fitted.parameters["preference"]["base"] == pytest.approx(shares)


def hold_the_fit(fitted):
    """The model behind verdicts is what the raw ratings lead to, titles being numbered as the oracle does."""
    scores = {
        (user, rated.title_id, rated.half_steps / 2, rated.seconds)
        for user, those in fitted.oracle.ratings.items()
        for rated in those
    }
    schema = {"user_id": pl.Int32, "title_id": pl.String, "score": pl.Float32, "rated_at": pl.Int64}
    frame = pl.LazyFrame(list(scores), schema=schema, orient="row")
    kinds = {name: kind for kind, name in stored.NAMES.items()}
    model = kinds[fitted.parameters["preference"]["model"]].fit(
        Interactions.read(frame, pl.Series(fitted.ids, dtype=pl.String))
    )
    for name, value in stored.settings(model).items():
        found = fitted.parameters["preference"][name]
        assert found == value if name == "model" else np.allclose(found, value, rtol=1e-4, atol=1e-6), name
    for name, array in stored.arrays(model).items():
        np.testing.assert_allclose(fitted.arrays[name], array, rtol=1e-4, atol=1e-6, err_msg=name)


def hold_the_weights(fitted, expected, tolerance=2e-5):
    """What having liked a title says for others is what raw ratings, or neighbours, lead to."""
    pairs = {(one, other) for said in (fitted.said, expected) for one, those in said.items() for other in those}
    assert len(pairs) > len(fitted.ids)
    for one, other in pairs:
        found, wanted = fitted.said[one].get(other, 0), expected.get(one, {}).get(other, 0)
        assert found == pytest.approx(wanted, abs=tolerance), (one, other)


async def hold_the_users(fitted):
    """The users with the most ratings, and each user by number with what they rated, newest first, page by page."""
    document = "{ users(first: 100) { id userId votes mean } }"
    found = (await execute(fitted.snapshot, document))["users"]
    everybody = fitted.oracle.users()
    expected = [
        {
            "id": f"user:{user}",
            "userId": user,
            "votes": len(fitted.oracle.ratings[user]),
            "mean": pytest.approx(fitted.oracle.mean(user)),
        }
        for user in everybody[:100]
    ]
    assert found == expected
    nobody = next(number for number in range(1_000_000) if number not in fitted.oracle.ratings)
    assert await execute(fitted.snapshot, f"{{ user(userId: {nobody}) {{ id }} }}") == {"user": None}


HISTORY = """query($user: Int!, $after: String) { user(userId: $user) { history(first: 100, after: $after) {
    totalCount nodes { score ratedAt title { id } } pageInfo { endCursor hasNextPage } } } }"""


async def hold_the_histories(fitted, users):
    for user in users:
        met, after, more = [], None, True
        while more:
            page = (await execute(fitted.snapshot, HISTORY, user=user, after=after))["user"]["history"]
            met += page["nodes"]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        rated = fitted.oracle.history(user)
        assert page["totalCount"] == len(rated)
        assert [(each["title"]["id"], each["score"]) for each in met] == [(r.title_id, r.half_steps / 2) for r in rated]
        seconds = np.array([each["ratedAt"].removesuffix("Z") for each in met], "datetime64[s]").astype(int).tolist()
        assert seconds == [each.seconds for each in rated]


async def hold_the_suggestions(fitted, users, count=50):
    """The titles for each user, how strongly, and why."""
    basis = {"ratings": "RATINGS", "content": "CONTENT"}[fitted.parameters["suggestions"]]
    words = {"RATINGS": "because you liked ", "CONTENT": "similar to what you liked: "}[basis]
    asked = [
        f"user(userId: {user}) {{ recommendations(first: {count}) {{ rank score basis reasons title {{ id }} }} }}"
        for user in users
    ]
    told = [each["recommendations"] for each in await answers(fitted.snapshot, asked)]
    assert [[each["rank"] for each in found] for found in told] == [[*range(1, len(found) + 1)] for found in told]
    found = [[(r["title"]["id"], round(r["score"], 5), r["basis"], r["reasons"]) for r in each] for each in told]
    expected = []
    for user in users:
        suggested = fitted.oracle.suggestions(user, fitted.said)
        because = [(each, basis, [words + fitted.display(liked) for liked in each.because]) for each in suggested]
        if not any(score >= LIKED for score in fitted.oracle.newest(user).values()):
            popular = fitted.oracle.popular(user) if basis == "RATINGS" else []
            because = [
                (each, "POPULARITY", [f"liked by {each.score:,} {'user' if each.score == 1 else 'users'}"])
                for each in popular
            ]
        expected.append([(each.title_id, round(each.score, 5), *rest) for each, *rest in because[:count]])
    hold(users, found, expected)
    return told


VERDICT = "{ threshold probability recommended cutoff baseRate lift basis actualScore title { id } user { userId } }"


async def hold_the_verdicts(fitted, questions):
    """What `wouldLike` says of users, some of them unknown, and titles."""
    told = fitted.parameters["preference"]
    votes = Counter(title_id for _, title_id, _ in fitted.oracle.rows())
    asked = [
        f'wouldLike(userId: {each[0]}, titleId: "{each[1]}", threshold: {each[2]}) {VERDICT}' for each in questions
    ]
    for (user, title_id, t), found in zip(questions, await answers(fitted.snapshot, asked), strict=True):
        level = int(t * 2) - 1
        rated = fitted.oracle.newest(user) if user in fitted.oracle.ratings else {}
        history = [(fitted.oracle.place[each], score / 2) for each, score in rated.items()]
        _, chances = answer(told, fitted.arrays, history, fitted.oracle.place[title_id])
        others = votes[title_id] - (title_id in rated)
        mine = len(set(rated) - {title_id})
        both = "USER_AND_TITLE" if others and told["model"] in {"bias", "stack"} else "USER" if mine else "BASE_RATE"
        assert found == {
            "threshold": t,
            "probability": pytest.approx(chances[level], abs=1e-6),
            "recommended": found["probability"] >= told["cutoffs"][level],
            "cutoff": pytest.approx(told["cutoffs"][level]),
            "baseRate": pytest.approx(told["base"][level]),
            "lift": pytest.approx(chances[level] / told["base"][level], abs=1e-5),
            "basis": "BASE_RATE" if told["model"] == "base rate" else both,
            "actualScore": rated[title_id] / 2 if title_id in rated else None,
            "title": {"id": title_id},
            "user": {"userId": user} if rated else None,
        }, (user, title_id, t)


def some_questions(fitted, users, each, seed=1):
    """For each user, and for somebody unknown, titles they rated, others, and one that nobody rated."""
    rng = np.random.default_rng(seed)
    unrated = sorted(set(fitted.ids) - {title_id for _, title_id, _ in fitted.oracle.rows()})
    asked = []
    for user in [*users, 2_000_000_000, -1]:
        rated = list(fitted.oracle.newest(user)) if user in fitted.oracle.ratings else []
        titles = [*rng.permutation(rated)[:each], *rng.permutation(fitted.ids)[:each], *unrated[:1]]
        asked += [(user, str(title_id), float(rng.choice(THRESHOLDS))) for title_id in titles]
    return asked


async def reasons_told(fitted, shown):
    """All reasons that are given for some users, of suggestions and verdicts."""
    found = []
    for user, title_id, _ in some_questions(fitted, fitted.oracle.users()[::4], 2):
        document = f"""{{ wouldLike(userId: {user}, titleId: "{title_id}") {{ reasons }}
            user(userId: {user}) {{ recommendations {{ reasons }} }} }}"""
        result = await schema.execute(document, context_value=Context(fitted.snapshot, users=shown))
        assert result.errors is None
        found += result.data["wouldLike"]["reasons"]
        suggested = (result.data["user"] or {"recommendations": []})["recommendations"]
        found += [text for each in suggested for text in each["reasons"]]
    return found


async def hold_everything(fitted, users):
    """Arrays, users, and what is said of some users."""
    hold_what_the_model_knows_of_titles(fitted)
    hold_the_base(fitted)
    hold_the_fit(fitted)
    await hold_the_users(fitted)
    await hold_the_histories(fitted, users)
    await hold_the_suggestions(fitted, users)
    await hold_the_verdicts(fitted, some_questions(fitted, users, 3))
