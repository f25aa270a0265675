"""An engine by its name on the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.ops.engines.engine import Engine
from pipeline.ops.engines.polars_engine import PolarsEngine
from pipeline.store.errors import EngineError

POLARS = "polars"
"""The engine unless another is named."""


@contextmanager
def engine_named(name: str = POLARS, shared: Path | None = None) -> Iterator[Engine]:
    """An engine for a block, at whose end whatever it started ends too.

    Args:
        name: `polars`; `spark://HOST:PORT`, a Spark master; or `local[N]`, Spark within N threads of this machine.
        shared: a folder that this machine and all of Spark's workers see; without it the draft of the release is.

    Raises:
        EngineError: it is none of these, or pyspark is not installed.
    """
    if name == POLARS:
        yield PolarsEngine()
        return
    if not name.startswith(("spark://", "local[")):
        raise EngineError(f"no engine {name!r}; expected {POLARS}, spark://HOST:PORT or local[N]")
    try:
        from pipeline.ops.engines.spark_engine import SparkEngine  # noqa: PLC0415 - pyspark need not be installed
    except ModuleNotFoundError as fault:
        if str(fault.name).partition(".")[0] not in {"pyspark", "py4j"}:
            raise
        raise EngineError(f"{name} needs pyspark, which is not installed: pip install pyspark") from None
    with SparkEngine(name, shared) as engine:
        yield engine
