from datetime import UTC, datetime
from pathlib import Path

from pipeline.store.manifest import Manifest, SourceEntry, TableEntry
from pipeline.store.releases import Release
from pipeline.summary import summary

MANIFEST = Manifest(
    version="abc",
    dataset_version="abc",
    model_version=None,
    built_at=datetime(2026, 11, 20, 9, 5, tzinfo=UTC),
    synthetic=False,
    sources=(
        SourceEntry(
            "catalogues/hulu_titles.csv", 10, "", 3_073, 3_070, 3, repairs={"a length moved out of rating": 292}
        ),
        SourceEntry("ratings/1.csv", 10, "", 1_500_000, 1_499_990, 10),
        SourceEntry("films/movies_dataset.csv", 10, "", 2_996, 2_993, 3, 0, {"a runtime of 0 taken for unknown": 33}),
    ),
    tables={
        "titles": TableEntry(3_070, ("titles.parquet",), {"title is blank": 2, "release_year is not a year": 1}),
        "ratings": TableEntry(1_499_990, ("ratings/1.parquet",), {"timestamp is not whole seconds": 10}),
        "films": TableEntry(2_993, ("films.parquet",), {"release_date is missing": 2, "id is that of a row above": 1}),
        "film_credits": TableEntry(0, ("film_credits.parquet",)),
    },
    files={},
)


def told(**changes):
    fields = {name: getattr(MANIFEST, name) for name in Manifest.__dataclass_fields__}
    return summary(Release(Path("data") / "abc", Manifest(**{**fields, **changes}))).splitlines()


def test_a_release_is_told_from_rows_in_to_rows_out():
    assert told() == [
        "Release abc in data",
        "Built 2026-11-20 09:05 UTC from 3 raw files",
        "Tables: titles 3,070, ratings 1,499,990, films 2,993, film_credits 0",
        "",
        "file                            rows in      entered    set aside",
        "catalogues/hulu_titles.csv        3,073        3,070            3",
        "ratings/1.csv                 1,500,000    1,499,990           10",
        "films/movies_dataset.csv          2,996        2,993            3",
        "all                           1,506,069    1,506,053           16",
        "",
        "Repaired, in rows:",
        "         292  catalogues/hulu_titles.csv: a length moved out of rating",
        "          33  films/movies_dataset.csv: a runtime of 0 taken for unknown",
        "Set aside, in rows:",
        "           2  titles: title is blank",
        "           1  titles: release_year is not a year",
        "          10  ratings: timestamp is not whole seconds",
        "           2  films: release_date is missing",
        "           1  films: id is that of a row above",
        f"The rows, with file and number, are in {Path('data') / 'abc' / 'quarantine'}",
    ]


def test_nothing_odd_is_told_in_two_lines():
    source = SourceEntry("catalogues/hulu_titles.csv", 10, "", 3, 3, 0)
    lines = told(synthetic=True, sources=(source,), tables={"titles": TableEntry(3, ("titles.parquet",))})
    assert lines[1] == "Built 2026-11-20 09:05 UTC from generated sample data"
    assert lines[-2:] == ["Repaired: nothing", "Set aside: nothing"]
