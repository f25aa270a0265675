"""The queries that GraphiQL has tabs for."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from graphql import OperationDefinitionNode, parse

WEB = Path(__file__).parents[2] / "web" / "src" / "ide"


class Starter(NamedTuple):
    query: str
    variables: dict[str, Any]

    @property
    def operation(self) -> OperationDefinitionNode:
        (operation,) = parse(self.query).definitions
        assert isinstance(operation, OperationDefinitionNode)
        return operation

    @property
    def name(self) -> str:
        assert self.operation.name
        return self.operation.name.value


def read(file: Path) -> Starter:
    beside = file.with_suffix(".json")
    return Starter(file.read_text(encoding="utf-8"), json.loads(beside.read_text()) if beside.is_file() else {})


STARTERS = [read(file) for file in sorted(WEB.glob("starters/*.graphql"))]
EXAMPLES = (WEB / "examples.graphql").read_text(encoding="utf-8")
