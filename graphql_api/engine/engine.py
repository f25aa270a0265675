"""The engine: plans by document, columns by snapshot, and the answers that they make together."""

import sys
import threading
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import DirectiveNode, DocumentNode, GraphQLError, VariableNode

from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.engine import all_titles, connections, counts
from graphql_api.engine.columns import Columns
from graphql_api.engine.compiling import compiler_of
from graphql_api.engine.run import Run
from graphql_api.engine.titles import TITLE, longest, platforms, title_encoders, titles
from graphql_api.engine.unplanned import Unplanned
from graphql_api.engine.variables import Variable, read_all
from graphql_api.engine.writing import Write
from graphql_api.limits.documents import Prepared
from graphql_api.limits.measure import Operation
from graphql_api.limits.syntax import within
from graphql_api.schema import schema
from graphql_api.visibility import UsersShown

_OWN = {"Platform": platforms, TITLE: titles}
_SPECIAL = {
    ("LongestTitle", "title"): longest,
    ("Query", "platformCounts"): counts.platform_counts,
    ("Query", "scoreCounts"): counts.score_counts,
    ("Query", "titles"): all_titles.titles,
    ("TitleConnection", "edges"): connections.edges,
    ("TitleConnection", "nodes"): connections.nodes,
}


MOST_PLANS = 16
"""Of one operation: one for each set of values that its `@skip` and `@include` were seen with."""


@dataclass(slots=True)
class Planned:
    """What is known of how one operation is answered.

    Attributes:
        operation: which.
        document: that it stands in.
        variables: of it.
        switches: the names of those that `@skip` and `@include` take.
        plans: by the values of those; None where there is no plan.
    """

    operation: Operation
    document: Prepared
    variables: Sequence[Variable]
    switches: Sequence[str]
    plans: dict[tuple[Any, ...], Write | None]

    @classmethod
    def of(cls, document: Prepared, operation: Operation) -> "Planned":
        """Of an operation of a document, without plans so far."""
        variables = [Variable.of(schema.core, node) for node in operation.node.variable_definitions or ()]
        return cls(operation, document, variables, sorted(_switches(document.document)), {})

    def plan(self, values: Mapping[str, Any]) -> Write | None:
        """The plan for certain values of variables."""
        key = tuple([values.get(name) for name in self.switches]) if self.switches else ()
        try:
            return self.plans[key]
        except KeyError:
            compiled = self._compiled(values)
        if len(self.plans) >= MOST_PLANS:
            self.plans.clear()
        self.plans[key] = compiled
        return compiled

    def _compiled(self, values: Mapping[str, Any]) -> Write | None:
        switches = {name: values[name] for name in self.switches if name in values}
        try:
            return compiler_of(self.document.document, self.operation.node, switches, _OWN, _SPECIAL).root()
        except (Unplanned, GraphQLError):
            return None


class Engine:
    """Answers what it has plans for.

    Args:
        users: what of users is shown.
    """

    def __init__(self, users: UsersShown) -> None:
        self._users = users
        self._columns: dict[int, tuple[weakref.ref[Snapshot], Columns]] = {}

    def prepare(self, snapshot: Snapshot) -> Columns:
        """Work out beforehand what answers from a snapshot are made of; it goes when the snapshot does."""
        key = id(snapshot)

        def gone(_: object, is_ending: Callable[[], bool] = sys.is_finalizing) -> None:
            _, columns = self._columns.pop(key)
            # In a thread, and bit by bit: all at once they would hold up the event loop. At the end of the program all
            # goes anyway, and no thread begins any more: to start one would wait for it for ever.
            if not is_ending():
                threading.Thread(target=columns.let_go, name="let go", daemon=True).start()

        columns = Columns(snapshot, title_encoders())
        self._columns[key] = weakref.ref(snapshot, gone), columns
        return columns

    def answer(
        self, document: Prepared, operation: Operation, variables: Mapping[str, Any], snapshot: Snapshot
    ) -> bytes | None:
        """The data of an answer as JSON, byte for byte what Strawberry's is.

        Args:
            document: that was read and checked.
            operation: of it, which to answer.
            variables: their values as they came.
            snapshot: what to answer from.

        Returns:
            The data; None where there is no plan, or where anything at all is out of the ordinary, an error above all:
            then Strawberry is to answer.
        """
        try:
            planned = document.plans.get(operation.name)
            if planned is None:
                planned = document.plans[operation.name] = Planned.of(document, operation)
            values = read_all(planned.variables, variables)
            plan = planned.plan(values)
            if plan is None:
                return None
            known = self._columns.get(id(snapshot))
            columns = known[1] if known is not None else self.prepare(snapshot)
            return plan(Run(snapshot, columns, self._users, values), _ROOT)[0]
        except Exception:  # noqa: BLE001 - whatever it is, Strawberry comes upon it too, and knows how to tell it
            return None


def _switches(document: DocumentNode) -> set[str]:
    """The variables that directives take."""
    return {
        argument.value.name.value
        for node in within(document)
        if isinstance(node, DirectiveNode)
        for argument in node.arguments or ()
        if isinstance(argument.value, VariableNode)
    }


_ROOT = (None,)
"""The only source of the root's fields."""
