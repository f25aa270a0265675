"""Titles suggested beside another, from a model written by hand; and without a model."""

import pytest
from starlette.testclient import TestClient

from graphql_api.app import create_app
from graphql_api.settings import Settings
from tests.graphql_api.asking import answer, execute, refusal
from tests.graphql_api.conftest import until

WHAT = "{ rank score basis reasons title { id alsoOn { id } } }"


async def suggested(snapshot, title_id, arguments=""):
    """What `recommendations` and `Title.recommendations` both say."""
    inner = f"({arguments.removeprefix(', ')})" if arguments else ""
    found = await answer(
        snapshot,
        f"""query($id: ID!) {{ recommendations(titleId: $id{arguments}) {WHAT}
            title(id: $id) {{ recommendations{inner} {WHAT} }} }}""",
        id=title_id,
    )
    assert found["recommendations"] == found["title"]["recommendations"]
    return found["recommendations"]


async def test_the_nearest_come_first_with_why(fitted):
    first, second, *_ = await suggested(fitted, "ns1")
    assert first == {
        "rank": 1,
        "score": 0.75,
        "basis": "RATINGS",
        "reasons": ["same actor: ana ruiz"],
        "title": {"id": "ds1", "alsoOn": []},
    }
    assert second["reasons"] == ["same actor: bo chen", "same genre: drama"]  # the weightiest first


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ("", ["ds1", "ds2", "as3", "ns2", "as2"]),
        (", first: 1", ["ds1"]),
        (", first: 6", ["ds1", "ds2", "as3", "ns2", "as2", "hs1"]),
        (", first: 50", ["ds1", "ds2", "as3", "ns2", "as2", "hs1"]),
    ],
)
async def test_five_unless_said_otherwise_and_fewer_where_there_are_no_more(arguments, ids, fitted):
    found = await suggested(fitted, "ns1", arguments)
    assert [(each["rank"], each["title"]["id"]) for each in found] == list(enumerate(ids, 1))


async def test_each_title_has_its_own(fitted):
    assert [each["title"]["id"] for each in await suggested(fitted, "as1")] == ["ds1"]
    assert [each["basis"] for each in await suggested(fitted, "ns1", ", first: 6")] == [
        "RATINGS", "CONTENT", "CONTENT", "CONTENT", "CONTENT", "POPULARITY",
    ]  # fmt: skip


@pytest.mark.parametrize("title_id", ["as2", "ds1", "hs3", "ns3"])
async def test_a_title_that_resembles_none_has_an_empty_list(title_id, fitted):
    # Among them the last of all and one that others resemble.
    assert await suggested(fitted, title_id) == []


@pytest.mark.parametrize("first", [0, 51, -1])
@pytest.mark.parametrize(
    "where", ['recommendations(titleId: "ns1", %s) { rank }', 'title(id: "ns1") { recommendations(%s) { rank } }']
)
async def test_how_many_is_1_to_50(first, where, fitted):
    message, extensions = await refusal(fitted, f"{{ {where % f'first: {first}'} }}")
    assert message == f"`first` is {first}; it must be 1 to 50"
    assert extensions == {"code": "BAD_USER_INPUT", "argument": "first"}


@pytest.mark.parametrize("title_id", ["", "ns999", "NS1", "netflix", "\ud800", "\0"])
async def test_an_id_that_no_title_has_is_null(title_id, fitted, small):
    document = "query($id: ID!) { recommendations(titleId: $id) { rank } }"
    assert await answer(fitted, document, id=title_id) == {"recommendations": None}
    assert await answer(small, document, id=title_id) == {"recommendations": None}


async def test_without_a_model_only_what_needs_one_is_an_error(small):
    result = await execute(
        small,
        """{ recommendations(titleId: "ns1") { rank } title(id: "ns1") { recommendations { rank } }
             other: title(id: "ns1") { id alsoOn { id } } }""",
    )
    assert [(error.extensions, error.path) for error in result.errors] == [
        ({"code": "MODEL_NOT_READY"}, ["recommendations"]),
        ({"code": "MODEL_NOT_READY"}, ["title", "recommendations"]),
    ]
    assert {error.message for error in result.errors} == {
        "No model has been fitted to the data being served; fit one with: recsys fit"
    }
    assert result.data == {"recommendations": None, "title": None, "other": {"id": "ns1", "alsoOn": [{"id": "as1"}]}}


async def test_a_model_changes_nothing_else(fitted, small):
    document = '{ titles { totalCount nodes { id title alsoOn { id } } } search(text: "rain") { nodes { id } } }'
    assert await answer(fitted, document) == await answer(small, document)


def test_a_response_names_the_model_that_is_served(fitted_data):
    app = create_app(Settings(data=fitted_data, poll_seconds=3600))
    with TestClient(app, raise_server_exceptions=False) as client:
        until(lambda: client.get("/readyz").status_code == 200)
        asked = {"query": '{ dataset { version } recommendations(titleId: "as1") { title { id } } }'}
        response = client.post("/graphql", json=asked)
    assert response.headers["X-Model-Version"] == "m1"
    assert response.json()["data"] == {
        "dataset": {"version": response.headers["X-Dataset-Version"]},
        "recommendations": [{"title": {"id": "ds1"}}],
    }
