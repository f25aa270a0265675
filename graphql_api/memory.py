"""How memory goes back to the machine in a process that serves: what a release took is free when the next is served.

A release is some hundred megabytes, and while the next is loaded both are in memory. Three allocators hold them, and
each of them would keep what is freed: measured over 12 releases of full size, half as much again as one takes.
"""

import ctypes
import os
from collections.abc import MutableMapping
from functools import cache

POLARS_VARIABLE = "_RJEM_MALLOC_CONF"
POLARS_ALLOCATOR = "dirty_decay_ms:0,muzzy_decay_ms:0"
"""Have jemalloc, which polars allocates with on Linux, give back what is freed at once. Unless it is said it keeps it,
in the hope of more work of the same kind; a release is loaded once."""
M_ARENA_MAX = -8
"""The name in `malloc.h` of how many heaps there may be. Unless it is said each thread may begin one, and what a thread
leaves free in its own, no other takes."""


def prepare(environment: MutableMapping[str, str]) -> None:
    """Say in an environment how polars is to allocate: before polars is imported, and for all worker processes.

    Whoever runs the service may have said something else, and it stays.
    """
    if not environment.get(POLARS_VARIABLE):
        environment[POLARS_VARIABLE] = POLARS_ALLOCATOR


def keep_one_heap() -> None:
    """Have all threads of this process allocate in one heap, where the C library is one that knows how."""
    if library := _c_library():
        library.mallopt(M_ARENA_MAX, 1)


def give_back() -> None:
    """Give the machine what is free in the heap, where the C library is one that knows how; takes milliseconds."""
    if library := _c_library():
        library.malloc_trim(0)


@cache
def _c_library() -> ctypes.CDLL | None:
    """GNU's C library; None where this process runs on another."""
    if os.name != "posix":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
