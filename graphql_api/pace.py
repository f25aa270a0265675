"""How the interpreter divides its time in a process that serves: the event loop waits for nobody for long.

Measured under attack, with two threads at work beside the event loop (`make soak`).
"""

import gc
import sys

SWITCH_SECONDS = 0.0005
"""How long a thread may keep the interpreter from one that waits. The event loop gives it up with each system call, a
few times a request; unless it is said, it then waits up to 5 ms for each thread before it may go on."""
COLLECT_AFTER = (20_000, 10, 10)
"""Objects made after which the youngest are looked through for cycles, and how many times rarer the older ones are.
Unless it is said all documents that are remembered are looked through twice a second, which stops everything for 40 to
100 ms."""


def keep_pace() -> None:
    """Set both, for this process."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*COLLECT_AFTER)
