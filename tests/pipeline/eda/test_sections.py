"""Every section, whatever the release holds: names of its own, findings of one sentence, and no failure."""

from dataclasses import replace

import polars as pl
import pytest

from pipeline.eda.report import SECTIONS, figures_of
from pipeline.eda.section import Listing
from pipeline.eda.sections import correlations, repairs
from pipeline.eda.shapes import MOST_POINTS, Points, shown
from pipeline.eda.tables import Tables
from pipeline.store.tables import TABLES, schema
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.making import made
from tests.raw_files import rating, title


def sections_of(tables):
    return [make(tables) for _, make in SECTIONS]


def well_made(sections):
    """What holds of the sections of every report."""
    names = [each.name for section in sections for each in (section, *section.parts)]
    assert len(names) == len(set(names))
    assert all(name == name.lower() and name.replace("-", "").isalnum() for name in names)
    for section in sections:
        assert section.title
        assert section.finding.endswith("."), section.finding
        assert section.finding[0].isupper() or not section.finding[0].isalpha()
        for part in section.parts:
            assert not (part.frame if isinstance(part, Listing) else shown(part.shape)).is_empty(), part.name
        for figure in figures_of(section):
            assert figure.alt.endswith("."), figure.name
            assert figure.title
            assert "None" not in figure.alt.replace("None of", "")
    return True


def test_every_section_says_something(tables):
    assert well_made(sections_of(tables))


def test_a_release_of_one_plain_title(tmp_path):
    assert well_made(sections_of(Tables.of(made(tmp_path, {PlatformCode.HULU: [title()]}))))


def test_a_release_of_titles_that_say_little(tmp_path):
    bare = [title(show_id=f"s{number}", title=f"“{number}”", duration="", date_added="", rating="", cast="", country="",
                  listed_in="", director="", description="") for number in range(1, 5)]  # fmt: skip
    sections = sections_of(Tables.of(made(tmp_path, {PlatformCode.NETFLIX: bare})))
    assert well_made(sections)
    said = {section.name: section.finding for section in sections}
    assert said["lengths"] == "No title says how long it is, so there is nothing to show."
    assert "so there is nothing to compare" in said["years"]


def test_one_of_a_kind_is_told_in_the_singular(tmp_path):
    release = made(tmp_path, {PlatformCode.NETFLIX: [title()]}, {"1": [rating()]})
    sections = sections_of(Tables.of(release))
    said = " ".join(each for section in sections for each in (section.intro, section.finding))
    assert "1 titles" not in said
    assert "1 ratings" not in said
    assert "are 1 " not in said


def test_categories_that_do_not_vary_are_said_not_to_be_compared(tmp_path):
    alike = [title(show_id=f"s{n}", title=f"{n}", duration=f"{60 + n} min", release_year=f"{1980 + n}")
             for n in range(40)]  # fmt: skip
    finding = correlations.section(Tables.of(made(tmp_path, {PlatformCode.NETFLIX: alike}))).finding
    assert finding.endswith("(1.00 over 40 titles); of the categories no pair can be compared.")


def test_a_release_of_nothing(small_tables):
    empty = {name: pl.LazyFrame(schema=schema(TABLES[name])) for name in
             ("titles", "credits", "ratings", "title_scores", "films", "film_credits", "quarantine")}  # fmt: skip
    bare = replace(small_tables.manifest, sources=(), tables={})
    sections = sections_of(Tables(manifest=bare, card=None, **empty))
    assert well_made(sections)
    assert not any(list(figures_of(section)) for section in sections)


def test_repairs_are_those_of_the_manifest(tables):
    expected = [
        (source.path, kind, rows) for source in tables.manifest.sources for kind, rows in source.repairs.items() if rows
    ]
    found = repairs.repaired(tables.manifest).rows()
    assert sorted(found) == sorted(expected)
    assert [row[2] for row in found] == sorted((row[2] for row in expected), reverse=True)


def test_lengths_found_in_ratings_are_told_by_platform(small_tables):
    assert repairs.moved_lengths(small_tables.manifest).rows() == [("Hulu", 2)]


def test_what_was_set_aside_is_told_with_its_first_row(tables):
    first = {}
    for row in sorted(tables.quarantine.collect().to_dicts(), key=lambda row: (row["file"], row["row"])):
        first.setdefault((row["table"], row["reason"]), f"{row['file']}, row {row['row']}")
    found = repairs.set_aside(tables).rows()
    assert {row[:2]: row[3] for row in found} == first
    assert {row[:2]: row[2] for row in found} == {
        (name, reason): rows
        for name, table in tables.manifest.tables.items()
        for reason, rows in table.set_aside.items()
    }


def test_more_points_than_can_be_told_apart_are_refused():
    table = pl.DataFrame({"x": range(MOST_POINTS + 1), "y": 0})
    with pytest.raises(ValueError, match="sample or bin them"):
        Points(table, "x", "y", "x", "y")
