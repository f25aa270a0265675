"""`python -m benchmarks.pipeline.reads DATA`: hold all ratings of the current release as `recsys fit` does, and end."""

import sys
from pathlib import Path

from pipeline.store.releases import open_release
from recsys.interactions import Interactions


def main() -> None:
    """Read them; what it costs is for whoever started this to measure."""
    release = open_release(Path(sys.argv[1]))
    titles = release.scan("titles").select("title_id").collect().to_series()
    print(f"{len(Interactions.read(release.scan('ratings'), titles)):,}")


if __name__ == "__main__":
    main()
