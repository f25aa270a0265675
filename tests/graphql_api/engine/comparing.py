"""The engine's answers beside Strawberry's: what one makes of a document, byte for byte, so must the other."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Self

import orjson
from graphql import DirectiveNode, DocumentNode, FieldNode, VariableNode, Visitor, visit

from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.context import Context
from graphql_api.engine.engine import Engine
from graphql_api.engine.unplanned import Unplanned
from graphql_api.engine.variables import Variable, read_all
from graphql_api.limits.documents import Documents, Prepared, check_variables
from graphql_api.limits.limits import Limits
from graphql_api.limits.measure import Operation
from graphql_api.limits.refused import Refused
from graphql_api.schema import schema
from graphql_api.visibility import UsersShown
from tests.graphql_api.engine.rewriting import Asked


class Kind(StrEnum):
    """What came of comparing two answers.

    Attributes:
        EQUAL: both answer the same.
        REFUSED: Strawberry's answer has errors or suggestions, and the engine leaves it to Strawberry.
        LEFT: the engine leaves it to Strawberry, as it is known to.
        HOLE: the engine leaves it to Strawberry for no reason that is known.
        DIFFERENT: the engine answers, and Strawberry does otherwise.
    """

    EQUAL = "equal"
    REFUSED = "refused by both"
    LEFT = "left to Strawberry"
    HOLE = "left for no known reason"
    DIFFERENT = "different"


class Compared(NamedTuple):
    """Two answers; `reason` says why the engine has none."""

    kind: Kind
    reason: str
    engine: bytes | None
    strawberry: bytes


class Differs(AssertionError):
    """The engine and Strawberry do not agree."""


class Comparison:
    """Compares answers from one snapshot, and counts what came of it.

    Attributes:
        documents: how many were asked.
        refused: how many of them are over a limit or do not fit the schema: nothing answers those.
        kinds: how many pairs of answers were of each kind.
        reasons: why the engine left something to Strawberry.
    """

    def __init__(self, snapshot: Snapshot, shown: UsersShown = UsersShown.HISTORY) -> None:
        self.snapshot = snapshot
        self.shown = shown
        self.limits = Limits()
        self.prepares = Documents(schema.core, self.limits)
        self.engine = Engine(shown)
        self.documents = self.refused = 0
        self.kinds: Counter[Kind] = Counter()
        self.reasons: Counter[str] = Counter()
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.close()

    def compare(self, asked: Asked) -> list[Compared]:
        """Ask both with each set of values.

        Raises:
            Differs: they do not agree.
        """
        self.documents += 1
        found = self.look(asked)
        if found is None:
            self.refused += 1
            return []
        for variables, each in found:
            self.kinds[each.kind] += 1
            if each.kind in (Kind.LEFT, Kind.HOLE):
                self.reasons[each.reason] += 1
            if each.kind == Kind.DIFFERENT:
                raise Differs(told(asked, variables, each))
        return [each for _, each in found]

    def differs(self, asked: Asked) -> bool:
        """Whether they do not agree, without counting it."""
        return any(each.kind == Kind.DIFFERENT for _, each in self.look(asked) or ())

    def look(self, asked: Asked) -> list[tuple[Mapping[str, Any], Compared]] | None:
        """Both answers with each set of values; None where the service refuses the document."""
        try:
            prepared = self.prepares.prepare(asked.text)
            operation = prepared.operation(asked.operation)
        except Refused:
            return None
        return self._runner.run(self._answers(prepared, operation, asked))

    async def _answers(
        self, prepared: Prepared, operation: Operation, asked: Asked
    ) -> list[tuple[Mapping[str, Any], Compared]] | None:
        found = []
        for variables in asked.variables:
            try:
                check_variables(variables, self.limits)
            except Refused:
                continue
            if operation.cost(variables) <= self.limits.cost:
                found.append((variables, await self._pair(prepared, operation, variables)))
        return found or None

    async def _pair(self, prepared: Prepared, operation: Operation, variables: Mapping[str, Any]) -> Compared:
        # Twice: from the second time on, titles that were written before are copied.
        first, engine = (self.engine.answer(prepared, operation, variables, self.snapshot) for _ in range(2))
        if first != engine:
            return Compared(Kind.DIFFERENT, "another answer the second time", engine, first or b"")
        context = Context(self.snapshot, users=self.shown, document=prepared.document)
        result = await schema.execute(
            prepared.text, variable_values=dict(variables), context_value=context, operation_name=operation.name or None
        )
        strawberry = orjson.dumps(result.data)
        plain = not result.errors and not (result.extensions or {}).get("suggestions")
        if engine is not None:
            kind = Kind.EQUAL if plain and engine == strawberry else Kind.DIFFERENT
            said = str(result.errors or result.extensions) if not plain else ""
            return Compared(kind, said, engine, strawberry)
        if not plain:
            return Compared(Kind.REFUSED, "", None, strawberry)
        reason = _reason(prepared.document, operation, variables, context)
        return Compared(Kind.LEFT if reason else Kind.HOLE, reason or "unknown", None, strawberry)


def told(asked: Asked, variables: Mapping[str, Any], compared: Compared) -> str:
    """A difference in words."""
    lines = [
        asked.text,
        f"operation {asked.operation!r}, variables {dict(variables)!r}",
        f"engine     {compared.engine!r}",
    ]
    return "\n".join([*lines, f"Strawberry {compared.strawberry!r} {compared.reason}"])


def _reason(document: DocumentNode, operation: Operation, variables: Mapping[str, Any], context: Context) -> str | None:
    """Why the engine is known to leave something to Strawberry."""
    if set(operation.roots.values()) & {"__schema", "__type"}:
        return "introspection"
    if context._suggesting is not None:
        return "suggestions for a user"
    if context.misses:
        return "a name that nothing has"
    try:
        read_all([Variable.of(schema.core, each) for each in operation.node.variable_definitions or ()], variables)
    except Unplanned:
        return "values that only graphql-core reads"
    looking = _Looking(variables)
    visit(document, looking)
    return looking.found


class _Looking(Visitor):
    """Looks for what the engine leaves to Strawberry."""

    def __init__(self, variables: Mapping[str, Any]) -> None:
        super().__init__()
        self.variables = variables
        self.found: str | None = None

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        if {"year", "addedYear"} <= {each.name.value for each in node.arguments or ()}:
            self.found = "both years"

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        for each in node.arguments or ():
            if isinstance(each.value, VariableNode) and self.variables.get(each.value.name.value, "") is None:
                self.found = "a null switch, where nothing would have come to it"
