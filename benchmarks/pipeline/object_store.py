"""What a build and a service ask of an object store: requests, bytes, and the memory that sending takes.

python -m benchmarks.pipeline.object_store [--megabytes N]
"""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from pipeline import sample
from pipeline.store.manifest import FileEntry
from pipeline.store.remote.bucket import Bucket
from pipeline.store.remote.follower import Follower
from tests import object_store
from tests.object_store import BUCKET, ObjectStore, storing

URL = f"s3://{BUCKET}/tables"


def kinds(store: ObjectStore) -> str:
    """What was asked since the last time, by kind, and what came and went."""
    asked, store.asked = store.asked, []
    counts: Counter[str] = Counter()
    for each in asked:
        copied = "x-amz-copy-source" in each.headers
        counts["LIST" if "list-type" in each.query else "COPY" if copied else each.method] += 1
    sent = sum(each.size for each in asked if each.method == "PUT")
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    return f"{len(asked)} requests ({told}), {sent / 1e6:.1f} MB sent"


def run(*arguments: object, cache: Path) -> None:
    environment = os.environ | {"CARTELERA_CACHE": str(cache)}
    subprocess.run([sys.executable, "-m", *map(str, arguments)], env=environment, check=True, capture_output=True)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--megabytes", type=int, default=200, help="of the file for the memory that sending takes")
    megabytes = arguments.parse_args().megabytes
    object_store.PAGE = 1000  # as S3 lists
    with tempfile.TemporaryDirectory() as folder, storing() as store:
        os.environ.update(store.environment())
        home, raw = Path(folder), Path(folder) / "raw"
        sample.write_sample(
            raw, titles=sample.TITLES, users=sample.USERS, ratings=sample.RATINGS, signal=sample.SIGNAL,
            films=sample.FILMS, seed=sample.SEED, progress=lambda _: None,
        )  # fmt: skip
        build = ("pipeline", "build", "--raw", raw, "--data", URL)
        fit = ("--then", f"{sys.executable} -m recsys fit")
        run(*build, *fit, cache=home / "one")
        print(f"a first build with models: {kinds(store)}")
        run(*build, *fit, cache=home / "one")
        print(f"the same without news: {kinds(store)}")
        ratings = sorted((raw / "ratings").glob("*.csv"))
        lines = ratings[0].read_text(encoding="utf-8").splitlines()
        (raw / "ratings" / "99.csv").write_text("\n".join([lines[0], *lines[-5:], ""]), encoding="utf-8")
        run(*build, cache=home / "one")
        print(f"one rating file more, without a fit: {kinds(store)}")
        run(*build, cache=home / "two")
        print(f"the same on a machine that has nothing: {kinds(store)}")
        follower = Follower.of(URL, 0, str(home / "served"))
        asyncio.run(follower())
        print(f"a service that starts with nothing: {kinds(store)}")
        asyncio.run(follower())
        print(f"a look of a service that finds no news: {kinds(store)}")

        large = home / "large"
        with large.open("wb") as file:
            for _ in range(megabytes):
                file.write(os.urandom(1_000_000))
        send(large)


def send(large: Path) -> None:
    """Send a file and fetch it, in a process of its own; print what that process took at most before and after."""
    code = "import sys; from benchmarks.pipeline.object_store import measure; measure(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(large)], check=True)


def most() -> float:
    """The most memory that this process had, in MB; what its parent had does not count."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    assert found, "needs Linux"
    return int(found[1]) / 1000


def measure(name: str) -> None:
    large, bucket = Path(name), Bucket.open(URL)
    before = most()
    asyncio.run(bucket.send("large", large))
    sent = most()
    assert asyncio.run(bucket.fetch("large", large.with_name("back"))) == FileEntry.of(large)
    fetched = most()
    size = large.stat().st_size / 1e6
    print(f"a file of {size:.0f} MB: {before:.0f} MB before, {sent:.0f} sent, {fetched:.0f} fetched, at most")


if __name__ == "__main__":
    main()
