"""The engine: what it remembers, what it lets go of, and what it leaves to Strawberry."""

import gc
import threading
import weakref

import orjson
import pytest

from graphql_api.catalogue.snapshot import load
from graphql_api.engine import engine as of_engine
from graphql_api.engine.engine import MOST_PLANS, Engine
from graphql_api.limits.documents import Documents
from graphql_api.limits.limits import Limits
from graphql_api.schema import schema
from graphql_api.visibility import UsersShown
from pipeline.store.releases import open_release
from tests.graphql_api.engine.asking import answers, same
from tests.graphql_api.engine.comparing import Comparison, Kind

PREPARES = Documents(schema.core, Limits())


@pytest.fixture(scope="module")
def both(fitted):
    with Comparison(fitted) as comparison:
        yield comparison


def asking(engine, snapshot, text, operation=None, /, **variables):
    """The engine's answer to a document that is read anew."""
    document = PREPARES.prepare(text)
    return engine.answer(document, document.operation(operation), variables, snapshot)


@pytest.fixture
def compiled(monkeypatch):
    """What was compiled, one entry a plan."""
    found = []

    def noting(document, operation, switches, *rest):
        found.append(dict(switches))
        return compiler_of(document, operation, switches, *rest)

    compiler_of = of_engine.compiler_of
    monkeypatch.setattr(of_engine, "compiler_of", noting)
    return found


def test_a_document_is_compiled_once_whatever_its_variables_and_whatever_is_served(compiled, fitted, small):
    document, engine = (
        PREPARES.prepare("query ($n: Int) { titles(first: $n) { nodes { id } } }"),
        Engine(UsersShown.HISTORY),
    )
    for snapshot in (fitted, small, fitted):
        for first in (1, 2, 3):
            answer = engine.answer(document, document.operation(None), {"n": first}, snapshot)
            assert len(orjson.loads(answer)["titles"]["nodes"]) == first
    assert compiled == [{}]


def test_each_way_that_its_switches_stand_is_compiled_once(compiled, fitted):
    text = "query ($a: Boolean!, $b: Boolean = true) { dataset { version @skip(if: $a) synthetic @include(if: $b) } }"
    document, engine = PREPARES.prepare(text), Engine(UsersShown.HISTORY)
    for given in ({"a": True}, {"a": False}, {"a": True, "b": True}, {"a": True, "b": False}, {"a": True}):
        answer = orjson.loads(engine.answer(document, document.operation(None), given, fitted))
        shown = {"version"} - ({"version"} if given["a"] else set()) | (
            {"synthetic"} if given.get("b", True) else set()
        )
        assert set(answer["dataset"]) == shown
    assert compiled == [{"a": True, "b": True}, {"a": False, "b": True}, {"a": True, "b": False}]


def test_operations_of_one_document_have_plans_of_their_own(both):
    text = "query A { platforms { code } } query B { platforms { name } }"
    assert b"code" in same(both, text, "A")
    assert b"name" in same(both, text, "B")


def test_plans_are_bounded(fitted):
    names = [f"s{number}" for number in range(6)]
    declared, fields = ", ".join(f"${name}: Boolean!" for name in names), ("version", "builtAt", "synthetic")
    switched = " ".join(f"{fields[at % 3]} @skip(if: ${name})" for at, name in enumerate(names))
    document, engine = (
        PREPARES.prepare(f"query ({declared}) {{ dataset {{ __typename {switched} }} }}"),
        Engine(UsersShown.OFF),
    )
    for number in range(2 ** len(names)):
        given = {name: bool(number >> at & 1) for at, name in enumerate(names)}
        assert engine.answer(document, document.operation(None), given, fitted)
        assert len(document.plans[""].plans) <= MOST_PLANS


def test_columns_go_with_their_snapshot(fitted_data):
    engine, snapshot = Engine(UsersShown.HISTORY), load(open_release(fitted_data))
    engine.prepare(snapshot)
    document = PREPARES.prepare("{ titles { nodes { id recommendations { score } platform { titleCount } } } }")
    assert engine.answer(document, document.operation(None), {}, snapshot)
    gone = weakref.ref(snapshot)
    assert len(engine._columns) == 1
    del snapshot
    gc.collect()
    assert gone() is None
    assert engine._columns == {}


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("{ titles(first: 0) { nodes { id } } }", {}),
        ("{ titles(first: 1, last: 1) { nodes { id } } }", {}),
        ('{ titles(after: "x") { nodes { id } } }', {}),
        ("{ nodes(ids: []) { id } }", {}),
        ("query ($n: Int) { titles(first: $n) { nodes { id } } }", {"n": 2**31}),
        ("query ($n: Int) { titles(first: $n) { nodes { id } } }", {"n": True}),
        ("query ($n: Int!) { user(userId: $n) { id } }", {}),
        ('{ wouldLike(userId: 1, titleId: "as1", threshold: 9) { lift } }', {}),
        ('{ filmsReleasedInMonth(month: "smarch") }', {}),
        ("query ($s: Float!) { scoreCounts(scored: $s) { count } }", {"s": 2**53 + 1}),
        ('{ filmVotes(title: "Paper Boatz") { __typename } }', {}),
        ('{ actorReturn(name: "Tom Oack") { meanReturn } }', {}),
    ],
)
def test_errors_and_suggestions_are_strawberrys_to_tell(text, given, both):
    assert answers(both, text, **given).kind == Kind.REFUSED


def test_what_is_right_beside_an_error_is_not_answered_alone(both):
    found = answers(both, '{ platforms { code } node(id: "as1") { id } titles(first: 0) { nodes { id } } }')
    assert found.kind == Kind.REFUSED
    assert found.strawberry == b"null"


@pytest.mark.parametrize(
    "text",
    [
        "{ maxDuration(year: 2018, addedYear: 2020) { durationInt } }",
        "{ topActor(year: 2018, addedYear: 2020) { count } }",
        "{ scoreCounts(scored: 3, year: 2018, addedYear: 2020) { count } }",
        "{ user(userId: 1) { recommendations { rank } } }",
        "{ users { recommendations { rank title { id } } } }",
        "query ($y: Int = 2018) { maxDuration(year: $y, addedYear: $y) { durationInt } }",
    ],
)
def test_what_takes_a_thread_is_left_to_strawberry_before_one_is_begun(text, fitted, monkeypatch):
    monkeypatch.setattr(threading.Thread, "start", lambda _: pytest.fail("a thread was begun"))
    assert asking(Engine(UsersShown.HISTORY), fitted, text) is None


@pytest.mark.parametrize("shown", UsersShown)
@pytest.mark.parametrize(
    "text",
    [
        "{ users { id votes } }",
        "{ user(userId: 1) { id mean } }",
        '{ node(id: "user:1") { id ... on User { votes } } }',
        '{ nodes(ids: ["user:1", "as1"]) { __typename } }',
        '{ wouldLike(userId: 1, titleId: "as1") { probability actualScore reasons user { id } } }',
        "{ user(userId: 1) { history(first: 2) { nodes { score title { id } } } } }",
    ],
)
def test_of_users_no_more_is_shown_than_strawberry_shows(text, shown, fitted):
    with Comparison(fitted, shown) as comparison:
        found = answers(comparison, text)
    assert found.kind in (Kind.EQUAL, Kind.REFUSED)
    if shown == UsersShown.OFF and "history" not in text:
        assert b'"user:1"' not in (found.engine or b"")
    if shown == UsersShown.HISTORY:
        assert found.kind == Kind.EQUAL


@pytest.mark.parametrize(
    "text",
    [
        "{ a: __typename ...F ...F } fragment F on Query { dataset { ...G } } fragment G on Dataset { version }",
        "{ dataset { version } dataset { synthetic } ... { dataset { version builtAt } } }",
        '{ node(id: "as1") { ...N ... on Title { a: title } } } fragment N on Node { ... on Title { a: title id } }',
        '{ node(id: "as1") { ... on Film { id } } }',
        '{ filmVotes(title: "Paper Boats") { ... on VoteSummary { mean } ... on TooFewVotes { required } } }',
        '{ nodes(ids: ["as1", "none", "film:862", "hulu", "actor:ana ruiz", "director:ada bell"]) { id __typename } }',
        "{ platforms @skip(if: true) { code } }",
        "{ ... @include(if: false) { platforms { code } } __typename @skip(if: false) }",
        "query ($v: Boolean!) { ... @skip(if: $v) { dataset { version } } dataset @include(if: $v) { version } }",
        "{ titles(first: 1, filter: {platform: HULU, releaseYear: {min: null}}) { totalCount nodes { id } } }",
        "query ($v: Boolean!) { titles(first: 2) { facets { types { value } } pageInfo { endCursor @skip(if: $v) } } }",
    ],
)
def test_what_documents_may_hold_is_answered_as_strawberry_does(text, both):
    given = [{"v": True}, {"v": False}] if "$v" in text else [{}]
    for each in given:
        same(both, text, **each)


def test_introspection_is_left_to_strawberry(both):
    for text in ("{ __schema { queryType { name } } }", '{ __type(name: "Title") { name } platforms { code } }'):
        assert answers(both, text).kind == Kind.LEFT


def test_a_fault_of_a_resolver_is_left_to_strawberry(fitted, monkeypatch):
    monkeypatch.setattr(of_engine, "read_all", lambda *_: 1 / 0)
    assert asking(Engine(UsersShown.HISTORY), fitted, "{ platforms { code } }") is None
