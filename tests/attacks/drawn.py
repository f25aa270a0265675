"""Requests drawn at random: bytes, JSON that is nearly right, queries that are, and headers of all kinds."""

import json
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from graphql.language import ast
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from graphql_api.schema import printed
from tests.attacks.hostile import DOCUMENTS

IDS = ("ns1", "as1", "netflix", "actor:ana ruiz", "director:ada bell", "film:862", "user:1", "user:", "film:-1", "")
WORDS = (
    *("__typename", "titles", "nodes", "id", "search", "text", "first", "last", "after", "filter", "query", "mutation"),
    *("fragment", "on", "...", "@include", "@skip", "if", "true", "null", "$n", "$n:Int", "__schema", "types", "user"),
    *("{", "}", "(", ")", "[", "]", ":", "=", "!", "|", "&", "@", "$", '"', '"""', "#", "\\u0000", "\ufeff", "1e999"),
    *("subscription", "node", "ids", "-1", "99999999999", "0.5", "'", "\\", ",", "\n", "é", "\N{GRINNING FACE}"),
)
HEADER = st.one_of(
    st.sampled_from(
        [
            *("application/json", "application/json; charset=utf-8", "application/json-evil", "text/html", "*/*", ""),
            *("application/graphql-response+json", "application/graphql-response+json;q=0.1, */*;q=nan", ";,=;q=1"),
            *("text/plain", "multipart/form-data", "gzip", "chunked", "100-continue", "websocket", "x" * 5_000),
        ]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=50),
)
NAMES = (
    *("Accept", "Content-Type", "Content-Encoding", "Accept-Encoding", "Origin", "Host", "Authorization", "X-API-Key"),
    *("X-Forwarded-For", "X-Request-Id", "Expect", "Upgrade", "Range", "If-None-Match", "Cookie", "Te", "Referer"),
    *("Apollo-Require-Preflight", "Access-Control-Request-Method", "X-HTTP-Method-Override", "User-Agent", "Forwarded"),
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=30), st.sampled_from(IDS)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=10), inner, max_size=5),
    max_leaves=20,
)


class Request(NamedTuple):
    """What is sent.

    Attributes:
        method: such as POST.
        target: path and query.
        headers: names and values.
        body: bytes; its length is sent with it.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def sent(self) -> bytes:
        """The bytes of HTTP/1.1."""
        given = {name.lower() for name, _ in self.headers}
        lines = [f"{self.method} {self.target} HTTP/1.1", *(f"{name}: {value}" for name, value in self.headers)]
        lines += [] if "host" in given else ["Host: localhost"]
        lines += [f"Content-Length: {len(self.body)}", "", ""]
        return "\r\n".join(lines).encode("latin-1") + self.body


def of_schema() -> st.SearchStrategy[str]:
    """Queries that fit the schema."""

    def some(*texts: str) -> st.SearchStrategy[ast.StringValueNode]:
        return st.sampled_from(texts).map(nodes.String)

    scalars = {"Date": some("2020-01-01", "x"), "DateTime": some("2020-01-01T00:00:00Z", "")}
    return queries(printed(), custom_scalars=scalars)


@st.composite
def mutated(draw: st.DrawFn, originals: st.SearchStrategy[bytes]) -> bytes:
    """Bytes with a few of them changed, taken out, repeated, or put in."""
    found = bytearray(draw(originals))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(found)))
        end = min(len(found), place + draw(st.integers(0, 8)))
        found[place:end] = draw(
            st.one_of(
                st.binary(max_size=4), st.just(b""), st.just(bytes(found[place:end]) * 3), st.sampled_from(TOKENS)
            )
        )
    return bytes(found)


TOKENS = [word.encode() for word in WORDS]
FIXED = st.sampled_from(sorted({each.text for each in DOCUMENTS.values() if len(each.text) < 5_000}))
SPOKEN = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


def bodies(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Bodies of POST, most of them JSON."""
    parameters = st.fixed_dictionaries(
        {},
        optional={
            "query": st.one_of(texts, SPOKEN, VALUES),
            "variables": st.one_of(st.dictionaries(st.sampled_from(["n", "id", "ids", "filter", "b"]), VALUES), VALUES),
            "operationName": st.one_of(st.none(), st.text(max_size=10), VALUES),
            "extensions": st.one_of(
                VALUES,
                st.fixed_dictionaries(
                    {
                        "persistedQuery": st.fixed_dictionaries(
                            {}, optional={"version": st.just(1) | VALUES, "sha256Hash": VALUES}
                        )
                    }
                ),
            ),
        },
    )
    asked = parameters.map(lambda content: json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return st.one_of(st.binary(max_size=2_000), VALUES.map(json.dumps).map(str.encode), asked, mutated(asked))


def kinds() -> dict[str, st.SearchStrategy[Request | bytes]]:
    """Each kind of attack by its name: requests, or bytes that need not be any."""
    texts = st.one_of(of_schema(), FIXED, SPOKEN)
    odd = st.lists(st.tuples(st.sampled_from(NAMES), HEADER), max_size=4).map(tuple)
    paths = st.sampled_from(
        ["/graphql"] * 9 + ["/", "/readyz", "/healthz", "/schema.graphql", "/assets/x", "/graphiql"]
    )
    methods = st.sampled_from(["POST"] * 6 + ["GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"])
    json_type = (("Content-Type", "application/json"),)
    made: Callable[..., st.SearchStrategy[Request]] = lambda *parts: st.builds(Request, *parts)  # noqa: E731
    addresses = st.one_of(
        texts.map(lambda text: f"/graphql?query={quote(text)[:20_000]}"),
        st.dictionaries(
            st.sampled_from(["query", "variables", "operationName", "extensions", "x"]), st.text(max_size=50)
        ).map(
            lambda given: (
                "/graphql?" + "&".join(f"{key}={quote(value, errors='surrogatepass')}" for key, value in given.items())
            )
        ),
        st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=200).map(lambda text: f"/graphql?{text}"),
    )
    post = st.just("POST")
    right = of_schema().map(lambda text: json.dumps({"query": text}).encode())
    return {
        "queries that fit the schema": made(post, st.just("/graphql"), st.just(json_type), right),
        "queries nearly so": made(post, st.just("/graphql"), st.just(json_type), mutated(right)),
        "bodies": made(post, st.just("/graphql"), st.just(json_type), bodies(texts)),
        "addresses": made(st.just("GET"), addresses, odd, st.just(b"")),
        "headers": made(methods, paths, odd, bodies(texts)),
        "bytes": st.one_of(
            st.binary(max_size=3_000),
            mutated(made(methods, paths, odd, bodies(texts)).map(Request.sent)),
        ),
    }
