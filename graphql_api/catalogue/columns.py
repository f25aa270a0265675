"""Titles by column, as arrays: a list of titles is narrowed and counted without collecting a frame."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from graphql_api.text import fold
from pipeline.store.vocabulary import DurationType, PlatformCode, Role, TitleType

Rows: TypeAlias = npt.NDArray[np.int32]
"""Numbers of titles (or of people): their places in the arrays."""

Flags: TypeAlias = npt.NDArray[np.bool_]

NO_YEAR = np.iinfo(np.int32).min
"""Stands for a missing year or length; no limit that a client can give is as low and means it."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, end to end in one array."""

    flat: Rows
    starts: Rows
    """Where each list begins, and at last where the last one ends."""

    def __getitem__(self, number: int) -> Rows:
        """One list."""
        found: Rows = self.flat[self.starts.item(number) : self.starts.item(number + 1)]
        return found

    def between(self, first: int, end: int) -> Rows:
        """The lists from one up to another, end to end."""
        found: Rows = self.flat[self.starts.item(first) : self.starts.item(end)]
        return found

    def of(self, numbers: Rows) -> Rows:
        """Several lists, end to end."""
        begins = self.starts[numbers]
        lengths = self.starts[numbers + 1] - begins
        ends = np.cumsum(lengths)
        places = np.repeat(begins - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)
        found: Rows = self.flat[places]
        return found

    @classmethod
    def by(cls, numbers: npt.NDArray[np.integer], values: npt.NDArray[np.integer], count: int) -> "Lists":
        """The values of each number from 0 up to `count`, in the order in which they come."""
        order = np.argsort(numbers, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=count))])
        return cls(values[order].astype(np.int32), starts.astype(np.int32))


@dataclass(frozen=True, slots=True)
class Values:
    """A column of which each title has any number of values, such as its genres: by title and by value."""

    names: Sequence[str]
    of_title: Lists
    """The numbers of each title's values."""
    titles: Lists
    """The rows of the titles that have each value."""
    folded: Sequence[str]
    """The names without case and accents, in order."""
    by_fold: Rows
    """The value of which each of these is the name; equal ones in the order of `names`."""

    def like(self, name: str) -> list[int]:
        """The values that are the same but for case and accents, in the order of `names`."""
        wanted = fold(name)
        found: list[int] = self.by_fold[bisect_left(self.folded, wanted) : bisect_right(self.folded, wanted)].tolist()
        return found

    def having(self, wanted: Iterable[str]) -> Flags:
        """Which titles have any of the values wanted, case and accents aside."""
        flags = np.zeros(len(self.of_title.starts) - 1, dtype=np.bool_)
        for name in wanted:
            for code in self.like(name):
                flags[self.titles[code]] = True
        return flags

    @classmethod
    def read(cls, titles: pl.DataFrame, column: str, names: Sequence[str] | None = None) -> "Values":
        """The values of a column of strings or of lists of them; `names` are all there are, sorted if left out."""
        exploded = titles.select("row", value=pl.concat_list(column)).explode(
            "value", empty_as_null=False, keep_nulls=False
        )
        names = names if names is not None else exploded["value"].unique().sort().to_list()
        codes = exploded["value"].cast(pl.Enum(names)).to_physical().to_numpy()
        rows = exploded["row"].to_numpy()
        folded = [name if (without := fold(name)) == name else without for name in names]  # most are, and are kept once
        by_fold = sorted(range(len(names)), key=folded.__getitem__)
        return cls(
            names=names,
            of_title=Lists.by(rows, codes, titles.height),
            titles=Lists.by(codes, rows, len(names)),
            folded=[folded[code] for code in by_fold],
            by_fold=np.array(by_fold, dtype=np.int32),
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """What titles are narrowed by and counted by, one number a title in the order of the snapshot's records."""

    platform: npt.NDArray[np.uint8]
    """Places in `PlatformCode`."""
    type: npt.NDArray[np.uint8]
    """Places in `TitleType`."""
    release_year: Rows
    added_year: Rows
    duration_type: npt.NDArray[np.uint8]
    """Places in `DurationType`; one beyond them when there is no length."""
    duration_int: Rows
    score: npt.NDArray[np.float64]
    """NaN when nobody rated the title."""
    votes: Rows
    ratings: Values
    genres: Values
    countries: Values
    people: Mapping[Role, Values]
    """Those in the most titles first, then by name."""

    @classmethod
    def read(cls, titles: pl.DataFrame, names: Mapping[Role, Sequence[str]]) -> "Columns":
        """The columns of titles that have their places in `row`; `names` are the people in their order."""

        def codes(column: str) -> npt.NDArray[np.uint8]:
            return titles[column].to_physical().cast(pl.UInt8).fill_null(len(DurationType)).to_numpy()

        def numbers(column: str) -> Rows:
            return titles[column].cast(pl.Int32).fill_null(NO_YEAR).to_numpy()

        return cls(
            platform=codes("platform"),
            type=codes("type"),
            release_year=numbers("release_year"),
            added_year=numbers("added_year"),
            duration_type=codes("duration_type"),
            duration_int=numbers("duration_int"),
            score=titles["score"].fill_null(float("nan")).to_numpy(),
            votes=numbers("votes"),
            ratings=Values.read(titles, "rating"),
            genres=Values.read(titles, "genres"),
            countries=Values.read(titles, "countries"),
            people={
                Role.ACTOR: Values.read(titles, "cast", names[Role.ACTOR]),
                Role.DIRECTOR: Values.read(titles, "directors", names[Role.DIRECTOR]),
            },
        )


PLATFORMS = {code: place for place, code in enumerate(PlatformCode)}
TYPES = {kind: place for place, kind in enumerate(TitleType)}
UNITS = {unit: place for place, unit in enumerate(DurationType)}
