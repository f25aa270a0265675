"""What somebody may have meant: names a typing error or two away from what was typed."""

from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graphql_api.catalogue.dictionary import LAST

MOST = 5
"""Names to suggest."""

LONG = 7
"""Letters from which a name may have two errors; a shorter one has one."""


def near(names: Sequence[str], typed: str) -> list[int]:
    """The places of the names nearest to what was typed, nearest first; those as near as others stay in their order.

    An error is a letter too many, too few or wrong, or two swapped. Where nothing was typed nothing was meant.
    """
    errors = 2 if len(typed) >= LONG else 1
    longest = max(map(len, names), default=0) + errors
    if not typed or len(typed) > longest:  # comparing takes as long as what was typed is
        return []
    found = process.extract(typed, names, scorer=OSA.distance, score_cutoff=errors, limit=MOST)
    return [place for _, _, place in found]


def near_in_order(names: Sequence[str], typed: str) -> list[int]:
    """The same of very many names that are in order: only those with the same first letter are compared.

    Of equal names the first is found, so that one name that many have leaves room for others.
    """
    first, end = bisect_left(names, typed[:1]), bisect_left(names, typed[:1] + LAST)
    distinct = list(dict.fromkeys(names[first:end]))
    return [bisect_left(names, distinct[place]) for place in near(distinct, typed)]
