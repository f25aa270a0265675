"""Whatever happens to the bytes of a file, a build says what is wrong with it, or no row that is whole is lost."""

import csv
import gzip
import io
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.build import build
from pipeline.sources.layout import FILM_CREDITS_FILE, FILMS_FILE
from pipeline.store.errors import SourceError
from tests.pipeline.making import Quiet, made_of, table, tables
from tests.pipeline.variants.untouched import FIRST, NETFLIX, write_untouched

KEYS = {
    NETFLIX: ("titles", "title_id", lambda cells: f"n{cells[0]}"),
    FILMS_FILE: ("films", "film_id", lambda cells: int(cells[5])),
}
"""By file, the table that its rows enter one by one, the key there, and the key of a row of the file."""


@st.composite
def damages(draw):
    """A change of bytes: some flipped, cut, put in, taken out or said twice."""
    at, length = draw(st.integers(0, 40_000)), draw(st.integers(1, 60))
    noise = draw(
        st.binary(min_size=1, max_size=4) | st.sampled_from([b'"', b",", b"\n", b"\r", b"\r\n", b'""', b'\n"'])
    )
    kind = draw(st.sampled_from(["flip", "cut", "insert", "delete", "repeat", "replace"]))

    def damage(content: bytes) -> bytes:
        place = at % len(content)
        before, after = content[:place], content[place:]
        return {
            "flip": before + bytes([after[0] ^ noise[0]]) + after[1:],
            "cut": before,
            "insert": before + noise + after,
            "delete": before + after[length:],
            "repeat": before + after[:length] + after,
            "replace": before + noise + after[len(noise) :],
        }[kind]

    return damage


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """The untouched raw files, the folder of their release, and the release."""
    folder = tmp_path_factory.mktemp("untouched")
    return folder / "raw", folder / "data", made_of(write_untouched(folder / "raw"), folder / "data")


def rows_of(content: bytes) -> list[tuple[str, ...]]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(map(tuple, csv.reader(text)))[1:]


def whole_rows_are_where_they_were(path: str, release, before, was: bytes, now: bytes) -> None:
    """Rows that the damage spared are in the table as they were, or in quarantine."""
    spared = set(rows_of(was))
    aside = set(table(release, "quarantine").filter(file=path)["row"])
    rows = [row for number, row in enumerate(rows_of(now), 1) if row in spared and number not in aside]
    if path == FIRST:
        part = release.folder / "ratings" / "1.parquet"
        entered = Counter(release.scan("ratings").collect().rows())
        expected = Counter((int(user), title, float(score), int(time)) for user, score, time, title in rows)
        assert part.is_file()
        assert expected <= entered
    elif path in KEYS:
        name, key, key_of = KEYS[path]
        entered, stood = ({row[key]: row for row in table(each, name).rows(named=True)} for each in (release, before))
        for row in rows:
            assert entered[key_of(row)] == stood[key_of(row)]


@given(st.sampled_from([NETFLIX, FIRST, FILMS_FILE, FILM_CREDITS_FILE]), damages(), st.integers(0, 5))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.slow
def test_damage_is_refused_or_no_whole_row_is_lost(untouched, path, damage, packed):
    raw, data, before = untouched
    with tempfile.TemporaryDirectory() as name:
        changed = Path(name) / "raw"
        shutil.copytree(raw, changed)
        was = (raw / path).read_bytes()
        content = was if packed else gzip.compress(was)
        (changed / path).write_bytes(damage(content))
        try:
            release = build(changed, data, Quiet())
        except SourceError as refused:
            said = str(refused)
            release = None
        if release is None:
            assert "\n" not in said
            assert Path(path).name in said
            return
        if packed:
            whole_rows_are_where_they_were(path, release, before, was, (changed / path).read_bytes())
        else:
            for table_name, frame in tables(before).items():
                assert frame.equals(table(release, table_name)), "of a gzip either all or nothing can be read"
        if release.folder != before.folder:
            shutil.rmtree(release.folder)
