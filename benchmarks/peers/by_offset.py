"""What peers share that serve `titles.graphql`: our names, with pages by offset where ours go by cursor."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.service.graphql import QUERIES, VARIABLES, post
from benchmarks.service.systems import Request

SCHEMA = Path(__file__).parent / "titles.graphql"

OWN = {
    item: QUERIES[item].replace("($after: String)", "($offset: Int!)").replace("after: $after", "offset: $offset")
    for item in ("page", "nested")
}
"""The queries of such a schema that are not ours."""


def asking(item: str, variables: Mapping[str, Any]) -> Request:
    """The same text for every request of an item; only variables differ."""
    sent = ("offset",) if item in OWN else VARIABLES[item]
    return post(OWN.get(item, QUERIES[item]), {name: variables[name] for name in sent})
