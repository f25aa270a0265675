"""Ariadne's ASGI application over rows in memory: `uvicorn program:app`, with `TABLES` and `SCHEMA` set."""

# Names of parameters are those of the schema; what is overridden is the library's.
# ruff: noqa: A002, ANN401, ARG001, ARG002, D102, FBT001, N803

import json
import math
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from ariadne import ObjectType, QueryType, load_schema_from_path, make_executable_schema
from ariadne.asgi import GraphQL
from ariadne.asgi.handlers import GraphQLHTTPHandler
from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, validate
from rapidfuzz import process
from starlette.requests import Request
from starlette.responses import Response

TABLES = Path(os.environ["TABLES"])
Row = dict[str, Any]


def read(name: str) -> Any:
    return json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))


rows: list[Row] = read("titles")
ids = {row["id"] for row in rows}
for row, near in zip(rows, read("neighbours"), strict=True):
    row["near"] = [{"score": score, "title": rows[place]} for place, score in near]
folded = [row["displayTitle"].lower() for row in rows]
choices = [row["displayTitle"] for row in rows]
platforms = read("platforms")
verdicts = read("verdict")


def counted(counts: dict[str, int]) -> list[Row]:
    return [{"platform": platform, "count": counts.get(platform["code"], 0)} for platform in platforms]


def prepared(name: str, make: Callable[[Any], Any]) -> dict[str, Any]:
    return {key: make(value) for key, value in read(name).items()}


counts = prepared("counts", counted)
scores = prepared("score_counts", counted)
actors = prepared("top_actor", lambda top: {"count": top["count"], "actor": top})
longest = prepared("longest", lambda place: rows[place] | {"title": rows[place]})

query = QueryType()
title = ObjectType("Title")


@query.field("platformCounts")
def platform_counts(*_: Any, type: str | None = None) -> list[Row]:
    return counts[type or ""]


@query.field("maxDuration")
def max_duration(
    *_: Any,
    durationType: str,
    platform: str | None = None,
    type: str | None = None,
    year: int | None = None,
) -> Row | None:
    return longest.get(f"{platform or ''}|{type or ''}|{durationType}|{year or ''}")


@query.field("titles")
def titles(*_: Any, first: int, offset: int) -> Row:
    return {"nodes": rows[offset : offset + first]}


@query.field("search")
def search(*_: Any, text: str, first: int) -> Row:
    wanted, nodes = text.lower(), []
    for place, name in enumerate(folded):
        if wanted in name:
            nodes.append(rows[place])
            if len(nodes) == first:
                break
    return {"nodes": nodes}


@query.field("fuzzy")
def fuzzy(*_: Any, text: str, first: int) -> Row:
    return {"nodes": [rows[place] for _, _, place in process.extract(text, choices, limit=first)]}


@query.field("wouldLike")
def would_like(*_: Any, userId: int, titleId: str, threshold: float) -> Row | None:
    if titleId not in ids:
        return None
    user, title_bias = verdicts["users"].get(str(userId)), verdicts["titles"].get(titleId)
    known = verdicts["thresholds"][str(float(threshold))]
    probability = 1 / (1 + math.exp(-(known["intercept"] + (user or 0) + (title_bias or 0))))
    basis = "BASE_RATE" if user is None else "USER" if title_bias is None else "USER_AND_TITLE"
    return known | {"probability": probability, "recommended": probability >= known["cutoff"], "basis": basis}


@query.field("topActor")
def top_actor(*_: Any, platform: str | None = None, year: int | None = None) -> Row | None:
    return actors.get(f"{platform or ''}|{year or ''}")


@query.field("scoreCounts")
def score_counts(*_: Any, scored: float, year: int | None = None) -> list[Row]:
    return scores.get(f"{float(scored)}|{year or ''}", [])


@title.field("recommendations")
def recommendations(parent: Row, _: Any, first: int) -> list[Row]:
    return parent["near"][:first]


FUZZY = "extend type Query { fuzzy(text: String!, first: Int! = 20): TitleConnection! }"
schema = make_executable_schema([load_schema_from_path(os.environ["SCHEMA"]), FUZZY], query, title)


@lru_cache(maxsize=1000)
def parsed(text: str) -> DocumentNode:
    return parse(text)


@lru_cache(maxsize=1000)
def validated(document: DocumentNode) -> list[GraphQLError]:
    return validate(schema, document)


def query_parser(context: Any, data: dict[str, Any]) -> DocumentNode:
    return parsed(data["query"])


def query_validator(given: GraphQLSchema, document: DocumentNode, *_: Any, **__: Any) -> list[GraphQLError]:
    return validated(document)


class Handler(GraphQLHTTPHandler):
    """Reads and writes JSON with orjson."""

    async def extract_data_from_json_request(self, request: Request) -> Any:
        return orjson.loads(await request.body())

    async def create_json_response(self, request: Request, result: dict[str, Any], success: bool) -> Response:
        return Response(orjson.dumps(result), 200 if success else 400, media_type="application/json")


if os.environ.get("TUNED"):
    app = GraphQL(schema, query_parser=query_parser, query_validator=query_validator, http_handler=Handler())
else:
    app = GraphQL(schema)
