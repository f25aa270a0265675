"""`python -m benchmarks.peers.canned.program ANSWERS PORT [WAY]`: sends what was ready; WAY: `told` or `connection`."""

import json
import sys
from pathlib import Path

import orjson
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from graphql_api.catalogue.live import Live
from graphql_api.http.asked import Asked, Reply
from graphql_api.limits.traffic import Traffic
from graphql_api.observe import logs
from graphql_api.observe.metrics import Metrics
from graphql_api.observe.observed import Observed
from graphql_api.observe.teller import Teller
from graphql_api.server.serving import ServingConfig

PATH = "/graphql"


def canned(answers: Path) -> ASGIApp:
    """A POST of JSON is read whole, decoded, and answered with the answer that the query string names."""
    ready = {item.encode(): text.encode() for item, text in json.loads(answers.read_text(encoding="utf-8")).items()}
    heads = {
        item: [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        for item, body in ready.items()
    }

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        orjson.loads(body)
        item = scope["query_string"]
        await send({"type": "http.response.start", "status": 200, "headers": heads[item]})
        await send({"type": "http.response.body", "body": ready[item]})

    return answer


class Connection:
    """The same by the shortcut of our connections, which neither decodes what came nor looks at it."""

    def __init__(self, answers: Path) -> None:
        head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
        ready = json.loads(answers.read_text(encoding="utf-8")).items()
        self._replies = {f"{PATH}?{item}".encode(): (head % len(text.encode()), text.encode()) for item, text in ready}
        self._ordinary = canned(answers)

    def shortcut(self, asked: Asked) -> Reply:
        """The answer that the query string names."""
        return self._replies[asked.head.target]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What does not come in one piece."""
        await self._ordinary(scope, receive, send)


def main() -> None:
    """Serve on uvicorn with uvloop and httptools."""
    answers, port, *way = Path(sys.argv[1]), *sys.argv[2:]
    if way == ["connection"]:
        config = ServingConfig(Connection(answers), Traffic(), port=int(port), loop="uvloop", lifespan="off")
        uvicorn.Server(config).run()
        return
    app = canned(answers)
    if way:
        logs.configure("json")
        # No release is loaded: the gauges about it are read when /metrics is, which nobody asks here.
        app = Observed(app, Teller(Metrics(Live(answers.parent)), [PATH]))
    uvicorn.run(
        app,
        port=int(port),
        loop="uvloop",
        http="httptools",
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )


if __name__ == "__main__":
    main()
