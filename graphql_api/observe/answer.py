"""One answer on its way out: what is noted of it while it passes, and the id that is added to its headers."""

from time import perf_counter

from starlette.types import Message, Receive, Send

GONE = 499
"""The status that is noted where the client left before there was one: it has no number of its own, and other servers
note this one.
"""


class Answer:
    """What passes between the server and the application in one request.

    Attributes:
        status: of the response; 0 before it has begun.
        size: bytes of its body so far.
        release: the version of the data that it was made from, if it says one.
        left: whether the client left.
        failed: whether the application raised something.
    """

    __slots__ = ("_begun", "_ended", "_id", "_receive", "_send", "failed", "left", "release", "size", "status")

    def __init__(self, id_: str, receive: Receive, send: Send) -> None:
        self._begun = perf_counter()
        self._ended = 0.0
        self._id = id_.encode()
        self._receive = receive
        self._send = send
        self.status = 0
        self.size = 0
        self.release: str | None = None
        self.left = False
        self.failed = False

    async def receive(self) -> Message:
        """Hand on what the client sends."""
        message = await self._receive()
        if message["type"] == "http.disconnect":
            self.left = True
        return message

    async def send(self, message: Message) -> None:
        """Hand on what the application answers."""
        if message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
            await self._send(message)
            if not message.get("more_body", False):
                self._ended = perf_counter()
            return
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [*message.get("headers", ()), (b"x-request-id", self._id)]  # a new list: theirs may be sent again
            for name, value in headers:
                if name == b"x-dataset-version":
                    self.release = value.decode()
                    break
            message = {**message, "headers": headers}
        await self._send(message)

    def outcome(self) -> int:
        """The status, or what stands for it where there is none."""
        if self.status:
            return self.status
        return GONE if self.left and not self.failed else 500

    def seconds(self) -> float:
        """From the start to the last byte sent; to now, where it was not sent."""
        return (self._ended or perf_counter()) - self._begun
