"""Apollo Client, urql and Python's gql ask a service that listens, and understand what it answers.

Each answer to one of our operations is compared with what the schema answers without any client or HTTP between.
"""

import json
import shutil

import pytest

from graphql_api.context import Context
from graphql_api.schema import schema
from tests.clients.relay_modules import operation_name
from tests.clients.tools import HERE, OPERATIONS, ROOT, SCHEMA, project, run
from tests.graphql_api.serving import serving

pytestmark = pytest.mark.slow

QUERIES = {operation_name(text): text for text in (file.read_text(encoding="utf-8") for file in OPERATIONS)}
VARIABLES = {
    "FilmScoreAndVotes": {"title": "Paper Boats"},
    "FilmReturns": {"actor": "Tom Oak", "director": "Ada Bell"},
    "FilmRecommendations": {"title": "Paper Boats"},
    "SearchWithFacets": {"text": "rain"},
    "SearchBox": {"text": "ana"},
    "TitlePage": {"id": "ns1"},
    "ActorPage": {"name": "ana ruiz"},
    "Recommendations": {"titleId": "ns1"},
    "WouldLike": {"titleId": "ds1"},
    "Refetch": {"id": "ns1", "ids": ["netflix", "actor:ana ruiz", "film:862", "no such id"]},
}
"""What to ask of the small catalogue, which has nothing of what the operations ask for by default."""

NOT_FOUND = ["PERSISTED_QUERY_NOT_FOUND"]


def live(tools, served, program):
    """What a client's program found out."""
    folder = project(tools, SCHEMA)
    shutil.copytree(HERE / "live", folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "possible-types.json", folder)
    asked = {name: {"query": text, "variables": VARIABLES.get(name, {})} for name, text in QUERIES.items()}
    (folder / "operations.json").write_text(json.dumps(asked), encoding="utf-8")
    done = run(folder, "node", program, f"{served.url}/graphql")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def apollo(tools, served):
    return live(tools, served, "apollo.mjs")


@pytest.fixture(scope="module")
def urql(tools, served):
    return live(tools, served, "urql.mjs")


@pytest.fixture(scope="module")
def gql():
    """Python's gql, imported late: `make test` collects this file without what only slow tests need."""
    import gql.transport.aiohttp
    import gql.transport.exceptions

    return gql


@pytest.fixture
def by_gql(gql, served):
    transport = gql.transport.aiohttp.AIOHTTPTransport(f"{served.url}/graphql")
    return gql.Client(transport=transport, fetch_schema_from_transport=True)


async def answer(fitted, name):
    """What the schema answers."""
    result = await schema.execute(QUERIES[name], variable_values=VARIABLES.get(name), context_value=Context(fitted))
    assert result.errors is None
    return result.data


def plain(answered):
    """An answer without `__typename`, which clients ask for everywhere."""
    if isinstance(answered, dict):
        return {name: plain(value) for name, value in answered.items() if name != "__typename"}
    return [plain(each) for each in answered] if isinstance(answered, list) else answered


@pytest.mark.parametrize("name", QUERIES)
async def test_apollo_client_gets_what_the_schema_answers(name, apollo, fitted):
    assert plain(apollo["answers"][name]) == plain(await answer(fitted, name))


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize(("how", "method"), [("answers", "POST"), ("answersByGet", "GET")])
async def test_urql_gets_what_the_schema_answers(how, method, name, urql, fitted):
    assert plain(urql[how]["found"][name]) == plain(await answer(fitted, name))
    assert {sent["method"] for sent in urql[how]["seen"]} == {method}


@pytest.mark.parametrize("name", QUERIES)
async def test_gql_gets_what_the_schema_answers(name, gql, by_gql, fitted):
    async with by_gql as session:
        request = gql.GraphQLRequest(QUERIES[name], variable_values=VARIABLES.get(name))
        answered = await session.execute(request)
    assert plain(answered) == plain(await answer(fitted, name))


@pytest.mark.parametrize("client", ["apollo", "urql"])
def test_an_error_in_a_field_comes_with_its_code_and_with_what_was_answered_beside_it(client, request):
    told = request.getfixturevalue(client)["errors"]["field"]
    assert (told["recognised"], told["codes"]) == (True, ["BAD_USER_INPUT"])
    assert plain(told["data"]) == {"title": None, "platformCounts": [{"count": 3}]}


@pytest.mark.parametrize("client", ["apollo", "urql"])
@pytest.mark.parametrize("fault", ["unknownField", "unknownEnum"])
def test_a_query_that_does_not_fit_the_schema_is_an_error_with_a_code(fault, client, request):
    told = request.getfixturevalue(client)["errors"][fault]
    assert told == {"data": None, "recognised": True, "codes": ["GRAPHQL_VALIDATION_FAILED"]}


async def test_gql_raises_an_error_with_its_code(gql, by_gql):
    async with by_gql as session:
        with pytest.raises(gql.transport.exceptions.TransportQueryError) as raised:
            await session.execute(gql.GraphQLRequest('{ title(id: "as1") { cast(first: 0) { id } } }'))
    assert [error["extensions"]["code"] for error in raised.value.errors] == ["BAD_USER_INPUT"]


async def test_gql_tells_how_long_to_wait(gql, fitted_data, tmp_path):
    with serving(fitted_data, tmp_path / "log", CARTELERA_RATE="1/hour") as service:
        transport = gql.transport.aiohttp.AIOHTTPTransport(f"{service.url}/graphql")
        async with gql.Client(transport=transport) as session:
            await session.execute(gql.GraphQLRequest("{ __typename }"))
            with pytest.raises(gql.transport.exceptions.TransportQueryError) as raised:
                await session.execute(gql.GraphQLRequest("{ __typename }"))
    assert [error["extensions"]["code"] for error in raised.value.errors] == ["RATE_LIMITED"]
    assert 0 < int(transport.response_headers["Retry-After"]) <= 3600


def test_apollo_s_cache_keeps_a_fragment_on_node_only_with_the_possible_types(apollo):
    assert apollo["fragmentOnNode"] == {"with": "ns1", "without": None}


def told(method, status, codes=(), *, query=False):
    return {"method": method, "query": query, "hash": True, "status": status, "codes": list(codes)}


@pytest.mark.parametrize(
    ("client", "how", "hashed", "whole"),
    [
        ("apollo", "post", "POST", "POST"),
        ("apollo", "getOnceKnown", "GET", "POST"),
        ("apollo", "get", "GET", "GET"),
        ("urql", "post", "POST", "POST"),
        ("urql", "get", "GET", "GET"),
    ],
)
def test_a_query_is_sent_whole_once_and_then_by_its_hash(client, how, hashed, whole, request):
    found = request.getfixturevalue(client)["persisted"][how]
    assert found.get("titles") == ["Quiet Rain", "Écume"], found
    first, again, known = found["seen"]
    assert (first["method"], first["query"], first["hash"], first["codes"]) == (hashed, False, True, NOT_FOUND)
    assert (again, known) == (told(whole, 200, query=True), told(hashed, 200))
