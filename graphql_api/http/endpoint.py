"""`/graphql`: what is asked is taken in, answered from the snapshot being served, and sent out."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import orjson
from graphql import GraphQLError
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.types import ExecutionResult

from graphql_api.catalogue.live import Live
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.errors import forget
from graphql_api.http import negotiation, parameters
from graphql_api.http.access import Access
from graphql_api.http.body import ClientLeft, read_body
from graphql_api.http.compression import compressed
from graphql_api.http.cors import METHODS
from graphql_api.http.exchange import Exchange, exchange_of
from graphql_api.http.execution import Asked, Execution
from graphql_api.http.limiter import Limiter
from graphql_api.http.parameters import Parameters
from graphql_api.http.persisted import Persisted, digest_of
from graphql_api.http.proxies import client_of
from graphql_api.http.refusal import Refusal
from graphql_api.http.static import ide_page
from graphql_api.limits.refused import Refused, coded, over
from graphql_api.limits.rounds import Rounds
from graphql_api.settings import Settings

LONGEST_MESSAGE = 1_000
"""Characters of an error's message."""


class Endpoint:
    """Answers queries by GET and POST. Each request reads one snapshot, which the response names."""

    def __init__(self, live: Live, settings: Settings) -> None:
        self.live = live
        self.settings = settings
        self.execution = Execution(settings)
        self.persisted = Persisted(settings.traffic.persisted_entries, settings.traffic.persisted_bytes)
        self.access = Access(settings.api_keys)
        self.limiter = Limiter(settings.rate)
        self.rounds = Rounds()

    def close(self) -> None:
        """Begin nothing more that takes its time."""
        self.execution.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever it is."""
        exchange = exchange_of(scope)
        headers: dict[str, str] = {"Vary": "Accept-Encoding"}
        with suppress(ClientLeft):
            await self.rounds.begin()
            try:
                response = await self._response(scope, receive, exchange, headers)
            except Refusal as refusal:
                exchange.codes.append(refusal.code)
                response = refusal.response(_kind(scope))
                forget(refusal)
            for name, value in headers.items():
                response.headers.setdefault(name, value)
            response.headers.add_vary_header("Accept")
            await response(scope, receive, send)

    async def _response(self, scope: Scope, receive: Receive, exchange: Exchange, headers: dict[str, str]) -> Response:
        given, method = Headers(scope=scope), scope["method"]
        if method not in METHODS:
            told = f"{method} is not answered here; send a query by GET or POST"
            raise Refusal(405, "METHOD_NOT_ALLOWED", told, {"Allow": ", ".join(METHODS)})
        if method == "GET" and self.settings.ide and _is_bare(scope) and negotiation.wants_page(_accepted(given)):
            return await ide_page(Request(scope, receive))
        client = await self._client(scope, given)
        headers.update(await self.limiter.take(client))
        kind = negotiation.media_type(_accepted(given))
        snapshot = self.live.snapshot
        if snapshot is None:
            raise Refusal(503, "NOT_READY", "No release is being served yet; try again soon.", {"Retry-After": "2"})
        headers.update(_versions(snapshot))
        asked = await self._asked(scope, receive, given)
        try:
            result, cost = await self._answer(asked, client, receive, snapshot, exchange)
        except Refused as refused:
            result, cost = ExecutionResult(data=None, errors=refused.errors), None
            forget(refused)
        content, status = self._told(result, cost, kind, exchange)
        body, most = encoded(content), self.settings.limits.answer_bytes
        if len(body) > most:
            result = ExecutionResult(data=None, errors=over("answerBytes", len(body), most, "bytes of answer").errors)
            content, status = self._told(result, cost, kind, exchange)
            body = encoded(content)
        body, coding = await compressed(body, given.get("accept-encoding", ""))
        return Response(body, status, {"Cache-Control": "no-store", **coding}, media_type=f"{kind}; charset=utf-8")

    async def _client(self, scope: Scope, given: Headers) -> str:
        """Whom a request is counted for; one without a key that is asked for counts too, or keys could be guessed."""
        try:
            return self.access.identify(given) or client_of(scope)
        except Refusal:
            await self.limiter.take(client_of(scope))
            raise

    async def _asked(self, scope: Scope, receive: Receive, given: Headers) -> Parameters:
        if scope["method"] == "GET":
            return parameters.from_get(scope["query_string"])
        parameters.check_content_type(given.get("content-type"), given.get("content-encoding"))
        limits, traffic = self.settings.limits, self.settings.traffic
        return parameters.from_post(await read_body(scope, receive, limits.body_bytes, traffic.receive_seconds))

    async def _answer(
        self, asked: Parameters, client: str, receive: Receive, snapshot: Snapshot, exchange: Exchange
    ) -> tuple[ExecutionResult, int]:
        digest = digest_of(asked.extensions, asked.query)
        if asked.query is not None:
            text = asked.query
        elif digest is not None:
            text = self.persisted.text(digest)
        else:
            raise Refusal(400, "BAD_REQUEST", "There is no `query`; send one, as a string")
        outcome = await self.execution.result(Asked(text, asked, client, snapshot, exchange), receive)
        if digest is not None:
            self.persisted.keep(digest, text)  # only now: what is refused is not worth keeping
        return outcome

    def _told(
        self, result: ExecutionResult, cost: int | None, kind: str, exchange: Exchange
    ) -> tuple[dict[str, Any], int]:
        """What is answered, and its status: a request error has no data, and is one where the media type knows any."""
        limits, errors = self.settings.limits, result.errors or []
        refused = result.data is None and not any(error.path for error in errors)
        if refused:
            errors = [coded(error, "BAD_USER_INPUT") for error in errors]
        codes = [str((error.extensions or {}).get("code", "")) for error in errors]
        # Each field of the root may tell what is wrong with it; errors of the query itself are fewer and come first.
        most = limits.errors if refused else max(limits.errors, limits.root_fields)
        exchange.codes += codes[:most]
        extensions = dict(result.extensions or {})
        if cost is not None:
            extensions["cost"] = {"requested": cost, "allowed": limits.cost}
        if len(errors) > most:
            extensions["errors"] = {"found": len(errors), "told": most}
        content: dict[str, Any] = {} if refused else {"data": result.data}
        if errors:
            content["errors"] = [_formatted(error) for error in errors[:most]]
        if extensions:
            content["extensions"] = extensions
        status = 200
        if refused and "INTERNAL_ERROR" in codes:
            status = 500
        elif refused and kind == negotiation.RESPONSE:
            status = 400
        return content, status


def encoded(content: Mapping[str, Any]) -> bytes:
    """JSON as UTF-8."""
    try:
        return orjson.dumps(content)
    except TypeError:  # an error repeats half a surrogate pair that a client sent: ASCII can say it, UTF-8 cannot
        return json.dumps(content).encode()


def _formatted(error: GraphQLError) -> dict[str, Any]:
    """The error as it is sent: messages repeat what was asked, which may be long."""
    told: dict[str, Any] = dict(error.formatted)
    if len(told["message"]) > LONGEST_MESSAGE:
        told["message"] = f"{told['message'][:LONGEST_MESSAGE]}..."
    return told


def _accepted(given: Headers) -> str | None:
    """What a request accepts; it may say so in several headers."""
    return ",".join(given.getlist("accept")) or None


def _is_bare(scope: Scope) -> bool:
    """Whether an address asks nothing."""
    return not any(part.partition(b"=")[0] in {b"query", b"extensions"} for part in scope["query_string"].split(b"&"))


def _kind(scope: Scope) -> str:
    """The media type of a refusal."""
    try:
        return negotiation.media_type(_accepted(Headers(scope=scope)))
    except Refusal:
        return negotiation.JSON


def _versions(snapshot: Snapshot) -> dict[str, str]:
    manifest = snapshot.manifest
    model = {"X-Model-Version": manifest.model_version} if manifest.model_version else {}
    return {"X-Dataset-Version": manifest.dataset_version, **model}
