"""Worker processes end with the process that started them."""

import os
import signal
import time

import pytest

from tests.graphql_api.serving import PATIENCE, answers, serving


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_workers_do_not_outlive_a_supervisor_that_was_killed(small_data, tmp_path):
    with serving(small_data, tmp_path / "log", "--workers", "2") as served:
        served.stop(signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while answers(served.port, "/healthz"):
            assert time.monotonic() < deadline, "a worker still answers"
            time.sleep(0.1)
