import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.steps.credits import credits_of
from pipeline.steps.titles import titles
from pipeline.store.tables import Credits
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.making import raw_titles
from tests.pipeline.rows import catalogues
from tests.raw_files import title


def credited(**rows_of_platform):
    frames = [raw_titles(rows, PlatformCode(code)).pipe(titles) for code, rows in rows_of_platform.items()]
    return pl.concat(frames).pipe(credits_of).collect()


def test_everyone_is_billed_as_listed_actors_before_directors():
    made = credited(hulu=[title(cast="Bo Chen, Ana Ruiz", director="Zoë Day, ANA RUIZ")])
    assert made.rows() == [
        ("hs1", "actor", 1, "bo chen", "Bo Chen"),
        ("hs1", "actor", 2, "ana ruiz", "Ana Ruiz"),
        ("hs1", "director", 1, "zoë day", "Zoë Day"),
        ("hs1", "director", 2, "ana ruiz", "ANA RUIZ"),
    ]


def test_whoever_is_named_twice_is_billed_once_as_first_written_and_nobody_is_skipped():
    made = credited(hulu=[title(cast="ANA Ruiz, Bo, Ana Ruiz, Cy, bo, Dee", director="")])
    assert made.select("billing", "display_name").rows() == [(1, "ANA Ruiz"), (2, "Bo"), (3, "Cy"), (4, "Dee")]


def test_a_suffix_belongs_to_its_name_and_numbers_name_nobody():
    made = credited(hulu=[title(cast="1, Carl Dean, Jr., 2, Bo", director="None")])
    assert made["display_name"].to_list() == ["Carl Dean Jr.", "Bo", "None"]


def test_titles_go_by_platform_and_then_by_number_as_a_number():
    rows = [title(show_id="s10", director=""), title(show_id="s9", director="")]
    made = credited(netflix=rows, amazon=rows)
    assert made["title_id"].unique(maintain_order=True).to_list() == ["as9", "as10", "ns9", "ns10"]


def test_a_title_without_people_has_no_rows():
    assert credited(hulu=[title(cast="", director="1")]).is_empty()


@given(catalogues(), st.randoms())
@settings(max_examples=10, deadline=None)
def test_credits_say_what_titles_say_whatever_the_order_of_the_rows(rows, random):
    frames = {code: raw_titles(those, code).pipe(titles) for code, those in rows.items()}
    made = pl.concat(frames.values()).pipe(credits_of).collect()
    Credits.validate(made)
    listed = made.group_by("title_id", "role", maintain_order=True).agg("name", "billing")
    for role, people in (("actor", "cast"), ("director", "directors")):
        of_role = {key: names for key, that, names, _ in listed.rows() if that == role}
        of_titles = pl.concat(frames.values()).select("title_id", people).collect().rows()
        assert of_role == {key: names for key, names in of_titles if names}
    assert all(billing == list(range(1, len(billing) + 1)) for billing in listed["billing"].to_list())
    shuffled = [raw_titles(random.sample(those, len(those)), code).pipe(titles) for code, those in rows.items()]
    random.shuffle(shuffled)
    assert_frame_equal(pl.concat(shuffled).pipe(credits_of).collect(), made)
