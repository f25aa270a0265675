"""A Spark cluster that the tests share, and an engine on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.ops.engines import cluster
from tests.pipeline.ops.engines.cluster import Cluster


@pytest.fixture(scope="session")
def spark_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A master and two workers."""
    if reason := cluster.missing():
        pytest.skip(reason)
    with cluster.cluster(tmp_path_factory.mktemp("spark")) as made:
        yield made


@pytest.fixture(scope="module")
def spark(spark_cluster: Cluster) -> Iterator["SparkEngine"]:  # noqa: F821 - there may be no pyspark to import it with
    """An engine on the cluster, which its session has for itself as long as the tests of a module run."""
    from pipeline.ops.engines.spark_engine import SparkEngine

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", spark_cluster.environment["SPARK_CONF_DIR"])
        with SparkEngine(spark_cluster.master) as engine:
            yield engine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose name Spark could take for a pattern."""
    made = tmp_path / "data [new] {1}*"
    made.mkdir()
    return made
