"""The questions as frames: rows in any order, nothing collected, each selection as if it were alone."""

import inspect
import pkgutil
from datetime import date
from importlib import import_module

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphql_api import queries
from graphql_api.queries.also_on import also_on
from graphql_api.queries.country_count import country_count
from graphql_api.queries.damped_score import damped_score
from graphql_api.queries.film_order import FilmOrderField, film_order
from graphql_api.queries.film_people import film_people
from graphql_api.queries.film_titles import film_titles
from graphql_api.queries.films_released import films_released_in_month, films_released_on_weekday
from graphql_api.queries.max_duration import max_duration
from graphql_api.queries.people import people
from graphql_api.queries.platform_counts import platform_counts
from graphql_api.queries.rating_count import rating_count
from graphql_api.queries.score_counts import mean_scores, score_counts
from graphql_api.queries.selection import KEYS, Selection, for_each_selection
from graphql_api.queries.title_order import OrderDirection, TitleOrderField
from graphql_api.queries.top_actor import acting, top_actor
from graphql_api.queries.words import words
from pipeline.store.tables import Credits, FilmCredits, Films, Titles, TitleScores, schema
from pipeline.store.vocabulary import DurationType, PlatformCode, Role, TitleType

SCORES = {"score": pl.Float64(), "damped_score": pl.Float64(), "votes": pl.Int64(), "row": pl.UInt32()}
searched = settings(deadline=None, max_examples=10)

TITLES = st.lists(
    st.fixed_dictionaries(
        {
            "platform": st.sampled_from(PlatformCode),
            "type": st.sampled_from(TitleType),
            "title": st.sampled_from(["a", "b", "é", "z"]),
            "title_key": st.sampled_from([None, "a", "b"]),
            "countries": st.lists(st.sampled_from(["france", "méxico", "mexico"]), unique=True),
            "added_year": st.none() | st.sampled_from([2019, 2020]),
            "release_year": st.sampled_from([2018, 2019]),
            "rating": st.sampled_from(["g", "pg", "pǵ"]),
            "length": st.none() | st.tuples(st.sampled_from([0, 1, 2, 90]), st.sampled_from(DurationType)),
            "score": st.none() | st.sampled_from([3.4, 3.5, 3.8, 11 / 3]),
            "cast": st.lists(st.sampled_from(["ana", "bo", "émile", "zoë"]), unique=True),
        }
    ),
    max_size=12,
)


def frames(rows):
    """`titles` with scores, and `credits`, of rows as `TITLES` draws them."""
    titles, credits = [], []
    for number, row in enumerate(rows, 1):
        length, unit = row["length"] or (None, None)
        title_id = f"{row['platform'].prefix}s{number}"
        added = row["added_year"] and date(row["added_year"], 5, 1)
        known = {"title_id": title_id, "date_added": added, "duration_int": length, "duration_type": unit}
        titles.append(dict.fromkeys(schema(Titles) | SCORES) | {"row": number, "votes": 1} | row | known)
        credits += [
            {"title_id": title_id, "role": role, "billing": billing, "name": name, "display_name": name.title()}
            for role in Role
            for billing, name in enumerate(row["cast"], 1)
        ]
    types = schema(Titles) | SCORES
    return (
        pl.DataFrame([{name: title[name] for name in types} for title in titles], schema=types),
        pl.DataFrame(credits, schema=schema(Credits)),
    )


def answers(titles, credits):
    """What every question answers, in a form that the order of answers does not change."""
    titles, credits = titles.lazy(), credits.lazy()
    acts = acting(titles, credits)
    asked = {
        "max_duration": max_duration(titles),
        "max_durations": for_each_selection(max_duration, titles),
        "top_actor": top_actor(acts),
        "top_actors": for_each_selection(top_actor, acts),
        "mean_scores": for_each_selection(mean_scores, titles),
        "score_counts": score_counts(titles, 3.5),
        "platform_counts": platform_counts(titles),
        "rating_count": rating_count(titles),
        "country_count": country_count(titles),
        "people": people(credits),
        "also_on": also_on(titles),
        # Sums of scores are whole halves, so that no order of adding them up rounds otherwise.
        "damped_score": damped_score(titles.select("title_id", "votes", score_sum=(pl.col("score") * 2).round() / 2)),
        "words": words(titles.select("row", text="title")),
    }
    found = zip(asked, pl.collect_all(list(asked.values())), strict=True)
    return {name: sorted(map(repr, answer.rows(named=True))) for name, answer in found}


@searched
@given(TITLES, st.randoms(use_true_random=False))
@pytest.mark.slow
def test_the_order_of_rows_never_changes_an_answer(rows, random):
    titles, credits = frames(rows)
    shuffled = [
        frame.select(pl.all().gather(random.sample(range(len(frame)), len(frame)))) for frame in (titles, credits)
    ]
    assert answers(*shuffled) == answers(titles, credits)


QUESTIONS = {"max_duration": max_duration, "top_actor": top_actor, "mean_scores": mean_scores}


@pytest.mark.parametrize("name", QUESTIONS)
@searched
@given(TITLES)
def test_each_selection_is_answered_as_if_it_were_asked_alone(name, rows):
    titles, credits = frames(rows)
    asked_of = acting(titles.lazy(), credits.lazy()).collect() if name == "top_actor" else titles
    foreseen = {}
    for row in for_each_selection(QUESTIONS[name], asked_of.lazy()).collect().rows(named=True):
        key = tuple(row.pop(each) for each in KEYS)
        foreseen.setdefault(key, []).append(row)
    selections = list(one_year_or_none())
    alone = pl.collect_all([QUESTIONS[name](selection.of(asked_of.lazy())) for selection in selections])
    assert {key: sorted(map(repr, found)) for key, found in foreseen.items()} == {
        selection: sorted(map(repr, found.rows(named=True)))
        for selection, found in zip(selections, alone, strict=True)
        if len(found)
    }


def one_year_or_none():
    """Every selection there is but those of both years at once."""
    years = [{}, {"year": 2018}, {"year": 2019}, {"added_year": 2019}, {"added_year": 2020}]
    for platform in (None, *PlatformCode):
        for type_ in (None, *TitleType):
            yield from (Selection(platform, type_, **year) for year in years)


@searched
@given(TITLES, st.sampled_from([3.4, 3.5, 3.8, 11 / 3, 0.0, float("inf")]))
def test_the_mean_scores_above_a_limit_are_as_many_as_the_score_counts(rows, limit):
    titles, _ = frames(rows)
    counted = dict(score_counts(titles.lazy(), limit).collect().rows())
    means = mean_scores(titles.lazy(), ["platform"]).collect()
    above = {platform: sum(score > limit for score in scores) for platform, scores in means.rows()}
    assert counted == {platform: count for platform, count in above.items() if count}
    assert all(scores == sorted(scores) for _, scores in means.rows())


FILMS = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["a", "A", "é", "z"]),
            "release_date": st.sampled_from([date(1999, 1, 4), date(1999, 2, 5), date(2001, 1, 4)]),
            "vote_count": st.integers(0, 2),
            "cast": st.lists(st.sampled_from(["Ana", "ANA", "Émile", "Zoë"]), unique_by=str.lower),
        }
    ),
    max_size=12,
)


def film_frames(rows):
    """`films` with what orders need, and `film_credits`, of rows as `FILMS` draws them."""
    types = schema(Films) | {"row": pl.UInt32(), "lower_title": pl.String(), "film": pl.UInt32()}
    films = [
        dict.fromkeys(types) | {"row": number, "film_id": number, "lower_title": row["title"].lower()} | row
        for number, row in enumerate(rows)
    ]
    credits = [
        {"film_id": number, "role": role, "billing": billing, "name": name.lower(), "display_name": name}
        for number, row in enumerate(rows)
        for role in Role
        for billing, name in enumerate(row["cast"], 1)
    ]
    return (
        pl.DataFrame([{name: film[name] for name in types} for film in films], schema=types),
        pl.DataFrame(credits, schema=schema(FilmCredits)),
    )


@searched
@given(FILMS, st.sampled_from(FilmOrderField), st.sampled_from(OrderDirection), st.randoms(use_true_random=False))
def test_the_order_of_films_never_changes_an_answer(rows, field, direction, random):
    films, credits = film_frames(rows)

    def answered(films):
        asked = [films_released_in_month, films_released_on_weekday]
        counts = [sorted(query(films.lazy()).collect().rows()) for query in asked]
        ordered = [film_order(films.lazy(), field, direction), film_titles(films.lazy())]
        return counts, [answer.collect().rows() for answer in ordered]

    shuffled = films.select(pl.all().gather(random.sample(range(len(films)), len(films))))
    assert answered(shuffled) == answered(films)
    found = film_people(credits.lazy()).collect().rows(named=True)
    assert [(each["role"], each["name"]) for each in found] == sorted((each["role"], each["name"]) for each in found)
    for each in found:
        written = [name for row in rows for name in row["cast"] if name.lower() == each["name"]]
        assert (each["display_name"], each["film_count"]) == (written[0], len(written))


def test_no_rows_are_no_answer():
    titles, credits = frames([])
    assert {name: answer for name, answer in answers(titles, credits).items() if answer} == {}


def test_who_is_first_written_is_the_first_of_the_rows():
    _, credits = frames([])
    row = {"role": Role.ACTOR, "billing": 1, "name": "ana"}
    written = [{"title_id": "as1", "display_name": "Ana", **row}, {"title_id": "ns1", "display_name": "ANA", **row}]
    found = people(pl.LazyFrame(written, schema=credits.schema)).collect()
    assert found.rows() == [("actor", "ana", "Ana", 2)]


def all_queries():
    """Every function of the questions' modules that says that it makes a lazy frame."""
    for found in pkgutil.iter_modules(queries.__path__):
        module = import_module(f"{queries.__name__}.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            made = function.__module__ == module.__name__ and not name.startswith("_")
            if made and function.__annotations__.get("return") is pl.LazyFrame:
                yield pytest.param(function, id=f"{found.name}.{name}")


@pytest.mark.parametrize("query", list(all_queries()))
def test_a_query_is_handed_on_uncollected(query):
    def collected(_):
        raise AssertionError("a query collected its frame")

    titles, credits = frames([])
    acts = acting(titles.lazy(), credits.lazy()).collect()
    scores = pl.DataFrame(schema=schema(TitleScores))
    said = pl.DataFrame(schema={"row": pl.UInt32(), "text": pl.String(), "word": pl.String()})
    watched = {"titles": titles, "credits": credits, "acting": acts, "rows": titles}
    watched |= {"scores": scores, "texts": said.drop("word"), "words": said.select("word")}
    given = {name: frame.lazy().map_batches(collected, schema=frame.schema) for name, frame in watched.items()}
    given |= {"scored": 3.5, "by": ["platform"], "question": mean_scores, "letters": 6}
    given |= {"field": TitleOrderField.SCORE, "direction": OrderDirection.DESC}
    films, film_credits = (frame.lazy().map_batches(collected, schema=frame.schema) for frame in film_frames([]))
    given |= {"films": films, "film_credits": film_credits}
    if "films" in inspect.signature(query).parameters:
        given |= {"field": FilmOrderField.REVENUE}
    asked = {name: given[name] for name in inspect.signature(query).parameters if name in given}
    made = query(**asked)
    assert isinstance(made, pl.LazyFrame)
    with pytest.raises(AssertionError, match="a query collected its frame"):
        made.collect()


def test_the_package_has_queries():
    assert len(list(all_queries())) >= 15
