"""What is compared: a server that is started, asked prebuilt requests over HTTP, and answers in a form of its own.

The work items, the form that all answers are brought into, and what every system is given are in `items` and `tables`.
"""

import importlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PEERS = Path(__file__).parent.parent / "peers"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it goes over the wire; `Host` and `Content-Length` are added when it is sent."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


class System(ABC):
    """One server. A module `benchmarks/peers/NAME/system.py` holds one as `SYSTEM`, or several as `SYSTEMS`."""

    name: str
    """A word for tables and for `--systems`."""
    says: str
    """One paragraph: what it is, how it answers, what it does less or more than ours."""
    warm: float = 1.0
    """Seconds of load before anything is counted; just-in-time compilers want 3 and more."""

    def prepare(self, tables: Path, scratch: Path) -> None:  # noqa: B027  # most have nothing to do
        """Install what it needs into `scratch`, a folder of its own that may be full from an earlier run.

        Called once before `command`, with the folder of the tables; both are to be remembered.

        Raises:
            SystemFailed: it cannot be had here; the message says why.
        """

    @abstractmethod
    def command(self, port: int) -> list[str]:
        """The program that listens on this port of 127.0.0.1, in one process if it can."""

    def env(self) -> Mapping[str, str]:
        """Variables besides `PATH`, `HOME`, `LANG` and `TMPDIR`, the only ones that it gets."""
        return {}

    @abstractmethod
    def request(self, item: str, variables: Mapping[str, Any]) -> Request | None:
        """What asks for a work item; None where it cannot answer it."""

    def normal(self, item: str, answer: Any) -> Any:  # noqa: ANN401, ARG002 - parsed JSON; others tell items apart
        """The parsed JSON of its answer in the form that `items` lists; as it is, unless it says otherwise."""
        return answer


class SystemFailed(Exception):
    """A system could not be installed, did not start or did not answer."""


def systems(names: Iterable[str] = ()) -> list[System]:
    """All systems there are, or these, in the order named.

    Raises:
        SystemFailed: there is none of a name.
    """
    found: dict[str, System] = {}
    for file in sorted(PEERS.glob("*/system.py")):
        module = importlib.import_module(f"benchmarks.peers.{file.parent.name}.system")
        found |= {each.name: each for each in getattr(module, "SYSTEMS", None) or [module.SYSTEM]}
    if missing := [name for name in names if name not in found]:
        raise SystemFailed(f"there is no system {', '.join(missing)}; there are {', '.join(found)}: name one of these")
    return [found[name] for name in names] if names else list(found.values())
