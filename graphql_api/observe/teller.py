"""A line in the log and a place in the metrics for each request that has ended, however it came and was answered.

The line is made of numbers and of words of ours: no query, no variables, no names that a client chose, no address, no
user, no key.
"""

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from time import time
from typing import Any

import orjson
import structlog
from structlog.stdlib import BoundLogger, ProcessorFormatter

from graphql_api.http.exchange import Exchange
from graphql_api.observe import lines, names
from graphql_api.observe.metrics import Metrics

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Routes that programs ask every few seconds, and whose answers say themselves all there is to say. Lines about them,
and about files, would bury the rest: they are counted, and have a line only when they fail.
"""

_FORM = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE

log: BoundLogger = structlog.wrap_logger(
    logging.getLogger("cartelera.request"),
    processors=[ProcessorFormatter.wrap_for_formatter],
    wrapper_class=BoundLogger,
).bind()


class Teller:
    """Tells of requests."""

    def __init__(self, metrics: Metrics, paths: Iterable[str]) -> None:
        """Tell of the requests to an application.

        Args:
            metrics: where they are counted.
            paths: that it serves; one that ends in a slash stands for the files below it.
        """
        paths = frozenset(paths)
        self.metrics = metrics
        self.routes = names.Routes(paths)
        self._quiet = QUIET | frozenset(filter(self.routes.is_folder, paths))

    def tell(
        self,
        exchange: Exchange,
        route: str,
        method: str,
        status: int,
        seconds: float,
        size: int,
        release: str | None,
        *,
        failed: bool = False,
    ) -> None:
        """Count a request that has ended, and log it.

        Args:
            exchange: what was noted of it.
            route: as `names.Routes.name` says it.
            method: as `names.method` says it.
            status: of the answer, or what stands for it.
            seconds: it took, to the last byte of the answer.
            size: bytes of the answer's body.
            release: the version of the data that it was made from, if it was.
            failed: whether something was raised that nobody had foreseen.
        """
        self.metrics.count(exchange, route, method, status, seconds)
        if route in self._quiet and not failed and status != 500:
            return
        told = (time(), exchange, route, method, status, seconds, size, release, failed)
        writer = lines.ours()
        if writer is None:
            _through_the_logger(_line(*told))
        else:
            writer.soon(_as_json, *told)


def _line(
    moment: float,
    exchange: Exchange,
    route: str,
    method: str,
    status: int,
    seconds: float,
    size: int,
    release: str | None,
    failed: bool,  # noqa: FBT001 - given as it comes
) -> dict[str, object]:
    return {
        "time": datetime.fromtimestamp(moment, UTC),
        "level": "error" if failed or status >= 500 else "info",
        "event": "request",
        "id": exchange.id,
        "route": route,
        "method": method,
        "status": status,
        "ms": round(seconds * 1_000, 2),
        "operation": names.OPERATIONS.get(exchange.operation, names.OTHER),
        "shape": exchange.shape,
        "cost": exchange.cost,
        "codes": list(map(names.code, exchange.codes)),
        "bytes": 0 if method == "HEAD" else size,
        "release": release,
    }


def _as_json(*told: Any) -> str:  # noqa: ANN401 - what `_line` takes
    line = _line(*told)
    try:
        return orjson.dumps(line, option=_FORM).decode()
    except TypeError:  # fragments within fragments cost more than 64 bits can say
        line["time"] = orjson.dumps(line["time"], option=_FORM).decode().strip('"\n')
        return json.dumps(line) + "\n"


def _through_the_logger(line: dict[str, object]) -> None:
    """Log it as everything else is: others listen too, or it is for a terminal. The time is then the formatter's."""
    del line["time"]
    write = log.error if line.pop("level") == "error" else log.info
    write(str(line.pop("event")), **line)
