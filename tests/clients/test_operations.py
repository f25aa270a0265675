"""The operations that clients send: valid, answered without errors, and answered with what a page can show."""

from pathlib import Path

import pytest
from graphql import NonNullTypeNode, OperationDefinitionNode, build_schema, parse, validate

from graphql_api.catalogue.snapshot import load
from graphql_api.context import Context
from graphql_api.schema import printed, schema
from tests.clients.relay_modules import operation_name
from tests.conftest import publish_with_model

FILES = sorted((Path(__file__).parent / "operations").glob("*.graphql"))
OPERATIONS = {operation_name(text): text for text in (file.read_text(encoding="utf-8") for file in FILES)}


@pytest.fixture(scope="session")
def small_with_model(small_raw, tmp_path_factory):
    return load(publish_with_model(small_raw, tmp_path_factory.mktemp("small") / "data"))


@pytest.fixture(scope="session")
def real_with_model(real_raw, tmp_path_factory):
    return load(publish_with_model(real_raw, tmp_path_factory.mktemp("real") / "data"))


async def answer(snapshot, name, /, **variables):
    result = await schema.execute(OPERATIONS[name], variable_values=variables, context_value=Context(snapshot))
    assert result.errors is None, result.errors
    return result.data


@pytest.fixture
def ask_small(small_with_model):
    return lambda name, /, **variables: answer(small_with_model, name, **variables)


@pytest.fixture
def ask_real(real_with_model):
    return lambda name, /, **variables: answer(real_with_model, name, **variables)


def nullable_variables(document):
    """The names of the variables that may be null."""
    return [
        variable.variable.name.value
        for each in parse(document).definitions
        if isinstance(each, OperationDefinitionNode)
        for variable in each.variable_definitions or ()
        if not isinstance(variable.type, NonNullTypeNode)
    ]


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_valid(name):
    assert validate(build_schema(printed()), parse(OPERATIONS[name])) == []


def test_a_file_is_named_as_its_operation():
    names = ["".join(word.capitalize() for word in file.stem.split("-")[1:]) for file in FILES]
    assert names == list(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
async def test_an_operation_answers_with_its_own_defaults(name, ask_small):
    await ask_small(name)


@pytest.mark.parametrize("name", OPERATIONS)
async def test_an_operation_answers_when_what_may_be_null_is_null(name, ask_small):
    # Relay sends null for every variable that a page does not give.
    await ask_small(name, **dict.fromkeys(nullable_variables(OPERATIONS[name])))


async def test_a_title_s_page_shows_the_same_work_elsewhere_and_what_is_like_it(ask_small):
    title = (await ask_small("TitlePage", id="ns1"))["title"]
    assert title["displayTitle"] == "Quiet Rain"
    assert [other["id"] for other in title["alsoOn"]] == ["as1"]
    assert title["recommendations"]


async def test_an_actor_s_page_shows_titles_the_newest_first_and_their_genres_and_films(ask_small):
    actor = (await ask_small("ActorPage", name="ana ruiz"))["actor"]
    assert actor["films"]["nodes"] == [
        {"id": "film:862", "title": "Paper Boats", "releaseYear": 1995, "returnRatio": 3.0}
    ]
    assert actor["filmReturn"] == {"totalReturn": 3.0, "meanReturn": 3.0}
    years = [title["releaseYear"] for title in actor["titles"]["nodes"]]
    assert len(years) == actor["titleCount"] == 5
    assert years == sorted(years, reverse=True)
    assert actor["titles"]["facets"]["genres"] == [{"value": "comedy", "count": 5}, {"value": "drama", "count": 5}]


async def test_a_search_forgives_the_typing_error_and_counts_for_the_menus(ask_small):
    search = (await ask_small("SearchWithFacets", text="the lantren"))["search"]
    assert "The Lantern" in [title["displayTitle"] for title in search["nodes"]]
    assert sum(each["count"] for each in search["facets"]["platforms"]) == search["totalCount"]


async def test_ids_of_all_types_are_fetched_again_in_their_order(ask_small):
    answered = await ask_small("Refetch", id="hs1", ids=["nobody", "actor:bo chen", "film:862", "netflix"])
    assert answered["node"]["__typename"] == "Title"
    assert [node and node["__typename"] for node in answered["nodes"]] == [None, "Actor", "Film", "Platform"]


async def test_films_are_counted_by_the_names_that_people_type(ask_small):
    assert await ask_small("FilmsByDate") == {"january": 2, "september": 0, "wednesday": 4, "saturday": 0}


async def test_a_film_s_popularity_and_votes_come_with_the_others_of_its_title(ask_small):
    answered = await ask_small("FilmScoreAndVotes", title="ecume")
    others = [{"id": "film:11", "releaseYear": 2004}, {"id": "film:12", "releaseYear": 1970}]
    assert answered["filmScore"] == {"title": "ECUME", "year": 2010, "popularity": 1.5, "alternatives": others}
    assert answered["filmVotes"]["__typename"] == "TooFewVotes"
    assert (await ask_small("FilmScoreAndVotes", title="paper boats"))["filmVotes"]["__typename"] == "VoteSummary"


async def test_returns_come_with_a_director_s_films_oldest_first(ask_small):
    answered = await ask_small("FilmReturns", actor="Tom Oak", director="Ada Bell")
    assert answered["actorReturn"]["actor"]["displayName"] == "Tom Oak"
    assert [film["id"] for film in answered["directorReturn"]["films"]] == ["film:862", "film:863", "film:13"]


async def test_films_like_a_film_come_nearest_first_with_why(ask_small):
    recommended = (await ask_small("FilmRecommendations", title="the river"))["filmRecommendations"]
    assert [each["rank"] for each in recommended] == [1, 2, 3, 4, 5]
    assert recommended[0]["film"] == {"id": "film:11", "title": "Ecume", "releaseYear": 2004}
    assert all(each["reasons"] for each in recommended)


async def test_whether_a_user_would_like_a_title_comes_with_how_sure_and_why(fitted):
    found = (await answer(fitted, "WouldLike", userId=1, titleId="ns1"))["wouldLike"]
    assert (found["user"], found["actualScore"]) == ({"id": "user:1", "mean": 13 / 3, "votes": 3}, 4.0)
    assert (found["recommended"], found["basis"]) == (found["probability"] >= found["cutoff"], "USER_AND_TITLE")
    assert found["title"] == {"id": "ns1", "displayTitle": "Quiet Rain", "score": 3.5, "votes": 2}
    assert found["reasons"]


async def test_a_user_s_page_shows_what_they_rated_the_newest_first_and_what_they_may_like(fitted):
    page = await answer(fitted, "UserPage", userId=1)
    history = page["user"]["history"]
    assert [(each["title"]["id"], each["score"]) for each in history["nodes"]] == [
        ("as1", 4.0), ("ns1", 4.0), ("as1", 5.0),
    ]  # fmt: skip
    assert (history["totalCount"], history["pageInfo"]["hasNextPage"]) == (3, False)
    assert [(each["rank"], each["title"]["id"]) for each in page["user"]["recommendations"]] == [
        (1, "ds1"), (2, "ds2"), (3, "ns3"),
    ]  # fmt: skip
    assert page["users"] == [
        {"id": f"user:{number}", "userId": number, "votes": votes} for number, votes in [(1, 3), (2, 2), (3, 1)]
    ]
    beyond = await answer(fitted, "UserPage", userId=1, after=history["pageInfo"]["endCursor"])
    assert beyond["user"]["history"]["nodes"] == []


async def test_the_card_of_a_fit_tells_what_the_ratings_were_found_to_tell(ask_small):
    card = (await ask_small("ModelCard"))["modelCard"]
    assert card["signal"] == "INSUFFICIENT"
    assert [model["task"] for model in card["models"]] == [
        "SIMILAR_TITLES", "USER_RECOMMENDATIONS", "WOULD_LIKE", "SIMILAR_FILMS",
    ]  # fmt: skip
    assert card["tests"]


async def test_in_a_batch_an_unknown_title_is_null_and_the_rest_is_answered(ask_small):
    answered = await ask_small("Batch")
    assert (answered["user1"], answered["user2"]) == (None, None)  # the small catalogue has no ns700
    assert answered["amazon"]["title"]["id"] == "as3"


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("Recommendations", {"titleId": "ns1"}),
        ("FilmRecommendations", {"title": "Paper Boats"}),
        ("WouldLike", {"titleId": "ns1"}),
    ],
)
async def test_without_a_model_recommendations_say_so(name, variables, small):
    result = await schema.execute(OPERATIONS[name], variable_values=variables, context_value=Context(small))
    assert set(result.data.values()) == {None}
    assert [error.extensions["code"] for error in result.errors] == ["MODEL_NOT_READY"]


async def test_without_a_model_verdicts_of_a_batch_say_so_and_the_rest_is_answered(small):
    result = await schema.execute(OPERATIONS["Batch"], context_value=Context(small))
    assert [(error.path, error.extensions["code"]) for error in result.errors] == [
        (["user1"], "MODEL_NOT_READY"), (["user2"], "MODEL_NOT_READY"),
    ]  # fmt: skip
    assert result.data["netflix"]["title"]["id"] == "ns1"


async def test_without_a_model_the_card_says_that_none_was_fitted(small):
    assert (await answer(small, "ModelCard"))["modelCard"]["signal"] == "NOT_MEASURED"


def is_empty(answered):
    """Whether there is nothing in it for a page to show."""
    if isinstance(answered, dict) and "nodes" in answered:
        return not answered["nodes"]
    return not answered


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("name", OPERATIONS)
async def test_the_real_catalogues_have_something_to_show_for_every_field(name, ask_real):
    answered = await ask_real(name)
    empty = [field for field, value in answered.items() if is_empty(value)]
    # The real film set came without credits: nobody acts in its films or directed them.
    assert empty == (list(answered) if name == "FilmReturns" else [])


@pytest.mark.real
@pytest.mark.slow
async def test_browsing_the_real_catalogues_keeps_to_the_filter_from_page_to_page(ask_real):
    first = (await ask_real("Browse"))["titles"]
    second = (await ask_real("Browse", after=first["pageInfo"]["endCursor"]))["titles"]
    titles = first["nodes"] + second["nodes"]
    assert len({title["id"] for title in titles}) == 40 <= first["totalCount"] == second["totalCount"]
    for title in titles:
        assert title["platform"]["id"] in {"netflix", "disney"}
        assert title["releaseYear"] >= 2000
        assert title["durationInt"] <= 100
        assert title["score"] >= 3
        assert title["votes"] >= 5


@pytest.mark.real
@pytest.mark.slow
async def test_the_penguins_are_found_in_the_real_catalogues(ask_real):
    search = (await ask_real("SearchWithFacets"))["search"]
    assert [title for title in search["nodes"] if "Penguins" in title["displayTitle"]]
    for facet in ("platforms", "types", "releaseYears"):
        assert sum(each["count"] for each in search["facets"][facet]) == search["totalCount"]


@pytest.mark.real
@pytest.mark.slow
async def test_the_search_box_suggests_real_titles_and_actors(ask_real):
    box = await ask_real("SearchBox")
    assert len(box["search"]["nodes"]) == len(box["actors"]["nodes"]) == 5
    for actor in box["actors"]["nodes"]:
        assert any(word.startswith("fran") for word in actor["displayName"].lower().split())


@pytest.mark.real
@pytest.mark.slow
async def test_a_real_title_s_page_is_complete(ask_real):
    title = (await ask_real("TitlePage"))["title"]
    assert (title["id"], title["displayTitle"], title["releaseYear"]) == ("ns700", "Katla", 2021)
    assert title["displayDescription"].startswith("The catastrophic eruption of subglacial volcano Katla")
    assert title["genres"] == ["international tv shows", "tv dramas", "tv mysteries"]
    assert title["cast"][0]["displayName"] == "Guðrún Eyfjörð"
    assert "ns700" not in {each["title"]["id"] for each in title["recommendations"]}


@pytest.mark.real
@pytest.mark.slow
async def test_a_real_actor_s_page_has_more_titles_than_one_page(ask_real):
    first = (await ask_real("ActorPage"))["actor"]
    second = (await ask_real("ActorPage", after=first["titles"]["pageInfo"]["endCursor"]))["actor"]
    years = [title["releaseYear"] for page in (first, second) for title in page["titles"]["nodes"]]
    assert len(years) == 20 < first["titleCount"]
    assert years == sorted(years, reverse=True)
    assert first["titles"]["facets"] == second["titles"]["facets"]


@pytest.mark.real
@pytest.mark.slow
async def test_recommendations_of_a_real_title_are_other_titles_best_first(ask_real):
    recommended = (await ask_real("Recommendations"))["recommendations"]
    scores = [each["score"] for each in recommended]
    assert [each["rank"] for each in recommended] == list(range(1, len(recommended) + 1))
    assert scores == sorted(scores, reverse=True)
    assert "as123" not in {each["title"]["id"] for each in recommended}
    assert all(each["reasons"] for each in recommended)


@pytest.mark.real
@pytest.mark.slow
async def test_a_real_actor_s_page_has_no_films_as_the_film_set_came_without_credits(ask_real):
    actor = (await ask_real("ActorPage"))["actor"]
    assert (actor["films"], actor["filmReturn"]) == ({"totalCount": 0, "nodes": []}, None)


@pytest.mark.real
@pytest.mark.slow
async def test_a_real_film_has_popularity_votes_and_films_like_it(ask_real):
    found = await ask_real("FilmScoreAndVotes")
    assert (found["filmScore"]["title"], found["filmScore"]["year"]) == ("Toy Story", 1995)
    assert found["filmVotes"]["__typename"] == "VoteSummary"
    recommended = (await ask_real("FilmRecommendations"))["filmRecommendations"]
    scores = [each["score"] for each in recommended]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)
    assert all(each["reasons"] and each["film"]["releaseYear"] >= 1970 for each in recommended)
    assert "film:862" not in {each["film"]["id"] for each in recommended}


@pytest.mark.real
@pytest.mark.slow
async def test_real_objects_are_fetched_again(ask_real):
    answered = await ask_real("Refetch")
    assert answered["node"]["displayTitle"] == "Where Hands Touch"
    netflix, actor, film, nothing = answered["nodes"]
    assert netflix == {"__typename": "Platform", "id": "netflix", "name": "Netflix", "titleCount": 8807}
    assert (actor["displayName"], actor["titleCount"]) == ("James Franco", 24)
    assert film == {"__typename": "Film", "id": "film:862", "title": "Toy Story", "releaseDate": "1995-10-30"}
    assert nothing is None
