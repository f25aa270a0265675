"""The page on errors has every code that the service can tell, with its status, and no other."""

import ast
import inspect
from collections.abc import Iterator

from graphql_api import errors
from graphql_api.http.telling import LONGEST_MESSAGE
from graphql_api.limits.stopping import Stopped
from graphql_api.observe import names
from tests.docs.pages import DOCS, ROOT, paragraphs, table

PAGE = DOCS / "errors.md"


def calls() -> Iterator[tuple[str, list[object]]]:
    """Every call in the service: what is called, and its arguments where they are plain values."""
    for file in (ROOT / "graphql_api").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id, [getattr(argument, "value", None) for argument in node.args]


def refusals() -> set[tuple[str, int]]:
    """Codes and statuses of requests that are refused."""
    return {(str(code), int(str(status))) for _, (status, code, *_) in named("Refusal")}


def named(*functions: str) -> Iterator[tuple[str, list[object]]]:
    return ((name, arguments) for name, arguments in calls() if name in functions)


def written(heading: str) -> set[str]:
    return {row[0].strip("`") for row in table(PAGE, heading)}


def of_fields() -> set[str]:
    """Codes of errors that resolvers raise, and of what was not expected."""
    raised = {each.code for _, each in inspect.getmembers(errors, inspect.isclass) if getattr(each, "code", "")}
    return {*raised, str(errors.UNEXPECTED["code"])}


def test_every_code_of_a_request_is_listed_with_its_status():
    assert len(refusals()) > 10
    assert {(row[0].strip("`"), int(row[1])) for row in table(PAGE, "Requests")} == refusals()


def test_every_code_of_a_query_is_listed():
    given = {str(arguments[1]) for _, arguments in named("coded", "_refused")}
    assert written("Queries") == {*given, "LIMIT_EXCEEDED"}


def test_every_code_of_a_field_is_listed():
    assert len(of_fields()) > 3
    assert written("Fields") == of_fields()
    assert Stopped.code in written("Requests")  # nobody waits for an answer that holds it


def test_the_metrics_tell_every_code_apart():
    everything = written("Requests") | written("Queries") | written("Fields")
    # What is refused before there is a request does not come to be counted.
    assert everything - {"HEADERS_TOO_LARGE"} == set(names.CODES)


def test_a_message_is_as_long_as_the_page_says():
    assert any(f"at most {LONGEST_MESSAGE:,} characters" in each for each in paragraphs(PAGE))
