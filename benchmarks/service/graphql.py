"""The work items in GraphQL as our schema has them; a peer with the same names may take all of this."""

import json
from collections.abc import Mapping
from typing import Any

from benchmarks.service.items import FIELDS
from benchmarks.service.systems import Request, SystemFailed

HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}

QUERIES = {
    "counts": "query Counts($type: TitleType) { platformCounts(type: $type) { platform { code name } count } }",
    "longest": "query Longest($year: Int, $platform: PlatformCode, $durationType: DurationType!, $type: TitleType) { "
    "maxDuration(year: $year, platform: $platform, durationType: $durationType, type: $type) { "
    "durationInt durationType title { id displayTitle releaseYear } } }",
    "page": f"query Page($after: String) {{ titles(first: 50, after: $after) {{ nodes {{ {' '.join(FIELDS)} }} }} }}",
    "nested": "query Nested($after: String) { titles(first: 20, after: $after) { nodes { id displayTitle "
    "recommendations(first: 5) { score title { id displayTitle releaseYear } } } } }",
    "search": "query Search($text: String!) { search(text: $text, first: 10) { "
    "nodes { id displayTitle releaseYear } } }",
    "verdict": "query Verdict($userId: Int!, $titleId: ID!, $threshold: Float!) { "
    "wouldLike(userId: $userId, titleId: $titleId, threshold: $threshold) { "
    "probability recommended cutoff baseRate basis } }",
    "actor": "query Actor($platform: PlatformCode, $year: Int, $scored: Float!) { "
    "topActor(platform: $platform, year: $year) { count actor { name displayName } } "
    "scoreCounts(scored: $scored, year: $year) { platform { code } count } }",
}
QUERIES["misspelt"] = QUERIES["search"]

VARIABLES = {
    "counts": ("type",),
    "longest": ("year", "platform", "durationType", "type"),
    "page": ("after",),
    "nested": ("after",),
    "search": ("text",),
    "misspelt": ("text",),
    "verdict": ("userId", "titleId", "threshold"),
    "actor": ("platform", "year", "scored"),
}
"""Of an item's variables, those that we are sent."""


def post(query: str, variables: Mapping[str, Any], target: str = "/graphql") -> Request:
    """A query as nearly all clients send it."""
    body = json.dumps({"query": query, "variables": variables}, ensure_ascii=False, separators=(",", ":"))
    return Request("POST", target, HEADERS, body.encode())


def common(item: str, answer: Any) -> Any:  # noqa: ANN401 - parsed JSON
    """An answer of the shape that `QUERIES` asks for in the form of `items`.

    Raises:
        SystemFailed: it has errors.
    """
    if answer.get("errors"):
        raise SystemFailed(f"{item} was answered with an error: {str(answer['errors'])[:300]}")
    data = answer["data"]
    match item:
        case "counts":
            return _counts(data["platformCounts"])
        case "longest":
            return data["maxDuration"]
        case "page" | "nested":
            return data["titles"]["nodes"]
        case "search" | "misspelt":
            return data["search"]["nodes"]
        case "verdict":
            return data["wouldLike"]
    top = data["topActor"]
    return {"topActor": top and {"count": top["count"], **top["actor"]}, "scoreCounts": _counts(data["scoreCounts"])}


def _counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {row["platform"]["code"]: row["count"] for row in rows}
