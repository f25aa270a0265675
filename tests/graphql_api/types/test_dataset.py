"""What is being served, as the manifest says."""

import re
from dataclasses import replace

from graphql_api.types.dataset import Dataset
from pipeline.store.manifest import TableEntry
from tests.graphql_api.asking import answer

WHOLE = """{ dataset { version builtAt synthetic tables { name rows quarantined quarantineReasons { value count } }
                       sources { path rows sha256 } } }"""


async def test_the_dataset_is_what_the_manifest_says(ask, small):
    answer = (await ask(WHOLE))["dataset"]
    manifest = small.manifest
    assert answer["version"] == manifest.dataset_version
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", answer["builtAt"])
    assert answer["synthetic"] is False
    assert [table["name"] for table in answer["tables"]] == sorted(manifest.tables)
    rows = {table["name"]: table["rows"] for table in answer["tables"]}
    assert (rows["titles"], rows["ratings"], rows["title_scores"]) == (12, 6, 4)
    assert (rows["films"], rows["film_credits"]) == (7, 14)
    paths = [source["path"] for source in answer["sources"]]
    assert paths == sorted(paths)
    assert len(paths) == 8
    assert all(re.fullmatch("[0-9a-f]{64}", source["sha256"]) for source in answer["sources"])


async def test_films_that_were_set_aside_are_counted_by_reason(ask):
    tables = {table["name"]: table for table in (await ask(WHOLE))["dataset"]["tables"]}
    films, credits = tables["films"], tables["film_credits"]
    assert (films["quarantined"], credits["quarantined"]) == (2, 1)
    reasons = [(reason["value"], reason["count"]) for reason in films["quarantineReasons"]]
    assert reasons == [("id is that of a row above", 1), ("release_date is missing", 1)]
    assert credits["quarantineReasons"] == [{"value": "id is no film of the film set", "count": 1}]


async def test_a_release_without_a_film_set_has_its_tables_with_0_rows(filmless):
    told = (await answer(filmless, WHOLE))["dataset"]
    tables = {table["name"]: (table["rows"], table["quarantined"]) for table in told["tables"]}
    assert (tables["films"], tables["film_credits"], tables["titles"]) == ((0, 0), (0, 0), (12, 0))
    assert len(told["sources"]) == 6


def test_what_was_kept_out_is_counted_by_reason(small):
    table = TableEntry(rows=7, files=(), set_aside={"title is blank": 3, "type is neither": 2})
    (told,) = Dataset.of(replace(small.manifest, tables={"titles": table})).tables
    assert (told.quarantined, [(reason.value, reason.count) for reason in told.quarantine_reasons]) == (
        5,
        [("title is blank", 3), ("type is neither", 2)],
    )


def test_a_sample_names_no_sources(small):
    dataset = Dataset.of(replace(small.manifest, synthetic=True))
    assert (dataset.synthetic, dataset.sources) == (True, [])
