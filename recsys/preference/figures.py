"""How good a model is on a trial, beside simpler ways, as the model card says it."""

from collections.abc import Sequence

import numpy as np

from pipeline.store.card import Baseline, Interval, Metric, SignalTest
from recsys.evaluation.metrics import auc, calibration_error, log_losses
from recsys.preference.areas import drawn_areas
from recsys.preference.thresholds import THRESHOLDS, Floats, shares
from recsys.preference.trial import GLOBAL_MEAN, USER_MEAN, Drawn, Trial

SHOWN = (3.0, 4.0)
"""Thresholds whose figures are shown: the one that is asked about unless another is named, and that of liking."""

TOO_GOOD = 0.99
"""An area under the ROC curve above which a model must have been told what it was to say."""

ENOUGH = 100
"""Ratings at a threshold or above, and below, that such an area needs to mean anything."""

EVEN = 0.5


def metrics(trial: Trial, name: str, simpler: Sequence[str]) -> tuple[Metric, ...]:
    """The figures of one model of a trial, those of simpler ones beside them; none where nothing was held out.

    Args:
        trial: with the model in it.
        name: of the model.
        simpler: models of the trial to compare it with.
    """
    if not len(trial.new.score):
        return ()
    names = [name, *simpler]
    columns: dict[str, Floats] = {f"loss {each}": trial.losses(each) for each in names}
    says = [each for each in (name, *reversed(simpler), USER_MEAN, GLOBAL_MEAN) if each in trial.expected]
    columns |= {f"square {each}": np.square(trial.new.score - trial.expected[each]) for each in says}
    for threshold in SHOWN:
        columns |= _columns_at(trial, names, threshold)
    drawn = Drawn(trial.new.user, columns)

    def metric(title: str, column: str, of: Sequence[str], *, higher: bool = False, root: bool = False) -> Metric:
        figures = {each: drawn.of(f"{column} {each}", np.sqrt if root else np.copy) for each in of}
        return _metric(title, trial.split, figures, higher=higher)

    found = [metric("log-loss, mean over thresholds", "loss", names)]
    if name in trial.expected:
        found.append(metric("RMSE of the score", "square", says, root=True))
    for threshold in SHOWN:
        at = f"score >= {threshold:g}"
        found.append(metric(f"log-loss, {at}", f"loss {threshold}", names))
        found += _area(trial, names, threshold)
        place = int(np.searchsorted(THRESHOLDS, threshold))
        error = calibration_error(trial.happened[:, place], trial.chances[name][:, place])
        found.append(Metric(f"calibration error, {at}", trial.split, error, None, higher_is_better=False))
        found.append(metric(f"accuracy, {at}", f"right {threshold}", [name, COMMONER], higher=True))
        found += _balanced(trial, drawn, threshold)
    return tuple(found)


COMMONER = "always the commoner answer"
"""Where 82 % of ratings are at 3 or above, to say yes to everything is right 82 times of 100."""


def leak(trial: Trial, name: str) -> SignalTest:
    """Whether a model is too good to be true: as one that was told the very scores it was to say, or part of them."""
    happened, chance = trial.happened, trial.chances[name]
    areas = [
        auc(happened[:, place], chance[:, place])
        for place in range(len(THRESHOLDS))
        if ENOUGH <= happened[:, place].sum() <= len(happened) - ENOUGH
    ]
    title = f"no leak: {name}"
    if not areas:
        return SignalTest(title, f"Too few ratings were held out ({trial.split}) to tell.")
    most = max(areas)
    finding = f"The largest area under the ROC curve at any threshold is {most:.3f} ({trial.split})"
    if most > TOO_GOOD:
        return SignalTest(title, f"{finding}: so good is only who was told the scores.", most, passed=False)
    return SignalTest(title, f"{finding}, as of a model that was not told the scores.", most, passed=True)


def _columns_at(trial: Trial, names: Sequence[str], threshold: float) -> dict[str, Floats]:
    place = int(np.searchsorted(THRESHOLDS, threshold))
    yes = trial.happened[:, place]
    columns = {f"loss {threshold} {each}": log_losses(yes, trial.chances[each][:, place]) for each in names}
    model = names[0]
    chance = trial.chances[model][:, place]
    said = chance >= trial.models[model].cutoffs[place]
    columns[f"right {threshold} {model}"] = (yes == (chance >= EVEN)).astype(np.float64)
    usual = shares(trial.known)[place]
    # Whether yes is the commoner answer is known from the training ratings, as everything else is.
    columns[f"right {threshold} {COMMONER}"] = (yes == (usual >= EVEN)).astype(np.float64)
    columns |= {f"yes {threshold}": yes.astype(np.float64), f"both {threshold}": (yes & said).astype(np.float64)}
    return columns | {f"neither {threshold}": (~yes & ~said).astype(np.float64)}


def _area(trial: Trial, names: Sequence[str], threshold: float) -> list[Metric]:
    place = int(np.searchsorted(THRESHOLDS, threshold))
    yes = trial.happened[:, place]
    if yes.all() or not yes.any():
        return []
    figures = {}
    for each in names:
        chance = trial.chances[each][:, place]
        figures[each] = (auc(yes, chance), drawn_areas(yes, chance, trial.new.user))
    return [_metric(f"AUC, score >= {threshold:g}", trial.split, figures, higher=True)]


def _balanced(trial: Trial, drawn: Drawn, threshold: float) -> list[Metric]:
    yes = trial.happened[:, int(np.searchsorted(THRESHOLDS, threshold))]
    if yes.all() or not yes.any():
        return []
    with np.errstate(invalid="ignore"):  # the few users of a draw may all say yes, or none of them
        value, draws = drawn.figure(
            lambda get: (
                (
                    get(f"both {threshold}") / get(f"yes {threshold}")
                    + get(f"neither {threshold}") / (1 - get(f"yes {threshold}"))
                )
                / 2
            )
        )
    always = Baseline("always the same answer", EVEN, middle(draws - EVEN))
    name = f"balanced accuracy at the cutoff, score >= {threshold:g}"
    return [Metric(name, trial.split, value, middle(draws), higher_is_better=True, baselines=(always,))]


def _metric(title: str, split: str, figures: dict[str, tuple[float, Floats]], *, higher: bool) -> Metric:
    """The first figure, and the others as baselines."""
    (value, draws), *_ = figures.values()
    baselines = [Baseline(name, other, middle(draws - drawn)) for name, (other, drawn) in list(figures.items())[1:]]
    return Metric(title, split, value, middle(draws), higher_is_better=higher, baselines=tuple(baselines))


def middle(drawn: Floats, level: float = 0.95) -> Interval:
    """Where the middle of what was drawn lies."""
    low, high = np.nanquantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))
