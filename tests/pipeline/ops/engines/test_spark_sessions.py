"""Spark sessions of their own: with a folder that is shared, and with workers that are lost."""

import threading
import time

import polars as pl
import pytest

from pipeline.build import build
from pipeline.ops.engines.engine import Sums
from pipeline.ops.engines.polars_engine import PolarsEngine
from pipeline.sources.finding import find
from pipeline.store.errors import EngineError
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.making import Quiet
from tests.pipeline.ops.engines import cluster
from tests.pipeline.ops.engines.parts import assert_equal, made
from tests.raw_files import rating, title, write_raw
from tests.small import write_small

pytestmark = pytest.mark.slow


def test_a_folder_of_its_own_may_be_shared_with_workers(spark_cluster, folder, monkeypatch):
    from pipeline.ops.engines.spark_engine import SparkEngine

    monkeypatch.setenv("SPARK_CONF_DIR", spark_cluster.environment["SPARK_CONF_DIR"])
    rows = [rating(movieId="as1", userId=str(user)) for user in range(9)]
    sources = find(write_raw(folder / "raw", {PlatformCode.AMAZON: [title()]}, {"1": rows})).ratings
    titles = pl.LazyFrame({"title_id": ["as1"]})
    expected = made(PolarsEngine(), sources, titles, Sums(), folder / "polars")
    with SparkEngine("local[1]", folder / "shared") as engine:
        assert_equal(made(engine, sources, titles, Sums(), folder / "spark"), expected)
    assert not list((folder / "shared").iterdir())


def test_without_any_worker_left_the_build_ends_with_a_line(tmp_path, folder, monkeypatch):
    """A cluster of its own, whose only worker dies."""
    from pipeline.ops.engines import session
    from pipeline.ops.engines.spark_engine import SparkEngine

    raw = write_small(tmp_path / "raw")
    with cluster.cluster(tmp_path, workers=1) as alone:
        monkeypatch.setenv("SPARK_CONF_DIR", alone.environment["SPARK_CONF_DIR"])

        def kill_in_the_middle():
            while not list(folder.glob(".draft-*/scratch/*/staged.parquet")):
                time.sleep(0.02)
            monkeypatch.setattr(session, "WORKS_WITHIN", 2.0)
            alone.kill_worker()

        killer = threading.Thread(target=kill_in_the_middle, daemon=True)
        with SparkEngine(alone.master) as engine:
            killer.start()
            with pytest.raises(EngineError) as fault:
                build(raw, folder, Quiet(), engine=engine)
        killer.join()
    assert "\n" not in str(fault.value)
    assert str(fault.value).endswith("; the current release stays")
    assert not list(folder.glob("[!.]*/manifest.json"))
    assert not list(folder.glob(".draft-*"))
