"""A model card as text to read: what was found, and every figure beside those of simpler ways."""

from collections.abc import Iterator

from pipeline.store.card import Interval, Metric, Model, ModelCard, SignalTest


def markdown(card: ModelCard, of: str) -> str:
    """The report of a card; `of` says what was evaluated, such as `release 0123456789ab`."""
    return "\n".join(_lines(card, of)) + "\n"


def _lines(card: ModelCard, of: str) -> Iterator[str]:
    yield f"# How good the models are: {of}"
    yield ""
    yield f"Evaluated {card.fitted_at:%Y-%m-%d %H:%M} UTC. Intervals are of 95 %, by the bootstrap over users; those of"
    yield "differences are paired. 0 inside means that no difference was shown."
    yield ""
    yield "## What the ratings tell"
    yield ""
    yield f"**{card.signal.name}.** {card.summary}"
    yield ""
    yield "| test | passed | figure | interval | finding |"
    yield "|---|---|---|---|---|"
    yield from map(_test, card.tests)
    for model in card.models:
        yield from _model(model)


def _test(test: SignalTest) -> str:
    passed = {True: "yes", False: "no", None: "not made"}[test.passed]
    value = "" if test.value is None else f"{test.value:.4g}"
    return f"| {test.name} | {passed} | {value} | {_interval(test.interval)} | {test.finding} |"


def _model(model: Model) -> Iterator[str]:
    yield ""
    yield f"## {model.task.capitalize()}: {model.name}"
    yield ""
    yield model.description
    if model.metrics:
        yield ""
        yield "| measure | held out | better | by | figure | interval | this minus that |"
        yield "|---|---|---|---|---|---|---|"
        for metric in model.metrics:
            yield from _metric(metric, model.name)


def _metric(metric: Metric, name: str) -> Iterator[str]:
    better = "higher" if metric.higher_is_better else "lower"
    yield (
        f"| **{metric.name}** | {metric.split} | {better} | **{name}** | **{metric.value:.4f}** "
        f"| {_interval(metric.interval)} | |"
    )
    for each in metric.baselines:
        yield f"| | | | {each.name} | {each.value:.4f} | | {_interval(each.difference, '+')} |"


def _interval(interval: Interval | None, sign: str = "") -> str:
    return "" if interval is None else f"[{interval.low:{sign}.4f}, {interval.high:{sign}.4f}]"
