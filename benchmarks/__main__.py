"""`make bench`: all benchmarks that install nothing and serve nothing, one after the other."""

import sys

from benchmarks.films.__main__ import main as films
from benchmarks.literals.__main__ import main as literals
from benchmarks.pipeline.__main__ import main as pipeline
from benchmarks.recsys.__main__ import main as recsys
from benchmarks.service.search.__main__ import main as search

if __name__ == "__main__":
    sys.exit(max(run() or 0 for run in (pipeline, literals, recsys, films, search)))
