"""`/graphql`: what is asked is taken in, answered from the snapshot being served, and sent out."""

from contextlib import suppress
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graphql_api.catalogue.live import Live
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.errors import forget
from graphql_api.http import negotiation, parameters
from graphql_api.http.access import Access
from graphql_api.http.body import ClientLeft, read_body
from graphql_api.http.compression import pays, smaller_beside
from graphql_api.http.cors import METHODS
from graphql_api.http.etags import Edition, is_known, tag
from graphql_api.http.exchange import Exchange, exchange_of
from graphql_api.http.execution import Asked, Execution
from graphql_api.http.kept import Kept, Question
from graphql_api.http.limiter import Limiter
from graphql_api.http.parameters import Parameters
from graphql_api.http.proxies import client_of
from graphql_api.http.refusal import Refusal
from graphql_api.http.response_cache import Entry
from graphql_api.http.static import ide_page
from graphql_api.http.telling import body_of, failed
from graphql_api.limits.refused import Refused
from graphql_api.limits.rounds import Rounds
from graphql_api.settings import Settings


@dataclass(frozen=True, slots=True)
class _Request:
    """One request that is let in.

    Attributes:
        parameters: what it asks.
        client: whom it is counted for.
        snapshot: what it is answered from.
        edition: how the answer names that.
        method: `GET` or `POST`.
        kind: the media type of the answer.
        given: its headers.
        receive: tells when the client leaves.
        exchange: where it is noted what it was.
    """

    parameters: Parameters
    client: str
    snapshot: Snapshot
    edition: Edition
    method: str
    kind: str
    given: Headers
    receive: Receive
    exchange: Exchange


class Endpoint:
    """Answers queries by GET and POST. Each request reads one snapshot, which the response names."""

    def __init__(self, live: Live, settings: Settings) -> None:
        self.live = live
        self.settings = settings
        self.execution = Execution(settings)
        self.kept = Kept(settings)
        self.persisted = self.kept.persisted
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
        client = self._client(scope, given)
        if rate := self.limiter.check(client):
            headers.update(rate.headers())
        kind = negotiation.media_type(_accepted(given))
        snapshot = self.live.snapshot
        if snapshot is None:
            raise Refusal(503, "NOT_READY", "No release is being served yet; try again soon.", {"Retry-After": "2"})
        edition = self.kept.edition(snapshot)
        headers.update(edition.headers)
        asked = await self._asked(scope, receive, given)
        return await self._answer(_Request(asked, client, snapshot, edition, method, kind, given, receive, exchange))

    async def _answer(self, request: _Request) -> Response:
        """The response to a request: 304 where the client has the answer, which may be known without working it out."""
        known = request.given.get("if-none-match", "") if request.method == "GET" else ""
        try:
            question = self.kept.question(request.parameters, request.method)
            if (
                known
                and question.key
                and is_known(known, etag := tag(request.edition.hash_of(question.key), request.kind))
            ):
                self._note(question, request)
                return self._unchanged(etag)
            entry = self.kept.answer(question, request.edition, request.exchange)
            if entry is None:
                body, status, entry = await self._worked_out(question, request)
        except Refused as refused:
            entry = None
            body, status, _ = body_of(failed(refused), request.kind, request.exchange, self.settings.limits)
            forget(refused)
        headers = {"Cache-Control": "no-store"}
        if entry is not None:
            body, status, headers = entry.body, 200, {"Cache-Control": self.kept.cached[request.method]}
            told = self.kept.tag(question, request.edition, entry, request.kind) if request.method == "GET" else None
            if told and known and is_known(known, told, there=True):
                return self._unchanged(told)
            if told:
                headers["ETag"] = told
        if pays(body, request.given.get("accept-encoding", "")):
            body = await self._smaller(body, entry)
            headers["Content-Encoding"] = "gzip"
        return Response(body, status, headers, media_type=f"{request.kind}; charset=utf-8")

    async def _worked_out(self, question: Question, request: _Request) -> tuple[bytes, int, Entry | None]:
        """The body of the answer and its status, and both kept where the answer is whole and without errors."""
        asked = Asked(question.text, request.parameters, request.client, request.snapshot, request.exchange)
        outcome = await self.execution.result(asked, request.receive)
        self.kept.executed(question)
        body, status, whole = body_of(outcome, request.kind, request.exchange, self.settings.limits)
        return body, status, self.kept.whole(question, request.edition, body, request.exchange) if whole else None

    def _note(self, question: Question, request: _Request) -> None:
        """Note what was asked, as far as it is known, where nothing is executed."""
        exchange, prepared = request.exchange, self.execution.documents.known(question.text)
        if self.kept.answer(question, request.edition, exchange) is None and prepared is not None:
            exchange.shape = prepared.shape
            exchange.operation = prepared.operation(request.parameters.operation).label

    def _client(self, scope: Scope, given: Headers) -> str:
        """Whom a request is counted for; one without a key that is asked for counts too, or keys could be guessed."""
        try:
            return self.access.identify(given) or client_of(scope)
        except Refusal:
            self.limiter.check(client_of(scope))
            raise

    async def _asked(self, scope: Scope, receive: Receive, given: Headers) -> Parameters:
        if scope["method"] == "GET":
            return parameters.from_get(scope["query_string"])
        parameters.check_content_type(given.get("content-type"), given.get("content-encoding"))
        limits, traffic = self.settings.limits, self.settings.traffic
        return parameters.from_post(await read_body(scope, receive, limits.body_bytes, traffic.receive_seconds))

    def _unchanged(self, etag: str) -> Response:
        """In place of an answer that the client has."""
        return Response(status_code=304, headers={"Cache-Control": self.kept.cached["GET"], "ETag": etag})

    async def _smaller(self, body: bytes, entry: Entry | None) -> bytes:
        if entry is None:
            return await smaller_beside(body)
        return entry.gzipped or self.kept.cache.keep_gzipped(entry, await smaller_beside(body))


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
