"""From which probability the answer is yes."""

import numpy as np
from numpy.typing import NDArray

from recsys.preference.thresholds import Floats


def best(probability: Floats, happened: NDArray[np.bool_], base: Floats) -> Floats:
    """Of each threshold the cutoff with the highest balanced accuracy; of equally good ones the lowest.

    Always yes is right as often as the base rate says, and at most thresholds that is often. Balanced accuracy counts
    the yes and the no alike, so that a no is heard too. Where all or none reached a threshold, it is the base rate.

    Args:
        probability: rows by thresholds, of ratings not used to find the probabilities.
        happened: rows by thresholds.
        base: the share of all ratings at each threshold.
    """
    cutoffs = base.copy()
    for threshold in range(len(base)):
        yes = happened[:, threshold]
        if not yes.any() or yes.all():
            continue
        order = np.argsort(probability[:, threshold], kind="stable")
        value, reaching = probability[order, threshold], yes[order]
        first = np.flatnonzero(np.concatenate([[True], value[1:] > value[:-1]]))
        # Saying yes from `first` on: the liked ones below are lost, the others below are rightly refused.
        lost = (np.cumsum(reaching) - reaching)[first] / yes.sum()
        refused = (np.cumsum(~reaching) - ~reaching)[first] / (~yes).sum()
        cutoffs[threshold] = value[first[np.argmax(refused - lost)]]
    return cutoffs
