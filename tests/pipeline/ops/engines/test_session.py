"""A session that does not come about is one line that says why; each test takes a moment, and no cluster."""

import gc
import socket
import warnings

import pytest

pytest.importorskip("pyspark", reason="pyspark: make slow")

from pipeline.ops.engines.session import Session
from pipeline.store.errors import EngineError


def refused(master="local[1]"):
    with pytest.raises(EngineError) as fault:
        Session(master)
    assert "\n" not in str(fault.value)
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        gc.collect()  # pyspark leaves a pipe to a Java that ended at once
    return str(fault.value)


@pytest.fixture
def java(tmp_path, monkeypatch):
    """A Java that does what a test has it do."""
    file = tmp_path / "bin" / "java"
    file.parent.mkdir()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    def made(script):
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    made("exit 0")
    return made


def test_without_java_it_says_which_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert refused() == (
        "no java on PATH, and JAVA_HOME is not set; Spark needs Java 17 or newer, such as Debian's "
        "openjdk-17-jre-headless; the current release stays"
    )
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert refused().startswith(f"JAVA_HOME is {tmp_path}, which has no bin/java; Spark needs Java 17")


def test_a_java_that_is_too_old_is_quoted(java):
    java("echo 'Error: A JNI error has occurred' >&2; exit 1")
    assert refused() == (
        "Spark did not start at local[1]: Error: A JNI error has occurred; expected Java 17 or newer; "
        "the current release stays"
    )


def test_where_no_master_listens_nobody_waits(java):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        port = taken.getsockname()[1]
        said = refused(f"spark://127.0.0.1:{port}")
    assert said == (
        f"no Spark master answers at spark://127.0.0.1:{port} (127.0.0.1:{port}: Connection refused); start it, or "
        "leave --engine out; the current release stays"
    )


@pytest.mark.parametrize("master", ["spark://", "spark://host", "spark://:7077", "spark://host:port"])
def test_an_address_that_is_none_is_told_what_one_looks_like(java, master):
    assert refused(master) == f"{master!r} names no Spark master; expected spark://HOST:PORT, usually of port 7077"
