"""`python -m benchmarks.recsys.neighbours DATA ENGINE`: the neighbours of a release's titles, and nothing else."""

import sys
from pathlib import Path

from pipeline.store.releases import open_release
from recsys.content import neighbours
from recsys.nearest import by_neighbours, by_product
from recsys.titles import TITLE_FIELDS

ENGINES = {"product": by_product, "scikit-learn": by_neighbours}

if __name__ == "__main__":
    found = neighbours(open_release(Path(sys.argv[1])).scan("titles"), TITLE_FIELDS, engine=ENGINES[sys.argv[2]])
    print(found.height)
