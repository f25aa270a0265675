import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.store.errors import DamagedRelease
from pipeline.store.manifest import FORMAT, MANIFEST, FileEntry, Manifest, SourceEntry, TableEntry

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
counts = st.integers(0, 2**40)
manifests = st.builds(
    Manifest,
    version=words,
    dataset_version=words,
    model_version=st.none() | words,
    built_at=st.datetimes(timezones=st.just(UTC)),
    synthetic=st.booleans(),
    sources=st.lists(
        st.builds(SourceEntry, words, counts, words, counts, counts, counts, st.dictionaries(words, counts)), max_size=3
    ).map(tuple),
    tables=st.dictionaries(
        words,
        st.builds(TableEntry, counts, st.lists(words, max_size=3).map(tuple), st.dictionaries(words, counts)),
        max_size=3,
    ),
    files=st.dictionaries(words, st.builds(FileEntry, counts, words), max_size=3),
)
PLAIN = Manifest("v", "v", None, datetime(2026, 11, 20, tzinfo=UTC), synthetic=True, sources=(), tables={}, files={})


@given(manifests)
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_again(tmp_path_factory, manifest):
    folder = tmp_path_factory.getbasetemp()
    assert manifest.write(folder) == folder / MANIFEST
    assert Manifest.read(folder) == manifest


def test_names_in_any_script_stay_readable(tmp_path):
    assert '"version": "ñ"' in replace(PLAIN, version="ñ").write(tmp_path).read_text(encoding="utf-8")


def test_a_manifest_of_a_newer_format_says_so(tmp_path):
    file = PLAIN.write(tmp_path)
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**content, "format": FORMAT + 1, "versions": ["other"]}), encoding="utf-8")
    message = rf"manifest\.json has format {FORMAT + 1}; this version reads {FORMAT}: update Cartelera$"
    with pytest.raises(DamagedRelease, match=message):
        Manifest.read(tmp_path)


def test_a_manifest_of_an_older_format_says_so(tmp_path):
    file = PLAIN.write(tmp_path)
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**content, "format": FORMAT - 1}), encoding="utf-8")
    message = rf"manifest\.json has format {FORMAT - 1}; this version reads {FORMAT}: build the release again$"
    with pytest.raises(DamagedRelease, match=message):
        Manifest.read(tmp_path)


def test_a_manifest_that_is_missing_says_so(tmp_path):
    with pytest.raises(DamagedRelease, match=r"manifest\.json cannot be read \(No such file or directory\)"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff", b"{", b"[]", b"null", b"3", b'"x"', b"{}",
        *(json.dumps({"format": FORMAT, **change}).encode() for change in [{}, {"version": "v"}]),
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_damage(tmp_path, content):
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(DamagedRelease, match="is not a manifest"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"built_at": "yesterday"},
        {"built_at": None},
        {"sources": 3},
        {"sources": [{}]},
        {"sources": [3]},
        {"tables": []},
        {"tables": {"titles": []}},
        {"tables": {"titles": {"rows": 1, "files": None, "set_aside": {}}}},
        {"files": []},
        {"files": {"x": 3}},
        {"files": {"x": {"size": 1}}},
    ],
    ids=str,
)
def test_a_manifest_with_something_else_in_place_of_a_part_is_damage(tmp_path, change):
    file = PLAIN.write(tmp_path)
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**content, **change}), encoding="utf-8")
    with pytest.raises(DamagedRelease, match="is not a manifest"):
        Manifest.read(tmp_path)
