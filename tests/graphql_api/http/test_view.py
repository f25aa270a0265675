"""The view lets go of what it answered from."""

import gc

import pytest

from graphql_api.context import Context

QUERIES = {
    "an answer": "{ platforms { titles { nodes { cast { name } } } } }",
    "an error": "{ nodes(ids: []) { id } }",
    "a query that is none": "{ nothing }",
    "a query that cannot be read": "{",
    "a name that nothing has": '{ filmScore(title: "Paper Boat") { film { title } } }',
}


@pytest.mark.parametrize("kind", QUERIES)
def test_an_answered_request_holds_no_snapshot(kind, served):
    # What is left of a request waits for the garbage collector: it may not keep a release in memory that has been
    # replaced.
    gc.collect()
    gc.disable()
    try:
        assert served.post("/graphql", json={"query": QUERIES[kind]}).headers["X-Dataset-Version"]
        assert served.get("/graphql", params={"query": QUERIES[kind]}).headers["X-Dataset-Version"]
        left = [each for each in gc.get_objects() if isinstance(each, Context)]
    finally:
        gc.enable()
    assert [each for each in left if hasattr(each, "snapshot")] == []
