"""However many titles or films a page has, and whatever is asked of each, no frame is collected for it."""

import polars as pl
import pytest

from tests.graphql_api.asking import answer

QUERY = """query($first: Int) { titles(first: $first, orderBy: {field: VOTES, direction: DESC}) {
    totalCount
    facets { platforms { count } genres { count } releaseYears { count } scoreRange { low } }
    nodes {
        ...shown
        platform { name titleCount titles(first: 2) { nodes { id } } }
        directors { displayName titleCount titles(first: 2) { totalCount nodes { id } } }
        cast { displayName titleCount titles(first: 2) { totalCount nodes { id } } }
        alsoOn { ...shown cast { name } }
        recommendations { rank reasons title { ...shown cast { name } directors { name } alsoOn { id } } }
    } } }
    fragment shown on Title { id displayTitle score votes genres countries }"""

FILMS = """query($first: Int) {
    films(first: $first, filter: {text: "the"}, orderBy: {field: RETURN_RATIO, direction: DESC}) {
        totalCount
        nodes {
            ...shown
            cast { displayName titleCount titles(first: 2) { totalCount nodes { id } }
                films(first: 2, orderBy: {field: VOTE_COUNT}) { totalCount nodes { ...shown directors { name } } }
                filmReturn { filmCount totalReturn meanReturn } }
            directors { displayName films(first: 2) { totalCount nodes { ...shown cast { name } } }
                filmReturn { totalReturn director { name } films { ...shown } } }
            recommendations { rank reasons film { ...shown cast { name } directors { name } } }
        } } }
    fragment shown on Film { id title releaseDate genres companies countries languages returnRatio voteCount }"""

COLLECTORS = [
    (pl.LazyFrame, "collect"),
    (pl.LazyFrame, "collect_async"),
    (pl.LazyFrame, "collect_batches"),
    (pl.LazyFrame, "sink_parquet"),
    (pl, "collect_all"),
    (pl, "collect_all_async"),
]


@pytest.fixture
def collected(monkeypatch):
    """The names of the calls by which frames are collected, as they are made."""
    calls = []
    for owner, name in COLLECTORS:
        function = getattr(owner, name)

        def counted(*arguments, name=name, function=function, **more):
            calls.append(name)
            return function(*arguments, **more)

        monkeypatch.setattr(owner, name, counted)
    return calls


async def test_a_page_of_5_titles_and_one_of_50_collect_nothing(sampled, collected):
    for first in (5, 50):
        found = await answer(sampled, QUERY, first=first)
        nodes = found["titles"]["nodes"]
        assert (len(nodes), found["titles"]["totalCount"]) == (first, 500)
        assert all(len(node["recommendations"]) == 5 for node in nodes)
        assert collected == []
    assert sum(len(node["cast"]) for node in nodes) > 50
    assert any(node["alsoOn"] for node in nodes)


async def test_searches_and_lists_of_actors_collect_nothing(sampled, collected):
    found = await answer(
        sampled,
        """{ search(text: "the", first: 50) { totalCount facets { types { count } } nodes { id cast { name } } }
             none: search(text: "qwertyuiop asdfghjkl") { totalCount }
             actors(text: "a", first: 50) { nodes { name titles { nodes { id alsoOn { id } } } } }
             titles(filter: {text: "love", actor: "nobody", minScore: 3}) { totalCount } }""",
    )
    assert found["search"]["totalCount"] > 0
    assert len(found["actors"]["nodes"]) == 50
    assert collected == []


async def test_a_page_of_5_films_and_one_of_50_collect_nothing(sampled, collected):
    for first in (5, 50):
        found = await answer(sampled, FILMS, first=first)
        nodes = found["films"]["nodes"]
        assert len(nodes) == first <= found["films"]["totalCount"] < 600
        assert all(len(node["recommendations"]) == 5 for node in nodes)
        assert collected == []
    assert sum(len(node["cast"]) for node in nodes) > 50
    assert sum(len(node["directors"]) for node in nodes) > 20
    assert any(actor["filmReturn"]["filmCount"] > 1 for node in nodes for actor in node["cast"])


async def test_questions_about_films_collect_nothing(sampled, collected):
    most = max(sampled.film_set.records, key=lambda record: record.vote_count)
    found = await answer(
        sampled,
        """query($title: String!, $near: String!) {
             filmsReleasedInMonth(month: "mayo") filmsReleasedOnWeekday(weekday: "Friday")
             filmScore(title: $title) { year film { id } alternatives { id } } filmVotes(title: $title) { __typename }
             near: filmScore(title: $near) { year } actorReturn(name: $near) { filmCount }
             filmRecommendations(title: $title, minVoteAverage: 5) { film { id cast { name } } } }""",
        title=most.title,
        near=most.title[:-1],
    )
    assert found["filmScore"]["film"]["id"] == f"film:{most.film_id}"
    assert found["filmsReleasedInMonth"] > 0
    assert collected == []


async def test_a_question_that_collects_is_noticed(sampled, collected):
    await answer(sampled, "{ topActor(year: 2018, addedYear: 2020) { count } }")
    assert collected == ["collect"]
