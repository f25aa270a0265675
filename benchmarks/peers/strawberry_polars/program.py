"""Strawberry's ASGI integration over polars frames: `uvicorn program:app`, with `TABLES` set."""

# The types are named in `schema.graphql`, and are the schema's: no docstring says more.
# ruff: noqa: A002, ANN401, D101, D102

import json
import math
import os
from enum import Enum
from pathlib import Path
from typing import Any

import polars as pl
import strawberry
from rapidfuzz import process
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader

TABLES = Path(os.environ["TABLES"])


def read(name: str) -> Any:
    return json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))


titles = pl.read_parquet(TABLES / "titles.parquet").with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
neighbours = pl.read_parquet(TABLES / "neighbours.parquet")
platforms = {each["code"]: each["name"] for each in read("platforms")}
names = read("names")
verdicts = read("verdict")
choices = titles["displayTitle"].to_list()


@strawberry.enum
class TitleType(Enum):
    MOVIE = "MOVIE"
    TV_SHOW = "TV_SHOW"


@strawberry.enum
class DurationType(Enum):
    MIN = "MIN"
    SEASON = "SEASON"


@strawberry.enum
class PlatformCode(Enum):
    AMAZON = "AMAZON"
    DISNEY = "DISNEY"
    HULU = "HULU"
    NETFLIX = "NETFLIX"


@strawberry.type
class Platform:
    code: PlatformCode
    name: str


@strawberry.type
class PlatformCount:
    platform: Platform
    count: int


@strawberry.type
class Title:
    row: strawberry.Private[int]
    id: strawberry.ID
    title: str
    display_title: str
    type: TitleType
    release_year: int
    rating: str | None
    duration_int: int | None
    duration_type: DurationType | None
    score: float | None
    votes: int

    @strawberry.field
    async def recommendations(self, info: strawberry.Info, first: int = 5) -> list["Recommendation"]:
        return (await info.context["recommendations"].load(self.row))[:first]


@strawberry.type
class Recommendation:
    score: float
    title: Title


@strawberry.type
class Longest:
    duration_int: int
    duration_type: DurationType
    title: Title


@strawberry.type
class Actor:
    name: str
    display_name: str


@strawberry.type
class TopActor:
    count: int
    actor: Actor


@strawberry.type
class Verdict:
    probability: float
    recommended: bool
    cutoff: float
    base_rate: float
    basis: str


def title_of(row: dict[str, Any]) -> Title:
    return Title(
        row=row["row"],
        id=row["id"],
        title=row["title"],
        display_title=row["displayTitle"],
        type=TitleType(row["type"]),
        release_year=row["releaseYear"],
        rating=row["rating"],
        duration_int=row["durationInt"],
        duration_type=row["durationType"] and DurationType(row["durationType"]),
        score=row["score"],
        votes=row["votes"],
    )


def titles_of(frame: pl.LazyFrame) -> list[Title]:
    return [title_of(row) for row in frame.collect().to_dicts()]


def counts_of(frame: pl.LazyFrame) -> list[PlatformCount]:
    found = dict(frame.group_by("platform").len().collect().iter_rows())
    return [
        PlatformCount(platform=Platform(code=PlatformCode(code), name=name), count=found.get(code, 0))
        for code, name in platforms.items()
    ]


async def load_recommendations(rows: list[int]) -> list[list[Recommendation]]:
    """All lists of a page in one query, as the guide to data loaders shows."""
    best = neighbours.lazy().filter(pl.col("row").is_in(rows)).rename({"row": "of", "score": "likeness"})
    found = best.join(titles.lazy(), left_on="neighbour", right_on="row", how="left").sort("of", "rank").collect()
    lists: dict[int, list[Recommendation]] = {row: [] for row in rows}
    for each in found.to_dicts():
        title = title_of(each | {"row": each["neighbour"]})
        lists[each["of"]].append(Recommendation(score=each["likeness"], title=title))
    return [lists[row] for row in rows]


@strawberry.type
class Query:
    @strawberry.field
    def platform_counts(self, type: TitleType | None = None) -> list[PlatformCount]:
        frame = titles.lazy()
        return counts_of(frame if type is None else frame.filter(pl.col("type") == type.value))

    @strawberry.field
    def max_duration(
        self,
        duration_type: DurationType,
        year: int | None = None,
        platform: PlatformCode | None = None,
        type: TitleType | None = None,
    ) -> Longest | None:
        frame = titles.lazy().filter(pl.col("durationType") == duration_type.value)
        if year is not None:
            frame = frame.filter(pl.col("releaseYear") == year)
        if platform is not None:
            frame = frame.filter(pl.col("platform") == platform.value)
        if type is not None:
            frame = frame.filter(pl.col("type") == type.value)
        found = titles_of(frame.sort("durationInt", "row", descending=[True, False], nulls_last=True).head(1))
        if not found or found[0].duration_int is None:
            return None
        return Longest(duration_int=found[0].duration_int, duration_type=duration_type, title=found[0])

    @strawberry.field
    def titles(self, offset: int = 0, limit: int = 20) -> list[Title]:
        return titles_of(titles.lazy().slice(offset, limit))

    @strawberry.field
    def search(self, text: str, first: int = 10) -> list[Title]:
        folded = pl.col("displayTitle").str.to_lowercase()
        return titles_of(titles.lazy().filter(folded.str.contains(text.lower(), literal=True)).head(first))

    @strawberry.field
    def fuzzy(self, text: str, first: int = 10) -> list[Title]:
        places = [place for _, _, place in process.extract(text, choices, limit=first)]
        order = pl.LazyFrame({"row": places})
        return titles_of(order.join(titles.lazy(), on="row", how="left", maintain_order="left"))

    @strawberry.field
    def would_like(self, user_id: int, title_id: strawberry.ID, threshold: float = 3.0) -> Verdict:
        user, title = verdicts["users"].get(str(user_id)), verdicts["titles"].get(title_id)
        known = verdicts["thresholds"][str(threshold)]
        probability = 1 / (1 + math.exp(-(known["intercept"] + (user or 0) + (title or 0))))
        return Verdict(
            probability=probability,
            recommended=probability >= known["cutoff"],
            cutoff=known["cutoff"],
            base_rate=known["baseRate"],
            basis="BASE_RATE" if user is None else "USER" if title is None else "USER_AND_TITLE",
        )

    @strawberry.field
    def top_actor(self, year: int | None = None, platform: PlatformCode | None = None) -> TopActor | None:
        frame = titles.lazy()
        if year is not None:
            frame = frame.filter(pl.col("releaseYear") == year)
        if platform is not None:
            frame = frame.filter(pl.col("platform") == platform.value)
        casts = frame.select(pl.col("cast").explode()).drop_nulls().group_by("cast").len()
        found = casts.sort("len", "cast", descending=[True, False]).head(1).collect().to_dicts()
        if not found:
            return None
        name = found[0]["cast"]
        return TopActor(count=found[0]["len"], actor=Actor(name=name, display_name=names[name]))

    @strawberry.field
    def score_counts(self, scored: float, year: int | None = None) -> list[PlatformCount]:
        frame = titles.lazy().filter(pl.col("score") > scored)
        return counts_of(frame if year is None else frame.filter(pl.col("releaseYear") == year))


class App(GraphQL[dict[str, Any], None]):
    """The ASGI view, with a data loader of its own for every request."""

    async def get_context(self, request: Any, response: Any) -> dict[str, Any]:
        return {"request": request, "response": response, "recommendations": DataLoader(load_fn=load_recommendations)}


app = App(strawberry.Schema(query=Query))
