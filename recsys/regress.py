"""Whether a fit came out worse than the last: then somebody should look before it is served."""

from pipeline.store.card import Metric, ModelCard
from pipeline.store.manifest import Manifest
from pipeline.store.vocabulary import ModelTask, RatingsSignal

WORTH = {
    RatingsSignal.HEALTHY: 3,
    RatingsSignal.USER_ONLY: 2,
    RatingsSignal.INSUFFICIENT: 1,
    RatingsSignal.MISJOINED: 1,
    RatingsSignal.NONE: 0,
    RatingsSignal.NOT_MEASURED: 0,
}
"""How much can be answered on each signal."""

HEADLINES = {ModelTask.USER_RECOMMENDATIONS: "NDCG@100", ModelTask.WOULD_LIKE: "log-loss"}
"""The first measure of a task whose name begins like this decides."""

RATINGS = "ratings/"
"""What the paths of rating files begin with."""


def comparable(last: Manifest, new: Manifest) -> bool:
    """Whether two releases are of the same ratings at different times: files of one name, generated or not alike."""
    paths = [{each.path for each in those.sources if each.path.startswith(RATINGS)} for those in (last, new)]
    return last.synthetic == new.synthetic and not paths[0].isdisjoint(paths[1])


def worse(last: ModelCard, new: ModelCard) -> str | None:
    """In which way a fit is worse than the last, by more than chance; None if it is not."""
    if WORTH[new.signal] < WORTH[last.signal]:
        return f"the ratings were found {last.signal} and are now found {new.signal}: {new.summary}"
    if RatingsSignal.INSUFFICIENT in {last.signal, new.signal}:  # figures of a handful of users: their interval is none
        return None
    for task in HEADLINES:
        before, after = headline(last, task), headline(new, task)
        if before is None or after is None or before.interval is None or before.split != after.split:
            continue
        fell = after.value < before.interval.low if before.higher_is_better else after.value > before.interval.high
        if fell:
            low, high = before.interval
            return (
                f"{after.name} of {task} was {before.value:.4f}, between {low:.4f} and {high:.4f} with other users of "
                f"the same kind, and is now {after.value:.4f}"
            )
    return None


def headline(card: ModelCard, task: ModelTask) -> Metric | None:
    """The measure that decides for a task, if there is one."""
    metrics = (metric for model in card.models if model.task == task for metric in model.metrics)
    return next((metric for metric in metrics if metric.name.startswith(HEADLINES[task])), None)
