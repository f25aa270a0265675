"""The endpoint alone, over a snapshot in memory."""

from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2

from graphql_api.catalogue.live import Live
from graphql_api.http.endpoint import Endpoint
from graphql_api.http.exchange import exchange_of
from graphql_api.limits.limits import Limits
from graphql_api.limits.traffic import Traffic
from graphql_api.settings import Settings

JSON = {"Content-Type": "application/json"}
RESPONSE = "application/graphql-response+json"


class Asked:
    """Asks the endpoint, and keeps what is noted of each request."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.exchanges: list[Any] = []
        self.client = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=self.app), base_url="http://test")

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        self.exchanges.append(exchange_of(scope))
        await self.endpoint(scope, receive, send)

    async def post(self, query: str | None = None, accept: str | None = None, **body: Any) -> httpx2.Response:
        content = body if query is None else {"query": query, **body}
        return await self.client.post("/graphql", json=content, headers={"Accept": accept} if accept else None)

    async def get(self, accept: str | None = None, **parameters: str) -> httpx2.Response:
        return await self.client.get("/graphql", params=parameters, headers={"Accept": accept} if accept else None)


@asynccontextmanager
async def endpoint(snapshot: Any, limits: Any = None, traffic: Any = None, **settings: Any) -> Any:
    """An endpoint over a snapshot, with limits by their names."""
    live = Live(Path("nowhere"))
    live.snapshot = snapshot
    chosen = Settings(limits=Limits(**limits or {}), traffic=Traffic(**traffic or {}), **settings)
    opened = Endpoint(live, chosen)
    asked = Asked(opened)
    try:
        async with asked.client:
            yield asked
    finally:
        opened.close()


def request(path: str = "/graphql", method: str = "GET", **headers: str) -> dict[str, Any]:
    """The ASGI scope of a request."""
    address = urlsplit(path)
    return {
        "type": "http",
        "method": method,
        "path": address.path,
        "query_string": address.query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "client": ("192.0.2.1", 1),
        "scheme": "http",
    }
