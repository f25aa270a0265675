"""Lists of every candidate for every user, tuned and measured by one rule, beside each other."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.recsys.peers import environments, ours
from benchmarks.recsys.peers.candidates import CANDIDATES, OURS, Candidate, Values
from benchmarks.recsys.peers.folds import Fold, Part
from recsys.evaluation.ranking import LONGEST, METRICS, HeldOut

Floats = NDArray[np.float64]

TUNED_ON = "NDCG@100"


@dataclass(frozen=True, slots=True)
class Fit:
    """One candidate with some settings on one part of one fold."""

    candidate: Candidate
    fold: int
    part: Part
    name: str
    settings: Values


@dataclass(slots=True)
class Result:
    """What came of a candidate: the settings chosen in each fold, and each metric and the lists of all users."""

    settings: list[Values] = field(default_factory=list)
    metrics: dict[str, Floats] = field(default_factory=dict)
    lists: ours.Lists = field(default_factory=lambda: np.empty((0, LONGEST), np.int32))


def compare(folds: list[Fold], scratch: Path, kept: Path, say: Callable[[str], None]) -> dict[str, Result]:
    """The results of all candidates by name, users in the same order: paired.

    Args:
        folds: see there.
        scratch: where files go that the peers read and write.
        kept: where the peers' environments are, or are made.
        say: is told what is being done.
    """
    for number, fold in enumerate(folds):
        for name, part in (("tuning", fold.tuning), ("final", fold.final)):
            sparse.save_npz(scratch / f"{name}-{number}-learnt.npz", part.learnt)
            sparse.save_npz(scratch / f"{name}-{number}-asked.npz", part.asked.given)
    chosen: dict[str, list[Values]] = {}
    for candidate in (each for each in CANDIDATES if not each.like):
        say(f"tuning {candidate.name}: {len(candidate.settings)} settings in {len(folds)} folds")
        chosen[candidate.name] = tuned(candidate, folds, scratch, kept)
    results = {}
    for candidate in CANDIDATES:
        settings = chosen[candidate.like or candidate.name]
        say(f"{candidate.name} with {settings}")
        fits = [Fit(candidate, k, fold.final, "final", settings[k]) for k, fold in enumerate(folds)]
        found = list(_lists(fits, scratch, kept))
        results[candidate.name] = Result(settings, _pooled(found, folds), np.concatenate(found))
    return results


def tuned(candidate: Candidate, folds: list[Fold], scratch: Path, kept: Path) -> list[Values]:
    """For each fold the settings with the best mean on the users to tune on; of equally good ones the first."""
    if len(candidate.settings) == 1:
        return candidate.settings * len(folds)
    fits = [
        Fit(candidate, number, fold.tuning, "tuning", settings)
        for number, fold in enumerate(folds)
        for settings in sorted(candidate.settings, key=lambda values: values.get("user_power", 0))
    ]
    best: dict[int, tuple[float, Values]] = {}
    for fit, lists in zip(fits, _lists(fits, scratch, kept), strict=True):
        mean = float(measured(lists, fit.part.asked)[TUNED_ON].mean())
        if fit.fold not in best or mean > best[fit.fold][0]:
            best[fit.fold] = mean, fit.settings
    return [best[number][1] for number in range(len(folds))]


def measured(lists: ours.Lists, asked: HeldOut) -> dict[str, Floats]:
    """Each metric, one value a user, of lists that may end early with -1."""
    hits = np.take_along_axis(asked.hidden.toarray() > 0, np.maximum(lists, 0), axis=1) & (lists >= 0)
    wanted = np.diff(asked.hidden.indptr)
    return {name: metric(hits[:, :length], wanted) for name, (metric, length) in METRICS.items()}


def _pooled(found: list[ours.Lists], folds: list[Fold]) -> dict[str, Floats]:
    parts = [measured(lists, fold.final.asked) for lists, fold in zip(found, folds, strict=True)]
    return {name: np.concatenate([part[name] for part in parts]) for name in METRICS}


def _lists(fits: list[Fit], scratch: Path, kept: Path) -> Iterable[ours.Lists]:
    """The lists of each fit, in order; all of one library's come from one process."""
    library = fits[0].candidate.library
    if library == OURS:
        yield from (ours.lists(fit.part, fit.candidate.model, fit.settings) for fit in fits)
        return
    files = [scratch / f"lists-{number}.npy" for number in range(len(fits))]
    job = [
        {
            "model": fit.candidate.model,
            "settings": fit.settings,
            "learnt": str(scratch / f"{fit.name}-{fit.fold}-learnt.npz"),
            "asked": str(scratch / f"{fit.name}-{fit.fold}-asked.npz"),
            "length": LONGEST,
            "lists": str(file),
        }
        for fit, file in zip(fits, files, strict=True)
    ]
    (scratch / "job.json").write_text(json.dumps(job), encoding="utf-8")
    environments.run(environments.make(kept, library), library, str(scratch / "job.json"))
    for file in files:
        yield np.load(file)
        file.unlink()
