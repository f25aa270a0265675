"""Whether a system answers what ours answers, before anything of it is measured.

Lists, counts and titles are to be the same, scores within a millionth. Where answers may differ, the rule is milder:

- search (e): a title that holds the word is among the ten. The words are chosen so that at most ten titles hold them,
  so a scan finds all, whatever its order; ours puts more popular titles and people before some.
- misspelt titles (e2): only the form is compared; the share of titles found stands in the results.
- verdicts (f): only the form, and that a probability is one. The peers' model is a simpler one.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.service.items import FOUND, Variables

VERDICT = {"probability", "recommended", "cutoff", "baseRate", "basis"}
CLOSE = 1e-6


def difference(item: str, variables: Variables, theirs: Any, ours: Any) -> str | None:  # noqa: ANN401 - parsed JSON
    """What is wrong with an answer, both being in the common form; None if nothing is."""
    if item in FOUND:
        wrong = not isinstance(theirs, list) or len(theirs) > FOUND[item] or any(set(row) != _KEYS for row in theirs)
        if wrong:
            return f"expected at most {FOUND[item]} rows of id, displayTitle, releaseYear, found {str(theirs)[:200]}"
        if item == "search" and not found(variables, theirs):
            return f"none of {variables['meant']} is among {[row['id'] for row in theirs]}"
        return None
    if item == "verdict":
        right = set(theirs) == VERDICT and 0 <= theirs["probability"] <= 1
        return None if right else f"expected {sorted(VERDICT)}, found {str(theirs)[:200]}"
    return unlike(theirs, ours)


def found(variables: Variables, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a title meant is among those found."""
    return any(row["id"] in variables["meant"] for row in rows)


def unlike(theirs: Any, ours: Any, where: str = "answer") -> str | None:  # noqa: ANN401 - parsed JSON
    """The first place where two values differ; None where they are alike. Numbers may differ by a millionth."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and set(ours) == set(theirs):
        parts = ((theirs[key], ours[key], f"{where}.{key}") for key in ours)
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        parts = ((one, other, f"{where}[{place}]") for place, (one, other) in enumerate(zip(theirs, ours, strict=True)))
    elif isinstance(ours, float) and isinstance(theirs, int | float):
        return None if math.isclose(theirs, ours, rel_tol=CLOSE) else f"{where} is {theirs}, not {ours}"
    else:
        same = type(theirs) is type(ours) and theirs == ours
        return None if same else f"{where} is {str(theirs)[:200]}, not {str(ours)[:200]}"
    return next((said for part in parts if (said := unlike(*part))), None)


_KEYS = {"id", "displayTitle", "releaseYear"}
