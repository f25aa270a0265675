"""Run one command and print what it cost: wall seconds, CPU seconds, peak resident bytes.

A process of its own, and a small one, because of how Linux counts: a program that has just been started inherits, as
its own peak, the memory of the process that started it. Started from here that is 8 MB; started from a benchmark that
holds tables, it would be whatever those weigh, and a peak below it could not be seen.
"""

import os
import sys
import time

UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in one of `ru_maxrss`


def main() -> int:
    """Run the command that follows; its processes' output on standard output is dropped. Returns its exit code."""
    command = sys.argv[1:]
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    started = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    # `wait4` sums the CPU of the child and of all that it waited for; the peak is that of the largest among them.
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - started
    print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * UNIT)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
