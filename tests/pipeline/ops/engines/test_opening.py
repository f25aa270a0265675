import sys

import pytest

from pipeline.ops.engines.opening import engine_named
from pipeline.ops.engines.polars_engine import PolarsEngine
from pipeline.store.errors import EngineError


def test_polars_is_the_engine_unless_another_is_named():
    with engine_named() as engine:
        assert isinstance(engine, PolarsEngine)


@pytest.mark.parametrize("name", ["", "duckdb", "spark", "http://127.0.0.1:7077", "local"])
def test_a_name_of_no_engine_is_told_those_there_are(name):
    with pytest.raises(EngineError) as fault, engine_named(name):
        pass
    assert str(fault.value) == f"no engine {name!r}; expected polars, spark://HOST:PORT or local[N]"


def test_without_pyspark_spark_says_how_to_have_it(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("pipeline.ops.engines.s")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "py4j", None)
    monkeypatch.setitem(sys.modules, "py4j.protocol", None)
    with pytest.raises(EngineError) as fault, engine_named("spark://127.0.0.1:7077"):
        pass
    assert str(fault.value) == ("spark://127.0.0.1:7077 needs pyspark, which is not installed: pip install pyspark")
