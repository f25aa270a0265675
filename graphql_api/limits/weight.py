"""What a selection costs, kept as a sum that the variables of a request complete.

One object of an answer costs 1, ten plain values cost 1 more, and so do two lists of them or one long text. Inside, all
is counted in tenths.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

OBJECT = 10
LONGEST = 100
"""Items that a list which takes `first` answers with at most: it refuses more, so more costs no more."""


class Cost(NamedTuple):
    """What a selection costs, in tenths.

    Attributes:
        fixed: once.
        item: for each item of the page that the selection is of; only connections have pages.
    """

    fixed: int
    item: int


@dataclass(frozen=True, slots=True)
class Size:
    """What one argument says of the length of a list.

    Attributes:
        number: as it stands in the query.
        variable: that says it instead.
        counted: whether the argument is a list whose items are counted.
    """

    number: int | None = None
    variable: str = ""
    counted: bool = False

    def among(self, variables: Mapping[str, Any]) -> int | None:
        """The length, given the values of variables; None where the argument is null or not given."""
        if not self.variable:
            return self.number
        value = variables.get(self.variable)
        if value is None:
            return None
        if self.counted:
            return len(value) if isinstance(value, list) else 1
        if not isinstance(value, int | float) or not math.isfinite(value):
            return LONGEST  # it will be refused; until then it may not be cheap
        return min(max(int(value), 0), LONGEST)


@dataclass(frozen=True, slots=True)
class Filtering:
    """What it costs to narrow a list by an argument, in tenths.

    Attributes:
        plain: by anything but a text.
        text: by a text as well.
        variable: whose value says which it is; if there is none, the query does.
        has_text: whether the query says a text.
    """

    plain: int
    text: int
    variable: str = ""
    has_text: bool = False

    def among(self, variables: Mapping[str, Any]) -> int:
        """The cost, given the values of variables."""
        has_text = self.has_text
        if self.variable:
            value = variables.get(self.variable)
            if value is None:
                return 0
            has_text = not isinstance(value, dict) or value.get("text") is not None
        return self.plain + (self.text if has_text else 0)


@dataclass(frozen=True, slots=True)
class Condition:
    """`@include(if: $variable)`, or `@skip(if: $variable)`, where it must be false."""

    variable: str
    wanted: bool

    def holds(self, variables: Mapping[str, Any]) -> bool:
        """Whether the selection is part of the answer; true in doubt."""
        value = variables.get(self.variable)
        return value is self.wanted if isinstance(value, bool) else True


@dataclass(frozen=True, slots=True)
class Part:
    """A field with selections of its own, or a fragment, within a selection set.

    Attributes:
        weight: of what is selected in it.
        once: cost of answering the field at all, in tenths.
        each: cost of one object of it, in tenths; 0 for a fragment, which is no object.
        length: how many objects, or items of a page, unless `sizes` say it.
        sizes: arguments that say it.
        paged: whether it is one object that has a page of items.
        per_item: whether it is answered for each item of the page around it.
        conditions: on which it is answered.
        filtering: what narrowing it costs besides.
        divided: by how much what is selected in it is cheaper than elsewhere.
    """

    weight: "Weight"
    once: int = 0
    each: int = 0
    length: int = 1
    sizes: tuple[Size, ...] = ()
    paged: bool = False
    per_item: bool = False
    conditions: tuple[Condition, ...] = ()
    filtering: Filtering | None = None
    divided: int = 1

    def cost(self, variables: Mapping[str, Any], known: dict[int, Cost]) -> Cost:
        """What it costs, given the values of variables."""
        inner = self.weight.cost(variables, known)
        if not self.each:
            return Cost(self.once + inner.fixed, inner.item)
        said = [size for each in self.sizes if (size := each.among(variables)) is not None]
        length = max(said, default=self.length)
        paged, listed = self.each + inner.fixed + length * inner.item, length * (self.each + inner.fixed)
        whole = self.once + (paged if self.paged else listed) // self.divided
        if self.filtering is not None:
            whole += self.filtering.among(variables)
        return Cost(0, whole) if self.per_item else Cost(whole, 0)


@dataclass(eq=False, slots=True)
class Weight:
    """What a selection set costs: values, in tenths, and the parts in it. That of a fragment is shared, not copied."""

    values: int = 0
    parts: tuple[Part, ...] = ()

    def variables(self) -> set[str]:
        """The names of those variables whose values say what it costs."""
        names: set[str] = set()
        left, seen = [self], {id(self)}
        while left:
            for part in left.pop().parts:
                names.update(size.variable for size in part.sizes)
                names.update(condition.variable for condition in part.conditions)
                if part.filtering is not None:
                    names.add(part.filtering.variable)
                if id(part.weight) not in seen:
                    seen.add(id(part.weight))
                    left.append(part.weight)
        return names - {""}

    def cost(self, variables: Mapping[str, Any], known: dict[int, Cost]) -> Cost:
        """What it costs, given the values of variables; `known` is for one sum, and empty at its beginning."""
        found = known.get(id(self))
        if found is None:
            parts = [
                part.cost(variables, known)
                for part in self.parts
                if all(condition.holds(variables) for condition in part.conditions)
            ]
            fixed = self.values + sum(part.fixed for part in parts)
            found = known[id(self)] = Cost(fixed, sum(part.item for part in parts))
        return found
