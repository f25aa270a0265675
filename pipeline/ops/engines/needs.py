"""What must be there before Spark is asked: an address, a Java, and a master that answers."""

import os
import shutil
import socket
from pathlib import Path

from pipeline.store.errors import EngineError

ANSWERS_WITHIN = 5.0
"""Seconds that a master may take to answer a call."""

STAYS = "the current release stays"
"""How each of an engine's faults ends."""


def hosts_of(master: str) -> list[tuple[str, int]]:
    """The hosts and ports of a master, of which there may be several for when one fails; none of `local[N]`.

    Raises:
        EngineError: it is no address.
    """
    if master.startswith("local"):
        return []
    pairs = [address.rpartition(":") for address in master.removeprefix("spark://").split(",")]
    if not all(host and port.isdigit() for host, _, port in pairs):
        raise EngineError(f"{master!r} names no Spark master; expected spark://HOST:PORT, usually of port 7077")
    return [(host.strip("[]"), int(port)) for host, _, port in pairs]


def require_java() -> None:
    """Look for a Java where Spark will.

    Raises:
        EngineError: there is none.
    """
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=str(Path(home, "bin")) if home else None):
        where = f"JAVA_HOME is {home}, which has no bin/java" if home else "no java on PATH, and JAVA_HOME is not set"
        raise EngineError(f"{where}; Spark needs Java 17 or newer, such as Debian's openjdk-17-jre-headless; {STAYS}")


def require_answer(master: str, hosts: list[tuple[str, int]]) -> None:
    """Call the master: Spark itself would try for a minute, and then not say that nobody was there.

    Raises:
        EngineError: nobody answers.
    """
    reasons = []
    for host, port in hosts:
        try:
            socket.create_connection((host, port), ANSWERS_WITHIN).close()
        except OSError as fault:
            reasons.append(f"{host}:{port}: {fault.strerror or fault}")
        else:
            return
    if reasons:
        raise EngineError(
            f"no Spark master answers at {master} ({'; '.join(reasons)}); start it, or leave --engine out; {STAYS}"
        )
