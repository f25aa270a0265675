"""Engines and sums as a build knows them."""

import sys

import pytest

from pipeline import __main__ as command
from pipeline import build as building
from pipeline.ops.engines.engine import Sums
from pipeline.ops.engines.polars_engine import PolarsEngine
from pipeline.sources.finding import find
from pipeline.store.errors import EngineError
from pipeline.store.releases import current_version, open_release
from tests.pipeline.making import Quiet, made_of, table


class Broken(PolarsEngine):
    """An engine that gives up when there is something in its hands."""

    def __init__(self, at):
        self.at = at

    def write_part(self, source, titles, part, scratch):
        (scratch / "half.parquet").touch()
        if source.name == self.at:
            raise EngineError("gone")
        (scratch / "half.parquet").unlink()
        super().write_part(source, titles, part, scratch)

    def write_sums(self, *_):
        raise EngineError("gone")


@pytest.fixture(scope="module")
def summed(small_raw, tmp_path_factory):
    """The small catalogue's release with sums."""
    return made_of(small_raw, tmp_path_factory.mktemp("summed"), Sums())


def run(monkeypatch, capsys, *arguments):
    """The exit code of the command, and what it wrote to standard error."""
    monkeypatch.setattr(sys, "argv", ["pipeline", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        command.main()
    return ended.value.code, capsys.readouterr().err


def test_sums_are_made_only_when_asked_for(small_release, summed):
    for name in ("user_sums", "co_liked"):
        assert name not in small_release.manifest.tables
        assert summed.manifest.tables[name].files == (f"{name}.parquet",)
    assert table(small_release, "co_liked").is_empty()
    # User 1 rated as1 twice: 5, and then 4.
    assert table(summed, "user_sums").rows() == [(1, 2, 8.0, 32.0), (2, 2, 3.5, 9.25), (3, 1, 4.5, 20.25)]
    assert table(summed, "co_liked").rows() == [
        ("as1", "as1", 1), ("as1", "ns1", 1), ("ds2", "ds2", 1), ("ns1", "ns1", 1),
    ]  # fmt: skip


def test_sums_are_part_of_the_version_and_the_engine_is_not(small_raw, small_release, summed, tmp_path):
    sources = find(small_raw)
    plain, shown, whole = (building.version_of(sources, wanted) for wanted in (None, Sums(), Sums(0)))
    assert len({plain, shown, whole}) == 3
    assert (plain, shown) == (small_release.manifest.version, summed.manifest.version)
    other = building.build(small_raw, tmp_path, Quiet(), engine=PolarsEngine())
    assert other.manifest.version == plain


@pytest.mark.parametrize("at", ["2", None])
def test_an_engine_that_gives_up_leaves_what_is_current(small_raw, summed, tmp_path, at):
    made_of(small_raw, tmp_path)
    before = current_version(tmp_path)
    raw = find(small_raw)
    assert building.version_of(raw, Sums()) == summed.manifest.version != before
    if at:  # so that there is something to be made
        (tmp_path / before / "ratings" / "2.parquet").write_bytes(b"")
    with pytest.raises(EngineError, match="gone"):
        building.build(small_raw, tmp_path, Quiet(), engine=Broken(at), sums=Sums())
    assert current_version(tmp_path) == before
    assert not list(tmp_path.glob(".draft-*"))
    assert made_of(small_raw, tmp_path, Sums()).manifest.tables == summed.manifest.tables


@pytest.mark.parametrize("engine", ["duckdb", "spark://127.0.0.1:1"])
def test_the_command_says_in_a_line_what_is_wrong_with_an_engine(small_raw, tmp_path, monkeypatch, capsys, engine):
    code, err = run(monkeypatch, capsys, "build", "--raw", small_raw, "--data", tmp_path, "--engine", engine)
    (said,) = [line for line in err.splitlines() if not line.startswith("[")]
    assert (code, said.startswith("pipeline: ")) == (1, True)
    assert current_version(tmp_path) is None


def test_the_command_makes_sums_of_as_many_titles_as_it_is_told(small_raw, tmp_path, monkeypatch):
    told = ["pipeline", "build", "--raw", small_raw, "--data", tmp_path, "--sums", "--sums-titles", 1]
    monkeypatch.setattr(sys, "argv", [*map(str, told)])
    with pytest.raises(SystemExit, match="0"):
        command.main()
    release = open_release(tmp_path)
    assert release.manifest.version == building.version_of(find(small_raw), Sums(1))
    assert table(release, "co_liked").rows() == [("ns1", "ns1", 1)]
