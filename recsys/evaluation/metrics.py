"""Measures of how good predictions are; each is a pure function of arrays."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import rankdata

Floats = NDArray[np.float64]

BINS = 10
"""Of `calibration_error`."""

SMALL = 1e-15
"""What a probability is kept from 0 and 1 by where its logarithm is taken."""


def rmse(score: ArrayLike, predicted: ArrayLike) -> float:
    """Root mean square error: sqrt(mean((score - predicted)²)). Lower is better."""
    return float(np.sqrt(np.mean(np.square(np.subtract(score, predicted)))))


def mae(score: ArrayLike, predicted: ArrayLike) -> float:
    """Mean absolute error: mean(|score - predicted|). Lower is better."""
    return float(np.mean(np.abs(np.subtract(score, predicted))))


def log_losses(liked: ArrayLike, probability: ArrayLike) -> Floats:
    """Of each row, -log of the probability that was given to what happened. Lower is better."""
    p = np.clip(np.asarray(probability, np.float64), SMALL, 1 - SMALL)
    return -np.where(np.asarray(liked, np.bool_), np.log(p), np.log1p(-p))


def log_loss(liked: ArrayLike, probability: ArrayLike) -> float:
    """The mean of `log_losses`."""
    return float(np.mean(log_losses(liked, probability)))


def auc(liked: ArrayLike, score: ArrayLike) -> float:
    """Area under the ROC curve: how often a liked one is placed above another, ties counting half. nan without both."""
    liked = np.asarray(liked, np.bool_)
    yes = int(liked.sum())
    no = len(liked) - yes
    if not yes or not no:
        return float("nan")
    return float((rankdata(score)[liked].sum() - yes * (yes + 1) / 2) / (yes * no))


def calibration_error(liked: ArrayLike, probability: ArrayLike, bins: int = BINS) -> float:
    """Expected calibration error: sum over bins of share · |mean probability - share liked|. Lower is better.

    Bins hold equally many rows, in the order of probability, so that none is empty.
    """
    liked, probability = np.asarray(liked, np.float64), np.asarray(probability, np.float64)
    order = np.argsort(probability, kind="stable")
    parts = np.array_split(order, min(bins, len(order)))
    gaps = [abs(liked[part].mean() - probability[part].mean()) * len(part) for part in parts]
    return float(sum(gaps) / len(order))


def accuracy(liked: ArrayLike, said: ArrayLike) -> float:
    """The share of answers that are right. Says nothing without the share of the commoner answer beside it."""
    return float(np.mean(np.equal(liked, said)))


def balanced_accuracy(liked: ArrayLike, said: ArrayLike) -> float:
    """The mean of the share of liked ones said yes to and the share of others said no to. 0.5 is chance.

    nan without both.
    """
    liked, said = np.asarray(liked, np.bool_), np.asarray(said, np.bool_)
    if liked.all() or not liked.any():
        return float("nan")
    return float((said[liked].mean() + (~said[~liked]).mean()) / 2)


def gains(hits: NDArray[np.bool_]) -> Floats:
    """Of each list, its discounted cumulative gain: sum over hits of 1 / log2(place + 1), places from 1."""
    discount = 1 / np.log2(np.arange(2, hits.shape[1] + 2))
    total: Floats = hits @ discount
    return total


def ndcg(hits: NDArray[np.bool_], wanted: NDArray[np.int64]) -> Floats:
    """Of each list, its gain divided by the greatest that a list of its length could have. Higher is better.

    Args:
        hits: one row a list, whether what stands at each place was wanted.
        wanted: how many were wanted in all, 1 or more.
    """
    best = np.concatenate([[0], np.cumsum(1 / np.log2(np.arange(2, hits.shape[1] + 2)))])
    share: Floats = gains(hits) / best[np.minimum(wanted, hits.shape[1])]
    return share


def recall(hits: NDArray[np.bool_], wanted: NDArray[np.int64]) -> Floats:
    """Of each list, the hits divided by how many it could have: min(wanted, length). Higher is better."""
    share: Floats = hits.sum(axis=1) / np.minimum(wanted, hits.shape[1])
    return share
