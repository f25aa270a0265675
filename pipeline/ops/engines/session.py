"""A session of Apache Spark for one build: started without noise, watched while it works, and always ended."""

import logging
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Self

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from pipeline.ops.engines.needs import STAYS, hosts_of, require_answer, require_java
from pipeline.store.errors import EngineError

WORKS_WITHIN = 60.0
"""Seconds without any worker, at the start or after the last was lost, until the build is given up."""

SETTINGS = {
    "spark.app.name": "cartelera",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""Memory, cores and the rest are Spark's own to say, in `spark-defaults.conf`."""


class Session:
    """Spark at a master: `spark://HOST:PORT`, or `local[N]` for N threads of this machine.

    Attributes:
        spark: what frames are read with.
    """

    def __init__(self, master: str) -> None:
        """Start it.

        Raises:
            EngineError: there is no Java, no master answers, or no worker is free.
        """
        self.master = master
        hosts = hosts_of(master)
        require_java()
        require_answer(master, hosts)
        logging.getLogger("py4j").setLevel(logging.CRITICAL)  # what it has to say comes as an exception too
        self._interrupt = signal.getsignal(signal.SIGINT)  # pyspark puts its own in this place
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - what Spark prints, for as long as there is a session
        try:
            self.spark = _started(master, hosts, self._said)
            self._wait_for_workers()
        except BaseException:
            self.stop()
            raise

    def __enter__(self) -> Self:
        """The session; leaving the block stops it."""
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the session and the Java process that belongs to it."""
        if SparkContext._active_spark_context:  # noqa: SLF001 - pyspark keeps one a process, and no other name for it
            with suppress(Py4JError, OSError):
                SparkContext.getOrCreate().stop()
        _end_java()
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, self._interrupt)
        self._said.close()

    @contextmanager
    def working(self, place: Path) -> Iterator[None]:
        """Say in a line what went wrong with Spark, and do not wait for workers that will not come back.

        Args:
            place: Where workers read and write.

        Raises:
            EngineError: something did.
        """
        done, lost = threading.Event(), threading.Event()
        watch = threading.Thread(target=self._watch, args=(done, lost), daemon=True)
        watch.start()
        try:
            yield
        except (PySparkException, Py4JError, ConnectionError) as fault:
            if lost.is_set():
                raise EngineError(
                    f"all workers of {self.master} are gone, and none came within {WORKS_WITHIN:.0f} s; "
                    f"start them and build again; {STAYS}"
                ) from None
            raise EngineError(
                f"Spark at {self.master} gave up: {_first_line(fault)}; expected workers that read and write {place} "
                f"and outlive the build; {STAYS}"
            ) from None
        finally:
            done.set()
            watch.join()

    def workers(self) -> int:
        """How many take work now; of `local[N]` 1.

        Those that the scheduler can give tasks to. On other lists of Spark, who dies while being registered may stay.
        """
        if self.master.startswith("local"):
            return 1
        return int(self.spark.sparkContext._jsc.sc().getExecutorIds().size())  # noqa: SLF001 - as above

    def _watch(self, done: threading.Event, lost: threading.Event) -> None:
        """Cancel the work when there has been nobody to do it for too long."""
        alone_since = None
        with suppress(PySparkException, Py4JError, OSError):  # the Java process is gone, which the work notices itself
            while not done.wait(1.0):
                now = time.monotonic()
                alone_since = None if self.workers() else alone_since or now
                if alone_since and now - alone_since > WORKS_WITHIN:
                    lost.set()
                    self.spark.sparkContext.cancelAllJobs()  # and again those that begin after this

    def _wait_for_workers(self) -> None:
        give_up = time.monotonic() + WORKS_WITHIN
        while not self.workers():
            if time.monotonic() > give_up:
                raise EngineError(
                    f"no worker of {self.master} took the work within {WORKS_WITHIN:.0f} s; expected one with a free "
                    f"core and the memory that spark.executor.memory asks for (1g unless set); {STAYS}"
                )
            time.sleep(0.1)


def _started(master: str, hosts: list[tuple[str, int]], said: IO[bytes]) -> SparkSession:
    conf = SparkConf(loadDefaults=False).setMaster(master).setAll(list(SETTINGS.items()))
    if all(host in {"localhost", "127.0.0.1", "::1"} for host, _ in hosts):  # this machine's other names may not answer
        conf.setAll([("spark.driver.host", "127.0.0.1"), ("spark.driver.bindAddress", "127.0.0.1")])
    try:
        gateway = launch_gateway(conf, {"stdout": said, "stderr": said})
        return SparkSession(SparkContext(conf=conf, gateway=gateway))
    except (PySparkException, Py4JError, OSError) as fault:
        said.seek(0)
        printed = said.read().decode(errors="replace").split("\n")
        why = next((line.strip() for line in printed if "rror" in line or "xception" in line), _first_line(fault))
        raise EngineError(f"Spark did not start at {master}: {why}; expected Java 17 or newer; {STAYS}") from None


def _end_java() -> None:
    """End the Java process: pyspark would keep it until this process ends."""
    gateway: Any = SparkContext._gateway  # noqa: SLF001 - as above
    SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001
    if gateway is None:
        return
    with suppress(Py4JError, OSError):
        gateway.shutdown()
    if process := getattr(gateway, "proc", None):
        process.stdin.close()  # which it takes for the end of this process
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _first_line(fault: BaseException) -> str:
    return next((line.strip() for line in str(fault).split("\n") if line.strip()), type(fault).__name__)[:300]
