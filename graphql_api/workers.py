"""Worker processes: one must not outlive the process that started it, or it would hold the port for ever."""

import multiprocessing
import os
import signal
import threading


def end_with_supervisor() -> None:
    """Stop this process, gracefully, when the one that started it as a worker is gone; without one, do nothing."""
    supervisor = multiprocessing.parent_process()
    if supervisor is None:
        return

    def wait() -> None:
        supervisor.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="end with supervisor", daemon=True).start()
