"""The four questions of the assignment, over the small catalogue."""


async def test_the_longest_title_of_a_year_is_the_first_of_those_tied_by_title(ask):
    answer = await ask(
        "{ maxDuration(year: 2018) { durationInt durationType title { id } tied { totalCount nodes { id } } } }"
    )
    assert answer == {
        "maxDuration": {
            "durationInt": 150,
            "durationType": "MIN",
            "title": {"id": "ds1"},
            "tied": {"totalCount": 2, "nodes": [{"id": "ds1"}, {"id": "as2"}]},
        }
    }


async def test_minutes_are_never_compared_with_seasons(ask):
    answer = await ask("{ maxDuration(durationType: SEASON) { durationInt durationType title { id type } } }")
    assert answer == {
        "maxDuration": {"durationInt": 4, "durationType": "SEASON", "title": {"id": "hs2", "type": "MOVIE"}}
    }


async def test_a_score_equal_to_the_limit_does_not_count(ask):
    answer = await ask("{ scoreCounts(scored: 3.5, year: 2018) { platform { code } count } }")
    assert [(row["platform"]["code"], row["count"]) for row in answer["scoreCounts"]] == [
        ("AMAZON", 1),
        ("DISNEY", 1),
        ("HULU", 0),
        ("NETFLIX", 0),
    ]


async def test_a_platform_asked_for_is_one_row(ask):
    answer = await ask(
        "{ scoreCounts(scored: 3.4, platform: NETFLIX) { count } platformCounts(platform: HULU) { count } }"
    )
    assert answer == {"scoreCounts": [{"count": 1}], "platformCounts": [{"count": 3}]}


async def test_a_work_on_two_platforms_counts_on_both_for_its_cast(ask):
    answer = await ask("{ topActor(year: 2018) { count actor { id displayName titleCount } tied { nodes { name } } } }")
    assert answer == {
        "topActor": {
            "count": 4,
            "actor": {"id": "actor:ana ruiz", "displayName": "Ana Ruiz", "titleCount": 5},
            "tied": {"nodes": [{"name": "ana ruiz"}, {"name": "bo chen"}]},
        }
    }


async def test_hulu_has_no_top_actor(ask):
    assert await ask("{ topActor(platform: HULU) { count } }") == {"topActor": None}
