"""Films suggested beside another, from a model written by hand; and without a model."""

import pytest

from tests.graphql_api.asking import answer, execute, refusal

WHAT = "{ rank score reasons film { id releaseYear cast { id } } }"


async def suggested(snapshot, title, arguments=""):
    """What `filmRecommendations` says, and `Film.recommendations` the same where it can be asked."""
    found = await answer(
        snapshot, f"query($title: String!) {{ filmRecommendations(title: $title{arguments}) {WHAT} }}", title=title
    )
    if "minVoteAverage" not in arguments:
        inner = f"({arguments.removeprefix(', ')})" if arguments else ""
        document = (
            f"query($title: String!) {{ filmScore(title: $title) {{ film {{ recommendations{inner} {WHAT} }} }} }}"
        )
        by_film = await answer(snapshot, document, title=title)
        assert by_film["filmScore"]["film"]["recommendations"] == found["filmRecommendations"]
    return found["filmRecommendations"]


def ids(found):
    return [int(each["film"]["id"].removeprefix("film:")) for each in found]


async def test_the_nearest_come_first_with_why(fitted):
    first, second, third = await suggested(fitted, "paper BOATS")
    assert first == {
        "rank": 1,
        "score": 0.875,
        "reasons": ["similar overview: boats, brothers", "same genres: Animation, Family"],
        "film": {"id": "film:863", "releaseYear": 1999, "cast": [{"id": "actor:tom oak"}, {"id": "actor:tom oák"}]},
    }
    assert (second["rank"], second["score"], second["film"]["id"]) == (2, 0.5, "film:11")
    assert (third["rank"], third["reasons"]) == (3, [])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", [862, 863, 11, 13, 12]),
        (", first: 1", [862]),
        (", first: 6", [862, 863, 11, 13, 12, 15]),
        (", first: 50", [862, 863, 11, 13, 12, 15]),
        (", minVoteAverage: null", [862, 863, 11, 13, 12]),
        (", minVoteAverage: 0", [862, 863, 11, 13, 12]),
        (", minVoteAverage: 6.5", [862, 863, 11, 12, 15]),  # five all the same: the filter comes before the count
        (", minVoteAverage: 7", [862, 863]),
        (", minVoteAverage: 7.0, first: 1", [862]),
        (", minVoteAverage: 7.25", [862]),
        (", minVoteAverage: 10", []),
    ],
)
async def test_ranks_count_from_1_whatever_is_filtered(arguments, expected, fitted):
    found = await suggested(fitted, "the river", arguments)
    assert ids(found) == expected
    assert [each["rank"] for each in found] == list(range(1, len(expected) + 1))
    assert all(each["film"]["releaseYear"] >= 1970 for each in found)


async def test_a_filter_keeps_the_scores(fitted):
    whole = {each["film"]["id"]: each["score"] for each in await suggested(fitted, "the river", ", first: 50")}
    few = await suggested(fitted, "the river", ", minVoteAverage: 6.5")
    assert {each["film"]["id"]: each["score"] for each in few}.items() <= whole.items()


@pytest.mark.parametrize("title", ["sea level", "ECUME"])
async def test_a_film_that_resembles_none_has_an_empty_list(title, fitted):
    assert await suggested(fitted, title) == []


async def test_of_films_with_one_title_the_most_voted_is_meant(sampled):
    titles = {}
    for record in sampled.film_set.records:
        titles.setdefault(record.lower_title, []).append(record)
    shared = next(records for records in titles.values() if len({each.vote_count for each in records}) > 1)
    most = max(shared, key=lambda record: record.vote_count)
    found = await suggested(sampled, most.title)
    assert len(found) == 5
    direct = await answer(sampled, f'{{ film(id: "film:{most.film_id}") {{ recommendations {WHAT} }} }}')
    assert found == direct["film"]["recommendations"]


@pytest.mark.parametrize("first", [0, 51, -1])
async def test_how_many_is_1_to_50(first, fitted):
    message, extensions = await refusal(fitted, f'{{ filmRecommendations(title: "x", first: {first}) {{ rank }} }}')
    assert message == f"`first` is {first}; it must be 1 to 50"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "first"}


@pytest.mark.parametrize(
    ("least", "shown"),
    [("-1", "-1.0"), ("-0.01", "-0.01"), ("10.5", "10.5"), ("1e999", "inf"), ("-1e999", "-inf"), ("11", "11.0")],
)
@pytest.mark.parametrize("title", ["the river", "nothing"])
async def test_a_least_mean_vote_is_0_to_10(least, shown, title, fitted, small):
    document = f'{{ filmRecommendations(title: "{title}", minVoteAverage: {least}) {{ rank }} }}'
    for snapshot in (fitted, small):
        message, extensions = await refusal(snapshot, document)
        assert message == f"`minVoteAverage` is {shown}; it must be 0 to 10"
        assert extensions == {"code": "BAD_USER_INPUT", "argument": "minVoteAverage"}


@pytest.mark.parametrize("least", [float("nan"), float("inf"), "5", True, None])
async def test_a_variable_that_is_no_number_is_refused(least, fitted):
    document = 'query($least: Float!) { filmRecommendations(title: "x", minVoteAverage: $least) { rank } }'
    message, _ = await refusal(fitted, document, least=least)
    assert "$least" in message


async def test_without_a_model_only_what_needs_one_is_an_error(small):
    result = await execute(
        small,
        """{ filmRecommendations(title: "paper boats") { rank } film(id: "film:862") { recommendations { rank } }
             none: filmRecommendations(title: "nothing has it") { rank }
             other: film(id: "film:862") { id } filmScore(title: "paper boats") { year } }""",
    )
    assert [(error.extensions, error.path) for error in result.errors] == [
        ({"code": "MODEL_NOT_READY"}, ["filmRecommendations"]),
        ({"code": "MODEL_NOT_READY"}, ["film", "recommendations"]),
    ]
    assert {error.message for error in result.errors} == {
        "No model has been fitted to the data being served; fit one with: recsys fit"
    }
    assert result.data == {
        "filmRecommendations": None,
        "film": None,
        "none": None,
        "other": {"id": "film:862"},
        "filmScore": {"year": 1995},
    }


async def test_a_model_changes_nothing_else(fitted, small):
    document = '{ films { nodes { id cast { id } } } filmVotes(title: "ecume") { __typename } }'
    assert await answer(fitted, document) == await answer(small, document)
