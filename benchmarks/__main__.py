"""`make bench`: all benchmarks, one after the other."""

import sys

from benchmarks.pipeline.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
