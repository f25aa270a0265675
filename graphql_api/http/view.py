"""`/graphql`: Strawberry's view over the snapshot being served."""

import json

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL

from graphql_api.catalogue.live import Live
from graphql_api.context import Context
from graphql_api.http.answers import json_response
from graphql_api.schema import schema
from graphql_api.visibility import UsersShown


class GraphQLView(GraphQL[Context, None]):
    """Answers queries by GET and POST. Each request reads one snapshot, which the response names."""

    def __init__(self, live: Live, users: UsersShown) -> None:
        super().__init__(schema, graphql_ide=None, subscription_protocols=())
        self.live = live
        self.users = users

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say that there is nothing to answer from yet."""
        if self.live.snapshot is None:
            error = {"message": "No release is being served yet; try again soon.", "extensions": {"code": "NOT_READY"}}
            response = json_response({"errors": [error]}, status=503, headers={"Retry-After": "2"})
            await response(scope, receive, send)
            return
        try:
            await super().__call__(scope, receive, send)
        finally:
            if context := scope.get("state", {}).pop("context", None):
                context.close()

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """Take the snapshot that this request will see from beginning to end."""
        snapshot = self.live.snapshot
        if snapshot is None:
            raise RuntimeError("a request was let in before there was a snapshot")
        if isinstance(response, Response):
            response.headers["X-Dataset-Version"] = snapshot.manifest.dataset_version
            if snapshot.manifest.model_version:
                response.headers["X-Model-Version"] = snapshot.manifest.model_version
        context = Context(snapshot, users=self.users)
        request.state.context = context  # for `__call__`, which answers with it
        return context

    def encode_json(self, data: object) -> bytes:
        """JSON as UTF-8."""
        try:
            return orjson.dumps(data)
        except TypeError:  # an error repeats half a surrogate pair that a client sent: ASCII can say it, UTF-8 cannot
            return json.dumps(data).encode()
