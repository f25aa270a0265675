"""What the API answers, asked beside the page."""

import json
import urllib.request
from typing import Any

from tests.graphql_api.serving import Served


def asked(service: Served, query: str, **variables: Any) -> dict[str, Any]:
    """The data of an answer without errors."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{service.url}/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        answer = json.load(response)
    assert "errors" not in answer, answer
    return answer["data"]
