"""The part of the root about the film set: names that nothing has, and releases without a film set."""

import pytest

from tests.graphql_api.asking import answer, execute
from tests.graphql_api.film_sets import snapshot_of
from tests.raw_files import film, film_credits

FIELDS = {
    "filmScore": ("title", "{ year }"),
    "filmVotes": ("title", "{ __typename }"),
    "filmRecommendations": ("title", "{ rank }"),
    "actorReturn": ("name", "{ filmCount }"),
    "directorReturn": ("name", "{ filmCount }"),
}


async def asked(snapshot, field, typed):
    """The data of a field, and what is suggested."""
    argument, what = FIELDS[field]
    result = await execute(snapshot, f"query($typed: String!) {{ {field}({argument}: $typed) {what} }}", typed=typed)
    assert result.errors is None, result.errors
    return result.data[field], (result.extensions or {}).get("suggestions")


@pytest.mark.parametrize("typed", ["papre boats", "Paper Baots", "pper boats", "PAPER BOÁTZ", "paperboats"])
@pytest.mark.parametrize("field", ["filmScore", "filmVotes", "filmRecommendations"])
async def test_a_title_nearly_right_is_suggested(field, typed, fitted, small):
    for snapshot in (fitted, small):
        found, suggested = await asked(snapshot, field, typed)
        assert found is None
        assert suggested == [{"path": [field], "argument": "title", "suggestions": ["Paper Boats"]}]


@pytest.mark.parametrize(
    ("field", "typed", "names"),
    [
        ("actorReturn", "ana riuz", ["Ana Ruiz"]),
        ("actorReturn", "Tom Oka", ["Tom Oak", "Tom Oák"]),  # whose names are alike are told apart by accents
        ("actorReturn", "conan ohara", ["Conan O'Hara"]),
        ("directorReturn", "ada belll", ["Ada Bell"]),
        ("directorReturn", "zoé eks", ["Zoë Ek"]),
        ("directorReturn", "tom oka", ["Tom Oak"]),
    ],
)
async def test_a_name_nearly_right_is_suggested(field, typed, names, small):
    assert await asked(small, field, typed) == (None, [{"path": [field], "argument": "name", "suggestions": names}])


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("typed", ["", " ", "nothing like it", "\0", "\ud800", "x" * 100_000, "oat", "aper boats"])
async def test_a_name_like_no_other_has_no_suggestions(field, typed, small):
    # The first letter must be right.
    assert await asked(small, field, typed) == (None, None)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("filmScore", "paper boats"),
        ("filmVotes", "ecume"),
        ("actorReturn", "tom oak"),
        ("directorReturn", "zoe ek"),
    ],
)
async def test_a_name_that_is_right_has_no_suggestions(field, typed, small):
    found, suggested = await asked(small, field, typed)
    assert found is not None
    assert suggested is None


async def test_the_nearest_come_first_at_most_five_and_one_title_once(tmp_path):
    films = [film(id=str(number), title="Cinderella") for number in range(1, 9)]
    films += [film(id="9", title="Cinderfella"), film(id="10", title="CINDERELLÁ", vote_count="200")]
    films += [film(id=str(number), title=f"Rain {letter}") for number, letter in enumerate("abcdefg", 11)]
    credits = [film_credits("1", [f"Åna R{letter}" for letter in "abcdefg"])]
    snapshot = snapshot_of(tmp_path, films, credits)

    async def suggested(field, typed):
        _, ((told),) = await asked(snapshot, field, typed)
        return told["suggestions"]

    assert await suggested("filmScore", "cinderela") == ["CINDERELLÁ", "Cinderfella"]
    assert await asked(snapshot, "filmScore", "rain") == (None, None)
    assert await suggested("filmScore", "rain x") == [f"Rain {letter}" for letter in "abcde"]
    assert await suggested("actorReturn", "ana r") == [f"Åna R{letter}" for letter in "abcde"]


MANY = """{
    one: filmScore(title: "paper boast") { year }
    right: filmScore(title: "sea level") { year }
    two: actorReturn(name: "tom oka") { filmCount }
    none: directorReturn(name: "nothing like it") { filmCount }
    ... on Query { three: filmRecommendations(title: "the rivr") { rank } }
    ...more
}
fragment more on Query {
    one: filmScore(title: "paper boast") { popularity }
    four: directorReturn(name: "ada bel") { filmCount }
}"""

TOLD = [
    {"path": ["one"], "argument": "title", "suggestions": ["Paper Boats"]},
    {"path": ["two"], "argument": "name", "suggestions": ["Tom Oak", "Tom Oák"]},
    {"path": ["three"], "argument": "title", "suggestions": ["The River"]},
    {"path": ["four"], "argument": "name", "suggestions": ["Ada Bell"]},
]


async def test_each_alias_has_its_own_suggestions(small):
    result = await execute(small, MANY)
    assert result.errors is None
    assert result.data == {
        "one": None, "right": {"year": 2001}, "two": None, "none": None, "three": None, "four": None,
    }  # fmt: skip
    assert result.extensions == {"suggestions": TOLD}


def test_suggestions_come_over_http_beside_the_data(served):
    response = served.post("/graphql", json={"query": MANY})
    assert response.status_code == 200
    assert list(response.json()) == ["data", "extensions"]
    assert response.json()["extensions"]["suggestions"] == TOLD
    right = served.post("/graphql", json={"query": '{ filmScore(title: "sea level") { year } }'})
    assert right.json()["data"] == {"filmScore": {"year": 2001}}
    assert "suggestions" not in right.json()["extensions"]


def test_one_request_s_suggestions_are_not_told_to_the_next(served):
    served.post("/graphql", json={"query": MANY})
    response = served.post("/graphql", json={"query": '{ filmScore(title: "the rivr") { year } }'})
    assert [each["path"] for each in response.json()["extensions"]["suggestions"]] == [["filmScore"]]


async def test_one_bad_alias_never_empties_the_others(small):
    result = await execute(
        small,
        """{ good: filmScore(title: "paper boats") { year }
             bad: filmRecommendations(title: "paper boats", first: 0) { rank }
             worse: directorReturn(name: "ada bell") { films(first: 0) { id } }
             unready: film(id: "film:862") { id recommendations { rank } }
             near: filmVotes(title: "paper boast") { __typename }
             actor(name: "tom oak") { films(first: 1) { nodes { id } } filmReturn { filmCount } } }""",
    )
    assert result.data == {
        "good": {"year": 1995},
        "bad": None,
        "worse": None,
        "unready": None,
        "near": None,
        "actor": {"films": {"nodes": [{"id": "film:862"}]}, "filmReturn": {"filmCount": 4}},
    }
    told = [(error.path, error.extensions["code"]) for error in result.errors]
    assert told == [
        (["bad"], "BAD_USER_INPUT"),
        (["worse", "films"], "BAD_USER_INPUT"),
        (["unready", "recommendations"], "MODEL_NOT_READY"),
    ]
    assert [each["path"] for each in result.extensions["suggestions"]] == [["near"]]


async def test_without_a_film_set_lists_are_empty_lookups_null_and_counts_0(filmless):
    result = await execute(
        filmless,
        """{ films { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } }
             few: films(filter: {genre: ["drama"], text: "a", minVotes: 1}, orderBy: {field: REVENUE}) { totalCount }
             film(id: "film:862") { id } filmScore(title: "paper boats") { year }
             filmVotes(title: "paper boats") { __typename } filmRecommendations(title: "paper boats") { rank }
             actorReturn(name: "Ana Ruiz") { filmCount } directorReturn(name: "Ada Bell") { filmCount }
             month: filmsReleasedInMonth(month: "mayo") day: filmsReleasedOnWeekday(weekday: "lunes")
             actor(name: "Ana Ruiz") { id titleCount films { totalCount } filmReturn { filmCount } }
             nobody: actor(name: "Tom Oak") { id } }""",
    )
    assert result.errors is None
    assert not result.extensions
    assert result.data == {
        "films": {"totalCount": 0, "nodes": [], "edges": [], "pageInfo": {"hasNextPage": False, "endCursor": None}},
        "few": {"totalCount": 0},
        "film": None,
        "filmScore": None,
        "filmVotes": None,
        "filmRecommendations": None,
        "actorReturn": None,
        "directorReturn": None,
        "month": 0,
        "day": 0,
        "actor": {"id": "actor:ana ruiz", "titleCount": 5, "films": {"totalCount": 0}, "filmReturn": None},
        "nobody": None,
    }


async def test_a_film_set_changes_nothing_of_the_catalogues(filmless, small):
    document = """{
        titles { totalCount nodes { id score cast { id titleCount titles { totalCount } } alsoOn { id } } }
        actors { totalCount nodes { id displayName } } search(text: "rain") { nodes { id } }
        topActor { count } maxDuration { durationInt } scoreCounts(scored: 3) { count } platformCounts { count }
        ratingCount(rating: "g") countryCount(country: "argentina") platforms { id titleCount }
        nodes(ids: ["as1", "actor:ana ruiz", "director:ada bell"]) { id } }"""
    assert await answer(filmless, document) == await answer(small, document)
