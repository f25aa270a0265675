"""Answers of a kind that several routes give."""

from collections.abc import Mapping

import orjson
from starlette.responses import Response


def json_response(
    content: object, status: int = 200, headers: Mapping[str, str] | None = None, kind: str = "application/json"
) -> Response:
    """JSON that no cache keeps."""
    return Response(
        orjson.dumps(content),
        status_code=status,
        headers={"Cache-Control": "no-store", **(headers or {})},
        media_type=f"{kind}; charset=utf-8",
    )
