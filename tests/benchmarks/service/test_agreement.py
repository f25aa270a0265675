"""When two answers are the same, so that a figure stands for the same work."""

from benchmarks.service.agreement import difference, unlike
from benchmarks.service.graphql import common

ROW = {"id": "ns1", "displayTitle": "Quiet Rain", "releaseYear": 2019}


def test_what_is_equal_is_alike():
    assert unlike([ROW, None, "x", 1], [dict(ROW), None, "x", 1]) is None


def test_the_first_difference_is_named():
    assert unlike([ROW], [ROW | {"releaseYear": 2020}]) == "answer[0].releaseYear is 2019, not 2020"
    assert unlike([ROW], []) is not None
    assert unlike({"a": 1}, {"b": 1}) is not None


def test_scores_may_differ_by_a_millionth_and_may_be_written_without_a_fraction():
    assert unlike(0.5000001, 0.5) is None
    assert unlike(4, 4.0) is None
    assert unlike(0.50001, 0.5) is not None


def test_counts_may_not_be_fractions_and_missing_is_no_zero():
    assert unlike(4.0, 4) is not None
    assert unlike(0, None) is not None
    assert unlike(True, 1) is not None


def test_a_search_must_find_one_of_the_titles_meant():
    asked = {"text": "rain", "meant": ["ns1", "as1"]}
    assert difference("search", asked, [ROW], []) is None
    assert "ns2" in (difference("search", asked, [ROW | {"id": "ns2"}], [ROW]) or "")
    assert difference("search", asked, [ROW] * 11, [ROW]) is not None


def test_of_misspelt_titles_only_the_form_counts():
    asked = {"text": "rian", "meant": ["ns1"]}
    assert difference("misspelt", asked, [], [ROW]) is None
    assert difference("misspelt", asked, [{"id": "ns1"}], [ROW]) is not None


def test_a_verdict_needs_a_probability():
    ours = {"probability": 0.7, "recommended": True, "cutoff": 0.5, "baseRate": 0.5, "basis": "USER"}
    assert difference("verdict", {}, ours | {"probability": 0.2}, ours) is None
    assert difference("verdict", {}, ours | {"probability": 1.2}, ours) is not None


def test_an_answer_is_brought_into_the_common_form():
    counts = [{"platform": {"code": "HULU"}, "count": 3}]
    actor = {"count": 2, "actor": {"name": "ana", "displayName": "Ana"}}
    data = {"topActor": actor, "scoreCounts": counts}
    top = {"count": 2, "name": "ana", "displayName": "Ana"}
    assert common("counts", {"data": {"platformCounts": counts}}) == {"HULU": 3}
    assert common("actor", {"data": data}) == {"topActor": top, "scoreCounts": {"HULU": 3}}
    assert common("actor", {"data": data | {"topActor": None}})["topActor"] is None
