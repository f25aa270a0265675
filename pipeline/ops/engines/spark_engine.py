"""The steps of ratings on Apache Spark: the same Narwhals functions, run by its workers.

Text is read as numbers here, by the scan that polars uses as well: engines differ in that more than in all else. What
workers wrote in order ends as one file, as polars would have written it.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

import dataframely as dy
import narwhals as nw
import polars as pl

from pipeline.ops.engines.engine import Sums
from pipeline.ops.engines.needs import STAYS
from pipeline.ops.engines.session import Session
from pipeline.ops.engines.work import Work
from pipeline.quarantine import set_aside
from pipeline.ratings_parts import Part, sink, stage
from pipeline.sources.scans import scan_ratings
from pipeline.sources.source import Source
from pipeline.steps import ratings as steps
from pipeline.steps import sums
from pipeline.store.errors import EngineError
from pipeline.store.tables import CoLiked, Ratings, RatingSums, UserSums, conform, scan, schema


class SparkEngine:
    """See `Engine`. The session begins with the first work, so that a build that has none needs no cluster."""

    def __init__(self, master: str, shared: Path | None = None) -> None:
        """Nothing is started yet.

        Args:
            master: `spark://HOST:PORT`, or `local[N]` for N threads of this machine.
            shared: A folder that this machine and all workers see under the same name; without it the draft of the
                release is taken for one.
        """
        self._master, self._shared = master, shared
        self._open = ExitStack()
        self._session: Session | None = None

    def __enter__(self) -> Self:
        """The engine; leaving the block ends its session."""
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def write_part(self, source: Source, titles: pl.LazyFrame, part: Part, scratch: Path) -> None:
        """See `Engine.write_part`."""
        with self._work(scratch) as work:
            staged, known = work.place / "staged.parquet", work.place / "titles.parquet"
            given = [stage(scan_ratings(source), staged), stage(titles.select("title_id"), known)]
            pl.collect_all(given, engine="streaming")
            rows = work.read([staged]).pipe(steps.with_reason, work.read([known]))
            good = work.written(rows.pipe(steps.good).pipe(steps.in_order), "good")
            raw = [name for name in rows.collect_schema().names() if name.startswith("raw_")]
            bad = rows.filter(~nw.col("reason").is_null()).select("file", "row", "reason", *raw)
            aside = work.written(bad, "aside")
            summed = work.written(work.read(good).pipe(steps.sum_scores), "sums")
            _whole(good, Ratings, part.ratings)
            _whole(summed, RatingSums, part.sums)
            sink(set_aside(scan(aside), "ratings").sort("row"), part.quarantine).collect(engine="streaming")

    def write_sums(self, parts: Sequence[Path], wanted: Sums, folder: Path, scratch: Path) -> None:
        """See `Engine.write_sums`."""
        with self._work(scratch) as work:
            newest = work.written(work.read(self._seen(parts, work.place)).pipe(sums.newest), "newest")
            ratings = work.read(newest)
            of_users = work.written(ratings.pipe(sums.user_sums), "user_sums")
            _whole(of_users, UserSums, folder / "user_sums.parquet")
            likes = ratings.pipe(sums.liked)
            if wanted.titles:
                likes = likes.pipe(sums.of_titles, ratings.pipe(sums.most_rated, wanted.titles))
            liked = work.read(work.written(likes, "liked"))
            pairs = work.written(liked.pipe(sums.together, liked), "co_liked")
            _whole(pairs, CoLiked, folder / "co_liked.parquet")

    @contextmanager
    def _work(self, scratch: Path) -> Iterator[Work]:
        """A piece of work in an empty folder, which is gone afterwards."""
        place = (self._shared or scratch).resolve() / f"cartelera-{scratch.parent.name.lstrip('.')}"
        try:
            place.mkdir(parents=True)
        except OSError as fault:
            said = f"{place} cannot be made ({fault.strerror}); choose another folder with --shared DIR; {STAYS}"
            raise EngineError(said) from None
        try:
            if self._session is None:
                self._session = self._open.enter_context(Session(self._master))
            yield Work(self._session, place)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _seen(self, parts: Sequence[Path], place: Path) -> Sequence[Path]:
        """Files of ratings where workers see them: at least one, which may have no rows."""
        if not parts:
            pl.DataFrame(schema=schema(Ratings)).write_parquet(place / "none.parquet")
            return [place / "none.parquet"]
        if self._shared is None:
            return parts
        return [Path(shutil.copyfile(part, place / f"ratings-{number}.parquet")) for number, part in enumerate(parts)]


def _whole(files: Sequence[Path], contract: type[dy.Schema], file: Path) -> None:
    """Make what workers wrote one file of the contract's types."""
    sink(conform(scan(list(files)), contract), file).collect(engine="streaming")
