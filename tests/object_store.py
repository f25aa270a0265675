"""An object store in memory that speaks enough of S3's protocol, counts what it is asked, and can be made to fail.

As S3 does, it puts an object in one step, puts it only where a condition on its ETag holds, answers a conditional GET
with 304, lists by prefix and delimiter page by page, takes an object in parts, and copies one on its side.
"""

import asyncio
import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import unquote
from xml.sax.saxutils import escape

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

KEY = "a-key-of-the-test"
BUCKET = "cartelera"
PAGE = 20
"""Objects in one answer to a listing: few, so that there are several."""


@dataclass
class Object:
    content: bytes
    etag: str
    modified: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Asked:
    """One request: its method, its key, what the query names, and the bytes of its body."""

    method: str
    key: str
    query: str
    size: int
    headers: dict[str, str]


@dataclass
class ObjectStore:
    """What is stored and what was asked; `fault` may answer in place of the store, or return None."""

    objects: dict[str, Object] = field(default_factory=dict)
    parts: dict[str, dict[int, bytes]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    fault: Callable[[Asked], Response | None] = lambda _: None
    delay: float = 0
    url: str = ""

    def environment(self) -> dict[str, str]:
        """What a program has to know to use it."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": "a-secret-of-the-test",
        }

    def requests(self, method: str = "", key: str = "") -> list[str]:
        """What was asked, as `GET key`; of one method and of keys that match, if they are given."""
        return [
            f"{each.method} {each.key}"
            for each in self.asked
            if method in ("", each.method) and re.search(key, each.key)
        ]

    def put(self, key: str, content: bytes) -> Object:
        tag = hashlib.md5(content, usedforsecurity=False).hexdigest()
        self.objects[key] = Object(content, f'"{tag}"')
        return self.objects[key]

    async def answer(self, request: Request) -> Response:
        body = await request.body()
        bucket, _, key = unquote(request.url.path).lstrip("/").partition("/")
        asked = Asked(request.method, key, request.url.query, len(body), dict(request.headers))
        self.asked.append(asked)
        if self.delay:
            await asyncio.sleep(self.delay)
        if (answer := self.fault(asked)) is not None:
            return answer
        if f"Credential={KEY}/" not in request.headers.get("authorization", ""):
            return error(403, "InvalidAccessKeyId")
        return self.done(key, body, request) if bucket == BUCKET else error(404, "NoSuchBucket")

    def done(self, key: str, body: bytes, request: Request) -> Response:
        query = request.query_params
        if request.method in ("GET", "HEAD"):
            return self.listed(query) if "list-type" in query else self.read(key, request)
        if request.method == "PUT":
            return self.written(key, body, request)
        if request.method == "DELETE":
            (self.parts if "uploadId" in query else self.objects).pop(query.get("uploadId", key), None)
            return Response(status_code=204)
        return self.posted(key, body, request)

    def read(self, key: str, request: Request) -> Response:
        if (found := self.objects.get(key)) is None:
            return error(404, "NoSuchKey")
        headers = {
            "ETag": found.etag,
            "Last-Modified": format_datetime(found.modified, usegmt=True),
            "Accept-Ranges": "bytes",
        }
        if request.headers.get("if-none-match") == found.etag:
            return Response(status_code=304, headers=headers)
        if request.method == "HEAD":
            return Response(status_code=200, headers={**headers, "Content-Length": str(len(found.content))})
        if span := re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", "")):
            start, end = int(span[1]), int(span[2] or len(found.content) - 1)
            part = found.content[start : end + 1]
            headers["Content-Range"] = f"bytes {start}-{start + len(part) - 1}/{len(found.content)}"
            return Response(part, 206, headers)
        return Response(found.content, 200, headers)

    def written(self, key: str, body: bytes, request: Request) -> Response:
        query, headers = request.query_params, request.headers
        if "uploadId" in query:
            self.parts[query["uploadId"]][int(query["partNumber"])] = body
            return Response(headers={"ETag": f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'})
        there = self.objects.get(key)
        if headers.get("if-none-match") == "*" and there is not None:
            return error(412, "PreconditionFailed")
        if (wanted := headers.get("if-match")) and (there is None or there.etag != wanted):
            return error(412, "PreconditionFailed") if there else error(404, "NoSuchKey")
        if source := headers.get("x-amz-copy-source"):
            found = self.objects.get(unquote(source).lstrip("/").partition("/")[2])
            if found is None:
                return error(404, "NoSuchKey")
            put = self.put(key, found.content)
            return xml(f"<CopyObjectResult><ETag>{escape(put.etag)}</ETag></CopyObjectResult>")
        return Response(headers={"ETag": self.put(key, body).etag})

    def posted(self, key: str, body: bytes, request: Request) -> Response:
        query = request.query_params
        if "delete" in query:
            keys = re.findall(r"<Key>(.*?)</Key>", body.decode())
            for each in keys:
                self.objects.pop(each, None)
            return xml(
                "<DeleteResult>" + "".join(f"<Deleted><Key>{each}</Key></Deleted>" for each in keys) + "</DeleteResult>"
            )
        if "uploads" in query:
            upload = f"upload-{len(self.parts)}-{time.monotonic_ns()}"
            self.parts[upload] = {}
            return xml(f"<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>")
        parts = [part for _, part in sorted(self.parts.pop(query["uploadId"]).items())]
        put = self.put(key, b"".join(parts))
        together = b"".join(hashlib.md5(part, usedforsecurity=False).digest() for part in parts)
        put.etag = f'"{hashlib.md5(together, usedforsecurity=False).hexdigest()}-{len(parts)}"'
        return xml(f"<CompleteMultipartUploadResult><ETag>{escape(put.etag)}</ETag></CompleteMultipartUploadResult>")

    def listed(self, query) -> Response:
        prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
        after = query.get("continuation-token") or query.get("start-after") or ""
        entries: dict[str, Object | None] = {}
        for key, each in sorted(self.objects.items()):
            if key.startswith(prefix):
                rest = key.removeprefix(prefix)
                if delimiter and delimiter in rest:
                    entries[prefix + rest.partition(delimiter)[0] + delimiter] = None
                else:
                    entries[key] = each
        names = [name for name in entries if name > after]
        shown, more = names[:PAGE], len(names) > PAGE
        text = "".join(listing(name, entries[name]) for name in shown)
        token = f"<NextContinuationToken>{escape(shown[-1])}</NextContinuationToken>" if more else ""
        return xml(
            f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{token}"
            f"<KeyCount>{len(shown)}</KeyCount>{text}</ListBucketResult>"
        )


def listing(name: str, found: Object | None) -> str:
    if found is None:
        return f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>"
    return (
        f"<Contents><Key>{escape(name)}</Key><LastModified>{found.modified:%Y-%m-%dT%H:%M:%S.000Z}</LastModified>"
        f"<ETag>{escape(found.etag)}</ETag><Size>{len(found.content)}</Size></Contents>"
    )


def xml(text: str, status: int = 200) -> Response:
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>{text}', status, media_type="application/xml")


def error(status: int, code: str) -> Response:
    return xml(f"<Error><Code>{code}</Code><Message>as the test wants it</Message></Error>", status)


@contextmanager
def storing() -> Iterator[ObjectStore]:
    """A store on a free port until the block ends."""
    store = ObjectStore()
    methods = ["GET", "HEAD", "PUT", "POST", "DELETE"]
    app = Starlette(routes=[Route("/{path:path}", store.answer, methods=methods)])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    store.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield store
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(10)
