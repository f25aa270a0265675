"""Hostile queries are refused before anything is executed, quickly and in a few words."""

import base64

import pytest

from graphql_api.http.execution import _Planned
from graphql_api.settings import Settings
from tests.attacks.gauges import cpu_seconds
from tests.attacks.hostile import DOCUMENTS, LARGE, PARSING, VALIDATION, aliased, doubling

LONGEST_ANSWER = 7_000
ACCEPT = {"Accept": "application/graphql-response+json"}


@pytest.fixture
def executed(monkeypatch):
    """The texts that were executed."""
    texts, execute = [], _Planned.execute

    async def noted(planned):
        texts.append(planned.asked.text)
        return await execute(planned)

    monkeypatch.setattr(_Planned, "execute", noted)
    return texts


def refusal(response):
    """What the first error says: the limit, or the code."""
    told = response.json()["errors"][0]["extensions"]
    return told.get("limit", told["code"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_is_refused_and_costs_little(name, service):
    attack, answers = DOCUMENTS[name], []

    def ask(attempt):
        text = f"{attack.text} #{attempt}"  # not one that is remembered
        answers.append(service.post("/graphql", json={"query": text, "variables": attack.variables}, headers=ACCEPT))

    took = cpu_seconds(ask)
    assert {(each.status_code, refusal(each)) for each in answers} == {(400, attack.refused)}
    assert "data" not in answers[0].json()
    assert len(answers[0].json()["errors"]) <= Settings().limits.errors + 1
    assert len(answers[0].content) < LONGEST_ANSWER
    assert took < attack.seconds


@pytest.mark.parametrize("name", [name for name, attack in DOCUMENTS.items() if attack.refused != "BAD_USER_INPUT"])
def test_nothing_of_it_is_executed(name, service, executed):
    attack = DOCUMENTS[name]
    service.post("/graphql", json={"query": attack.text, "variables": attack.variables})
    assert executed == []


def test_what_is_not_hostile_is_executed(service, executed):
    assert service.post("/graphql", json={"query": doubling(9)}).json()["data"] == {"node": {"id": "ns1"}}
    assert executed == [doubling(9)]


def test_every_limit_of_a_query_refuses_an_attack():
    limits = {attack.refused for attack in DOCUMENTS.values()} - {PARSING, VALIDATION, "BAD_USER_INPUT"}
    assert limits == {
        "aliases", "cost", "depth", "directives", "listItems", "queryBytes", "rootFields", "tokens",
    }  # fmt: skip


LIGATURE = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"  # which folds to eighteen letters
LONG = {
    "a name that folds to half a million letters": (aliased(30, "filmScore(title: $s) { year }"), LIGATURE * 30_000),
    "names in a filter that fold to as many": (
        aliased(30, "titles(first: 1, filter: {actor: $s, director: $s, genre: [$s], country: [$s]}) { totalCount }"),
        LIGATURE * 30_000,
    ),
    "a name of 90,000 letters": (aliased(30, "actorReturn(name: $s) { filmCount }"), "a" * 90_000),
    "a cursor of 90,000 letters": (aliased(30, "titles(first: 1, after: $s) { totalCount }"), "A" * 90_000),
    "a cursor of 60,000 brackets": (
        aliased(30, "titles(first: 1, after: $s) { totalCount }"),
        base64.b64encode(b"[" * 60_000).decode(),
    ),
    "a search of 90,000 letters": ("{ search(text: $s) { totalCount } }", "a b " * 22_000),
    "an id of 90,000 letters": (aliased(30, "node(id: $s) { id }"), "actor:" + "a" * 90_000),
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_text_is_worth_no_more_work_than_a_short_one(name, service):
    text, value = LONG[name]
    kind = "ID" if "node(" in text else "String"

    def ask(attempt):
        asked = {"query": f"query ($s: {kind}!) {text} # {attempt}", "variables": {"s": f"{value}{attempt}"}}
        assert service.post("/graphql", json=asked).status_code == 200

    assert cpu_seconds(ask) < LARGE
