"""What the models are and how far to trust them."""

from datetime import datetime
from typing import Self

import strawberry

from graphql_api.types.interval import Interval
from pipeline.store import card
from pipeline.store.vocabulary import ModelTask, RatingsSignal

NOT_FITTED = (
    "No model has been fitted to the data being served, so what the ratings tell has not been measured. "
    "Fit one with: recsys fit"
)


@strawberry.type(description="One test of the ratings.")
class SignalTest:
    """One test of the ratings."""

    name: str = strawberry.field(description="A short name, such as `title effect`.")
    finding: str = strawberry.field(description="What was found, in a sentence of English.")
    value: float | None = strawberry.field(description="The figure; null when the test could not be made.")
    interval: Interval | None = strawberry.field(description="95 % interval of `value`; null when there is none.")
    passed: bool | None = strawberry.field(
        description="Whether the ratings passed; null when the test could not be made."
    )

    @classmethod
    def of(cls, test: card.SignalTest) -> Self:
        """The test of a card."""
        return cls(
            name=test.name,
            finding=test.finding,
            value=test.value,
            interval=interval(test.interval),
            passed=test.passed,
        )


@strawberry.type(description="The figure of a simpler way of doing what a model does.")
class Baseline:
    """The figure of a simpler way of doing what a model does."""

    name: str = strawberry.field(description="What it is, such as `popularity` or `always yes`.")
    value: float = strawberry.field(description="Its figure.")
    difference: Interval | None = strawberry.field(
        description=(
            "95 % interval of the model's figure minus this one; 0 inside means no difference was shown. "
            "Null when not worked out."
        )
    )


@strawberry.type(description="One measure of how good a model is, on ratings it had not seen.")
class Metric:
    """One measure of how good a model is, on ratings it had not seen."""

    name: str = strawberry.field(description="What is measured, such as `NDCG@100` or `log-loss`.")
    split: str = strawberry.field(description="How the data were held out, such as `last 20 % of each user`.")
    value: float = strawberry.field(description="The model's figure.")
    interval: Interval | None = strawberry.field(description="95 % interval of `value`; null when not worked out.")
    higher_is_better: bool = strawberry.field(description="Whether a higher figure is better.")
    baselines: list[Baseline] = strawberry.field(description="The figures of simpler ways, on the same held-out data.")

    @classmethod
    def of(cls, metric: card.Metric) -> Self:
        """The measure of a card."""
        return cls(
            name=metric.name,
            split=metric.split,
            value=metric.value,
            interval=interval(metric.interval),
            higher_is_better=metric.higher_is_better,
            baselines=[
                Baseline(name=each.name, value=each.value, difference=interval(each.difference))
                for each in metric.baselines
            ],
        )


@strawberry.type(description="A model in use.")
class Model:
    """A model in use."""

    task: ModelTask = strawberry.field(description="What it is for.")
    name: str = strawberry.field(description="A short name, such as `EASE`.")
    description: str = strawberry.field(description="How it works, in a sentence or two of English.")
    metrics: list[Metric] = strawberry.field(description="How good it is, beside simpler ways of doing the same.")

    @classmethod
    def of(cls, model: card.Model) -> Self:
        """The model of a card."""
        return cls(
            task=model.task,
            name=model.name,
            description=model.description,
            metrics=[Metric.of(metric) for metric in model.metrics],
        )


@strawberry.type(description="What the models are and how far to trust them.")
class ModelCard:
    """What the models are and how far to trust them."""

    fitted_at: datetime | None = strawberry.field(description="When the models were fitted; null when none has been.")
    signal: RatingsSignal = strawberry.field(description="What the ratings were found to tell.")
    summary: str = strawberry.field(description="The finding in a sentence or two of English.")
    tests: list[SignalTest] = strawberry.field(description="The tests behind `signal`, in the order they were made.")
    models: list[Model] = strawberry.field(
        description="The model in use for each task; empty when none has been fitted."
    )

    @classmethod
    def of(cls, found: card.ModelCard | None) -> Self:
        """The card of a release, or what stands for it where there is none."""
        if found is None:
            return cls(fitted_at=None, signal=RatingsSignal.NOT_MEASURED, summary=NOT_FITTED, tests=[], models=[])
        return cls(
            fitted_at=found.fitted_at,
            signal=found.signal,
            summary=found.summary,
            tests=[SignalTest.of(test) for test in found.tests],
            models=[Model.of(model) for model in found.models],
        )


def interval(pair: card.Interval | None) -> Interval | None:
    """An interval, if there is one."""
    return Interval(low=pair.low, high=pair.high) if pair else None
