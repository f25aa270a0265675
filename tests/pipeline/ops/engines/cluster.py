"""A real Spark cluster on this machine: a standalone master and workers, each a process of its own, on loopback."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

STARTS_WITHIN = 120.0
"""Seconds; a busy machine takes its time."""

LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For Java processes that do little: compiling well costs more than it brings."""


def settings(memory: str, java: str) -> Mapping[str, str]:
    """What Spark is told, of the memory of a worker and of the driver."""
    return {
        "spark.driver.extraJavaOptions": java,
        "spark.driver.memory": memory,
        "spark.executor.extraJavaOptions": java,
        "spark.executor.memory": memory,
        **({"spark.sql.shuffle.partitions": "4"} if java == LIGHT else {}),
    }


def missing() -> str | None:
    """What a cluster needs and is not there, as a reason to skip a test."""
    if not find_spec("pyspark"):
        return "pyspark: make slow"
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=str(Path(home, "bin")) if home else None):
        return "Spark: install Java 17, such as openjdk-17-jre-headless"
    return None


class Cluster:
    """A master and its workers.

    Attributes:
        master: its address, `spark://127.0.0.1:PORT`.
        environment: that of programs which use it.
    """

    def __init__(self, folder: Path, memory: str = "512m", java: str = LIGHT) -> None:
        """A master without workers.

        Args:
            folder: an empty one, for logs and what workers keep.
            memory: of each worker, and of the driver of whoever uses it.
            java: options of all Java processes.
        """
        self._folder, self._memory, self._java = folder, memory, java
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        lines = [f"{name} {value}\n" for name, value in settings(memory, java).items()]
        (folder / "spark-defaults.conf").write_text("".join(lines), encoding="utf-8")
        self.environment: Mapping[str, str] = {**os.environ, "SPARK_CONF_DIR": str(folder)}
        self._start("master", "master.Master", "--port", "0")
        self.master = self._printed("master", r"Starting Spark master at (spark://\S+)")[0]

    def add_worker(self) -> None:
        """Start another worker and wait until the master knows it."""
        number = len(self.workers) + 1
        name = f"worker-{number}"
        place = self._folder / name
        share = ["--cores", "1", "--memory", self._memory, "--work-dir", str(place)]
        self.workers.append(self._start(name, "worker.Worker", *share, self.master))
        self._printed(name, "Successfully registered with master")

    def kill_worker(self) -> None:
        """Kill the worker that was started last, without a word; its executors follow it."""
        worker = self.workers[-1]
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    def pids(self) -> list[int]:
        """The processes of master and workers."""
        return [process.pid for process in self._processes]

    def stop(self) -> None:
        """End them all."""
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, name: str, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        import pyspark

        home = Path(pyspark.__file__).parent
        command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", "--host", "127.0.0.1"]
        environment = {
            **self.environment,
            "SPARK_HOME": str(home),
            "SPARK_DAEMON_JAVA_OPTS": self._java,
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_LOCAL_IP": "127.0.0.1",
        }
        with (self._folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--webui-port", "0", *arguments], env=environment, stdout=log, stderr=log
            )
        self._processes.append(process)
        return process

    def _printed(self, name: str, pattern: str) -> list[str]:
        """Wait until a process has printed a pattern; returns what its groups matched."""
        log, give_up = self._folder / f"{name}.log", time.monotonic() + STARTS_WITHIN
        while time.monotonic() < give_up:
            if found := re.findall(pattern, log.read_text(errors="replace")):
                return found
            time.sleep(0.1)
        raise AssertionError(f"{name} did not start:\n{log.read_text(errors='replace')[-2000:]}")


@contextmanager
def cluster(folder: Path, memory: str = "512m", java: str = LIGHT, workers: int = 2) -> Iterator[Cluster]:
    """A cluster for a block; see `Cluster`."""
    made = Cluster(folder, memory, java)
    try:
        for _ in range(workers):
            made.add_worker()
        yield made
    finally:
        made.stop()
