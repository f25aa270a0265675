"""`/graphql`: every request has an answer of the right kind, status and code, and leaves nothing behind."""

import asyncio
import gc
import hashlib
import json
import logging
import threading
import time
from typing import Any
from urllib.parse import quote

import pytest

from graphql_api.catalogue import questions
from graphql_api.context import Context
from graphql_api.http.exchange import Exchange
from graphql_api.http.execution import CHEAP, SHORT_TEXT, SLOW_SECONDS, Asked
from graphql_api.limits.documents import Documents
from graphql_api.limits.prices import SURCHARGES
from graphql_api.limits.rate import Rate
from tests.graphql_api.http.endpoint import JSON, RESPONSE, endpoint, request
from tests.graphql_api.waiting import until

TYPENAME = "{ __typename }"
BY_STRAWBERRY: dict[str, Any] = {"engine": False, "response_cache_bytes": 0}
"""Where a test looks at how work is done: by no plan, and each time."""
ANSWER = {"data": {"__typename": "Query"}, "extensions": {"cost": {"requested": 1, "allowed": 5_000}}}


@pytest.fixture
async def asked(small):
    async with endpoint(small) as opened:
        yield opened


@pytest.fixture
async def executed(small):
    async with endpoint(small, **BY_STRAWBERRY) as opened:
        yield opened


def codes(response):
    return [error["extensions"]["code"] for error in response.json()["errors"]]


# Answers


async def test_a_query_by_post_and_by_get_have_the_same_answer(asked, small):
    for response in (await asked.post(TYPENAME), await asked.get(query=TYPENAME)):
        assert (response.status_code, response.json()) == (200, ANSWER)
        assert response.headers["Content-Type"] == "application/json; charset=utf-8"
        assert response.headers["X-Dataset-Version"] == small.manifest.dataset_version
        assert response.headers["Vary"] == "Accept-Encoding, Accept"
        assert "X-Model-Version" not in response.headers


async def test_the_model_is_named_where_there_is_one(fitted):
    async with endpoint(fitted) as asked:
        assert (await asked.post(TYPENAME)).headers["X-Model-Version"] == fitted.manifest.model_version


async def test_the_newer_media_type_is_answered_with_to_whoever_names_it(asked):
    response = await asked.post(TYPENAME, accept=f"{RESPONSE}, application/json;q=0.9")
    assert (response.status_code, response.json()) == (200, ANSWER)
    assert response.headers["Content-Type"] == f"{RESPONSE}; charset=utf-8"


async def test_unknown_extensions_of_a_request_are_taken(asked):
    assert (await asked.post(TYPENAME, extensions={"mine": [1]}, id="x")).json() == ANSWER


async def test_a_cost_is_told_with_each_answer(asked):
    query = "query($n: Int) { platform(code: HULU) { titles(first: $n) { nodes { id } } } }"
    cost = SURCHARGES["Platform.titles"] + 10
    response = await asked.post(query, variables={"n": 7})
    assert response.json()["extensions"] == {"cost": {"requested": cost, "allowed": 5_000}}


# Errors


LONG = "a" * 5_000
TOO_DEEP = "{ titles { nodes " + "{ cast { titles { nodes " * 4 + "{ id }" + "} } }" * 4 + "} }"
TOO_DEAR = "{ titles(first: 100) { nodes { cast(first: 100) { name } } } }"
TOO_MUCH = SURCHARGES["Query.titles"] + 1 + 100 * (1 + 110)
REFUSED = {
    "no query can be read": ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
    "an empty query": ({"query": ""}, "GRAPHQL_PARSE_FAILED"),
    "a field that is none": ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED"),
    "no such operation": ({"query": TYPENAME, "operationName": "A"}, "OPERATION_RESOLUTION_FAILURE"),
    "two operations": ({"query": "query A { a: __typename } query B { __typename }"}, "OPERATION_RESOLUTION_FAILURE"),
    "a variable is missing": ({"query": "query($i: ID!) { title(id: $i) { id } }"}, "BAD_USER_INPUT"),
    "a variable is wrong": (
        {"query": "query($y: Int) { topActor(year: $y) { count } }", "variables": {"y": "x"}},
        "BAD_USER_INPUT",
    ),
    "too deep": ({"query": TOO_DEEP}, "LIMIT_EXCEEDED"),
    "too dear": ({"query": TOO_DEAR}, "LIMIT_EXCEEDED"),
    "a long list": (
        {"query": "query($i: [ID!]!) { nodes(ids: $i) { id } }", "variables": {"i": ["a"] * 101}},
        "LIMIT_EXCEEDED",
    ),
    "an unknown hash": (
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "a" * 64}}},
        "PERSISTED_QUERY_NOT_FOUND",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
async def test_a_request_error_has_no_data_and_the_status_that_the_media_type_gives_it(kind, asked):
    body, code = REFUSED[kind]
    for accept, status in ((None, 200), ("application/json", 200), (RESPONSE, 400)):
        response = await asked.post(accept=accept, **body)
        assert (response.status_code, set(codes(response))) == (status, {code})
        assert "data" not in response.json()
        assert asked.exchanges[-1].codes == codes(response)


async def test_what_is_over_a_limit_is_told_in_numbers(asked):
    (error,) = (await asked.post(TOO_DEAR)).json()["errors"]
    extensions = error["extensions"]
    assert extensions == {"code": "LIMIT_EXCEEDED", "limit": "cost", "found": TOO_MUCH, "allowed": 5_000}
    assert error["message"] == f"The request has {TOO_MUCH} units of estimated cost; at most 5000 are answered"


@pytest.mark.parametrize("accept", [None, RESPONSE])
async def test_a_field_error_is_part_of_an_answer(accept, asked):
    response = await asked.post('{ title(id: "as1") { cast(first: 0) { name } } platforms { id } }', accept=accept)
    assert (response.status_code, codes(response)) == (200, ["BAD_USER_INPUT"])
    assert (response.json()["data"]["title"], len(response.json()["data"]["platforms"])) == (None, 4)


async def test_a_field_error_that_empties_the_answer_is_part_of_one(asked):
    response = await asked.post('{ filmsReleasedInMonth(month: "agosot") }', accept=RESPONSE)
    assert (response.status_code, response.json()["data"], codes(response)) == (200, None, ["BAD_USER_INPUT"])


async def test_each_field_of_the_root_may_tell_its_error_and_others_are_counted(small):
    query = " ".join(f'a{number}: title(id: "as1") {{ cast(first: 0) {{ name }} }}' for number in range(8))
    async with endpoint(small) as asked:
        assert len((await asked.post(f"{{ {query} }}")).json()["errors"]) == 8
    async with endpoint(small, {"errors": 3, "root_fields": 8}) as asked:
        ids = '["as1", "as2", "as3", "ds1", "ds2", "hs1", "hs2", "hs3", "ns1", "ns2"]'
        response = await asked.post(f"{{ nodes(ids: {ids}) {{ ... on Title {{ cast(first: 0) {{ name }} }} }} }}")
        assert len(response.json()["errors"]) == 8
        assert response.json()["extensions"]["errors"] == {"found": 10, "told": 8}
        assert len(response.json()["data"]["nodes"]) == 10


async def test_a_message_does_not_repeat_all_that_it_was_sent(asked):
    query = "query($p: PlatformCode) { platformCounts(platform: $p) { count } }"
    (error,) = (await asked.post(query, variables={"p": LONG})).json()["errors"]
    assert len(error["message"]) == 1_003
    assert error["message"].endswith("aaa...")


async def test_half_a_surrogate_pair_is_answered_in_ascii(asked):
    body = json.dumps({"query": "query($p: PlatformCode) { platformCounts(platform: $p) { count } }",
                       "variables": {"p": "\ud800"}})  # fmt: skip
    response = await asked.client.post("/graphql", content=body, headers=JSON)
    assert response.status_code in {200, 400}
    assert codes(response)[0] in {"BAD_USER_INPUT", "BAD_REQUEST"}
    assert response.content.isascii()


async def test_an_error_of_ours_is_masked_under_the_id_of_the_request(executed, monkeypatch, caplog):
    async def fails(*_):
        raise OSError("/srv/data: password=hunter2")

    monkeypatch.setattr(questions, "top_actor", fails)
    response = await executed.post("{ mine: topActor(year: 2018) { count } platforms { id } }", accept=RESPONSE)
    assert (response.status_code, len(response.json()["data"]["platforms"])) == (200, 4)
    assert response.json()["errors"] == [
        {
            "message": "Something went wrong on our side.",
            "locations": [{"line": 1, "column": 3}],
            "path": ["mine"],
            "extensions": {"code": "INTERNAL_ERROR", "id": executed.exchanges[-1].id},
        }
    ]
    assert [each.levelno for each in caplog.records if each.levelno >= logging.WARNING] == [logging.ERROR]


# Refusals of the transport


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW"])
async def test_another_method_is_told_which_are_answered(method, asked):
    response = await asked.client.request(method, "/graphql?query={__typename}")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, POST")
    if method != "HEAD":
        assert codes(response) == ["METHOD_NOT_ALLOWED"]


TRANSPORT = {
    "another type": ({"content": b"{}", "headers": {"Content-Type": "text/plain"}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
    "no type": ({"content": b"{}"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
    "a form": ({"data": {"query": TYPENAME}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
    "a file": ({"files": {"query": b"x"}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
    "nothing": ({"content": b"", "headers": JSON}, 400, "BAD_REQUEST"),
    "no json": ({"content": b"\xff", "headers": JSON}, 400, "BAD_REQUEST"),
    "a batch": ({"json": [{"query": TYPENAME}]}, 400, "BAD_REQUEST"),
    "no query": ({"json": {"variables": {}}}, 400, "BAD_REQUEST"),
    "a wrong hash": (
        {"json": {"query": TYPENAME, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "a" * 64}}}},
        400,
        "BAD_REQUEST",
    ),
    "too long": ({"content": b" " * 102_401, "headers": JSON}, 413, "PAYLOAD_TOO_LARGE"),
    "pictures": ({"json": {"query": TYPENAME}, "headers": {"Accept": "image/png"}}, 406, "NOT_ACCEPTABLE"),
}


@pytest.mark.parametrize("kind", TRANSPORT)
@pytest.mark.parametrize("accept", ["application/json", RESPONSE])
async def test_what_is_no_graphql_request_is_refused_in_its_words(kind, accept, asked):
    sent, status, code = TRANSPORT[kind]
    response = await asked.client.post("/graphql", **{**sent, "headers": {"Accept": accept, **sent.get("headers", {})}})
    assert (response.status_code, codes(response)) == (status, [code])
    kind = "application/json" if code == "NOT_ACCEPTABLE" else accept
    assert response.headers["Content-Type"] == f"{kind}; charset=utf-8"
    assert asked.exchanges[-1].codes == [code]


async def test_a_body_of_just_the_size_that_may_be_is_read(asked):
    body = json.dumps({"query": TYPENAME}).encode().ljust(102_400)
    assert (await asked.client.post("/graphql", content=body, headers=JSON)).json() == ANSWER


async def test_nothing_is_answered_before_there_is_a_release():
    async with endpoint(None) as asked:
        response = await asked.post(TYPENAME)
    assert (response.status_code, response.headers["Retry-After"], codes(response)) == (503, "2", ["NOT_READY"])


# Browsers


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


async def test_a_browser_that_asks_nothing_gets_the_page(asked):
    for path in ("/graphql", "/graphql?operationName=x"):
        response = await asked.client.get(path, headers={"Accept": BROWSER})
        assert response.headers["Content-Type"].startswith("text/html")


async def test_a_browser_that_asks_gets_its_answer(asked):
    assert (await asked.get(query=TYPENAME, accept=BROWSER)).json() == ANSWER


async def test_there_is_no_page_where_the_ide_is_off(small):
    async with endpoint(small, ide=False) as asked:
        assert codes(await asked.get(accept=BROWSER)) == ["BAD_REQUEST"]
        assert codes(await asked.get(accept="text/html")) == ["NOT_ACCEPTABLE"]


# Persisted queries


def by_hash(text):
    return {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(text.encode()).hexdigest()}}


async def test_a_query_sent_with_its_hash_is_then_asked_for_by_it(asked):
    assert codes(await asked.post(extensions=by_hash(TYPENAME))) == ["PERSISTED_QUERY_NOT_FOUND"]
    assert (await asked.post(TYPENAME, extensions=by_hash(TYPENAME))).json() == ANSWER
    assert (await asked.post(extensions=by_hash(TYPENAME))).json() == ANSWER
    assert (await asked.get(extensions=json.dumps(by_hash(TYPENAME)))).json() == ANSWER


async def test_a_query_may_be_sent_with_its_hash_by_get(asked):
    assert (await asked.get(query=TYPENAME, extensions=json.dumps(by_hash(TYPENAME)))).json() == ANSWER
    assert len(asked.endpoint.persisted) == 1


async def test_a_query_that_is_refused_is_not_kept(asked):
    for query in ("{ nothing }", "{", TOO_DEAR):
        await asked.post(query, extensions=by_hash(query))
    assert len(asked.endpoint.persisted) == 0


async def test_persisted_queries_can_be_off(small):
    async with endpoint(small, traffic={"persisted_entries": 0}) as asked:
        assert codes(await asked.post(extensions=by_hash(TYPENAME))) == ["PERSISTED_QUERY_NOT_SUPPORTED"]
        assert (await asked.post(TYPENAME, extensions=by_hash(TYPENAME))).json() == ANSWER


# Keys and rates


async def test_where_keys_are_asked_for_nothing_is_answered_without(small):
    async with endpoint(small, api_keys=("a-key-of-some-length",)) as asked:
        refused = await asked.post(TYPENAME)
        assert (refused.status_code, codes(refused)) == (401, ["UNAUTHENTICATED"])
        response = await asked.client.get(
            f"/graphql?query={quote(TYPENAME)}", headers={"Authorization": "Bearer a-key-of-some-length"}
        )
        assert response.json() == ANSWER
        # The page holds no data, and asks with the key that is typed into it.
        assert (await asked.get(accept=BROWSER)).headers["Content-Type"].startswith("text/html")


async def test_who_asks_too_often_is_told_when_to_come_again(small):
    async with endpoint(small, rate=Rate(2, "hour")) as asked:
        allowed = [await asked.post(TYPENAME), await asked.post("{")]
        refused = await asked.post(TYPENAME)
    assert [each.headers["RateLimit-Remaining"] for each in allowed] == ["1", "0"]
    assert (refused.status_code, codes(refused)) == (429, ["RATE_LIMITED"])
    assert int(refused.headers["Retry-After"]) > 0
    assert asked.exchanges[-1].codes == ["RATE_LIMITED"]


# How work is done


SLOW = "{ topActor(year: 2018) { count } }"
DEAR = "{ a: topActor(year: 2018) { count } b: topActor(year: 2017) { count } c: topActor { count } }"


@pytest.fixture
def slow(monkeypatch):
    """Has `topActor` take a minute; tells by which threads it was begun, and how often it was ended early."""

    class Told:
        threads: list[str] = []  # noqa: RUF012
        ended = 0

    told = Told()
    told.threads = []

    async def slowly(*_):
        told.threads.append(threading.current_thread().name)
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            told.ended += 1
            raise

    monkeypatch.setattr(questions, "top_actor", slowly)
    return told


@pytest.mark.parametrize(("query", "begun"), [(SLOW, 1), (DEAR, 3)])
async def test_what_takes_too_long_is_ended_and_refused(query, begun, small, slow):
    async with endpoint(small, traffic={"deadline_seconds": 0.1}, **BY_STRAWBERRY) as asked:
        response = await asked.post(query, accept=RESPONSE)
        assert (response.status_code, codes(response)) == (503, ["TIMEOUT"])
        told = "The answer was not ready within 0.1 seconds; ask for less at once"
        assert response.json()["errors"][0]["message"] == told
        await until(lambda: slow.ended == begun)
        assert (await asked.post(TYPENAME)).json() == ANSWER


@pytest.mark.parametrize(("query", "begun"), [(SLOW, 1), (DEAR, 3)])
async def test_when_the_client_leaves_its_work_is_ended(query, begun, executed, slow):
    sent = []
    messages = asyncio.Queue()
    messages.put_nowait({"type": "http.request"})

    async def send(message):
        sent.append(message)

    asking = asyncio.create_task(executed.endpoint(request(f"/graphql?query={quote(query)}"), messages.get, send))
    await until(lambda: len(slow.threads) == begun)
    messages.put_nowait({"type": "http.disconnect"})
    await asking
    await until(lambda: slow.ended == begun)
    assert sent == []
    assert (await executed.post(TYPENAME)).json() == ANSWER


async def test_what_is_cheap_is_worked_out_on_the_loop_and_what_is_dear_beside_it(executed, monkeypatch):
    threads = []

    async def noted(*_):
        threads.append(threading.current_thread())

    monkeypatch.setattr(questions, "top_actor", noted)
    for query in (SLOW, DEAR):
        for _ in range(2):  # at first the query is read, then it is known
            threads.clear()
            cost = (await executed.post(query)).json()["extensions"]["cost"]["requested"]
            assert [each is threading.current_thread() for each in threads] == [cost <= CHEAP] * len(threads)
            assert threads


@pytest.mark.parametrize("query", [SLOW, DEAR])
async def test_more_than_may_wait_is_told_to_come_again(query, small, slow):
    async with endpoint(small, traffic={"threads": 1, "waiting": 0}, **BY_STRAWBERRY) as asked:
        held = asyncio.create_task(asked.post(query))
        await until(lambda: slow.threads)
        response = await asked.post(query.replace("count", "count __typename"), accept=RESPONSE)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "1")
        assert codes(response) == asked.exchanges[-1].codes == ["OVERLOADED"]
        held.cancel()


async def test_a_query_is_read_and_checked_once(executed, monkeypatch):
    prepared = []
    prepare = Documents.prepare

    def noted(self, text):
        prepared.append(text)
        return prepare(self, text)

    monkeypatch.setattr(Documents, "prepare", noted)
    for year in (2018, 2019):
        await executed.post("query($y: Int) { topActor(year: $y) { count } }", variables={"y": year})
    assert len(prepared) == 1
    for _ in range(2):
        await executed.post("{ nothing }")
    assert len(prepared) == 3  # what is wrong is not remembered: there is no end of it


# What is told of a request, and what is left of it


@pytest.mark.parametrize(
    ("body", "operation", "cost"),
    [
        ({"query": TYPENAME}, "introspection", 1),
        ({"query": "query Mine { me: platforms { id } }"}, "platforms", 5),
        ({"query": "{ platforms { id } users { id } }"}, "several", 16),
        ({"query": TOO_DEAR}, "titles", TOO_MUCH),
        ({"query": "{ nothing }"}, "none", None),
        ({}, "none", None),
    ],
)
async def test_what_was_asked_is_noted_in_words_of_the_schema(body, operation, cost, asked):
    await asked.post(**body)
    exchange = asked.exchanges[-1]
    assert (exchange.operation, exchange.cost, exchange.shape != "") == (operation, cost, cost is not None)


QUERIES = {
    "an answer": "{ platforms { titles { nodes { cast { name } } } } }",
    "an error": "{ nodes(ids: []) { id } }",
    "a query that is none": "{ nothing }",
    "a query that cannot be read": "{",
    "a name that nothing has": '{ filmScore(title: "Paper Boat") { film { title } } }',
    "one worked out in a thread": DEAR,
}


@pytest.mark.parametrize("kind", QUERIES)
async def test_an_answered_request_holds_no_snapshot(kind, executed):
    # What is left of a request waits for the garbage collector: it may not keep a release in memory that has been
    # replaced.
    gc.collect()
    gc.disable()
    try:
        assert (await executed.post(QUERIES[kind])).headers["X-Dataset-Version"]
        assert (await executed.get(query=QUERIES[kind])).headers["X-Dataset-Version"]
        left = [each for each in gc.get_objects() if isinstance(each, Context)]
    finally:
        gc.enable()
    assert [each for each in left if hasattr(each, "snapshot")] == []


async def test_an_answer_longer_than_may_be_is_not_sent(small):
    query = "{ titles { nodes { id description } } }"
    async with endpoint(small) as asked:
        size = len((await asked.post(query)).content)
    async with endpoint(small, limits={"answer_bytes": size}) as asked:
        assert "data" in (await asked.post(query)).json()
    async with endpoint(small, limits={"answer_bytes": size - 1}) as asked:
        answer = (await asked.post(query)).json()
    assert answer["errors"][0]["extensions"] == {
        "code": "LIMIT_EXCEEDED", "limit": "answerBytes", "found": size, "allowed": size - 1
    }  # fmt: skip
    assert "data" not in answer


async def test_who_only_waited_is_told_to_come_again(small, monkeypatch):
    go = threading.Event()
    monkeypatch.setattr(Documents, "prepare", lambda *_: go.wait(10))
    long = f"{{ __typename {' ' * SHORT_TEXT} }}"
    async with endpoint(small, traffic={"threads": 1, "deadline_seconds": 0.3}) as asked:
        answers = await asyncio.gather(*(asked.post(long + "#" * n) for n in range(2)))
        go.set()
    codes = [answer.json()["errors"][0]["extensions"]["code"] for answer in answers]
    assert codes == ["TIMEOUT", "OVERLOADED"]
    assert ["Retry-After" in answer.headers for answer in answers] == [False, True]


FORGOTTEN = {
    "a query over a limit": "{ titles(first: 100) { nodes { cast(first: 100) { titles { nodes { id } } } } } }",
    "a long query that does not fit": f"{{ nothing {' ' * SHORT_TEXT} }}",
    "a short one": "{ nothing }",
}


@pytest.mark.parametrize("kind", FORGOTTEN)
async def test_a_refused_request_lets_go_of_its_snapshot_without_the_garbage_collector(kind, small):
    # It would be kept for ever if a release is loaded before the collector comes by.
    gc.collect()
    gc.disable()
    try:
        async with endpoint(small) as asked:
            assert "errors" in (await asked.post(FORGOTTEN[kind])).json()
            (exchange,) = asked.exchanges

            def let_go():
                return not any(isinstance(each, Asked) and each.exchange is exchange for each in gc.get_objects())

            await until(let_go)  # a thread that checked the query may still be ending
    finally:
        gc.enable()


async def test_what_was_slow_on_the_loop_goes_into_a_thread_from_then_on(small, monkeypatch):
    threads = []

    async def slowly(*_arguments):
        threads.append(threading.current_thread())
        end = time.thread_time() + 2 * SLOW_SECONDS
        while time.thread_time() < end:
            pass
        return []

    monkeypatch.setattr(questions, "platform_counts", slowly)
    query = "{ platformCounts { count } }"
    async with endpoint(small, **BY_STRAWBERRY) as asked:
        for text in (query, query, f"query Another {query}"):
            assert (await asked.post(text)).json()["data"] == {"platformCounts": []}
    assert [each is threading.main_thread() for each in threads] == [True, False, False]


@pytest.mark.parametrize(("clock", "slow"), [(time.thread_time, True), (time.perf_counter, False)])
async def test_what_was_slow_at_once_goes_into_a_thread_if_it_was_the_work(clock, slow, small, monkeypatch):
    rest = threading.Event()

    async def slowly(*_arguments):
        end = clock() + 2 * SLOW_SECONDS
        while clock() < end:
            rest.wait(0 if slow else SLOW_SECONDS)
        return []

    monkeypatch.setattr(questions, "platform_counts", slowly)
    async with endpoint(small, engine=True) as asked:
        execution, query = asked.endpoint.execution, "{ platformCounts { count } }"
        execution.documents.remember(execution.documents.prepare(query))
        answered = [execution.at_once(query, None, {}, small, Exchange()) is not None for _ in range(3)]
    assert answered == [True, True, not slow]


async def test_what_others_do_while_a_query_waits_is_not_held_against_it(small, monkeypatch):
    async def waiting(*_arguments):
        await asyncio.sleep(0)
        return []

    async def busy():
        end = time.thread_time() + 2 * SLOW_SECONDS
        while time.thread_time() < end:
            pass

    monkeypatch.setattr(questions, "platform_counts", waiting)
    async with endpoint(small, **BY_STRAWBERRY) as asked:
        await asyncio.gather(asked.post("{ platformCounts { count } }"), *(busy() for _ in range(5)))
        assert not asked.endpoint.execution.slow
